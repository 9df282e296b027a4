import pytest
from PySide6.QtGui import QColor, QPalette

from ketaref.policy.schema import TEXT_SIZES
from ketaref.ui.appearance import Appearance
from ketaref.ui.settings import Settings, ThemeChoice
from ketaref.ui.theme import DARK, HIGH_CONTRAST, LIGHT


@pytest.fixture
def appearance(qapp, tmp_path):
    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    yield Appearance(qapp, Settings(tmp_path / "settings.ini"))
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


def test_chosen_theme_reaches_palette_and_listeners(appearance, qapp, qtbot):
    appearance.choose_theme(ThemeChoice.LIGHT)
    with qtbot.waitSignal(appearance.theme_changed) as changed:
        appearance.choose_theme(ThemeChoice.DARK)
    assert changed.args == [DARK]
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window


def test_first_theme_is_like_the_colours_of_the_system(qapp, tmp_path, appearance):
    for window, theme in (("#1e1e1e", DARK), ("#efefef", LIGHT)):
        qapp.setPalette(QPalette(QColor(window)))
        assert Appearance(qapp, Settings(tmp_path / "settings.ini")).theme is theme


def test_system_is_followed_once_it_can_be_asked(qapp, tmp_path, appearance, monkeypatch):
    monkeypatch.setattr(Appearance, "_wanted_theme", lambda _self: HIGH_CONTRAST)
    appearance.follow_system()
    assert appearance.theme is HIGH_CONTRAST
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == HIGH_CONTRAST.window


def test_choosing_the_same_theme_again_announces_nothing(appearance, qtbot):
    appearance.choose_theme(ThemeChoice.LIGHT)
    with qtbot.assertNotEmitted(appearance.theme_changed):
        appearance.choose_theme(ThemeChoice.LIGHT)
    assert appearance.theme is LIGHT


def test_text_size_scales_the_font_of_the_whole_application(appearance, qapp):
    normal = qapp.font().pointSizeF()
    appearance.choose_text_size(200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * normal)
    appearance.choose_text_size(100)
    assert qapp.font().pointSizeF() == pytest.approx(normal)


def test_enlarging_and_reducing_stop_at_the_ends(appearance):
    for _ in TEXT_SIZES:
        appearance.enlarge_text()
    assert appearance.text_size == TEXT_SIZES[-1] == 200
    for _ in TEXT_SIZES:
        appearance.reduce_text()
    assert appearance.text_size == TEXT_SIZES[0] == 80


def test_theme_and_size_are_there_at_the_next_start(qapp, tmp_path, appearance):
    appearance.choose_theme(ThemeChoice.DARK)
    appearance.choose_text_size(125)
    appearance._settings._file.sync()
    appearance._application.setFont(appearance._font)
    points = qapp.font().pointSizeF()
    again = Appearance(qapp, Settings(tmp_path / "settings.ini"))
    assert again.theme is DARK
    assert qapp.font().pointSizeF() == pytest.approx(1.25 * points)
