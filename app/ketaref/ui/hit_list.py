"""Hits as a list: the model replaces its rows in one reset, the delegate draws what matched."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ketaref.core.hit import MARK_END, MARK_START, Hit
from ketaref.core.location import KIND_NAMES, SAFETY_KINDS, Kind
from ketaref.ui.row_background import paint_row_background
from ketaref.ui.theme import Theme

HIT_ROLE = Qt.ItemDataRole.UserRole
_GAP = 8
_LEAST_REASON = 20
"""Characters of a reason that still say something."""
_BADGE_PADDING = 6

Index = QModelIndex | QPersistentModelIndex


def marked_runs(snippet: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a snippet in order, each with whether it matched. No mark is left in a piece."""
    for position, part in enumerate(snippet.split(MARK_START)):
        matched, end, rest = part.partition(MARK_END)
        if position and end:
            yield matched, True
            part = rest  # noqa: PLW2901
        plain = part.replace(MARK_END, "")
        if plain:
            yield plain, False


def spoken(hit: Hit, row: int, total: int) -> str:
    """A hit as one sentence for assistive tools."""
    parts = [f"{KIND_NAMES[hit.kind]}: {hit.title}", hit.section, "".join(text for text, _ in marked_runs(hit.snippet))]
    # Said in a word, because an arrow is read out differently everywhere, or not at all.
    parts += [f"Matched: {reason.replace(' → ', ', read as ')}" for reason in hit.matched]
    return ". ".join(part for part in parts if part) + f". {row + 1} of {total}"


class HitModel(QAbstractListModel):
    """The hits of one query."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()

    def replace(self, hits: tuple[Hit, ...]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(hit, index.row(), len(self.hits))
        return None


class _Style:
    """The two fonts of a row with their metrics, made once for a row: each of them takes as long as a word to draw."""

    def __init__(self, font: QFont) -> None:
        self.plain, self.bold = font, QFont(font)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.plain_metrics, self.bold_metrics = QFontMetrics(self.plain), QFontMetrics(self.bold)


class HitDelegate(QStyledItemDelegate):
    """Two lines a hit: title, section and kind; then the snippet with what matched standing out, and why it did."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._view = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(240, 2 * self._view.fontMetrics().lineSpacing() + 3 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT_ROLE)
        painter.save()
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_row_background(painter, area, self.theme, chosen=chosen)
        style = _Style(self._view.font())
        inner = area.adjusted(2 * _GAP, _GAP, -2 * _GAP, -_GAP)
        height = style.plain_metrics.lineSpacing()
        first = QRect(inner.topLeft(), QSize(inner.width(), height))
        left_over = self._paint_heading(painter, first, hit, style)
        second = first.translated(0, height + _GAP // 2)
        if left_over:
            painter.setFont(style.plain)
            painter.setPen(QColor(self.theme.text))
            second = second.adjusted(_draw(painter, second, f"{left_over}  ·  ", style.plain_metrics), 0, 0, 0)
        reason_width = self._paint_reason(painter, second, hit, style)
        second = second.adjusted(0, 0, -reason_width, 0)
        self._paint_snippet(painter, second, hit.snippet, style)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, hit: Hit, style: _Style) -> str:
        """Title, section and kind. Returns the section where there is no room for it: how strict a contraindication is
        must be seen even where the text is large."""
        badge_width = self._paint_badge(painter, area, hit.kind, style)
        area = area.adjusted(0, 0, -badge_width - _GAP, 0)
        painter.setFont(style.bold)
        painter.setPen(QColor(self.theme.text))
        width = _draw(painter, area, hit.title, style.bold_metrics)
        if not hit.section or hit.section == hit.title:
            return ""
        section = f"  ›  {hit.section}"
        if width + style.plain_metrics.horizontalAdvance(section) > area.width():
            return hit.section
        painter.setFont(style.plain)
        painter.setPen(QColor(self.theme.muted))
        _draw(painter, area.adjusted(width, 0, 0, 0), section, style.plain_metrics)
        return ""

    def _paint_badge(self, painter: QPainter, line: QRect, kind: Kind, style: _Style) -> int:
        """Draw the kind at the right end of the line. Returns its width."""
        name = KIND_NAMES[kind]
        painter.setFont(style.plain)
        width = style.plain_metrics.horizontalAdvance(name) + 2 * _BADGE_PADDING
        badge = QRect(line.right() - width, line.top() - 1, width, line.height() + 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self.theme.relative if kind in SAFETY_KINDS else self.theme.muted)
        painter.setPen(colour)
        painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        _draw(painter, badge.adjusted(_BADGE_PADDING, 0, 0, 0), name, style.plain_metrics)
        return width

    def _paint_reason(self, painter: QPainter, line: QRect, hit: Hit, style: _Style) -> int:
        """Draw by which expansion the hit was found at the right end of the line, where there is room for some words.

        Returns the width to keep free.
        """
        reason = "; ".join(hit.matched)
        width = min(style.plain_metrics.horizontalAdvance(reason), line.width() // 2)
        if not reason or width < _LEAST_REASON * style.plain_metrics.averageCharWidth():
            return 0
        painter.setFont(style.plain)
        painter.setPen(QColor(self.theme.muted))
        _draw(painter, line.adjusted(line.width() - width, 0, 0, 0), reason, style.plain_metrics)
        return width + 2 * _GAP

    def _paint_snippet(self, painter: QPainter, area: QRect, snippet: str, style: _Style) -> None:
        for text, matched in marked_runs(snippet.replace("\n", " ")):
            metrics = style.bold_metrics if matched else style.plain_metrics
            if matched:
                room = min(metrics.horizontalAdvance(text), area.width())
                painter.fillRect(QRect(area.topLeft(), QSize(room, area.height())), QColor(self.theme.mark))
            painter.setFont(style.bold if matched else style.plain)
            painter.setPen(QColor(self.theme.text if matched else self.theme.muted))
            area = area.adjusted(_draw(painter, area, text, metrics), 0, 0, 0)
            if area.width() <= 0:
                return


def _draw(painter: QPainter, area: QRect, text: str, metrics: QFontMetrics) -> int:
    """Draw text from the left, elided where it does not fit. Returns the width it took; all there is if it was elided.

    From a point, because within a rectangle Qt lays the text out first; measured first, because eliding takes longer.
    """
    width = metrics.horizontalAdvance(text)
    if width > area.width():
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        width = max(0, area.width())
    painter.drawText(area.left(), area.top() + (area.height() - metrics.height()) // 2 + metrics.ascent(), text)
    return width


class HitList(QListView):
    """Shows hits and announces the one that is wanted.

    Signals:
        hit_opened: carries the Hit.
    """

    hit_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hit_list")
        self.setAccessibleName("Hits")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._hits = HitModel()
        self.setModel(self._hits)
        self._delegate = HitDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(lambda index: self.hit_opened.emit(index.data(HIT_ROLE)))

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self._hits.hits

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Replace the hits; the first is chosen."""
        self._hits.replace(hits)
        self.scrollToTop()
        if hits:
            self.setCurrentIndex(self._hits.index(0))

    def step(self, rows: int) -> Hit | None:
        """Choose a hit so many rows down (negative: up), stopping at the ends. Returns it."""
        if not self.hits:
            return None
        row = max(0, min(len(self.hits) - 1, self.currentIndex().row() + rows))
        self.setCurrentIndex(self._hits.index(row))
        return self.hits[row]

    def open_chosen(self) -> None:
        """Open the chosen hit, if there is any."""
        if self.currentIndex().isValid():
            self.hit_opened.emit(self.currentIndex().data(HIT_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_chosen()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self.scheduleDelayedItemsLayout()
