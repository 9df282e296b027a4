"""How an item of a scale's form is laid out and drawn, and which answer the mouse is on."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ketaref.core.instrument import AnswerOption
from ketaref.ui.row_background import paint_row_background
from ketaref.ui.scale_items import ROW_ROLE, Index, ScaleRow
from ketaref.ui.theme import Theme

_GAP = 8
_BESIDE_CHARACTERS = 44
"""The text of an item needs so much room, in average characters, for its answers to stand beside it."""

_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_IN_BUTTON = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter)
_HIGH = 10_000
_BUTTON_SIDE, _BETWEEN = 5, 3


@dataclass(frozen=True)
class RowLayout:
    """Where the parts of an item are, from the row's own top left corner."""

    score: QRect
    text: QRect
    remark: QRect
    options: tuple[tuple[AnswerOption, QRect], ...]
    height: int


class ScaleDelegate(QStyledItemDelegate):
    """Draws items. Everything is measured in the view's font, so it grows with the text."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view
        self._layouts: dict[tuple[int, str, str, int], RowLayout] = {}
        self._beside: dict[int, bool] = {}

    def forget_layouts(self) -> None:
        """Measure anew: the font has changed, or the form."""
        self._layouts.clear()
        self._beside.clear()

    def option_at(self, index: Index, area: QRect, point: QPoint) -> AnswerOption | None:
        """The answer that a click at `point` means, if any."""
        layout = self._layout(index.data(ROW_ROLE), area.width())
        inside = point - area.topLeft()
        return next((option for option, place in layout.options if place.contains(inside)), None)

    # Overrides of Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        width = self._view.viewport().width()
        return QSize(width, self._layout(index.data(ROW_ROLE), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ScaleRow = index.data(ROW_ROLE)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row_background(painter, area, self.theme, chosen=current)
        if current and self._view.hasFocus():
            painter.setPen(QPen(QColor(self.theme.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.translate(area.topLeft())
        layout = self._layout(row, area.width())
        self._paint_score(painter, layout.score, row)
        self._paint_text(painter, layout, row)
        for choice, place in layout.options:
            self._paint_option(painter, place, choice, row)
        painter.restore()

    # Measuring

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _layout(self, row: ScaleRow, width: int) -> RowLayout:
        key = (row.number, row.text, row.remark, width)
        if key not in self._layouts:
            self._layouts[key] = self._measured(row, width)
        return self._layouts[key]

    def _measured(self, row: ScaleRow, width: int) -> RowLayout:
        metrics = QFontMetrics(self._view.font())
        line = metrics.height()
        score = QRect(2 * _GAP, _GAP, 2 * line, line + _GAP + 2)
        left = score.right() + 2 * _GAP
        room = max(width - left - 2 * _GAP, 40)
        sizes = [self._button_size(option, room) for option in row.options]
        in_one_line = _line_width(sizes)
        if room not in self._beside:
            self._beside[room] = self._stand_beside(room)
        beside = self._beside[room]
        text_width = room - in_one_line - 2 * _GAP if beside else room
        text = _text_place(metrics, _told(row), left, _GAP + 2, text_width)
        remark = _text_place(metrics, row.remark, left, text.bottom() + 3, text_width)
        below = (remark if row.remark else text).bottom()
        # Below the text they may begin further left, if that keeps them in one line.
        margin = score.left() if room < in_one_line <= room + left - score.left() else left
        under = below if margin == left else max(below, score.bottom())
        start = QPoint(left + room - in_one_line, _GAP) if beside else QPoint(margin, under + _GAP)
        places = _flowing(sizes, start, margin, left + room)
        height = max(below, score.bottom(), *(place.bottom() for place in places)) + _GAP + 2
        return RowLayout(score, text, remark, tuple(zip(row.options, places, strict=True)), height)

    def _stand_beside(self, room: int) -> bool:
        """Whether the answers of every item of the form have room beside its text: all stand the same way."""
        rows: tuple[ScaleRow, ...] = tuple(
            self._view.model().index(place, 0).data(ROW_ROLE) for place in range(self._view.model().rowCount())
        )
        widest = max(_line_width([self._button_size(option, room) for option in row.options]) for row in rows)
        characters = QFontMetrics(self._view.font()).averageCharWidth()
        return room - widest - 2 * _GAP >= _BESIDE_CHARACTERS * characters

    def _button_size(self, option: AnswerOption, room: int) -> QSize:
        """As wide as its words, or as the room with its words on several lines."""
        metrics = QFontMetrics(self._bold())
        wanted = metrics.horizontalAdvance(_label(option)) + 2 * _BUTTON_SIDE + 1
        if wanted <= room:
            return QSize(wanted, metrics.height() + _GAP + 2)
        area = QRect(0, 0, max(room - 2 * _BUTTON_SIDE, 40), _HIGH)
        return QSize(room, metrics.boundingRect(area, _IN_BUTTON, _label(option)).height() + _GAP + 2)

    # Drawing

    def _paint_score(self, painter: QPainter, place: QRect, row: ScaleRow) -> None:
        """The score that is added, filled; what is not added, in outline; a question mark as loud as both."""
        theme = self.theme
        answered = row.answer is not None and row.asked
        colour = QColor(theme.relative if row.is_open else theme.neutral if answered else theme.muted)
        painter.setFont(self._bold())
        painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine if answered else Qt.PenStyle.DashLine))
        painter.setBrush(colour if answered and row.is_added else QColor(theme.surface))
        painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(theme.surface) if answered and row.is_added else colour)
        painter.drawText(place, _CENTRED, row.mark)

    def _paint_text(self, painter: QPainter, layout: RowLayout, row: ScaleRow) -> None:
        painter.setFont(self._view.font())
        painter.setPen(QColor(self.theme.text if row.asked else self.theme.muted))
        painter.drawText(layout.text, _WRAPPED, _told(row))
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(layout.remark, _WRAPPED, row.remark)

    def _paint_option(self, painter: QPainter, place: QRect, option: AnswerOption, row: ScaleRow) -> None:
        theme, chosen = self.theme, row.answer == option.score
        live = chosen and row.asked
        painter.setPen(QPen(QColor(theme.accent if live else theme.muted), 1))
        painter.setBrush(QColor(theme.accent if live else theme.surface))
        painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(self._bold() if chosen else self._view.font())
        painter.setPen(QColor(theme.on_accent if live else theme.text if row.asked else theme.muted))
        painter.drawText(place.adjusted(_BUTTON_SIDE, 0, -_BUTTON_SIDE, 0), _IN_BUTTON, _label(option))


def _label(option: AnswerOption) -> str:
    return f"{option.score} {option.label}"


def _line_width(sizes: list[QSize]) -> int:
    return sum(size.width() for size in sizes) + _BETWEEN * (len(sizes) - 1)


def _told(row: ScaleRow) -> str:
    return f"{row.number}. {row.text}" if row.number else row.text


def _text_place(metrics: QFontMetrics, text: str, left: int, top: int, width: int) -> QRect:
    needed = metrics.boundingRect(QRect(0, 0, width, _HIGH), _WRAPPED, text).height() if text else 0
    return QRect(left, top, width, needed)


def _flowing(sizes: list[QSize], start: QPoint, left: int, right: int) -> list[QRect]:
    """Places one after the other from `start`, in as many lines as they need between `left` and `right`."""
    places: list[QRect] = []
    x, y, line = start.x(), start.y(), 0
    for size in sizes:
        if x > left and x + size.width() > right:
            x, y, line = left, y + line + _BETWEEN + 1, 0
        places.append(QRect(QPoint(x, y), size))
        x, line = x + size.width() + _BETWEEN, max(line, size.height())
    return places
