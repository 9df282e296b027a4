"""Tables of records: what is shown, filtered, sorted, and told to assistive tools."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ketaref.ui.record_table import CELL_PADDING, Column, RecordTable


@dataclass(frozen=True)
class Drug:
    name: str
    rate: float
    note: str = ""


DRUGS = (Drug("b", 10.0), Drug("a", 2.0, "a long note that wraps " * 20), Drug("c", 1.5))
COLUMNS = (
    Column[Drug]("Name", lambda drug: drug.name, 1),
    Column[Drug]("Rate", lambda drug: f"{drug.rate:g} %", 1, sort_key=lambda drug: drug.rate),
    Column[Drug]("Note", lambda drug: drug.note, 2),
)


@pytest.fixture
def table(qtbot):
    table = RecordTable(COLUMNS, "Drugs")
    qtbot.addWidget(table)
    QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.rows.replace(DRUGS)
    table.resize(600, 400)
    table.show()
    return table


def shown(table):
    return [table.filter.index(row, 0).data() for row in range(table.shown_count())]


def test_rows_keep_the_order_of_the_content(table):
    assert shown(table) == ["b", "a", "c"]


def test_numbers_sort_as_numbers(table):
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["c", "a", "b"]


def test_filter_hides_what_it_does_not_accept(table):
    table.filter.show_only(lambda drug: drug.rate < 5)
    assert shown(table) == ["a", "c"]


def test_choosing_tells_the_record(table, qtbot):
    with qtbot.waitSignal(table.record_selected) as told:
        assert table.select_where(lambda drug: drug.name == "c")
    assert told.args == [DRUGS[2]]
    assert table.current_record() == DRUGS[2]


def test_choosing_what_is_filtered_away_says_no(table):
    table.filter.show_only(lambda drug: drug.name == "a")
    assert not table.select_where(lambda drug: drug.name == "c")


def test_enter_activates_the_record(table, qtbot):
    table.select_where(lambda drug: drug.name == "a")
    with qtbot.waitSignal(table.record_activated) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [DRUGS[1]]


def test_tab_leaves_the_table(table):
    assert not table.tabKeyNavigation()


def test_cell_tells_its_header_to_assistive_tools(table):
    cell = table.filter.index(0, 1)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Rate: 10 %"
    assert table.filter.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Note: not stated"
    assert table.filter.headerData(1, Qt.Orientation.Horizontal) == "Rate"


def test_columns_share_the_whole_width(table):
    widths = [table.columnWidth(place) for place in range(3)]
    assert sum(widths) == pytest.approx(table.viewport().width(), abs=3)
    assert widths[2] > widths[0]


def test_column_left_out_leaves_its_width_to_the_others(table):
    table.leave_out([0])
    assert table.isColumnHidden(0)
    assert table.columnWidth(1) + table.columnWidth(2) == pytest.approx(table.viewport().width(), abs=3)


def test_last_columns_go_rather_than_cut_off_a_header(table):
    table.resize(130, 400)
    assert [table.isColumnHidden(place) for place in range(3)] == [False, False, True]
    table.resize(600, 400)
    assert not any(table.isColumnHidden(place) for place in range(3))


def test_chosen_row_comes_into_view_though_its_first_column_is_hidden(table, qtbot):
    table.rows.replace(tuple(Drug(f"drug {number}", number) for number in range(200)))
    table.leave_out([0])
    table.select_where(lambda drug: drug.name == "drug 150")
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.current_record().name == "drug 151"
    qtbot.waitUntil(lambda: table.visualRect(table.currentIndex().siblingAtColumn(1)).top() in range(table.height()))


def test_long_text_makes_its_row_higher(table):
    assert table.rowHeight(1) > 2 * table.rowHeight(0)


def test_unwrapped_rows_are_all_of_one_line(qtbot):
    table = RecordTable(COLUMNS, "Drugs", wrapped=False)
    qtbot.addWidget(table)
    table.rows.replace(DRUGS)
    assert table.rowHeight(0) == table.rowHeight(1)


def cuts_a_word(table, place):
    words = [word for row in range(table.shown_count()) for word in table.filter.index(row, place).data().split()]
    return max(map(table.fontMetrics().horizontalAdvance, words)) + 2 * CELL_PADDING > table.columnWidth(place)


def test_longest_word_of_a_cell_has_room_and_the_last_column_goes_for_it(table):
    table.rows.replace((Drug("otorhinolaryngologisches-otorhinolaryngologisches", 1.0, "a note"),))
    table.resize(table.fontMetrics().horizontalAdvance("otorhinolaryngologisches-") + 130, 400)
    assert not table.isColumnHidden(0)
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("otorhinolaryngologisches-") + 2 * CELL_PADDING
    assert table.isColumnHidden(2)


def test_larger_text_shares_the_width_anew(table, qtbot):
    table.rows.replace((Drug("otorhinolaryngology", 1.0, "a note"),))
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    table.setFont(font)
    qtbot.waitUntil(lambda: not cuts_a_word(table, 0))
    shown = [place for place in range(3) if not table.isColumnHidden(place)]
    assert sum(map(table.columnWidth, shown)) <= table.viewport().width()


def test_columns_that_went_stay_away_however_often_the_width_is_shared(table):
    table.resize(130, 400)
    for _ in range(3):
        table.share_width()
        assert table.isColumnHidden(2)


def test_larger_text_makes_the_highest_row_higher(table, qtbot):
    before = table.verticalHeader().maximumSectionSize()
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    table.setFont(font)
    qtbot.waitUntil(lambda: table.verticalHeader().maximumSectionSize() > 1.5 * before)


def is_in_view(table):
    return table.viewport().rect().contains(table.visualRect(table.currentIndex().siblingAtColumn(0)).center())


@pytest.fixture
def long_table(table, qtbot):
    table.rows.replace(tuple(Drug(f"drug {number:03}", -number) for number in range(200)))
    table.select_where(lambda drug: drug.name == "drug 150")
    qtbot.waitUntil(lambda: is_in_view(table))
    return table


def test_chosen_row_stays_in_view_when_the_order_changes(long_table, qtbot):
    long_table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: is_in_view(long_table))
    assert long_table.current_record().name == "drug 150"


def test_chosen_row_stays_in_view_when_a_filter_comes_and_goes(long_table, qtbot):
    long_table.filter.show_only(lambda drug: drug.name >= "drug 149")
    qtbot.waitUntil(lambda: is_in_view(long_table))
    long_table.filter.show_only(lambda drug: True)
    qtbot.waitUntil(lambda: is_in_view(long_table))


def test_each_row_is_headed_by_its_first_cell_for_assistive_tools(table):
    heads = [table.model().headerData(row, Qt.Orientation.Vertical) for row in range(table.model().rowCount())]
    assert heads == [table.model().index(row, 0).data() for row in range(table.model().rowCount())]
    assert not table.verticalHeader().isVisible()


def test_hidden_table_measures_nothing_until_it_shows(table, qtbot, monkeypatch):
    table.hide()
    measured = []
    monkeypatch.setattr(table, "resizeRowsToContents", lambda: measured.append(True))
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    table.setFont(font)
    table.setStyleSheet("QTableView { color: red; }")
    qtbot.wait(50)
    assert not measured
    table.show()
    qtbot.waitUntil(lambda: bool(measured))
    qtbot.wait(50)
    assert len(measured) <= 3


def test_texts_are_made_once_until_they_are_forgotten(table):
    asked = []
    column = table.rows.columns[0]
    object.__setattr__(column, "text", lambda record, text=column.text: asked.append(record) or text(record))
    table.rows.forget_texts()
    for _ in range(5):
        table.rows.text(0, 0)
    first = table.rows.records[0]
    assert asked.count(first) == 1
    table.rows.forget_texts()
    table.rows.text(0, 0)
    assert asked.count(first) == 2
