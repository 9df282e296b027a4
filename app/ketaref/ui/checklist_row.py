"""How a line of the checklist is laid out and drawn, and what of it the mouse is on."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ketaref.core.checklist import Answer
from ketaref.core.checklist_html import level_text
from ketaref.core.contraindication import Level, Standing
from ketaref.ui.checklist_items import ANSWER_KEYS, ANSWER_NAMES, ROW_ROLE, GroupRow, Index, ItemRow
from ketaref.ui.row_background import paint_row_background
from ketaref.ui.theme import Theme

_GAP = 8
_NARROW_CHARACTERS = 130
"""Below this width in average characters, marker and answers stand above and under the text instead of beside it."""

_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter)
_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

_STANDING_LINES = {
    Standing.LABEL: Qt.PenStyle.NoPen,
    Standing.GUIDANCE: Qt.PenStyle.SolidLine,
    Standing.LITERATURE: Qt.PenStyle.SolidLine,
    Standing.PROTOCOL: Qt.PenStyle.SolidLine,
    Standing.TRIAL_EXCLUSION: Qt.PenStyle.DashLine,
    Standing.CLINICAL_JUDGEMENT: Qt.PenStyle.DotLine,
}
"""The edge of a standing's badge; a product label's is filled instead."""


@dataclass(frozen=True)
class RowLayout:
    """Where the parts of an item are, from the row's own top left corner."""

    marker: QRect
    standing: QRect
    condition: QRect
    question: QRect
    difference: QRect
    answers: tuple[tuple[Answer, QRect], ...]
    disclosure: QRect
    height: int


class ChecklistDelegate(QStyledItemDelegate):
    """Draws groups and items. Everything is measured in the view's font, so it grows with the text."""

    def __init__(self, view: QTreeView, theme: Theme) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view
        self._layouts: dict[tuple[str, str, int], RowLayout] = {}

    def forget_layouts(self) -> None:
        """Measure anew: the font has changed."""
        self._layouts.clear()

    def target(self, index: Index, area: QRect, point: QPoint) -> Answer | bool | None:
        """What a click at `point` means: an answer, True for the disclosure, None for the row itself."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ItemRow):
            return None
        layout = self._layout(row, area.width())
        inside = point - area.topLeft()
        if layout.disclosure.contains(inside):
            return True
        return next((answer for answer, place in layout.answers if place.contains(inside)), None)

    # Overrides of Qt

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        width = self._view.viewport().width()
        row = index.data(ROW_ROLE)
        if isinstance(row, ItemRow):
            return QSize(width, self._layout(row, width).height)
        if isinstance(row, GroupRow):
            return QSize(width, self._metrics().height() + 2 * _GAP)
        reasons = self._view.indexWidget(index)
        return QSize(width, reasons.height() if reasons else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, GroupRow):
            self._paint_group(painter, area, row)
        elif isinstance(row, ItemRow):
            state: QStyle.StateFlag = option.state
            self._paint_item(painter, area, row, state, expanded=self._view.isExpanded(index))
        painter.restore()

    # Measuring

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._view.font())

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _large(self) -> QFont:
        font = self._bold()
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 1.08)
        return font

    def _layout(self, row: ItemRow, width: int) -> RowLayout:
        key = (row.item.id, row.told, width)
        if key not in self._layouts:
            self._layouts[key] = self._measured(row, width)
        return self._layouts[key]

    def _measured(self, row: ItemRow, width: int) -> RowLayout:
        metrics = self._metrics()
        line, margin = metrics.height(), 2 * _GAP
        left_width = max(metrics.horizontalAdvance(standing.label) for standing in Standing) + 2 * _GAP
        widest = max(map(QFontMetrics(self._bold()).horizontalAdvance, ANSWER_NAMES.values()))
        button = QSize(widest + 2 * (line + _GAP), line + _GAP + 2)
        answers_width = len(ANSWER_NAMES) * (button.width() + 4) - 4
        disclosure = QRect(width - line - margin, _GAP, line + _GAP, line + 4)
        narrow = width < _NARROW_CHARACTERS * metrics.averageCharWidth()
        if narrow:
            level_width = QFontMetrics(self._bold()).horizontalAdvance(level_text(Level.ABSOLUTE)) + 2 * _GAP
            marker = QRect(margin, _GAP, level_width, line + 4)
            badge = QRect(margin + level_width, _GAP, left_width, line + 4)
            text_left, text_top, text_width = margin, marker.bottom() + 4, width - 2 * margin
        else:
            marker = QRect(margin, _GAP, left_width, line + 2)
            badge = QRect(margin, marker.bottom() + 4, left_width, line + 4)
            text_left, text_top = margin + left_width + margin, _GAP
            text_width = disclosure.left() - _GAP - answers_width - margin - text_left
        condition = self._text_place(QFontMetrics(self._large()), row.item.condition, text_left, text_top, text_width)
        question = self._text_place(metrics, _question(row), text_left, condition.bottom() + 3, text_width)
        difference = self._text_place(metrics, row.told, text_left, question.bottom() + 3, text_width)
        bottom = (difference if row.told else question).bottom()
        answers_left = margin if narrow else disclosure.left() - _GAP - answers_width
        answers_top = bottom + _GAP if narrow else _GAP
        places = tuple(
            (answer, QRect(QPoint(answers_left + number * (button.width() + 4), answers_top), button))
            for number, answer in enumerate(ANSWER_NAMES)
        )
        height = max(bottom, badge.bottom(), places[0][1].bottom()) + _GAP + 2
        return RowLayout(marker, badge, condition, question, difference, places, disclosure, height)

    def _text_place(self, metrics: QFontMetrics, text: str, left: int, top: int, width: int) -> QRect:
        needed = metrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), _WRAPPED, text).height() if text else 0
        return QRect(left, top, max(width, 40), needed)

    # Drawing

    def _paint_group(self, painter: QPainter, area: QRect, row: GroupRow) -> None:
        painter.fillRect(area, QColor(self.theme.raised))
        inner = area.adjusted(2 * _GAP, 0, -2 * _GAP, 0)
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), _counted(row))
        painter.setFont(self._bold())
        painter.setPen(QColor(self.theme.text))
        painter.drawText(inner, _LINE, row.name)

    def _paint_item(
        self, painter: QPainter, area: QRect, row: ItemRow, state: QStyle.StateFlag, *, expanded: bool
    ) -> None:
        theme, layout = self.theme, self._layout(row, area.width())
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        paint_row_background(painter, area, theme, chosen=chosen)
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.translate(area.topLeft())
        self._paint_level(painter, layout, row)
        self._paint_texts(painter, layout, row)
        for answer, place in layout.answers:
            self._paint_answer(painter, place, answer, chosen=row.answer is answer, keys_shown=chosen)
        painter.setFont(self._view.font())
        painter.setPen(QColor(theme.accent))
        painter.drawText(layout.disclosure, _CENTRED, "▾" if expanded else "▸")

    def _paint_level(self, painter: QPainter, layout: RowLayout, row: ItemRow) -> None:
        level, standing = row.position.level, row.position.standing
        painter.setFont(self._bold())
        painter.setPen(QColor(getattr(self.theme, level.value)))
        painter.drawText(layout.marker, _LINE, level_text(level))
        painter.setFont(self._view.font())
        edge = _STANDING_LINES[standing]
        badge = layout.standing.adjusted(0, 0, -1, -1)
        if edge is Qt.PenStyle.NoPen:
            painter.setPen(edge)
            painter.setBrush(QColor(self.theme.neutral))
            painter.drawRoundedRect(badge, 4, 4)
            painter.setPen(QColor(self.theme.surface))
        else:
            painter.setPen(QPen(QColor(self.theme.neutral), 1.2, edge))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(badge, 4, 4)
            painter.setPen(QColor(self.theme.text))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawText(badge, _CENTRED, standing.label)

    def _paint_texts(self, painter: QPainter, layout: RowLayout, row: ItemRow) -> None:
        painter.setFont(self._large())
        painter.setPen(QColor(self.theme.text))
        painter.drawText(layout.condition, _WRAPPED, row.item.condition)
        painter.setFont(self._view.font())
        painter.setPen(QColor(self.theme.muted))
        painter.drawText(layout.question, _WRAPPED, _question(row))
        if row.told:
            by_number = row.counted is Answer.YES and row.answer is not Answer.YES
            painter.setPen(QColor(self.theme.absolute if by_number or row.contradicted else self.theme.text))
            painter.drawText(layout.difference, _WRAPPED, row.told)

    def _paint_answer(self, painter: QPainter, place: QRect, answer: Answer, *, chosen: bool, keys_shown: bool) -> None:
        theme = self.theme
        painter.setPen(QPen(QColor(theme.accent if chosen else theme.muted), 1))
        painter.setBrush(QColor(theme.accent if chosen else theme.surface))
        painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(self._bold() if chosen else self._view.font())
        painter.setPen(QColor(theme.on_accent if chosen else theme.text))
        painter.drawText(place, _CENTRED, ANSWER_NAMES[answer])
        sign = "✓" if chosen else ANSWER_KEYS[answer] if keys_shown else ""
        if not chosen:
            painter.setPen(QColor(theme.muted))
        painter.drawText(place.adjusted(_GAP, 0, 0, 0), _LINE, sign)


def _question(row: ItemRow) -> str:
    return f"Ask: {row.item.question}"


def _counted(row: GroupRow) -> str:
    return f"{row.answered} of {row.total} answered"
