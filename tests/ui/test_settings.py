import pytest
from PySide6.QtCore import QByteArray, QCoreApplication

from ketaref.ui.settings import Settings, ThemeChoice, recent_look_ups_file, settings_file


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings.ini"


def test_new_settings_follow_the_system_and_ask_for_the_statement(file):
    settings = Settings(file)
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.text_size == 100
    assert settings.side_panel
    assert settings.recent_look_ups
    assert settings.accepted_statement == 0
    assert settings.bytes_of("window").isEmpty()


def test_everything_is_remembered_by_the_next_start(file, qapp):
    settings = Settings(file)
    settings.theme = ThemeChoice.HIGH_CONTRAST
    settings.text_size = 150
    settings.side_panel = False
    settings.recent_look_ups = False
    settings.accepted_statement = 3
    settings.keep_bytes("window", QByteArray(b"\x00geometry"))
    settings._file.sync()
    again = Settings(file)
    assert again.theme is ThemeChoice.HIGH_CONTRAST
    assert again.text_size == 150
    assert not again.side_panel
    assert not again.recent_look_ups
    assert again.accepted_statement == 3
    assert again.bytes_of("window") == QByteArray(b"\x00geometry")


def test_values_that_do_not_fit_count_as_absent(file):
    file.write_text(
        "[view]\ntheme=plaid\ntext_size=5000\n[intended_use]\naccepted=yes, all\n[layout]\nwindow=7\n", encoding="utf-8"
    )
    settings = Settings(file)
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.text_size == 100
    assert settings.accepted_statement == 0
    assert settings.bytes_of("window").isEmpty()


def test_file_that_is_no_settings_file_counts_as_empty(file):
    file.write_bytes(bytes(range(256)))
    assert Settings(file).theme is ThemeChoice.SYSTEM


def test_file_that_cannot_be_written_is_known_and_does_no_harm(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "settings.ini")
    assert str(tmp_path / "file" / "settings.ini") in settings.obstacle
    settings.text_size = 150
    assert settings.text_size == 150
    assert Settings(tmp_path / "settings.ini").obstacle == ""


def test_settings_lie_in_a_folder_of_the_program_never_of_an_unknown_organisation(qapp):
    before = QCoreApplication.applicationName()
    QCoreApplication.setApplicationName("ketamine-trauma-reference")
    paths = settings_file(), recent_look_ups_file()
    QCoreApplication.setApplicationName(before)
    for path in paths:
        assert path.parent.name == "ketamine-trauma-reference"
        assert "Unknown" not in str(path)
        assert "Roaming" not in str(path)
