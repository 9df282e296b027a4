"""Glossary terms in a text."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QToolTip

from ketaref.ui.reader import Reader
from ketaref.ui.theme import LIGHT

DOTTED = QTextCharFormat.UnderlineStyle.DotLine
HTML = (
    '<h2 id="a">CAPS-5</h2>'
    '<p>Not CAPS-5x, but <span class="term" title="A &amp; B scale.">CAPS-5</span> and CAPS-5.</p>'
    '<p>At <span class="term" title="A rate.">0.5 mg/kg dose</span>.</p>'
)


@pytest.fixture
def reader(qtbot):
    reader = Reader(LIGHT)
    qtbot.addWidget(reader)
    reader.resize(500, 300)
    reader.show()
    reader.show_html(HTML)
    return reader


def underlined(reader):
    """Every piece of the text with a dotted line, and what hovering over it says."""
    cursor = QTextCursor(reader.document())
    found = {}
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        shape = cursor.charFormat()
        if shape.underlineStyle() == DOTTED:
            found[shape.toolTip()] = found.get(shape.toolTip(), "") + reader.document().characterAt(
                cursor.position() - 1
            )
    return found


def test_marked_term_alone_has_a_dotted_line_and_its_definition(reader):
    found = underlined(reader)
    assert found["A & B scale."] == "CAPS-5"
    assert found["A rate."].startswith("0.5")
    assert len(found) == 2


def test_hovering_shows_the_definition(reader, qtbot):
    place = reader.document().find("but ")
    spot = reader.cursorRect(place).topRight() + QPoint(12, 6)
    event = QHelpEvent(QEvent.Type.ToolTip, spot, reader.viewport().mapToGlobal(spot))
    QApplication.sendEvent(reader.viewport(), event)
    qtbot.waitUntil(lambda: QToolTip.text() == "A & B scale.")
    QToolTip.hideText()


def test_text_without_terms_stays_as_it_is(reader):
    reader.show_html("<p>CAPS-5</p>")
    assert underlined(reader) == {}
