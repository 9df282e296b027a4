"""Where the parts of a reader's text stand, for assistive tools and for links to be brought into view."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtWidgets import QTextBrowser

from ketaref.ui.reader_structure import Part, PartRole


def part_rect(reader: QTextBrowser, part: Part) -> QRect:
    """Where a part stands, in the coordinates of the viewport; it may be out of view."""
    in_line = part.role in (PartRole.LINK, PartRole.TEXT)
    place = _run_rect(reader, part) if in_line else _blocks_rect(reader, part)
    if part.role is PartRole.ROW:  # its highest cell need be neither the first nor the last
        for cell in part.children:
            place = place.united(_blocks_rect(reader, cell))
    return place.toAlignedRect().translated(-_scrolled(reader))


def position_at(reader: QTextBrowser, point: QPoint) -> int:
    """The letter at a point of the viewport, counted in the document; -1 beside the letters."""
    at = (point + _scrolled(reader)).toPointF()
    return reader.document().documentLayout().hitTest(at, Qt.HitTestAccuracy.ExactHit)


def _scrolled(reader: QTextBrowser) -> QPoint:
    return QPoint(reader.horizontalScrollBar().value(), reader.verticalScrollBar().value())


def _blocks_rect(reader: QTextBrowser, part: Part) -> QRectF:
    document = reader.document()
    layout = document.documentLayout()
    first = layout.blockBoundingRect(document.findBlock(part.start))
    return first.united(layout.blockBoundingRect(document.findBlock(part.end)))


def _run_rect(reader: QTextBrowser, part: Part) -> QRectF:
    """Around the letters of a run, which is inside one paragraph, on each line that has some of them."""
    document = reader.document()
    block = document.findBlock(part.start)
    start, end = part.start - block.position(), part.end - block.position()
    layout = block.layout()
    found = QRectF()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            found = found.united(QRectF(left, line.y(), right - left, line.height()))
    return found.translated(document.documentLayout().blockBoundingRect(block).topLeft())


def _x(place: object) -> float:
    """PySide6 hands out the place and the letter it belongs to, where its declaration promises the place alone."""
    return float(place[0]) if isinstance(place, tuple) else float(place)  # type: ignore[arg-type]
