"""How the matrix is drawn: the conditions at the left, which stay in sight, and the cells."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ketaref.core.contraindication import Level
from ketaref.core.disagreement import Cell, Row
from ketaref.core.disagreement_html import DIFFERS, SILENT, conflicts_text, level_lines
from ketaref.ui.disagreement_rows import Index, MatrixModel
from ketaref.ui.row_background import paint_row_background
from ketaref.ui.theme import Theme

PADDING = 8
"""Pixels at the left and right of a text."""
_ABOVE = 6
_HEADER_CHARACTERS = 32
_WIDEST_SHARE = 0.36
"""Of the table for the conditions, so that at a large text there is room for cells."""
_CURRENT_LINE = 2
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_TOP_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TOP_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_TALL = 10_000


class ConditionHeader(QHeaderView):
    """The conditions beside the cells, with between whom the differences are. It does not scroll sideways."""

    def __init__(self, view: QTableView, rows: MatrixModel, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._rows = rows
        self._view = view
        self.theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(1)

    def fit_width(self, table_width: int) -> None:
        """Take the width that the conditions need, and no more than their share of the table."""
        wanted = _HEADER_CHARACTERS * self.fontMetrics().averageCharWidth()
        self.setFixedWidth(min(wanted, round(table_width * _WIDEST_SHARE)))

    def line_height(self, line: int) -> int:
        """The height that a line needs for its condition at this width."""
        row = self._rows.row_at(line)
        if row is None:
            return self._height(self._group_name(line), self._bold()) + 2 * _ABOVE
        condition = self._height(row.item.condition, self._bold() if row.conflicts else self.font())
        return condition + self._height(conflicts_text(row), self._small()) + 2 * _ABOVE

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        row = self._rows.row_at(logical_index)
        if row is None:
            self._paint_group(painter, rect, logical_index)
        else:
            self._paint_condition(painter, rect, row, chosen=self._view.currentIndex().row() == logical_index)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, line: int) -> None:
        painter.fillRect(rect, QColor(self.theme.raised))
        painter.setFont(self._bold())
        painter.setPen(QColor(self.theme.text))
        painter.drawText(rect.adjusted(PADDING, _ABOVE, -PADDING, 0), _WRAPPED, self._group_name(line))

    def _group_name(self, line: int) -> str:
        name: str = self._rows.headerData(line, Qt.Orientation.Vertical)
        return name

    def _paint_condition(self, painter: QPainter, rect: QRect, row: Row, *, chosen: bool) -> None:
        painter.fillRect(rect, QColor(self.theme.window))
        paint_row_background(painter, rect, self.theme, chosen=chosen)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = rect.adjusted(PADDING, _ABOVE, -PADDING, -_ABOVE)
        font = self._bold() if row.conflicts else self.font()
        painter.setFont(font)
        painter.setPen(QColor(self.theme.text))
        painter.drawText(inner, _WRAPPED, row.item.condition)
        painter.setFont(self._small())
        painter.setPen(QColor(self.theme.relative))
        painter.drawText(inner.adjusted(0, self._height(row.item.condition, font), 0, 0), _WRAPPED, conflicts_text(row))

    def _height(self, text: str, font: QFont) -> int:
        room = QRect(0, 0, max(40, self.width() - 2 * PADDING), _TALL)
        return QFontMetrics(font).boundingRect(room, _WRAPPED, text).height() if text else 0

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Normal)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 0.88)
        return font


class MatrixDelegate(QStyledItemDelegate):
    """Draws the levels of a cell, each with shape and word, and the sign of a difference at its right."""

    def __init__(self, view: QTableView, rows: MatrixModel, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return self.size_of(self._rows.cell_at(index))

    def size_of(self, cell: Cell | None) -> QSize:
        """The size in which all of a cell can be read."""
        metrics = QFontMetrics(self._bold())
        texts = [text for _level, text in level_lines(cell)] if cell else [SILENT]
        mark = metrics.horizontalAdvance(f" {DIFFERS}")
        width = max(map(metrics.horizontalAdvance, texts)) + mark + 2 * PADDING
        return QSize(width, len(texts) * metrics.lineSpacing() + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        row = self._rows.row_at(index.row())
        painter.save()
        if row is None:
            painter.fillRect(area, QColor(self.theme.raised))
        else:
            current = self._view.currentIndex() == index
            painter.fillRect(area, QColor(self.theme.selection if current else self.theme.surface))
            self._paint_lines(painter, area)
            self._paint_cell(painter, area.adjusted(PADDING, _ABOVE, -PADDING, -_ABOVE), self._rows.cell_at(index))
            if current:
                self._paint_edge(painter, area)
        painter.restore()

    def _paint_lines(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(QColor(self.theme.border))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topRight(), area.bottomRight())

    def _paint_cell(self, painter: QPainter, inner: QRect, cell: Cell | None) -> None:
        painter.setFont(self._bold() if cell else self._view.font())
        if cell is None:
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(inner, _TOP_LEFT, SILENT)
            return
        top = QRect(inner)
        for level, text in level_lines(cell):
            painter.setPen(self._colour(level))
            painter.drawText(top, _TOP_LEFT, text)
            top.translate(0, painter.fontMetrics().lineSpacing())
        if cell.differs:
            painter.setPen(QColor(self.theme.text))
            painter.drawText(inner, _TOP_RIGHT, DIFFERS)

    def _paint_edge(self, painter: QPainter, area: QRect) -> None:
        focused = self._view.hasFocus()
        width = _CURRENT_LINE if focused else 1
        painter.setPen(QPen(QColor(self.theme.accent if focused else self.theme.muted), width))
        painter.drawRect(area.adjusted(1, 1, -width, -width))

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _colour(self, level: Level) -> QColor:
        colours = {
            Level.ABSOLUTE: self.theme.absolute,
            Level.RELATIVE: self.theme.relative,
            Level.CAUTION: self.theme.caution,
        }
        return QColor(colours[level])
