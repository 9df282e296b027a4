"""Which areas of the window show, and how wide; the window's own tests drive them by keys."""

import pytest
from PySide6.QtWidgets import QLabel

from ketaref.core.location import Kind, Location


@pytest.fixture
def columns(window):
    window.resize(1600, 800)
    return window._columns


def test_panel_gives_way_in_a_narrow_window_and_comes_back(window, columns):
    assert columns.side.isVisible()
    window.resize(700, 800)
    assert not columns.side.isVisible()
    assert not window.menus.panel.isChecked()
    window.resize(1600, 800)
    assert columns.side.isVisible()


def test_panel_that_was_closed_stays_closed(window, columns):
    columns.toggle_panel()
    window.resize(1500, 800)
    assert not columns.side.isVisible()
    assert not window._settings.side_panel


def test_page_without_outline_and_sources_has_no_panel(window, columns):
    window.open(Location(Kind.REGIMEN))
    assert not columns.side.isVisible()
    assert not window.menus.panel.isEnabled()
    window.open(Location(Kind.TOPIC, "start"))
    assert columns.side.isVisible()


def test_contents_can_be_hidden(window, columns):
    columns.toggle_contents()
    assert window.navigation.isHidden()
    assert not window.menus.contents.isChecked()


def test_page_gives_its_place_to_something_else_and_takes_it_back(columns):
    other = QLabel("other")
    columns.middle.addWidget(other)
    columns.show_instead(other)
    assert not columns.is_read
    columns.read()
    assert columns.is_read
