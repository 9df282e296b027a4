import re

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QPushButton

from ketaref.ui.style import palette, style_sheet
from ketaref.ui.theme import LIGHT, THEMES


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
