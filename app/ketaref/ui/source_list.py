"""The sources of what is shown, one row each: short name, kind, how it was checked, reference."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ketaref.core.source import Checked, Source
from ketaref.store.content import ContentStore
from ketaref.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_SOURCE = Qt.ItemDataRole.UserRole
_REFERENCE_LINES = 2
_GAP = 8


class SourceRows(QAbstractListModel):
    """Sources by id, each read from the store when it is first looked at."""

    def __init__(self, store: ContentStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._ids: tuple[str, ...] = ()
        self._read: dict[str, Source] = {}

    def replace(self, source_ids: tuple[str, ...]) -> None:
        """Show other sources, in this order."""
        self.beginResetModel()
        self._ids = tuple(dict.fromkeys(source_ids))
        self.endResetModel()

    def source(self, row: int) -> Source:
        """The source in a row."""
        source_id = self._ids[row]
        if source_id not in self._read:
            self._read[source_id] = self._store.source(source_id)
        return self._read[source_id]

    def sources(self) -> tuple[Source, ...]:
        """All of them, in the order shown."""
        return tuple(map(self.source, range(len(self._ids))))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's default)
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        source = self.source(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{source.short}. {standing(source)}. {source.reference}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{source.reference}\n{standing(source)}"
        return source if role == _SOURCE else None


class SourceList(QListView):
    """A click or Enter asks for a source.

    Signals:
        source_requested: carries the id of the source.
    """

    source_requested = Signal(str)

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source_list")
        self.rows = SourceRows(store, self)
        self.setModel(self.rows)
        self._delegate = _SourceDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName("Sources of this page")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._request)

    def set_theme(self, theme: Theme) -> None:
        """Draw the rows in other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._request(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _request(self, index: QModelIndex) -> None:
        if index.isValid():
            self.source_requested.emit(self.rows.source(index.row()).id)


def standing(source: Source) -> str:
    """Kind and how it was checked; a retraction first."""
    retracted = "Retracted. " if source.retracted else ""
    return f"{retracted}{source.kind.label}, {source.checked.label}"


class _SourceDelegate(QStyledItemDelegate):
    """Short name in bold, standing in muted letters, then the reference in at most two lines."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        small = QFontMetrics(_small(option.font)).lineSpacing()
        head = QFontMetrics(_bold(option.font)).lineSpacing()
        return QSize(10 * head, head + small * (1 + _REFERENCE_LINES) + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        source: Source = index.data(_SOURCE)
        painter.save()
        self._paint_ground(painter, option)
        area = option.rect.adjusted(12, _GAP, -12, -_GAP)
        top = self._line(painter, area, source.short, _bold(option.font), self.theme.text)
        area.setTop(top)
        doubtful = source.retracted or source.checked is Checked.MEMORY
        mark = "✕ " if source.retracted else "! " if doubtful else ""
        colour = self.theme.relative if doubtful else self.theme.muted
        small = _small(option.font)
        area.setTop(self._line(painter, area, f"{mark}{standing(source)}", small, colour))
        painter.setPen(QColor(self.theme.muted))
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        reference = _fitting(source.reference.removeprefix("RETRACTED. "), QFontMetrics(small), area)
        painter.drawText(area, int(wrap), reference)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: Any) -> None:
        selected = option.state & QStyle.StateFlag.State_Selected
        if selected:
            painter.fillRect(option.rect, option.palette.color(QPalette.ColorRole.Highlight))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), QColor(self.theme.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(self.theme.raised))
        painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, QColor(self.theme.border))

    def _line(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> int:
        """Draw one line and return where the next begins."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.left(), area.top() + metrics.ascent(), elided)
        return area.top() + metrics.lineSpacing()


def _fitting(text: str, metrics: QFontMetrics, area: QRect) -> str:
    """As much of a text as the lines of an area hold."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width() * _REFERENCE_LINES * 0.92))


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small
