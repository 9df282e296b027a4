import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ketaref.ui.growing import GrowingReader, GrowingTable
from ketaref.ui.record_table import Column
from ketaref.ui.theme import LIGHT

LONG = "a sentence that takes several lines in a narrow column and must be read to its very end " * 4


@pytest.fixture
def body(qtbot):
    area = QScrollArea()
    area.setWidgetResizable(True)
    inside = QWidget()
    QVBoxLayout(inside)
    area.setWidget(inside)
    area.resize(500, 400)
    qtbot.addWidget(area)
    area.show()
    yield inside
    area.close()


@pytest.fixture
def table(body):
    columns = [Column("Level", lambda row: row[0], 1), Column("Detail", lambda row: row[1], 3)]
    table = GrowingTable(columns, "Positions")
    body.layout().addWidget(table)
    return table


def test_text_is_shown_whole_without_a_scroll_bar_of_its_own(body, qtbot):
    reader = GrowingReader(LIGHT, "Reasons")
    body.layout().addWidget(reader)
    reader.show_html(f"<p>{LONG}</p>")
    qtbot.waitUntil(lambda: reader.height() < 400)
    before = reader.height()
    assert reader.verticalScrollBar().maximum() == 0
    with qtbot.waitSignal(reader.height_changed):
        reader.show_html(f"<p>{LONG}</p><p>{LONG}</p>")
    assert reader.height() > before


def test_keys_that_scroll_reach_what_the_text_stands_in(body, qtbot):
    area = body.parentWidget().parentWidget()
    reader = GrowingReader(LIGHT, "Reasons")
    body.layout().addWidget(reader)
    reader.show_html(f"<p>{LONG}</p>" * 12)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    area.activateWindow()
    reader.setFocus()
    qtbot.keyClick(reader, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0


def test_table_is_as_high_as_all_of_its_text(table, qtbot):
    table.show_records([("■ Absolute", LONG), ("○ Caution", "short")])
    qtbot.waitUntil(lambda: table.width() > 300)
    rows = sum(table.rowHeight(row) for row in range(2))
    assert table.height() >= rows + table.horizontalHeader().height()
    assert table.verticalScrollBar().maximum() == 0
    needed = table.fontMetrics().boundingRect(0, 0, table.columnWidth(1), 9999, 0x1000, LONG).height()
    assert table.rowHeight(0) >= needed


def test_no_word_is_cut_where_the_table_has_the_width_it_needs(table, qtbot):
    table.show_records([("Intranasalesketamineandmore", "x")])
    table.setFixedWidth(table.needed_width())
    qtbot.waitUntil(lambda: table.width() == table.needed_width())
    word = table.fontMetrics().horizontalAdvance("Intranasalesketamineandmore")
    assert table.columnWidth(0) >= word
    assert table.columnWidth(0) + table.columnWidth(1) <= table.viewport().width()


def test_no_word_is_cut_where_the_table_was_filled_before_it_had_its_font(qapp, qtbot):
    before = qapp.styleSheet()
    table = GrowingTable((Column("Agent", lambda row: row, 1), Column("Dose", lambda _row: "high", 9)), "Rates")
    qtbot.addWidget(table)
    table.show_records(("esketamineesketamine",))
    qapp.setStyleSheet("QTableView { font-size: 40px; }")
    table.resize(table.needed_width() + 10, 200)
    table.show()
    advance = table.fontMetrics().horizontalAdvance("esketamineesketamine")
    room = table.columnWidth(0)
    qapp.setStyleSheet(before)
    assert room > advance > 300
