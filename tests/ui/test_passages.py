import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from ketaref.ui import passages
from ketaref.ui.growing import GrowingReader
from ketaref.ui.reader import Reader
from ketaref.ui.theme import LIGHT

PAGE = """<h1>Title</h1><p>First with <a href="ketaref://topic/one">a link</a>.</p>
<ul><li>Item one<ul><li>Inner</li></ul></li><li>Item two</li></ul>
<table><thead><tr><th>Trial</th><th>People</th></tr></thead><tr><td>Feder 2014</td><td>41</td></tr></table>
<h2 id="end">End</h2><p>Last.</p>"""
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def heard(monkeypatch):
    heard = []
    monkeypatch.setattr(passages, "announce", lambda _reader, text: heard.append(text))
    return heard


@pytest.fixture
def reader(qtbot):
    reader = Reader(LIGHT)
    qtbot.addWidget(reader)
    reader.resize(600, 400)
    reader.show_html(PAGE)
    reader.show()
    reader.setFocus()
    qtbot.waitUntil(reader.hasFocus)
    return reader


def test_every_passage_is_heard_once_in_order_and_back_again(reader, heard, qtbot):
    for _ in range(9):
        qtbot.keyClick(reader, Qt.Key.Key_Down, CONTROL)
    assert heard == [
        "Title. Heading, level 1.",
        "First with a link.",
        "Item one",
        "Inner",
        "Item two",
        "Trial: Feder 2014. People: 41",
        "End. Heading, level 2.",
        "Last.",
        "End of the text.",
    ]
    there, heard[:] = heard[:-1], []
    for _ in range(8):
        qtbot.keyClick(reader, Qt.Key.Key_Up, CONTROL)
    assert heard == [*reversed(there[:-1]), "Beginning of the text."]


def test_passage_is_marked_and_can_be_copied(reader, heard, qtbot):
    for _ in range(2):
        qtbot.keyClick(reader, Qt.Key.Key_Down, CONTROL)
    assert reader.textCursor().selectedText() == "First with a link."
    qtbot.keyClick(reader, Qt.Key.Key_Down)
    assert len(heard) == 2


def test_steps_begin_at_what_is_in_view_and_keep_it_there(reader, heard, qtbot):
    text = "".join(f"<h2 id='part-{n}'>Part {n}</h2><p>{'Words of it. ' * 60}</p>" for n in range(12))
    reader.show_html(text)
    reader.scroll_to_anchor("part-7")
    qtbot.keyClick(reader, Qt.Key.Key_Down, CONTROL)
    assert heard == ["Part 7. Heading, level 2."]
    for _ in range(5):
        qtbot.keyClick(reader, Qt.Key.Key_Down, CONTROL)
        cursor = reader.textCursor()
        assert 0 <= reader.cursorRect(cursor).top() < reader.viewport().height()
    assert heard[-2] == "Part 9. Heading, level 2."
    reader.verticalScrollBar().setValue(0)
    qtbot.keyClick(reader, Qt.Key.Key_Down, CONTROL)
    assert heard[-1] == "Part 0. Heading, level 2."


def test_text_as_high_as_its_lines_is_followed_in_what_it_stands_in(heard, qtbot):
    reader = GrowingReader(LIGHT, "Text")
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(reader)
    area.resize(400, 200)
    reader.show_html("".join(f"<p>Passage {n}. {'Words of it. ' * 10}</p>" for n in range(20)))
    area.show()
    reader.setFocus()
    for _ in range(12):
        qtbot.keyClick(reader, Qt.Key.Key_Down, CONTROL)
    assert [text.partition(".")[0] for text in heard] == [f"Passage {n}" for n in range(12)]
    place = reader.viewport().mapTo(area.viewport(), reader.cursorRect(reader.textCursor()).topLeft())
    assert area.viewport().rect().contains(place)
    assert area.verticalScrollBar().value() > 0
