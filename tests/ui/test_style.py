import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QPushButton

from ketaref.core.location import Kind, Location
from ketaref.ui.style import palette, style_sheet
from ketaref.ui.theme import HIGH_CONTRAST, LIGHT, THEMES


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_palette_takes_text_and_ground_from_the_theme(theme):
    colours = palette(theme)
    assert colours.color(QPalette.ColorRole.Text).name() == theme.text
    assert colours.color(QPalette.ColorRole.Base).name() == theme.surface


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_of_the_style_sheet_is_a_role_of_the_theme(theme):
    used = set(re.findall(r"#[0-9a-f]{6}\b", style_sheet(theme)))
    assert used
    assert used <= {value for value in theme if value.startswith("#")}


def test_style_sheet_fixes_no_text_size_so_that_text_can_grow():
    assert "font-size" not in style_sheet(LIGHT)


@pytest.mark.parametrize("make", [QLineEdit, QPushButton])
def test_focus_changes_the_line_but_not_the_size(qtbot, qapp, make):
    before = qapp.styleSheet()
    qapp.setStyleSheet(style_sheet(LIGHT))
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(120, 40)
    widget.show()
    widget.clearFocus()
    size, plain = widget.sizeHint(), widget.grab().toImage()
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    focused = widget.grab().toImage()
    assert widget.sizeHint() == size
    assert LIGHT.accent in {focused.pixelColor(60, y).name() for y in range(2)}
    assert LIGHT.accent not in {plain.pixelColor(60, y).name() for y in range(2)}
    qapp.setStyleSheet(before)


@pytest.mark.parametrize("part", ["area", "text", "sources"])
def test_every_part_of_a_side_effect_shows_that_it_has_the_keyboard(window, qtbot, part):
    """A frame all round, within what the part has room for: nothing that it holds lies over it."""
    window.open(Location(Kind.ADVERSE_EFFECT))
    detail = window.page_area.page.detail
    widget = getattr(detail, part)
    edges = {}
    for focused in (detail.table, widget):
        focused.setFocus()
        qtbot.waitUntil(focused.hasFocus)
        image = widget.grab().toImage()
        across, down = image.width() // 2, image.height() // 2
        places = ((across, 0), (across, image.height() - 1), (0, down), (image.width() - 1, down))
        edges[focused] = [image.pixelColor(*place).name() for place in places]
    assert set(edges[widget]) == {window._appearance.theme.accent.lower()}
    assert not {*edges[widget]} & {*edges[detail.table]}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_button_that_cannot_be_pressed_has_an_edge_of_its_own_in_high_contrast(theme):
    (rule,) = re.findall(r"QPushButton:disabled[^}]*}", style_sheet(theme))
    assert ("dashed" in rule) is (theme is HIGH_CONTRAST)
