"""A table of records: columns by function, rows replaced in one reset, headers that assistive tools can read."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
_OWN_ROLES = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, SORT_ROLE, RECORD_ROLE)
MAX_ROW_LINES = 7
CELL_PADDING = 10
ROOM_FOR_TEXT = 1.2
"""How much wider than its headers a table must be, so that the cells can be read."""
FEWEST_COLUMNS = 2
"""However narrow the window, unless the first column alone fills it."""
BREAKS = re.compile(r"[ \t\n]+|(?<=[-/–])")
"""Where the text of a cell may go on in the next line; at a no-break space it may not."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its header, the text of a cell, its share of the width, and what to sort by (the text if None)."""

    header: str
    text: Callable[[R], str]
    share: int = 1
    sort_key: Callable[[R], float | str] | None = None
    tip: Callable[[R], str] | None = None


class RecordModel(QAbstractTableModel, Generic[R]):
    """Records as rows."""

    def __init__(self, columns: Sequence[Column[R]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.records: tuple[R, ...] = ()
        self._texts: dict[tuple[int, int], str] = {}

    def replace(self, records: Sequence[R]) -> None:
        """Show other records."""
        self.beginResetModel()
        self.records = tuple(records)
        self._texts = {}
        self.endResetModel()

    def forget_texts(self) -> None:
        """Cells say something else from now on, as when a column shows the figures of another agent."""
        self._texts = {}
        last = self.index(len(self.records) - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def text(self, row: int, place: int) -> str:
        """The text of a cell, kept: a view asks for it many times over, and some texts are looked up in the store."""
        if (row, place) not in self._texts:
            self._texts[row, place] = self.columns[place].text(self.records[row])
        return self._texts[row, place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, place = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, place)
        if role not in _OWN_ROLES:
            return None
        record, column = self.records[row], self.columns[place]
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(record) if column.tip else self.text(row, place)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.header}: {self.text(row, place) or 'not stated'}"
        if role == SORT_ROLE:
            return column.sort_key(record) if column.sort_key else self.text(row, place).casefold()
        return record

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        # Rows show no header; assistive tools say it with a cell that does not tell what it is about.
        return self.columns[section].header if orientation is Qt.Orientation.Horizontal else self.text(section, 0)


class RecordFilter(QSortFilterProxyModel, Generic[R]):
    """Shows the records that a predicate accepts."""

    def __init__(self, model: RecordModel[R], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accepts: Callable[[R], bool] = lambda _record: True
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(model)

    def show_only(self, accepts: Callable[[R], bool]) -> None:
        """Take another predicate."""
        self.beginFilterChange()
        self._accepts = accepts
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        model: RecordModel[R] = self.sourceModel()  # type: ignore[assignment]
        return self._accepts(model.records[source_row])


class _PaddedCells(QStyledItemDelegate):
    """Measures wrapped text in the width that the style sheet's padding leaves; Qt measures it in the whole cell."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        inner = QStyleOptionViewItem(option)
        inner.rect.setWidth(option.rect.width() - 2 * CELL_PADDING)
        return super().sizeHint(inner, index)


class RecordTable(QTableView):
    """A read-only table of whole rows that shares its width among the columns.

    `wrapped` rows grow to MAX_ROW_LINES; measuring them costs about 1 ms a row, so long lists have rows of one line.
    What a cell elides stands in its tool tip and in the record beside the table.

    Signals:
        record_selected: the record of the current row, or None.
        record_activated: Enter or double click; the record.
    """

    record_selected = Signal(object)
    record_activated = Signal(object)

    def __init__(
        self, columns: Sequence[Column[Any]], name: str, parent: QWidget | None = None, *, wrapped: bool = True
    ) -> None:
        super().__init__(parent)
        self._left_out: frozenset[int] = frozenset()
        self._word_widths: dict[int, int] = {}
        self._header_widths: dict[int, int] = {}
        self._reveal = QTimer(self, interval=0, singleShot=True)
        self._reveal.timeout.connect(self._reveal_current)
        self._restyled = QTimer(self, interval=0, singleShot=True)
        self._restyled.timeout.connect(self._measure)
        self._rows_fit = False
        self.rows = RecordModel(columns, self)
        self.filter = RecordFilter(self.rows, self)
        self.setModel(self.filter)
        self.setItemDelegate(_PaddedCells(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setSortingEnabled(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setWordWrap(wrapped)
        # Rows are fitted here, before they are painted: Qt would measure them all at every change, shown or not.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # the content's own order until a header is clicked
        self.selectionModel().currentRowChanged.connect(self._announce)
        self.activated.connect(lambda index: self.record_activated.emit(index.data(RECORD_ROLE)))
        for changed in (self.rows.modelReset, self.rows.dataChanged):
            changed.connect(self._measure)
        for moved in (self.filter.layoutChanged, self.filter.rowsInserted, self.filter.rowsRemoved):
            moved.connect(self._reveal_soon)

    def current_record(self) -> Any:
        """The record of the current row, or None."""
        index = self.currentIndex()
        return index.data(RECORD_ROLE) if index.isValid() else None

    def select_where(self, wanted: Callable[[Any], bool]) -> bool:
        """Make the first shown record that fits the current one. False when none does."""
        for row in range(self.filter.rowCount()):
            index = self.filter.index(row, self._first_shown_column())
            if wanted(index.data(RECORD_ROLE)):
                self.setCurrentIndex(index)
                self._reveal_soon()
                return True
        return False

    def select_several(self) -> None:
        """Let Shift and Ctrl select further rows; the current one stays what is shown beside the table."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def selected_records(self) -> tuple[Any, ...]:
        """The records of the selected rows, in the order shown."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return tuple(self.filter.index(row, 0).data(RECORD_ROLE) for row in rows)

    def shown_records(self) -> tuple[Any, ...]:
        """The records that the filter lets through, in the order shown."""
        return tuple(self.filter.index(row, 0).data(RECORD_ROLE) for row in range(self.filter.rowCount()))

    def shown_count(self) -> int:
        """The number of rows that the filter lets through."""
        return self.filter.rowCount()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()
        self._reveal_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()  # only now is the font certain

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._restyled.start()  # once the headers have the font too

    def paintEvent(self, event: QPaintEvent) -> None:
        self._fit_rows()
        super().paintEvent(event)

    def leave_out(self, places: Iterable[int]) -> None:
        """Do without these columns, whatever the width."""
        self._left_out = frozenset(places)
        self.share_width()

    def share_width(self) -> None:
        """Give each column its share; called by itself when the size changes.

        The last columns go while a header or a word would be cut off: what they say stands in the record beside the
        table.
        """
        places = [place for place in range(len(self.rows.columns)) if place not in self._left_out]
        while len(places) > FEWEST_COLUMNS and not self._fit(places):
            places.pop()
        if self._least_width(places[0]) > self.viewport().width() // FEWEST_COLUMNS and not self._fit(places):
            places = places[:1]
        for place in range(len(self.rows.columns)):
            self.setColumnHidden(place, place not in places)
        for place, width in self._widths(places).items():
            self.setColumnWidth(place, width)

    def _widths(self, places: Sequence[int]) -> dict[int, int]:
        """What each column needs, and of the rest its share."""
        least = {place: self._least_width(place) for place in places}
        rest = max(0, self.viewport().width() - sum(least.values()))
        total = sum(self.rows.columns[place].share for place in places)
        return {place: least[place] + rest * self.rows.columns[place].share // total for place in places}

    def _fit(self, places: Sequence[int]) -> bool:
        headers = sum(map(self._header_width, places))
        least = sum(map(self._least_width, places))
        return max(round(headers * ROOM_FOR_TEXT), least) <= self.viewport().width()

    def _least_width(self, place: int) -> int:
        """The width in which neither the header nor a word of the column is cut off."""
        return max(self._header_width(place), self._word_widths.get(place, 0))

    def _header_width(self, place: int) -> int:
        if not self.isColumnHidden(place):  # Qt knows none of a hidden column
            self._header_widths[place] = self.horizontalHeader().sectionSizeHint(place)
        return self._header_widths.get(place, 0)

    def _measure(self) -> None:
        """Wrapped cells break between words only; where rows have one line, every cell may be elided."""
        self._limit_rows()
        advance = QFontMetricsF(self.font()).horizontalAdvance
        for place in range(len(self.rows.columns)):
            self.setColumnHidden(place, False)
            self._header_width(place)
            if self.wordWrap():
                texts = (self.rows.text(row, place) for row in range(len(self.rows.records)))
                words = {word for text in texts for word in BREAKS.split(text)}
                self._word_widths[place] = ceil(max(map(advance, words), default=0)) + 2 * CELL_PADDING + 2
        self.share_width()
        self._reveal_soon()

    def _limit_rows(self) -> None:
        if self.wordWrap():
            self.verticalHeader().setMaximumSectionSize(
                MAX_ROW_LINES * self.fontMetrics().lineSpacing() + 2 * CELL_PADDING
            )

    def _reveal_soon(self) -> None:
        """Once the page has its size and the rows their heights; once for many changes."""
        self._rows_fit = False
        self._reveal.start()

    def _fit_rows(self) -> None:
        """Make rows as high as their text; once for many changes."""
        if self.wordWrap() and not self._rows_fit:
            self._rows_fit = True
            self.resizeRowsToContents()

    def _reveal_current(self) -> None:
        if not self.isVisible():
            return
        self._fit_rows()
        if self.currentIndex().isValid():
            current = self.currentIndex().siblingAtColumn(self._first_shown_column())
            fits = self.rowHeight(current.row()) <= self.viewport().height()
            hint = QAbstractItemView.ScrollHint
            self.scrollTo(current, hint.PositionAtCenter if fits else hint.PositionAtTop)

    def _first_shown_column(self) -> int:
        """A cell of a hidden column can neither be scrolled to nor be left by the arrow keys."""
        return next(place for place in range(len(self.rows.columns)) if not self.isColumnHidden(place))

    def _announce(self, current: QModelIndex) -> None:
        self.record_selected.emit(current.data(RECORD_ROLE) if current.isValid() else None)
