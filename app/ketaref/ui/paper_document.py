"""A sheet as a text document in units of paper: the same on every screen, and at every text size of the program."""

import re

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QTextDocument, QTextLength, QTextOption, QTextTable

from ketaref.export.column_widths import Need, column_widths
from ketaref.export.print_style import BODY_POINTS, TABLE_POINTS
from ketaref.export.sheet import Sheet, paper_html
from ketaref.ui.document_style import blocks_of_cell, is_frame, one_change, size_headings_by_sheet, tables_of
from ketaref.ui.web_browser import without_internet_links

UNITS = 10
"""Units in a point: text documents count in whole pixels, and a tenth of a point is finer than any eye."""

_INDENT = 14 * UNITS
_WIDEST_WORD = 0.3
"""Of the width of a table: longer words, as addresses are, are parted."""
_LONGEST_WORDS, _LONGEST_TEXTS = 4, 2
"""So many by number of letters are measured: of as many letters, one may be a little wider than another."""
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt\b")
_WORD_ENDS = re.compile(r"[^\S\N{NO-BREAK SPACE}]+|(?<=[-/–])")


def paper_font(points: float, *, bold: bool = False) -> QFont:
    """The program's font for paper, `points` high where a unit is a pixel.

    Its figures are of one width, and no two letters become one sign, which nobody could find or copy from a PDF.
    """
    font = QFont(QGuiApplication.font().family())
    font.setPixelSize(round(points * UNITS))
    font.setBold(bold)
    for feature, chosen in (("tnum", 1), ("liga", 0)):
        font.setFeature(QFont.Tag(feature), chosen)
    return font


def paper_document(sheet: Sheet, width: float) -> QTextDocument:
    """The document of a sheet, `width` units wide and as high as it takes."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT * sheet.text_size)
    document.setUseDesignMetrics(True)  # spaced for paper, not for the pixels of a screen
    document.setDefaultFont(paper_font(BODY_POINTS * sheet.text_size))
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setPageSize(QSizeF(width, -1))
    with one_change(document) as cursor:
        html = without_internet_links(paper_html(sheet))  # a PDF keeps them as links
        document.setHtml(_STYLE.sub(lambda style: _POINTS.sub(_units, style[0]), html, count=1))
        size_headings_by_sheet(document, cursor)
    with one_change(document):
        for table in tables_of(document):
            _share_width(table, width, paper_font(TABLE_POINTS * sheet.text_size, bold=True))
    return document


def _units(points: re.Match[str]) -> str:
    return f"{round(float(points[1]) * UNITS)}px"


def _share_width(table: QTextTable, width: float, font: QFont) -> None:
    fixed = QTextLength.Type.FixedLength
    shape = table.format()
    shape.setWidth(QTextLength(fixed, width))
    if not is_frame(table):
        widths = column_widths([_need(table, column, width, font) for column in range(table.columns())], width)
        shape.setColumnWidthConstraints([QTextLength(fixed, each) for each in widths])
    table.setFormat(shape)


def _need(table: QTextTable, column: int, width: float, font: QFont) -> Need:
    asked = table.format().columnWidthConstraints()[column : column + 1]
    cells = [table.cellAt(row, column) for row in range(table.rows())]
    texts = [block.text() for cell in cells for block in blocks_of_cell(cell)]
    metrics = QFontMetricsF(font)
    first = cells[0].format().toTableCellFormat()
    padding = first.leftPadding() + first.rightPadding() + UNITS
    words = sorted({word for text in texts for word in _WORD_ENDS.split(text)}, key=len)[-_LONGEST_WORDS:]
    longest = sorted({line for text in texts for line in text.split("\u2028")}, key=len)[-_LONGEST_TEXTS:]
    word, line = (max((metrics.horizontalAdvance(each) for each in some), default=0.0) for some in (words, longest))
    least = min(word, _WIDEST_WORD * width) + padding
    share = asked[0].rawValue() / 100 if asked and asked[0].type() is QTextLength.Type.PercentageLength else 0.0
    return Need(least, max(least, line + padding), sum(map(len, texts)) / len(cells), share)
