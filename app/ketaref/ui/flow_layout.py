"""Widgets in a row that breaks into further rows where the window is narrow or the text large."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """Places its widgets from left to right, as high as the rows they need. `gap` in pixels between them.

    Widgets of a row share its middle; those with the alignment AlignTop stand at its top.
    """

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), moving=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, moving=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, area: QRect, *, moving: bool) -> int:
        """Lay the rows out from the top of the area; returns their height."""
        top, row_width = area.top(), 0
        row: list[QLayoutItem] = []
        rows = [row]
        for item in self._items:
            width = _size(item, area.width()).width()
            if item.isEmpty():
                continue
            if row and row_width + self._gap + width > area.width():
                row, row_width = [], 0
                rows.append(row)
            row_width += width + (self._gap if row else 0)
            row.append(item)
        for each in rows:
            height = max((_size(item, area.width()).height() for item in each), default=0)
            if moving:
                self._place(each, QRect(area.left(), top, area.width(), height))
            top += height + self._gap
        return max(0, top - self._gap - area.top())

    def _place(self, row: list[QLayoutItem], room: QRect) -> None:
        left = room.left()
        for item in row:
            size = _size(item, room.width())
            at_top = item.alignment() & Qt.AlignmentFlag.AlignTop
            lower = 0 if at_top else (room.height() - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, room.top() + lower), size))
            left += size.width() + self._gap


def _size(item: QLayoutItem, most: int) -> QSize:
    """What an item takes in a row `most` pixels wide: text that wraps needs the height of the width that it gets."""
    size = item.sizeHint()
    width = min(size.width(), most)
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else size.height())
