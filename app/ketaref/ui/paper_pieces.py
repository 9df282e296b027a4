"""The lines and rows of a laid out document: what a page break may stand between, and what it may not part."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextDocument, QTextFormat, QTextTable

from ketaref.export.page_breaks import Band, Piece
from ketaref.ui.document_style import blocks_of_cell, one_change

_TALL = 0.6
"""Of a page: rows and frames that are higher may go on in the next page, between two lines of theirs."""

_LOW = 0.12
"""Of a page: the first row of a table and the last but one, where they are lower, do not stand alone on theirs."""

_TOUCHING = 1.0
"""Units: an edge that is no farther from a line than this is the line's."""


def pieces_of(document: QTextDocument, page_height: float) -> list[Piece]:
    """Everything in the document from top to bottom, in its units."""
    found: list[Piece] = []
    place = document.rootFrame().begin()
    while not place.atEnd():
        table = place.currentFrame()
        if isinstance(table, QTextTable):
            found += _table_pieces(document, table, page_height)
        elif place.currentBlock().text():  # Qt puts a paragraph without any behind each table
            found += _block_pieces(document, place.currentBlock())
        place += 1
    return found


def part_paragraphs(document: QTextDocument, cuts: Sequence[float]) -> None:
    """Make two paragraphs of each that one of `cuts` (heights, in the document's units) falls into; none moves.

    WORKAROUND: of a paragraph that begins above a strip, Qt draws the last line above it as well (QTextLayout::draw
    takes for the first line to draw the one before it). Clipped, nobody sees it, but a PDF holds it twice. Waits for
    a Qt that begins with the right line.
    """
    places = [place for block in _all_blocks(document) for place in _places_in(document, block, cuts)]
    with one_change(document) as cursor:
        for place in reversed(places):
            cursor.setPosition(place)
            shape = cursor.blockFormat()
            below = QTextBlockFormat(shape)
            below.setTopMargin(0)
            if listed := cursor.currentList():
                below.setObjectIndex(-1)
                below.setIndent(shape.indent() + listed.format().indent())
            shape.setBottomMargin(0)
            cursor.setBlockFormat(shape)
            cursor.insertBlock(below)


def _all_blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _places_in(document: QTextDocument, block: QTextBlock, cuts: Sequence[float]) -> list[int]:
    """Where in the text of the document the lines of a block begin that stand right below a cut."""
    lines = _lines(document, block)
    if len(lines) < 2:
        return []
    within = cuts[bisect_right(cuts, lines[0].top + _TOUCHING) : bisect_left(cuts, lines[-1].bottom)]
    below = {next(i for i, line in enumerate(lines) if line.top >= cut - _TOUCHING) for cut in within}
    return [block.position() + block.layout().lineAt(index).textStart() for index in sorted(below)]


def _block_pieces(document: QTextDocument, block: QTextBlock) -> list[Piece]:
    """Lines: none alone on a page; a heading, and what announces a list or a table, stays with what follows. The HTML
    may ask for a new page (`page-break-before: always`)."""
    lines = _lines(document, block)
    heading = bool(block.blockFormat().headingLevel())
    announces = heading or block.text().rstrip().endswith(":")
    stays = {0, len(lines) - 2} if len(lines) > 1 else set()
    last = len(lines) - 1
    begins = bool(block.blockFormat().pageBreakPolicy() & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    return [
        Piece(band, heading or index in stays or (announces and index == last), begins=begins and index == 0)
        for index, band in enumerate(lines)
    ]


def _lines(document: QTextDocument, block: QTextBlock) -> list[Band]:
    layout = block.layout()
    top = document.documentLayout().blockBoundingRect(block).top()
    lines = (layout.lineAt(index) for index in range(layout.lineCount()))
    return [Band(top + line.y(), top + line.y() + line.height()) for line in lines]


def _table_pieces(document: QTextDocument, table: QTextTable, page_height: float) -> Iterator[Piece]:
    rows = [_Row(document, table, row) for row in range(table.rows())]
    shape = table.format()
    height = document.documentLayout().frameBoundingRect(table).height() - shape.topMargin() - shape.bottomMargin()
    edges = [*(row.top for row in rows), rows[0].top + height]
    heads = table.format().headerRowCount()
    head = Band(edges[0], edges[heads]) if heads else None
    for index, (row, (top, end)) in enumerate(zip(rows, pairwise(edges), strict=True)):
        if index < heads:
            yield Piece(Band(top, end), stays=True)
        elif end - top > _TALL * page_height:
            yield from _parts(row.lines, Band(top, end), head)
        else:
            stays = index in (heads, len(rows) - 2) and index < len(rows) - 1 and end - top < _LOW * page_height
            yield Piece(Band(top, end), stays, head)


class _Row:
    """Where a row of a table begins, and the lines of all its cells."""

    def __init__(self, document: QTextDocument, table: QTextTable, row: int) -> None:
        tops, self.lines = [], list[Band]()
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            blocks = list(blocks_of_cell(cell))
            shape = cell.format().toTableCellFormat()
            text_top = document.documentLayout().blockBoundingRect(blocks[0]).top()
            tops.append(text_top - shape.topPadding() - shape.topBorder())
            self.lines += [band for block in blocks for band in _lines(document, block)]
        self.top = min(tops)


def _parts(lines: Iterable[Band], row: Band, head: Band | None) -> list[Piece]:
    """A tall row parted where no line of any cell stands; its first two lines stay together, and its last two."""
    merged: list[Band] = []
    for line in sorted(lines):
        if merged and line.top < merged[-1].bottom:
            merged[-1] = Band(merged[-1].top, max(merged[-1].bottom, line.bottom))
        else:
            merged.append(line)
    gaps = [(above.bottom + below.top) / 2 for above, below in pairwise(merged)]
    bands = [Band(top, bottom) for top, bottom in pairwise((row.top, *gaps, row.bottom))]
    stays = {0, len(bands) - 2}
    return [Piece(band, stays=index in stays and index < len(bands) - 1, head=head) for index, band in enumerate(bands)]
