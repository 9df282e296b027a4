"""Message and buttons of the main window by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from ketaref.core.location import Kind, Location


def test_f6_leads_to_a_message_and_escape_closes_it_and_returns_to_the_page(window, qtbot):
    window.notice.say("One.")
    window.top_bar.field.setFocus()
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_F6)
    assert window.notice.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.notice.text() == ""
    assert window.page_area.isAncestorOf(QApplication.focusWidget())


def test_key_of_the_message_is_no_other_key_of_the_window(window):
    button = window.notice.findChild(QPushButton)
    keys = [menu.title() for menu in window.menuBar().findChildren(QMenu)]
    taken = {QKeySequence.mnemonic(title).toString() for title in keys}
    taken |= {key.toString() for action in window.menus.actions for key in action.shortcuts()}
    assert button.shortcut().toString() == "Alt+M"
    assert button.shortcut().toString() not in taken


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_space_does(window, qtbot, key):
    window.open(Location(Kind.CHECKLIST, "iv_ketamine"))
    button = window.page_area.page.run.change
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)
    assert window.page_area.page.choice.isVisible()
