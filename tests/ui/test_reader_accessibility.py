import gc
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QTextBrowser, QWidget
from shiboken6 import Shiboken

from ketaref.core.location import Kind, Location
from ketaref.ui.reader import Reader
from ketaref.ui.theme import LIGHT

ROLE = QAccessible.Role
NAME = QAccessible.Text.Name
PAGE = """
<div class="bottom-line"><h2 id="bottom-line">Bottom line</h2><ul><li>One.</li></ul></div>
<h2 id="doses">Doses</h2><h3>By vein</h3>
<p>Text with <a href="ketaref://source/feder2021">Feder 2021</a>.</p>
<table><thead><tr><th>Dose</th><th>Rate</th></tr></thead><tbody>
<tr><td>0.5 mg/kg</td><td>40 min</td></tr><tr><td>1 mg/kg</td><td>60 min</td></tr></tbody></table>
"""


@pytest.fixture
def reader(qtbot):
    reader = Reader(LIGHT)
    qtbot.addWidget(reader)
    reader.resize(600, 400)
    reader.setAccessibleName("Doses and routes")
    reader.show_html(PAGE)
    reader.show()
    reader.setFocus()
    qtbot.waitUntil(reader.hasFocus)
    return reader


def root_of(reader):
    return QAccessible.queryAccessibleInterface(reader)


def children(interface):
    return [interface.child(place) for place in range(interface.childCount())]


def everything(interface):
    for child in children(interface):
        yield child
        yield from everything(child)


def first(reader, role):
    return next(part for part in everything(root_of(reader)) if part.role() == role)


def test_reader_is_a_document_with_its_parts(reader):
    root = root_of(reader)
    assert root.role() == ROLE.Document
    assert root.text(NAME) == "Doses and routes"
    assert [(part.role(), part.text(NAME)) for part in children(root)] == [
        (ROLE.Section, "Bottom line"),
        (ROLE.Heading, "Doses"),
        (ROLE.Heading, "By vein"),
        (ROLE.Paragraph, "Text with Feder 2021."),
        (ROLE.Table, "Dose, Rate"),
    ]


def test_class_derived_from_the_reader_is_a_document_too(qtbot):
    class SmallReader(Reader):
        """As other screens make them."""

    small = SmallReader(LIGHT)
    qtbot.addWidget(small)
    small.show_html("<h2>Only</h2>")
    assert [part.text(NAME) for part in children(root_of(small))] == ["Only"]


def test_other_text_browsers_stay_as_qt_has_them(qtbot):
    browser = QTextBrowser()
    qtbot.addWidget(browser)
    assert root_of(browser).role() != ROLE.Document


def test_tree_holds_together(reader):
    def check(interface):
        for place, child in enumerate(children(interface)):
            assert child.isValid()
            assert child.parent() is interface
            assert interface.indexOfChild(child) == place
            assert child.childAt(-10_000, -10_000) is None
            check(child)

    root = root_of(reader)
    check(root)
    assert root.child(-1) is None
    assert root.child(99) is None
    assert root.indexOfChild(children(children(root)[0])[0]) == -1


def test_part_is_found_where_it_stands(reader):
    root = root_of(reader)
    paragraph = first(reader, ROLE.Paragraph)
    middle = paragraph.rect().center()
    assert root.rect().contains(middle)
    assert root.childAt(middle.x(), middle.y()) is paragraph


def test_link_says_what_it_leads_to_and_can_be_pressed(reader, qtbot):
    link = first(reader, ROLE.Link)
    assert link.text(NAME) == "Feder 2021"
    assert link.text(QAccessible.Text.Description) == "Source"
    actions = link.actionInterface()
    press = QAccessibleActionInterface.pressAction()
    assert press in actions.actionNames()
    assert actions.keyBindingsForAction(press) == []
    with qtbot.waitSignal(reader.location_requested) as asked:
        actions.doAction(press)
    assert asked.args == [Location(Kind.SOURCE, "feder2021")]


def test_tool_can_put_the_keyboard_on_a_link(reader, qtbot):
    link = first(reader, ROLE.Link)
    link.actionInterface().doAction(QAccessibleActionInterface.setFocusAction())
    qtbot.waitUntil(lambda: reader.focused_link() is not None)
    assert link.state().focused
    assert not root_of(reader).state().focused
    assert root_of(reader).focusChild() is link


def test_tab_moves_the_focus_that_tools_see(reader, qtbot):
    assert root_of(reader).state().focused
    assert root_of(reader).focusChild() is None
    qtbot.keyClick(reader, Qt.Key.Key_Tab)
    assert root_of(reader).focusChild().text(NAME) == "Feder 2021"


def test_what_is_out_of_view_says_so(reader):
    reader.show_html(f"{'<p>Line.</p>' * 200}")
    parts = children(root_of(reader))
    assert not parts[0].state().offscreen
    assert parts[-1].state().offscreen
    assert not parts[-1].state().invisible


def test_hidden_reader_has_invisible_parts(reader):
    reader.hide()
    assert root_of(reader).state().invisible
    assert children(root_of(reader))[0].state().invisible


def test_another_text_takes_the_old_parts_back(reader):
    old = list(everything(root_of(reader)))
    numbers = [QAccessible.uniqueId(part) for part in old]
    reader.show_html("<p>New.</p>")
    assert [part.text(NAME) for part in children(root_of(reader))] == ["New."]
    assert all(QAccessible.accessibleInterface(number) is None for number in numbers)


def test_press_of_a_link_that_is_gone_does_nothing(reader, qtbot):
    asked = []
    reader.location_requested.connect(asked.append)
    first(reader, ROLE.Link).actionInterface().doAction(QAccessibleActionInterface.pressAction())
    reader.show_html("<p>New.</p>")
    qtbot.keyClick(reader, Qt.Key.Key_Down)
    assert asked == []


def test_two_hundred_pages_while_a_tool_holds_on_to_all_of_them(reader, store):
    pages = [store.topic(entry.id).html for entry in store.topics()]
    QAccessible.setActive(True)
    held = []
    try:
        for turn in range(200):
            reader.show_html(pages[turn % len(pages)] if turn % 20 == 0 else f"{PAGE}<p>Turn {turn}</p>")
            held += list(everything(root_of(reader)))[:50]
            if turn % 50 == 0:
                gc.collect()
    finally:
        QAccessible.setActive(False)
    assert children(root_of(reader))[-1].text(NAME) == "Turn 199"
    assert len(held) > 1000


def test_parts_outlive_no_reader(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    reader = Reader(LIGHT, parent)
    reader.show_html(PAGE)
    numbers = [QAccessible.uniqueId(part) for part in everything(root_of(reader))]
    structure = reader.structure
    reader.deleteLater()
    qtbot.waitUntil(lambda: not Shiboken.isValid(reader))
    assert structure.reader is None
    assert structure.root() is None
    assert all(QAccessible.accessibleInterface(number) is None for number in numbers)


def test_cited_sentence_is_heard_as_text_link_text(reader):
    paragraph = first(reader, ROLE.Paragraph)
    reader.show_html(
        f'<ul><li>{"Word " * 60}<a href="ketaref://source/a">A</a> and more <a href="ketaref://source/b">B</a></li></ul>'
    )
    item = first(reader, ROLE.ListItem)
    assert not paragraph.isValid()
    assert item.text(NAME) == f"{'Word ' * 60}A and more B"
    assert [(part.role(), part.text(NAME)) for part in children(item)] == [
        (ROLE.StaticText, ("Word " * 60).strip()),
        (ROLE.Link, "A"),
        (ROLE.StaticText, "and more"),
        (ROLE.Link, "B"),
    ]
    assert all(part.childCount() == 0 and part.parent() is item for part in children(item))


def test_text_beside_a_link_is_found_where_its_letters_are(reader):
    text, link = children(first(reader, ROLE.Paragraph))
    paragraph = first(reader, ROLE.Paragraph)
    assert text.text(NAME) == "Text with"
    assert text.rect().right() <= link.rect().left() + 1
    for part in (text, link):
        assert paragraph.rect().contains(part.rect())
        assert paragraph.childAt(part.rect().center().x(), part.rect().center().y()) is part


def test_link_between_long_texts_is_found_although_their_rectangles_overlap(reader):
    reader.show_html(f'<p>{"Word " * 31}<a href="ketaref://source/a">Feder</a> {"word " * 40}</p>')
    before, link, after = children(paragraph := first(reader, ROLE.Paragraph))
    assert before.rect().intersects(link.rect()) or after.rect().intersects(link.rect())
    assert before.rect().height() > link.rect().height()
    middle = link.rect().center()
    assert paragraph.childAt(middle.x(), middle.y()) is link
    corner = before.rect().topLeft()
    assert paragraph.childAt(corner.x() + 3, corner.y() + 5) is before


def test_rectangles_follow_the_scroll_bar(reader):
    reader.show_html(f'<p>Up <a href="ketaref://source/a">A</a></p>{"<p>Line.</p>" * 100}')
    _, link = children(first(reader, ROLE.Paragraph))
    place = link.rect()
    reader.verticalScrollBar().setValue(40)
    assert link.rect() == place.translated(0, -40)


def test_nothing_for_tools_is_loaded_before_one_asks():
    code = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication(["test", "-platform", "offscreen"])
from ketaref.ui.reader import Reader
from ketaref.ui.theme import LIGHT
reader = Reader(LIGHT)
reader.show_html("<p>Text</p>")
reader.show()
application.processEvents()
parts = {"ketaref.ui.reader_accessibility", "ketaref.ui.reader_abilities", "ketaref.ui.reader_places"}
assert not parts & set(sys.modules), parts & set(sys.modules)
from PySide6.QtGui import QAccessible
assert QAccessible.queryAccessibleInterface(reader).child(0).text(QAccessible.Text.Name) == "Text"
assert parts <= set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_row_is_as_high_as_its_highest_cell(reader):
    reader.show_html(f"<table><tr><td>{'Word ' * 90}</td><td>Short</td></tr></table>")
    row = first(reader, ROLE.Row)
    assert all(row.rect().contains(cell.rect()) for cell in children(row))
