"""How HTML of the content looks in a text document: type sizes, colours, the width of a line, tables."""

import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QSizeF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCell,
)

from ketaref.core.unbroken import WORD_JOINER, between_tags, units_unbroken
from ketaref.ui.marked_terms import underline_terms
from ketaref.ui.theme import Theme

MEASURE = 76
"""The longest line of running text, in average letters."""
COLUMN = 116
"""The widest table, in average letters."""
MAY_BREAK = "\u200b"
"""Where a long address may go on in the next line. What is copied or read out leaves it out."""

_BODY = 1.1
_SMALL = 0.85
_INDENT = 22
_RULE = 2  # what collapsed borders add to the width of a table
_LETTERS_IN_A_COLUMN = 15
_WORDS_IN_ONE_PIECE = 3
_SHORT, _LONG = 14, 480  # letters; what cells hold beyond that changes the width of their column no more
_SAMPLE = "the quick brown fox jumps over a lazy dog, and in doing so tells how wide ordinary text runs"
_ADDRESS = re.compile(r"\S{32,}")
_JOINT = re.compile(r"(?<=[/?&=_-])")
_BADGE = re.compile(r'(<span class="(?:practice-point|certainty|checked)">)([^<]*)(</span>)')
_BOTTOM_LINE = re.compile(r'<div class="bottom-line">(.*?)</div>', re.DOTALL)


def body_font(font: QFont) -> QFont:
    """The font of running text: a little larger than that of the controls, with figures of one width."""
    body = QFont(font)
    body.setPointSizeF(_points(font) * _BODY)
    body.setFeature(QFont.Tag("tnum"), 1)
    return body


def document_css(theme: Theme, font: QFont) -> str:
    """The style sheet of a page whose running text is in `font`. Sizes are in points, so that they follow it."""
    points = _points(font)
    small = f"{points * _SMALL:.2f}pt"
    return f"""
body {{ color: {theme.text}; }}
h1 {{ font-size: {points * 1.7:.2f}pt; font-weight: 600; margin-top: 0px; margin-bottom: 4px; }}
h1.record {{ font-size: {points * 1.25:.2f}pt; }}
h2 {{ font-size: {points * 1.28:.2f}pt; font-weight: 600; margin-top: 30px; margin-bottom: 6px; }}
h2.field {{ font-size: {points * 0.9:.2f}pt; color: {theme.muted}; margin-top: 12px; margin-bottom: 2px; }}
h3 {{ font-size: {points * 1.08:.2f}pt; font-weight: 600; margin-top: 20px; margin-bottom: 4px; }}
p {{ margin-top: 0px; margin-bottom: 10px; line-height: 128%; }}
li {{ margin-top: 0px; margin-bottom: 7px; line-height: 128%; }}
ul, ol {{ margin-top: 4px; margin-bottom: 10px; }}
a {{ color: {theme.accent}; text-decoration: underline; }}
a.citation {{ color: {theme.accent}; text-decoration: none; font-size: {small}; }}
span.citation {{ color: {theme.muted}; font-size: {small}; }}
span.certainty, span.practice-point, span.checked {{ font-size: {small}; font-weight: 400; color: {theme.text};
    background-color: {theme.raised}; }}
.summary {{ font-size: {points * 1.08:.2f}pt; color: {theme.muted}; margin-bottom: 6px; }}
.reviewed {{ font-size: {small}; color: {theme.muted}; margin-bottom: 20px; }}
.overdue, .retracted {{ color: {theme.relative}; font-weight: 600; }}
.absolute {{ color: {theme.absolute}; font-weight: 600; }}
.relative {{ color: {theme.relative}; font-weight: 600; }}
.caution {{ color: {theme.caution}; font-weight: 600; }}
table {{ border-collapse: collapse; margin-top: 6px; margin-bottom: 18px; }}
.data th {{ background-color: {theme.raised}; font-size: {points * 0.9:.2f}pt; font-weight: 600; text-align: left;
    border-bottom: 1px solid {theme.muted}; padding: 6px 8px 6px 8px; }}
.data td {{ font-size: {points * 0.92:.2f}pt; vertical-align: top; line-height: 116%;
    border-bottom: 1px solid {theme.border}; padding: 6px 8px 6px 8px; }}
th.field {{ font-size: {points * 0.9:.2f}pt; font-weight: 400; color: {theme.muted}; text-align: left;
    vertical-align: top; padding: 2px 12px 2px 0px; }}
td.field {{ font-size: {points * 0.92:.2f}pt; vertical-align: top; line-height: 116%; padding: 2px 0px 2px 0px; }}
th.first, td.first {{ font-size: {points * 0.92:.2f}pt; text-align: left; vertical-align: top; line-height: 116%;
    border-top: 2px solid {theme.border}; padding: 8px 12px 2px 0px; }}
th.first {{ font-weight: 400; color: {theme.muted}; }}
td.first {{ font-weight: 600; }}
table.bottom-line {{ margin-bottom: 0px; }}
td.bottom-line {{ font-size: {points:.2f}pt; background-color: {theme.window}; padding: 10px 18px 8px 14px;
    border-left: 4px solid {theme.accent}; border-bottom: none; }}
td.bottom-line h2 {{ font-size: {points * 1.02:.2f}pt; margin-top: 0px; color: {theme.accent}; }}
"""


def most_columns(font: QFont, width: float, margin: int) -> int:
    """How many columns a table may have on a page `width` pixels wide; its text is still whole words then."""
    letter = QFontMetricsF(body_font(font)).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    return max(2, int((width - 2 * margin) / letter / _LETTERS_IN_A_COLUMN))


def prepared(html: str) -> str:
    """HTML of the content as `fill` takes it: the bottom line framed, badges in one piece, tables named."""
    html = html.replace("<table>", '<table class="data">')
    # Only tables can have a ground and a border of their own in a text document.
    framed = r'<table class="bottom-line"><tr><td class="bottom-line">\1</td></tr></table>'
    return unbroken(_BADGE.sub(_padded, _BOTTOM_LINE.sub(framed, html)))


def new_document(html: str, theme: Theme, font: QFont, width: float, margin: int) -> QTextDocument:
    """A document with `prepared` HTML, fitted to `width` pixels.

    What nobody shows has no layout yet: the lines are broken once, when it is shown, and not after each step.
    """
    document = QTextDocument()
    document.setPageSize(QSizeF(width, -1))  # else a view lays it out without end before it takes its own width
    fill(document, html, theme, font)
    set_width(document, width, margin)
    return document


def fill(document: QTextDocument, html: str, theme: Theme, font: QFont) -> None:
    """Show `prepared` HTML in the document. `font` is the application's; the running text is made from it."""
    body = body_font(font)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT)
    document.setDefaultFont(body)
    _keep_words_whole(document)
    document.setDefaultStyleSheet(document_css(theme, body))
    with one_change(document) as cursor:
        document.setHtml(html)
        size_headings_by_sheet(document, cursor)
        underline_terms(document, html, cursor)
    with one_change(document):
        for table in tables_of(document):
            if not is_frame(table):
                _share_width(table)


def _keep_words_whole(document: QTextDocument) -> None:
    """Rather a table too wide for the window than a number broken in two."""
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    document.setDefaultTextOption(option)


@contextmanager
def one_change(document: QTextDocument) -> Iterator[QTextCursor]:
    """Make one change of many, so that the lines are broken anew once and not for each of them."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    try:
        yield cursor
    finally:
        cursor.endEditBlock()


def size_headings_by_sheet(document: QTextDocument, cursor: QTextCursor) -> None:
    """Qt keeps its own size for h1 to h6 above that of the style sheet; without it the sheet's counts."""
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            shape = cursor.charFormat()
            shape.clearProperty(QTextFormat.Property.FontSizeAdjustment)
            cursor.setCharFormat(shape)
        block = block.next()


def unbroken(html: str) -> str:
    """Numbers hold on to their units, and units to each other: a line never ends between 0.5 and mg, or mg/ and kg.

    Addresses may go on in the next line, which words never do.
    """
    return between_tags(html, _unbroken_text)


def without_layout_marks(text: str) -> str:
    """Text of a document as others can use it."""
    return text.replace(WORD_JOINER, "").replace(MAY_BREAK, "")


def set_width(document: QTextDocument, width: float, margin: int) -> None:
    """Fit a document to `width` pixels: lines end at MEASURE, tables at COLUMN, both begin together.

    `margin` is the least that stays free at the sides, and what stays free above. Without one the text is a part of
    something, and begins at the left where that does; else it stands in the middle.
    """
    letter = QFontMetricsF(document.defaultFont()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
    column = min(max(1.0, width - 2 * margin), COLUMN * letter)
    line = min(column, MEASURE * letter)
    with one_change(document) as cursor:
        left = max(margin, (width - column) / 2) if margin else 0
        _set_margins(document.rootFrame(), left, max(margin, width - column - left), margin)
        _end_lines_at(document, cursor, column - line)
        for table in tables_of(document):
            _make_wide(table, line if is_frame(table) else column - _RULE)


def _set_margins(root: QTextFrame, left: float, right: float, above: int) -> None:
    shape = root.frameFormat()
    if (shape.leftMargin(), shape.rightMargin()) != (left, right):
        shape.setLeftMargin(left)
        shape.setRightMargin(right)
        shape.setTopMargin(above)
        shape.setBottomMargin(2 * above)
        root.setFrameFormat(shape)


def _unbroken_text(text: str) -> str:
    return _ADDRESS.sub(lambda address: _JOINT.sub(MAY_BREAK, address[0]), units_unbroken(text))


def _padded(badge: re.Match[str]) -> str:
    """A badge, in one piece if it is short, with room around its words for the ground that it stands on."""
    words = badge[2].split()
    within = "\N{NO-BREAK SPACE}" if len(words) <= _WORDS_IN_ONE_PIECE else " "
    return f"{badge[1]}\N{NO-BREAK SPACE}{within.join(words)}\N{NO-BREAK SPACE}{badge[3]}"


def is_frame(table: QTextTable) -> bool:
    """Whether a table is only the frame around a few lines."""
    return table.rows() == 1 and table.columns() == 1


def tables_of(document: QTextDocument) -> Iterator[QTextTable]:
    """The tables of a document, none of which holds another."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            yield frame


def blocks_of(frame: QTextFrame) -> Iterator[QTextBlock]:
    """The paragraphs that stand in a frame itself, not in a table of it."""
    place = frame.begin()
    while not place.atEnd():
        block = place.currentBlock()
        if block.isValid():
            yield block
        place += 1


def blocks_of_cell(cell: QTextTableCell) -> Iterator[QTextBlock]:
    """The paragraphs of a cell."""
    place = cell.begin()
    while not place.atEnd():
        if place.currentBlock().isValid():
            yield place.currentBlock()
        place += 1


def _make_wide(table: QTextTable, width: float) -> None:
    shape = table.format()
    if shape.width() != QTextLength(QTextLength.Type.FixedLength, width):
        shape.setWidth(QTextLength(QTextLength.Type.FixedLength, width))
        table.setFormat(shape)


def _share_width(table: QTextTable) -> None:
    """Columns with much text get more room; Qt itself would make all of one width."""
    lengths = []
    for column in range(table.columns()):
        cells = [table.cellAt(row, column) for row in range(table.rows())]
        lengths.append(sum(cell.lastPosition() - cell.firstPosition() for cell in cells) / len(cells))
    shape = table.format()
    percent = QTextLength.Type.PercentageLength
    shape.setColumnWidthConstraints([QTextLength(percent, share) for share in column_shares(lengths)])
    table.setFormat(shape)


def column_shares(lengths: Sequence[float]) -> list[float]:
    """Per cent of a table's width for columns whose cells hold so many letters on average.

    The root keeps short columns wide enough for their words, while a column of nine times the text gets three times
    the room.
    """
    weights = [math.sqrt(min(max(length, _SHORT), _LONG)) for length in lengths]
    return [100 * weight / sum(weights) for weight in weights]


def _end_lines_at(document: QTextDocument, cursor: QTextCursor, right_margin: float) -> None:
    for block in blocks_of(document.rootFrame()):
        shape = block.blockFormat()
        if shape.rightMargin() != right_margin:
            shape.setRightMargin(right_margin)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(shape)


def _points(font: QFont) -> float:
    if font.pointSizeF() > 0:
        return font.pointSizeF()
    return font.pixelSize() * 0.75
