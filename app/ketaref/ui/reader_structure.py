"""What a text document consists of, as assistive tools name it: headings, paragraphs, lists, tables, links."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFrame, QTextTable

from ketaref.ui.document_style import is_frame, without_layout_marks

_SPOKEN = str.maketrans({"\u2028": " ", "\u2029": " ", "\ufdd0": "", "\ufdd1": "", "\ufffc": ""})
_SEPARATORS = frozenset("[](){},;.: ")  # what stands between citations; heard alone it only delays


class PartRole(StrEnum):
    """What a part is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    LIST_ITEM = "list item"
    GROUP = "group"
    TABLE = "table"
    ROW = "row"
    COLUMN_HEADER = "column header"
    CELL = "cell"
    LINK = "link"
    TEXT = "text"


class Part(NamedTuple):
    """A part of a document between two positions of it. `level` is a heading's; `row` and `column` are a cell's."""

    role: PartRole
    name: str
    start: int
    end: int
    children: tuple["Part", ...] = ()
    level: int = 0
    href: str = ""
    row: int = 0
    column: int = 0


def document_parts(document: QTextDocument) -> tuple[Part, ...]:
    """The parts of a document in reading order, without empty lines."""
    return tuple(_frame_parts(document.rootFrame()))


def parts_inside(document: QTextDocument, part: Part) -> tuple[Part, ...]:
    """What a tool finds inside a part, in reading order: its children and, where text has some, the text between them.

    Tools read either a part's name or what is inside it, so text that shares its part with links must be inside too.
    """
    if part.role not in _OWN_TEXT or not part.children:
        return part.children
    runs = (run for block in _blocks_between(document, part.start, part.end) for run in _text_between(block, part))
    return tuple(sorted((*part.children, *runs), key=lambda inner: inner.start))


def heading_positions(document: QTextDocument) -> tuple[tuple[str, int], ...]:
    """Anchor and position of every heading that has an anchor."""
    found = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            # Qt keeps the anchor in the format of the paragraph, of its text, or of both.
            names = [*block.charFormat().anchorNames(), *_anchors(block)]
            found += [(names[0], block.position())] if names else []
        block = block.next()
    return tuple(found)


def link_at(document: QTextDocument, position: int) -> Part | None:
    """The link that a position is in."""
    links = links_of(document.findBlock(position))
    return next((link for link in links if link.start <= position < link.end), None)


_OWN_TEXT = frozenset((PartRole.HEADING, PartRole.PARAGRAPH, PartRole.LIST_ITEM, PartRole.COLUMN_HEADER, PartRole.CELL))


class _Fragment(NamedTuple):
    text: str
    start: int
    length: int
    href: str


def _anchors(block: QTextBlock) -> Iterator[str]:
    place = block.begin()
    while not place.atEnd():
        yield from place.fragment().charFormat().anchorNames()
        place += 1


def _fragments(block: QTextBlock) -> Iterator[_Fragment]:
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        href = fragment.charFormat().anchorHref()
        yield _Fragment(fragment.text(), fragment.position(), fragment.length(), href)
        place += 1


def _frame_parts(frame: QTextFrame) -> Iterator[Part]:
    """The parts that stand in a frame; items of a list are gathered until something else comes."""
    items: list[QTextBlock] = []
    place = frame.begin()
    while not place.atEnd():
        inner = place.currentFrame()
        block = place.currentBlock()
        if block.isValid() and block.textList():
            items.append(block)
        else:
            yield from _lists(items)
            items = []
            if isinstance(inner, QTextTable):
                yield _group(inner) if is_frame(inner) else _table(inner)
            elif block.isValid() and spoken(block.text()):
                yield _text_part(block)
        place += 1
    yield from _lists(items)


def _text_part(block: QTextBlock) -> Part:
    level = block.blockFormat().headingLevel()
    role = PartRole.HEADING if level else PartRole.PARAGRAPH
    return Part(role, spoken(block.text()), *_range(block), tuple(links_of(block)), level)


def _lists(items: list[QTextBlock]) -> Iterator[Part]:
    """Items that follow each other, as lists; what is indented further belongs to the item above it."""
    while items:
        first = items[0].textList()
        depth = first.format().indent()
        ends = (n for n, item in enumerate(items) if item.textList() != first and _depth(item) <= depth)
        count = next(ends, len(items))
        yield _list(items[:count], depth)
        items = items[count:]


def _list(items: list[QTextBlock], depth: int) -> Part:
    own = [place for place, item in enumerate(items) if _depth(item) <= depth]
    children = tuple(
        _list_item(items[place], items[place + 1 : following])
        for place, following in zip(own, [*own[1:], len(items)], strict=True)
    )
    return Part(PartRole.LIST, "", children[0].start, children[-1].end, children)


def _list_item(block: QTextBlock, nested: list[QTextBlock]) -> Part:
    start, end = _range(block)
    inner = tuple(_lists(nested))
    return Part(
        PartRole.LIST_ITEM, spoken(block.text()), start, inner[-1].end if inner else end, (*links_of(block), *inner)
    )


def _group(table: QTextTable) -> Part:
    parts = tuple(_frame_parts(table))
    return Part(PartRole.GROUP, parts[0].name if parts else "", table.firstPosition(), table.lastPosition(), parts)


def _table(table: QTextTable) -> Part:
    heads = table.format().headerRowCount()
    rows = []
    for row in range(table.rows()):
        role = PartRole.COLUMN_HEADER if row < heads else PartRole.CELL
        cells = tuple(_cell(table, row, column, role) for column in range(table.columns()))
        rows.append(Part(PartRole.ROW, "", cells[0].start, cells[-1].end, cells))
    # A table without a head row has its heads in its first column.
    names = rows[0].children if heads else [row.children[0] for row in rows]
    name = ", ".join(dict.fromkeys(cell.name for cell in names))
    return Part(PartRole.TABLE, name, table.firstPosition(), table.lastPosition(), tuple(rows))


def _cell(table: QTextTable, row: int, column: int, role: PartRole) -> Part:
    cell = table.cellAt(row, column)
    first, last = cell.firstPosition(), cell.lastPosition()
    blocks = _blocks_between(table.document(), first, last)
    text = spoken(" ".join(block.text() for block in blocks))
    links = tuple(link for block in blocks for link in links_of(block))
    return Part(role, text, first, last, links, row=row, column=column)


def _blocks_between(document: QTextDocument, first: int, last: int) -> list[QTextBlock]:
    blocks = []
    block = document.findBlock(first)
    while block.isValid() and block.position() <= last:
        blocks.append(block)
        block = block.next()
    return blocks


def _text_between(block: QTextBlock, part: Part) -> Iterator[Part]:
    """The runs of a paragraph's text that are in none of the part's children."""
    cursor = QTextCursor(block)
    place, end = _range(block)
    for child in (*part.children, None):
        until = min(child.start, end) if child else end
        if place < until:
            cursor.setPosition(place)
            cursor.setPosition(until, QTextCursor.MoveMode.KeepAnchor)
            name = spoken(cursor.selectedText())
            if not _SEPARATORS.issuperset(name):
                yield Part(PartRole.TEXT, name, place, until)
        place = max(place, child.end) if child else end


def links_of(block: QTextBlock) -> Iterator[Part]:
    """The links of a paragraph; neighbours with one address are one link."""
    run: list[_Fragment] = []
    for fragment in _fragments(block):
        if run and fragment.href != run[0].href:
            yield _link(run)
            run = []
        if fragment.href:
            run.append(fragment)
    if run:
        yield _link(run)


def _link(run: list[_Fragment]) -> Part:
    name = spoken("".join(fragment.text for fragment in run))
    return Part(PartRole.LINK, name, run[0].start, run[-1].start + run[-1].length, href=run[0].href)


def _range(block: QTextBlock) -> tuple[int, int]:
    return block.position(), block.position() + block.length() - 1


def _depth(item: QTextBlock) -> int:
    return item.textList().format().indent()


def spoken(text: str) -> str:
    """Text without what only the layout needs."""
    return " ".join(without_layout_marks(text).translate(_SPOKEN).split())
