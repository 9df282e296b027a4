"""The matrix of conditions by authority as one works in it: cell by cell with keys and mouse."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ketaref.core.disagreement import Authority, Matrix, Row
from ketaref.ui.announce import announce
from ketaref.ui.disagreement_drawing import ConditionHeader, MatrixDelegate
from ketaref.ui.disagreement_rows import MatrixModel
from ketaref.ui.theme import Theme

_Action = QAbstractItemView.CursorAction


class DisagreementTable(QTableView):
    """Arrows go from cell to cell, Home and End along a row, Ctrl with arrows to the next cell that says something.

    Headings of groups are passed over. The conditions at the left stay when the columns scroll.

    Signals:
        cell_selected: the Row and Authority of the current cell; None and None where there is none.
    """

    cell_selected = Signal(object, object)

    def __init__(self, matrix: Matrix, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = MatrixModel(matrix, self)
        self.conditions = ConditionHeader(self, self.rows, theme)
        self._delegate = MatrixDelegate(self, self.rows, theme)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit)
        self.setVerticalHeader(self.conditions)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Conditions by authority")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self.conditions.sectionClicked.connect(self._choose_line)
        self.selectionModel().currentChanged.connect(self._tell_cell)

    # What is shown

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another matrix; the cell one was on stays current if it is still there."""
        here = self.current_cell()
        self.rows.replace(matrix)
        self._span_groups()
        self._fit()
        if here is None or not self.select(here[0].item.id, here[1]):
            self.cell_selected.emit(None, None)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._delegate.theme = self.conditions.theme = theme
        self.viewport().update()
        self.conditions.viewport().update()

    # Where one is

    def current_cell(self) -> tuple[Row, Authority] | None:
        """The condition and authority of the current cell."""
        index = self.currentIndex()
        row = self.rows.row_at(index.row())
        return (row, self.rows.authority_at(index.column())) if row else None

    def select(self, item_id: str, authority: Authority) -> bool:
        """Make a cell current. False when the matrix does not have it."""
        place = self.rows.place_of(item_id, authority)
        if place.isValid():
            self.setCurrentIndex(place)
        return place.isValid()

    def select_first(self) -> None:
        """Make the first cell that says something current."""
        for line in range(len(self.rows.lines)):
            if self.rows.row_at(line):
                self._choose_line(line)
                return

    # Overrides of Qt

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        here = self.currentIndex()
        if not here.isValid():
            return self._first_of(self._lines())
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        columns = range(len(self.rows.matrix.authorities))
        lines = self._lines()
        match action:
            case _Action.MoveHome | _Action.MoveEnd:
                end = action is _Action.MoveEnd
                line = lines[-1 if end else 0] if far else here.row()
                return self.rows.index(line, columns[-1 if end else 0])
            case _Action.MoveLeft | _Action.MoveRight:
                beyond = columns[here.column() + 1 :] if action is _Action.MoveRight else columns[: here.column()][::-1]
                return self._next(here, (self.rows.index(here.row(), column) for column in beyond), far=far)
            case _Action.MoveUp | _Action.MoveDown:
                above = [line for line in lines if line < here.row()][::-1]
                below = [line for line in lines if line > here.row()]
                beyond_lines = below if action is _Action.MoveDown else above
                return self._next(here, (self.rows.index(line, here.column()) for line in beyond_lines), far=far)
            case _Action.MovePageUp | _Action.MovePageDown:
                return self._a_page_on(here, lines, down=action is _Action.MovePageDown)
        return here

    def keyboardSearch(self, search: str) -> None:
        """Letters search nothing: every cell begins with the same few words."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt tells that the table has the keyboard, and not on which cell."""
        super().focusInEvent(event)
        self.viewport().update()
        if event.reason() is not Qt.FocusReason.MouseFocusReason and self.currentIndex().isValid():
            announce(self, self.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._span_groups()
        self._fit()  # only now is the font certain

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._fitting.start()  # once the headers have the font too

    # Moving

    def _lines(self) -> list[int]:
        """The lines that hold a condition."""
        return [line for line in range(len(self.rows.lines)) if self.rows.row_at(line)]

    def _first_of(self, lines: list[int]) -> QModelIndex:
        return self.rows.index(lines[0], 0) if lines else QModelIndex()

    def _next(self, here: QModelIndex, beyond: Iterable[QModelIndex], *, far: bool) -> QModelIndex:
        """The first of the cells beyond; with `far` the first that says something. Where there is none, one stays."""
        return next((place for place in beyond if not far or self.rows.cell_at(place)), here)

    def _a_page_on(self, here: QModelIndex, lines: list[int], *, down: bool) -> QModelIndex:
        height = self.viewport().height()
        top = self.rowViewportPosition(here.row())
        near = [
            line for line in lines if (line > here.row()) is down and abs(self.rowViewportPosition(line) - top) < height
        ]
        place = near[-1 if down else 0] if near else here.row()
        return self.rows.index(place, here.column())

    def _choose_line(self, line: int) -> None:
        """Go to the first cell of a line that says something."""
        row = self.rows.row_at(line)
        if row:
            self.select(row.item.id, row.cells[0].authority)
            self.setFocus()

    def _tell_cell(self, index: QModelIndex) -> None:
        self.conditions.viewport().update()
        self.cell_selected.emit(*(self.current_cell() if index.isValid() else None) or (None, None))

    # Measuring

    def _span_groups(self) -> None:
        """The heading of a group is one cell."""
        self.clearSpans()
        columns = len(self.rows.matrix.authorities)
        for line in range(len(self.rows.lines)):
            if columns > 1 and self.rows.row_at(line) is None:
                self.setSpan(line, 0, 1, columns)

    def _fit(self) -> None:
        """Conditions, columns and lines as wide and high as their text; columns share what room is left."""
        self.conditions.fit_width(self.width())
        self.updateGeometries()
        widths = [self._column_width(column) for column in range(self.rows.columnCount())]
        spare = max(0, self.viewport().width() - sum(widths)) // max(1, len(widths))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + spare)
        for line, shown in enumerate(self.rows.lines):
            cells = shown.cells if isinstance(shown, Row) else ()
            least = max((self._delegate.size_of(cell).height() for cell in cells), default=0)
            self.setRowHeight(line, max(least, self.conditions.line_height(line)))

    def _column_width(self, column: int) -> int:
        authority = self.rows.authority_at(column)
        cells = [row.cell(authority) for row in self.rows.matrix.rows]
        widest = max((self._delegate.size_of(cell).width() for cell in cells if cell), default=0)
        return max(widest, self.horizontalHeader().sectionSizeHint(column))
