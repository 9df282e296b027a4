"""Where a long text is parted into pages: between lines and rows, headings with what follows, table heads repeated."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Band(NamedTuple):
    """A strip of the unbroken text, from `top` to `bottom`; both in one unit of length, growing downwards."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Piece(NamedTuple):
    """What is never parted: a line, a row. Pieces stand in order and do not overlap.

    `stays` keeps it on one page with the next piece; `head` is the head of its table, to be repeated above it where
    it begins a page; `begins` asks for a page of its own from here on.
    """

    band: Band
    stays: bool = False
    head: Band | None = None
    begins: bool = False


class PageBand(NamedTuple):
    """What one page shows: perhaps the head of a table again, and below it a strip of the text."""

    band: Band
    head: Band | None = None


def pages_of(pieces: Sequence[Piece], height: float) -> tuple[PageBand, ...]:
    """The pages for pieces where each page has room for `height`; at least one page.

    What stays with the next piece does so unless all of it together is higher than a page; a single piece that is
    higher goes on in the next page, parted where the page ends.
    """
    return tuple(_pages(pieces, height)) or (PageBand(Band(0.0, 0.0)),)


def _pages(pieces: Sequence[Piece], height: float) -> Iterator[PageBand]:
    start = 0
    while start < len(pieces):
        first = pieces[start]
        room = height - (first.head.height if first.head else 0.0)
        if first.band.height > room:
            yield from _parted(first, room)
            start += 1
            continue
        after = _end_of_page(pieces, start, room)
        yield PageBand(Band(first.band.top, pieces[after - 1].band.bottom), first.head)
        start = after


def _end_of_page(pieces: Sequence[Piece], start: int, room: float) -> int:
    """The index after the last piece of a page that begins at `start`, whose first piece has room."""
    top = pieces[start].band.top
    fitting = start + 1
    while fitting < len(pieces) and pieces[fitting].band.bottom - top <= room and not pieces[fitting].begins:
        fitting += 1
    if fitting == len(pieces) or pieces[fitting].begins:
        return fitting
    after = fitting
    while after > start and pieces[after - 1].stays:
        after -= 1
    return after if after > start else fitting


def _parted(piece: Piece, room: float) -> Iterator[PageBand]:
    top, bottom = piece.band
    while top < bottom:
        yield PageBand(Band(top, min(bottom, top + room)), piece.head)
        top += room
