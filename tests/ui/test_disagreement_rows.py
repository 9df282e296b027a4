import pytest
from PySide6.QtCore import QModelIndex, Qt

from ketaref.core.agent import Agent
from ketaref.core.disagreement import Authority, RowGroup, build_matrix, cell_sentence, filtered
from ketaref.ui.disagreement_rows import MatrixModel, in_two_lines


@pytest.fixture
def rows(store, qapp):
    sources = {source.id: source for source in store.sources()}
    return MatrixModel(build_matrix(Agent.IV_KETAMINE, store.contraindications(), sources))


def test_lines_are_each_group_and_then_its_conditions(rows):
    names = [line.name if isinstance(line, RowGroup) else line.item.group for line in rows.lines]
    assert names == [group.name for group in rows.matrix.groups for _ in (group, *group.rows)]
    assert rows.rowCount() == len(rows.matrix.rows) + len(rows.matrix.groups)
    assert rows.rowCount(rows.index(1, 0)) == rows.columnCount(rows.index(1, 0)) == 0


def test_heading_of_a_group_is_no_cell_that_one_can_come_to(rows):
    assert rows.row_at(0) is None
    assert rows.flags(rows.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert rows.index(0, 0).data() is None
    assert rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == rows.matrix.groups[0].name
    assert rows.flags(rows.index(1, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_every_cell_is_spoken_and_pointed_out_as_a_sentence(rows):
    for row in rows.matrix.rows:
        for authority in rows.matrix.authorities:
            place = rows.place_of(row.item.id, authority)
            assert rows.cell_at(place) is row.cell(authority)
            for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                assert place.data(role) == cell_sentence(row, authority)


def test_place_of_what_is_not_there_is_none(rows):
    assert not rows.place_of("ci_nothing", Authority.US_LABEL).isValid()
    rows.replace(filtered(rows.matrix, text="zzz"))
    assert rows.rowCount() == 0
    assert rows.row_at(QModelIndex().row()) is None


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("US label", "US\nlabel"),
        ("EU product information", "EU product\ninformation"),
        ("Guideline or regulator", "Guideline or\nregulator"),
        ("Literature", "Literature"),
    ],
)
def test_heading_is_broken_where_it_becomes_narrowest(label, lines):
    assert in_two_lines(label) == lines
