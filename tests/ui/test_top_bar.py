from ketaref.ui.theme import DARK, LIGHT
from ketaref.ui.top_bar import TopBar


def test_every_button_has_a_name_and_a_tip_with_its_key(qtbot):
    bar = TopBar(LIGHT)
    qtbot.addWidget(bar)
    for button, name, key in ((bar.back, "Back", "Alt+Left"), (bar.forward, "Forward", "Alt+Right")):
        assert button.accessibleName() == name
        assert key in button.toolTip()
    assert "F9" in bar.panel.toolTip()


def test_icons_grow_with_the_text(qtbot):
    bar = TopBar(LIGHT)
    qtbot.addWidget(bar)
    before = bar.back.iconSize().width()
    font = bar.font()
    font.setPointSizeF(2 * font.pointSizeF())
    bar.setFont(font)
    assert bar.back.iconSize().width() > 1.5 * before
    assert not bar.back.icon().pixmap(bar.back.iconSize()).isNull()


def test_icons_take_the_colours_of_another_theme(qtbot):
    bar = TopBar(LIGHT)
    qtbot.addWidget(bar)
    light = bar.back.icon().pixmap(bar.back.iconSize()).toImage()
    bar.set_theme(DARK)
    assert bar.back.icon().pixmap(bar.back.iconSize()).toImage() != light
