"""Views as high as what they hold, for use inside something that scrolls."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

from ketaref.ui.reader import Reader
from ketaref.ui.reader_places import part_rect
from ketaref.ui.reader_structure import Part
from ketaref.ui.record_table import Column, Index, RecordTable
from ketaref.ui.scroll_keys import SCROLL_KEYS
from ketaref.ui.scrolled import reveal
from ketaref.ui.theme import Theme


class GrowingReader(Reader):
    """A reader as high as its text. Keys that scroll are left to what it stands in, which shows the link one is on.

    Signals:
        height_changed: the text needs another height.
    """

    height_changed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, margin: int = 24) -> None:
        super().__init__(theme, parent, margin)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def setDocument(self, document: QTextDocument) -> None:
        super().setDocument(document)
        document.documentLayout().documentSizeChanged.connect(self._grow)
        self._grow(document.size())

    def _grow(self, size: QSizeF) -> None:
        height = ceil(size.height()) + 2 * self.frameWidth()
        if height != self.height():
            self.setFixedHeight(height)
            self.height_changed.emit()

    def focus_link(self, link: Part) -> None:
        super().focus_link(link)
        self._reveal_link()

    def _reveal_link(self) -> None:
        link = self.focused_link()
        if link:
            reveal(self.viewport(), part_rect(self, link))

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        self._reveal_link()
        return moved

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._reveal_link()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in SCROLL_KEYS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class GrowingTable(RecordTable):
    """A short table as high as its rows, which hold all of their text, in the content's own order."""

    def __init__(self, columns: Sequence[Column[Any]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(columns, name, parent)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSortingEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # large text: no word is out of reach
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_records(self, records: Sequence[Any]) -> None:
        """Show other rows."""
        self.rows.replace(records)

    def share_width(self) -> None:
        """Every column has room for its longest word; what is left is shared out."""
        for place, width in self._widths(range(len(self.rows.columns))).items():
            self.setColumnWidth(place, width)
        self.fit()

    def needed_width(self) -> int:
        """Below this width in pixels a word of it is cut off."""
        return sum(map(self._least_width, range(len(self.rows.columns)))) + 2 * self.frameWidth() + 2

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._reveal_row()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            QTimer.singleShot(0, self, self._reveal_row)  # after what it stands in has shown the table as a whole

    def _reveal_row(self) -> None:
        if self.hasFocus() and self.currentIndex().isValid():
            reveal(self.viewport(), self.visualRect(self.currentIndex()))

    def _limit_rows(self) -> None:
        """Rows are as high as their text."""

    def fit(self) -> None:
        """Take the height of the rows; called by itself when the width changes."""
        self.resizeRowsToContents()
        height = self.horizontalHeader().height() + self.verticalHeader().length() + 2 * self.frameWidth() + 2
        if self.needed_width() > self.width():
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
