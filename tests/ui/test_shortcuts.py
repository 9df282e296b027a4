from html import escape

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel

from ketaref.ui import page_only, recent_list
from ketaref.ui.checklist_keys import ALL
from ketaref.ui.enlarge_button import KEY
from ketaref.ui.shortcuts import IN_LISTS, IN_PAGES, ShortcutsDialog


def test_commands_and_keys_are_listed_as_plain_text(qtbot):
    dialog = ShortcutsDialog((("Search <all>", "Ctrl+K"),))
    qtbot.addWidget(dialog)
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Search &lt;all&gt;" in text
    assert "Ctrl+K" in text
    assert all(keys in text for _, keys in IN_LISTS)
    assert all(escape(line.what) in text and escape(line.text) in text for line in ALL)
    assert "<b>F3</b>" in text
    assert "<b>Shift+F3</b>" in text


def test_keys_among_hits_are_listed():
    keys = [keys for _, keys in IN_LISTS]
    assert page_only.KEY in keys
    assert recent_list.CLEAR_KEY in keys


def test_key_that_enlarges_a_record_is_listed():
    assert any(keys == KEY for _, keys in IN_LISTS)


def test_listed_keys_of_pages_are_those_of_the_topic_page(window):
    page = window.page_area.page
    made = {shortcut.key().toString() for shortcut in page.findChildren(QShortcut)}
    assert {QKeySequence(key).toString() for _, key in IN_PAGES} == made
