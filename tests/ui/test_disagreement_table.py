import pytest
from PySide6.QtGui import QAccessible

from ketaref.core.agent import Agent
from ketaref.core.disagreement import build_matrix, filtered
from ketaref.ui.disagreement_table import DisagreementTable
from ketaref.ui.theme import DARK, LIGHT, contrast


@pytest.fixture
def whole(store):
    sources = {source.id: source for source in store.sources()}
    return build_matrix(Agent.IV_KETAMINE, store.contraindications(), sources)


@pytest.fixture
def table(whole, qtbot):
    table = DisagreementTable(whole, LIGHT)
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    return table


def test_lines_and_columns_have_room_for_all_that_is_in_them(table, whole):
    delegate = table.itemDelegate()
    for line in range(table.rows.rowCount()):
        assert table.rowHeight(line) >= table.conditions.line_height(line)
        row = table.rows.row_at(line)
        for column, authority in enumerate(whole.authorities if row else ()):
            size = delegate.size_of(row.cell(authority))
            assert table.rowHeight(line) >= size.height()
            assert table.columnWidth(column) >= size.width()


def test_conditions_stay_when_the_columns_scroll(table):
    bar = table.horizontalScrollBar()
    assert bar.maximum() > 0
    before = table.conditions.geometry()
    bar.setValue(bar.maximum())
    assert table.conditions.geometry() == before


def test_columns_share_the_room_that_is_left(table, qtbot):
    table.resize(2600, 400)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() > 2000)
    spare = table.viewport().width() - table.horizontalHeader().length()
    assert 0 <= spare < table.rows.columnCount()


def test_filter_that_leaves_nothing_leaves_no_cell(table, whole, qtbot):
    table.select_first()
    with qtbot.waitSignal(table.cell_selected) as told:
        table.show_matrix(filtered(whole, text="zzz"))
    assert told.args == [None, None]
    assert table.current_cell() is None
    table.select_first()
    assert table.current_cell() is None


def test_cell_of_the_same_place_is_told_anew_with_other_rows(table, whole, qtbot):
    table.select(whole.differing[0].item.id, whole.differing[0].cells[0].authority)
    with qtbot.waitSignal(table.cell_selected) as told:
        table.show_matrix(filtered(whole, differing=True))
    assert told.args == [whole.differing[0], whole.differing[0].cells[0].authority]


def test_assistive_tools_find_conditions_as_headers_of_their_rows(table):
    interface = QAccessible.queryAccessibleInterface(table)
    names = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    for row in table.rows.matrix.rows[:5]:
        assert any(name.startswith(row.item.condition) for name in names)


def test_other_colours_are_drawn(table):
    light = table.grab().toImage()
    table.set_theme(DARK)
    assert table.grab().toImage() != light


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("role", ["absolute", "relative", "caution", "text", "muted"])
def test_text_of_the_current_cell_is_readable(theme, role):
    assert contrast(getattr(theme, role), theme.selection) >= 4.5
