"""Every screen of records: the record alone, by key and by mouse, and the list again."""

import pytest
from PySide6.QtCore import Qt

from ketaref.core.location import Kind, Location
from ketaref.ui.pages.adverse_effects import AdverseEffectsPage
from ketaref.ui.pages.interactions import InteractionsPage
from ketaref.ui.pages.regimens import RegimensPage
from ketaref.ui.theme import LIGHT

PAGES = {
    AdverseEffectsPage: Location(Kind.ADVERSE_EFFECT, "ae_dissociation"),
    InteractionsPage: Location(Kind.INTERACTION, "ddi_opioids"),
    RegimensPage: None,
}


@pytest.fixture(params=PAGES)
def page(request, store, qtbot):
    page = request.param(store, LIGHT)
    qtbot.addWidget(page)
    page.resize(745, 650)
    page.show()
    page.activateWindow()
    page.open(PAGES[request.param] or Location(Kind.REGIMEN, page.table.rows.records[0].id))
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    return page


def share_of_page(page):
    return page.detail.height() / page.height()


def test_key_gives_the_record_the_page_and_the_keyboard_and_takes_them_back(page, qtbot):
    assert share_of_page(page) < 0.6
    qtbot.keyClick(page.table, Qt.Key.Key_F7)
    assert not page.table.isVisible()
    qtbot.waitUntil(lambda: share_of_page(page) > 0.8)
    assert page.detail.isAncestorOf(page.focusWidget())
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_F7)
    assert page.table.isVisible()
    assert page.table.hasFocus()


def test_escape_leads_back(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_F7)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert page.table.isVisible()


def test_mouse_does_what_the_key_does(page, qtbot):
    qtbot.mouseClick(page.enlarge, Qt.MouseButton.LeftButton)
    assert not page.table.isVisible()
    qtbot.mouseClick(page.enlarge, Qt.MouseButton.LeftButton)
    assert page.table.isVisible()


def test_opening_the_list_shows_the_list(page):
    page.enlarge.click()
    page.open(Location(Kind.REGIMEN))
    assert page.table.isVisible()


def test_there_is_nothing_to_enlarge_before_a_record_is_chosen(store, qtbot):
    page = AdverseEffectsPage(store, LIGHT)
    qtbot.addWidget(page)
    assert not page.enlarge.isEnabled()
