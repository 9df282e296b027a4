"""What is taken for the statement, in texts alone and in the window on the small content."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from ketaref.core.location import Kind, Location
from ketaref.core.quotation import NO_SOURCE
from ketaref.ui import statement_copy
from ketaref.ui.reader import Reader
from ketaref.ui.statement_copy import statement_at
from ketaref.ui.theme import LIGHT

CITED = '<a class="citation" href="ketaref://source/{0}">{0}</a>'
PAGE = f"""<h1>Title</h1><p>Uncited words.</p>
<h2 id="brief">In brief</h2><p>One thing. [{CITED.format("a1")}] Another, <b>bold</b>. [{CITED.format("b2")};
{CITED.format("a1")}] See <a href="ketaref://topic/x">there</a>.</p>
<ul><li>Outer [{CITED.format("c3")}]<ul><li>Inner [{CITED.format("d4")}]</li></ul></li></ul>
<table><thead><tr><th>Trial</th><th>Source</th></tr></thead><tr><td>41 people</td><td>{CITED.format("e5")}</td></tr>
<tr><td>9 people</td><td>none</td></tr></table>"""


@pytest.fixture
def reader(qtbot):
    reader = Reader(LIGHT)
    qtbot.addWidget(reader)
    reader.resize(600, 500)
    reader.show_html(PAGE)
    reader.show()
    reader.setFocus()
    qtbot.waitUntil(reader.hasFocus)
    return reader


def put_cursor(reader, words, *, select=False):
    cursor = reader.document().find(words)
    assert not cursor.isNull(), words
    if not select:
        cursor.setPosition(cursor.selectionStart() + 1)
    reader.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("words", "text", "sources"),
    [
        ("Uncited", "Uncited words.", ()),
        ("Another", "One thing. [a1] Another, bold. [b2; a1] See there.", ("a1", "b2")),
        ("Outer", "Outer [c3]", ("c3",)),
        ("Inner", "Inner [d4]", ("d4",)),
        ("41 people", "Trial: 41 people. Source: e5", ("e5",)),
        ("9 people", "Trial: 9 people. Source: none", ()),
    ],
)
def test_passage_at_the_cursor_is_the_statement(reader, words, text, sources):
    put_cursor(reader, words)
    statement = statement_at(reader)
    assert (statement.text, statement.sources) == (text, sources)
    assert reader.textCursor().hasSelection(), "it is marked, so that one sees what was copied"


def test_selected_words_bring_their_own_sources_only(reader):
    put_cursor(reader, "bold. [b2", select=True)
    statement = statement_at(reader)
    assert (statement.text, statement.sources, statement.cited_around) == ("bold. [b2", ("b2",), False)


def test_selected_words_without_a_source_name_those_of_their_passage_as_such(reader):
    put_cursor(reader, "One thing", select=True)
    statement = statement_at(reader)
    assert (statement.text, statement.sources, statement.cited_around) == ("One thing", ("a1", "b2"), True)


def test_selection_over_passages_keeps_them_apart(reader):
    put_cursor(reader, "Uncited")
    cursor = reader.textCursor()
    cursor.setPosition(reader.document().find("Uncited").selectionStart())
    cursor.setPosition(reader.document().find("One thing. [a1").selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    reader.setTextCursor(cursor)
    statement = statement_at(reader)
    assert statement.text == "Uncited words.\nIn brief\nOne thing. [a1"
    assert statement.sources == ("a1",)


def test_citation_with_the_keyboard_stands_for_its_statement(reader, qtbot):
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    assert reader.focused_link().name == "a1"
    assert statement_at(reader).text.startswith("One thing.")


def test_without_a_cursor_the_first_passage_in_view_is_the_statement(reader):
    assert statement_at(reader).text == "Uncited words."


def test_heading_above_is_the_section(reader):
    put_cursor(reader, "Inner")
    assert (statement_at(reader).section, statement_at(reader).anchor) == ("In brief", "brief")
    put_cursor(reader, "Uncited")
    assert statement_at(reader).section == ""


# In the window


@pytest.fixture
def told(monkeypatch):
    told = []
    monkeypatch.setattr(statement_copy, "announce", lambda _widget, text: told.append(text))
    return told


def clipboard():
    return QGuiApplication.clipboard().text()


def test_key_copies_and_tells_on_screen_and_aloud(window, qtbot, told):
    window.open(Location(Kind.TOPIC, "trials"))
    page = window.page_area.page
    qtbot.waitUntil(page.reader.hasFocus)
    qtbot.keyClick(page.reader, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.reader, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "From: " in clipboard()
    assert "ketaref://topic/trials" in clipboard()
    (said,) = told
    assert said.startswith("Copied. ")
    shown = window.statusBar().currentMessage()
    assert said.startswith(shown)
    assert said.removeprefix(shown).strip() == clipboard().split("\n")[0], "the words are read out too"


def test_menu_key_offers_it_and_leaves_the_cursor(window, qtbot):
    window.open(Location(Kind.TOPIC, "trials"))
    reader = window.page_area.page.reader
    before = reader.textCursor().position()
    menu = menu_of(reader, QContextMenuEvent.Reason.Keyboard, QPoint(50, 200))
    assert menu.actions()[0].text() == "Copy with &reference"
    assert reader.textCursor().position() == before
    menu.close()


def test_right_click_copies_what_was_clicked(window, qtbot, told):
    window.open(Location(Kind.TOPIC, "trials"))
    reader = window.page_area.page.reader
    passages = [
        block for block in iterate(reader.document()) if block.text() and not block.blockFormat().headingLevel()
    ]
    place = reader.cursorRect(QTextCursor(passages[-1])).center()
    menu = menu_of(reader, QContextMenuEvent.Reason.Mouse, place)
    menu.actions()[0].trigger()
    assert clipboard().split("\n")[0].startswith(passages[-1].text()[:20].strip("\u2060"))
    menu.close()


def test_source_card_names_the_source_itself(window, qtbot, told):
    window.open(Location(Kind.TOPIC, "trials"))
    page = window.page_area.page
    page.show_source(page.source_ids()[0])
    qtbot.waitUntil(page.card.text.hasFocus)
    window.findChild(QAction, "copy_with_reference").trigger()
    assert f"ketaref://source/{page.source_ids()[0]}" in clipboard()
    assert NO_SOURCE not in clipboard()


def test_chosen_row_of_a_table_comes_with_the_sources_of_its_record(window, told):
    window.open(Location(Kind.TRIAL))
    table = window.page_area.page.table
    table.selectRow(0)
    table.setFocus()
    window.findChild(QAction, "copy_with_reference").trigger()
    trial = table.current_record()
    assert f"ketaref://trial/{trial.id}" in clipboard()
    assert clipboard().startswith(f"{table.rows.columns[0].header}: {table.rows.text(0, 0)}; ")
    assert "Sources:\n1. " in clipboard()


def test_hits_are_no_statement(window, told):
    QGuiApplication.clipboard().setText("before")
    window.search("ketamine")
    window.findChild(QAction, "copy_with_reference").trigger()
    assert "no statement to copy here" in window.notice.text()
    assert clipboard() == "before"


def menu_of(reader, reason, place):
    QApplication.sendEvent(reader.viewport(), QContextMenuEvent(reason, place, reader.viewport().mapToGlobal(place)))
    return next(menu for menu in reader.findChildren(QMenu) if menu.isVisible())


def iterate(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
