"""The matrix of conditions by authority as lines of a table: headings of groups, and conditions with their cells."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from ketaref.core.disagreement import Authority, Cell, Matrix, Row, RowGroup, cell_sentence
from ketaref.core.disagreement_html import DIFFERS, SILENT, level_lines

Index = QModelIndex | QPersistentModelIndex
Line = RowGroup | Row


class MatrixModel(QAbstractTableModel):
    """Each group's heading and conditions as lines, each kind of authority as a column."""

    def __init__(self, matrix: Matrix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = matrix
        self.lines: tuple[Line, ...] = _lines(matrix)

    def replace(self, matrix: Matrix) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.matrix = matrix
        self.lines = _lines(matrix)
        self.endResetModel()

    def row_at(self, line: int) -> Row | None:
        """The condition of a line; None for the heading of a group, or for no line."""
        found = self.lines[line] if 0 <= line < len(self.lines) else None
        return found if isinstance(found, Row) else None

    def cell_at(self, index: Index) -> Cell | None:
        """What a cell says; None where it says nothing."""
        row = self.row_at(index.row())
        return row.cell(self.authority_at(index.column())) if row else None

    def authority_at(self, column: int) -> Authority:
        """The kind of authority of a column."""
        return self.matrix.authorities[column]

    def place_of(self, item_id: str, authority: Authority) -> QModelIndex:
        """The cell of a condition and an authority; an invalid index where the matrix does not have it."""
        for line, shown in enumerate(self.lines):
            if isinstance(shown, Row) and shown.item.id == item_id and authority in self.matrix.authorities:
                return self.index(line, self.matrix.authorities.index(authority))
        return QModelIndex()

    # Overrides of Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.matrix.authorities)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.row_at(index.row()) else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if isinstance(line, RowGroup):
            return line.name if role == Qt.ItemDataRole.AccessibleTextRole else None
        authority = self.authority_at(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line.cell(authority))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return cell_sentence(line, authority)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return _line_header(self.lines[section], role)
        authority = self.authority_at(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return in_two_lines(authority.label)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return authority.label
        return authority.meaning if role == Qt.ItemDataRole.ToolTipRole else None


def in_two_lines(label: str) -> str:
    """A heading broken at the space that leaves the shortest of two lines."""
    places = [place for place, letter in enumerate(label) if letter == " "]
    if not places:
        return label
    best = min(places, key=lambda place: max(place, len(label) - place))
    return f"{label[:best]}\n{label[best + 1 :]}"


def _lines(matrix: Matrix) -> tuple[Line, ...]:
    lines: list[Line] = []
    for group in matrix.groups:
        lines += [group, *group.rows]
    return tuple(lines)


def _text(cell: Cell | None) -> str:
    if cell is None:
        return SILENT
    lines = "\n".join(text for _level, text in level_lines(cell))
    return f"{lines} {DIFFERS}" if cell.differs else lines


def _line_header(line: Line, role: int) -> str | None:
    if isinstance(line, RowGroup):
        return line.name if role == Qt.ItemDataRole.DisplayRole else None
    if role == Qt.ItemDataRole.DisplayRole:
        return line.item.condition
    if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        told = ". ".join(conflict.label for conflict in line.conflicts)
        return f"{line.item.condition}. {told}." if told else line.item.condition
    return None
