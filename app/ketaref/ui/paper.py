"""A sheet on pages: head, text and foot of each, drawn by any painter whose unit is `UNITS` to the point."""

from enum import Enum

from PySide6.QtCore import QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPen,
)

from ketaref import PROGRAM_NAME
from ketaref.export.page_breaks import Band, pages_of
from ketaref.export.sheet import Sheet
from ketaref.ui.paper_document import UNITS, paper_document, paper_font
from ketaref.ui.paper_pieces import part_paragraphs, pieces_of

_MILLIMETRE = UNITS * 72 / 25.4
_SIDE = 18 * _MILLIMETRE
_HEAD_LINE, _TEXT_TOP = 14 * _MILLIMETRE, 18 * _MILLIMETRE
_TEXT_BOTTOM, _FOOT_LINE = 20 * _MILLIMETRE, 17 * _MILLIMETRE
"""Of these the foot counts from the lower edge. Printers leave up to 6 mm of each edge white."""
_SMALL = 7.5
_INSET = 0.5
"""Units by which a strip is drawn short of its edges: a line of text that only touches it is another page's."""


class Paper(Enum):
    """The sizes of paper that sheets are made for."""

    A4 = "A4"
    LETTER = "US Letter"

    @property
    def page_size(self) -> QPageSize:
        return QPageSize(QPageSize.PageSizeId.A4 if self is Paper.A4 else QPageSize.PageSizeId.Letter)

    @classmethod
    def usual_in(cls, territory: QLocale.Country) -> "Paper":
        """The paper of most printers in a country."""
        return cls.LETTER if territory in _LETTER_TERRITORIES else cls.A4


_T = QLocale.Country
_LETTER_TERRITORIES = frozenset((
    _T.Belize, _T.Canada, _T.Chile, _T.Colombia, _T.CostaRica, _T.Guatemala, _T.Mexico, _T.Nicaragua, _T.Panama,
    _T.Philippines, _T.PuertoRico, _T.ElSalvador, _T.UnitedStates, _T.Venezuela,
))  # fmt: skip
"""As the Unicode locale data have it."""


class Pages:
    """A sheet parted into pages of a size of paper. `reference`: the user's own, for the head of each page."""

    def __init__(self, sheet: Sheet, paper: Paper) -> None:
        self.sheet = sheet
        self.paper = paper
        self.reference = ""
        width, height = self.size.toTuple()
        self._text = QRectF(_SIDE, _TEXT_TOP, width - 2 * _SIDE, height - _TEXT_TOP - _TEXT_BOTTOM)
        self._document = paper_document(sheet, self._text.width())
        self._bands = pages_of(pieces_of(self._document, self._text.height()), self._text.height())
        part_paragraphs(self._document, [page.band.top for page in self._bands])

    @property
    def layout(self) -> QPageLayout:
        """Size and direction of the paper, for a printer or a PDF; the margins are ours."""
        wide = QPageLayout.Orientation.Landscape if self.sheet.wide else QPageLayout.Orientation.Portrait
        layout = QPageLayout()
        layout.setMode(QPageLayout.Mode.FullPageMode)
        layout.setPageSize(self.paper.page_size)
        layout.setOrientation(wide)
        return layout

    @property
    def size(self) -> QSizeF:
        """Of a page, in units."""
        return self.layout.fullRect(QPageLayout.Unit.Point).size() * UNITS

    @property
    def count(self) -> int:
        return len(self._bands)

    def draw(self, painter: QPainter, index: int) -> None:
        """Draw a page (counted from 0); its upper left corner is where the painter's origin is."""
        page = self._bands[index]
        painter.save()
        self._draw_head(painter, index)
        self._draw_foot(painter, index)
        top = self._text.top()
        for band in (page.head, page.band):
            if band:
                self._draw_band(painter, band, top)
                top += band.height
        painter.restore()

    def _draw_band(self, painter: QPainter, band: Band, top: float) -> None:
        painter.save()
        painter.translate(self._text.left(), top - band.top)
        strip = QRectF(0, band.top, self._text.width(), band.height).adjusted(-UNITS, _INSET, UNITS, -_INSET)
        painter.setClipRect(strip)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = strip
        context.palette.setColor(QPalette.ColorRole.Text, QColor(Qt.GlobalColor.black))
        self._document.documentLayout().draw(painter, context)
        painter.restore()

    def _draw_head(self, painter: QPainter, index: int) -> None:
        """The title, which the first page has in large below; and the user's own reference."""
        left = self.sheet.title if index else PROGRAM_NAME
        right = f"Reference: {self.reference}" if self.reference else ""
        self._draw_line(painter, left, right, above=_HEAD_LINE)

    def _draw_foot(self, painter: QPainter, index: int) -> None:
        number = f"page {index + 1} of {self.count}"
        self._draw_line(painter, f"{self.sheet.stamp.text} · {number}", "", above=None)

    def _draw_line(self, painter: QPainter, left: str, right: str, above: float | None) -> None:
        """Small text above the rule of the head, or below that of the foot."""
        font = paper_font(_SMALL)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QPen(Qt.GlobalColor.black, 0.5 * UNITS))
        rule = above or self.size.height() - _FOOT_LINE
        painter.drawLine(QPointF(self._text.left(), rule), QPointF(self._text.right(), rule))
        base = rule - 3 * UNITS if above else rule + metrics.ascent() + 3 * UNITS
        room = self._text.width() - (metrics.horizontalAdvance(right) + 20 * UNITS if right else 0)
        shown = metrics.elidedText(left, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(self._text.left(), base), shown)
        painter.drawText(QPointF(self._text.right() - metrics.horizontalAdvance(right), base), right)
