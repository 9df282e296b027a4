"""The recent look-ups as a list, in the place of hits while the search field is empty."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ketaref.ui.prompt_button import PromptButton
from ketaref.ui.row_background import paint_row_background
from ketaref.ui.theme import Theme

CLEAR_KEY = "Alt+C"

_GAP = 8
_HINT = (
    "Kept on this computer only, for you alone; the menu Go switches this off. "
    "Enter looks one up again, Delete removes it."
)

Index = QModelIndex | QPersistentModelIndex


class _Model(QStringListModel):
    """The texts; assistive tools hear the place in the list with each."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        text = super().data(index, Qt.ItemDataRole.DisplayRole)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{text}. {index.row() + 1} of {self.rowCount()}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{text}\nDelete, or the cross at its end, removes it."
        return super().data(index, role)

    def flags(self, _index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class _Delegate(QStyledItemDelegate):
    """One line a look-up, with a cross at its end that removes it."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(240, self._view.fontMetrics().lineSpacing() + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_row_background(painter, area, self.theme, chosen=chosen)
        metrics = self._view.fontMetrics()
        cross = cross_of(area)
        room = area.adjusted(2 * _GAP, 0, -cross.width() - _GAP, 0)
        painter.setFont(self._view.font())
        painter.setPen(QColor(self.theme.text))
        text = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(cross, Qt.AlignmentFlag.AlignCenter, "×")
        painter.restore()


class RecentList(QWidget):
    """Shows look-ups, and tells what is wanted with one or all of them.

    Signals:
        chosen: one is to be looked up again; carries its text.
        removed: one is to be removed; carries its text.
        cleared: all are to be removed.
        closed: the page is wanted back.
    """

    chosen = Signal(str)
    removed = Signal(str)
    cleared = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("<b>Recent look-ups</b>", self)
        hint = QLabel(_HINT, self)
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        self.view = _View(theme, self)
        self.clear = self._button("&Clear all", f"Remove all recent look-ups ({CLEAR_KEY})", self.cleared)
        self.close_button = self._button("Close", "Return to the page (Escape)", self.closed)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(title, stretch=1)
        row.addWidget(self.clear)
        row.addWidget(self.close_button)
        head = QVBoxLayout()
        head.setContentsMargins(2 * _GAP, _GAP, 2 * _GAP, _GAP)
        head.addLayout(row)
        head.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, stretch=1)
        self.view.chosen.connect(self.chosen)
        self.view.removed.connect(self.removed)

    @property
    def texts(self) -> list[str]:
        """What is shown, newest first."""
        return self.view.texts.stringList()

    @property
    def chosen_text(self) -> str:
        """The look-up that is chosen; empty where there is none."""
        return self.view.currentIndex().data() or ""

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.view.set_theme(theme)

    def show_texts(self, texts: tuple[str, ...], row: int = 0) -> None:
        """Replace the look-ups and choose the one in a row, or the last if there are fewer."""
        self.view.texts.setStringList(list(texts))
        self.choose(row)

    def row(self) -> int:
        """The row that is chosen."""
        return self.view.currentIndex().row()

    def choose(self, row: int) -> str:
        """Choose a row, stopping at the ends. Returns what is to be said of it."""
        index = self.view.texts.index(max(0, min(len(self.texts) - 1, row)))
        self.view.setCurrentIndex(index)
        said: str = index.data(Qt.ItemDataRole.AccessibleTextRole) if index.isValid() else ""
        return said

    def _button(self, text: str, tip: str, signal: Any) -> QPushButton:
        button = PromptButton(text, self)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(lambda: signal.emit())  # noqa: PLW0108 (keeps the "checked" of the signal out)
        return button


class _View(QListView):
    """The list itself."""

    chosen = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recent_list")
        self.setAccessibleName("Recent look-ups")
        self.setAccessibleDescription(_HINT)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.texts = _Model(self)
        self.setModel(self.texts)
        self._delegate = _Delegate(theme, self)
        self.setItemDelegate(self._delegate)

    def set_theme(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = self.currentIndex().data()
        if text and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(text)
        elif text and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(text)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place: QPoint = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            on_cross = cross_of(self.visualRect(index)).contains(place)
            (self.removed if on_cross else self.chosen).emit(index.data())

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self.scheduleDelayedItemsLayout()


def cross_of(row: QRect) -> QRect:
    """Where the cross of a row is drawn and clicked."""
    side = row.height()
    return QRect(row.right() - side + 1, row.top(), side, side)
