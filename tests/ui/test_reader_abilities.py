import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface

from ketaref.ui.reader import Reader
from ketaref.ui.theme import LIGHT

ROLE = QAccessible.Role
NAME = QAccessible.Text.Name
PAGE = """
<h2 id="doses">Doses</h2><h3>By vein</h3><p>Text with <a href="ketaref://source/feder2021">Feder 2021</a>.</p>
<table><thead><tr><th>Dose</th><th>Rate</th></tr></thead><tbody>
<tr><td>0.5 mg/kg</td><td>40 min</td></tr><tr><td>1 mg/kg</td><td>60 min</td></tr></tbody></table>
"""


@pytest.fixture
def reader(qtbot):
    reader = Reader(LIGHT)
    qtbot.addWidget(reader)
    reader.show_html(PAGE)
    return reader


def children(interface):
    return [interface.child(place) for place in range(interface.childCount())]


def everything(interface):
    for child in children(interface):
        yield child
        yield from everything(child)


def all_of(reader, role):
    root = QAccessible.queryAccessibleInterface(reader)
    return [part for part in everything(root) if part.role() == role]


def test_headings_tell_their_level(reader):
    level = QAccessible.Attribute.Level
    abilities = [heading.attributesInterface() for heading in all_of(reader, ROLE.Heading)]
    assert [ability.attributeKeys() for ability in abilities] == [[level], [level]]
    assert [ability.attributeValue(level) for ability in abilities] == [2, 3]
    assert abilities[0].attributeValue(QAccessible.Attribute.Locale) is None


def test_only_links_can_be_pressed(reader):
    (link,) = all_of(reader, ROLE.Link)
    actions = link.actionInterface()
    kinds = QAccessibleActionInterface
    assert actions.actionNames() == [kinds.pressAction(), kinds.setFocusAction()]
    assert actions.keyBindingsForAction(kinds.pressAction()) == []
    assert all(part.actionInterface() is None for part in all_of(reader, ROLE.Paragraph) + all_of(reader, ROLE.Cell))


def test_plain_paragraph_has_no_level_and_no_place(reader):
    (paragraph,) = all_of(reader, ROLE.Paragraph)
    assert paragraph.attributesInterface() is None
    assert paragraph.tableCellInterface() is None


def test_cells_have_heads_of_column_and_row(reader):
    (table,) = all_of(reader, ROLE.Table)
    cell = all_of(reader, ROLE.Cell)[-1]
    place = cell.tableCellInterface()
    assert cell.text(NAME) == "60 min"
    assert (place.rowIndex(), place.columnIndex(), place.rowExtent(), place.columnExtent()) == (2, 1, 1, 1)
    assert [head.text(NAME) for head in place.columnHeaderCells()] == ["Rate"]
    assert [head.text(NAME) for head in place.rowHeaderCells()] == ["1 mg/kg"]
    assert place.table() is table
    assert not place.isSelected()


def test_head_of_a_table_has_no_head(reader):
    place = all_of(reader, ROLE.ColumnHeader)[0].tableCellInterface()
    assert place.columnHeaderCells() == []
    assert place.rowHeaderCells() == []
