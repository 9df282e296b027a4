"""Going through a text by keys, passage by passage: each is marked, brought into view and read out.

A passage is a heading, a paragraph, an item of a list or a row of a table. Tools that read lines need a caret, which
PySide cannot describe to them; this gives the same with two keys.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from ketaref.ui.announce import announce
from ketaref.ui.reader_structure import Part, PartRole, document_parts
from ketaref.ui.scrolled import reveal

if TYPE_CHECKING:
    from ketaref.ui.reader import Reader

KEYS = "Ctrl+Down, Ctrl+Up"
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_WHOLE = frozenset((PartRole.HEADING, PartRole.PARAGRAPH))


def take_step(reader: "Reader", event: QKeyEvent) -> bool:
    """Go to the next or previous passage if that is what a key asks for. Tells whether it was."""
    step = _STEPS.get(Qt.Key(event.key()))
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if step is None or plain != Qt.KeyboardModifier.ControlModifier:
        return False
    passages = tuple(passages_of(document_parts(reader.document())))
    place = _place_after(reader, passages) if step > 0 else _place_before(reader, passages)
    if 0 <= place < len(passages):
        text, part = passages[place]
        show_passage(reader, part)
        announce(reader, text)
    else:
        announce(reader, "End of the text." if step > 0 else "Beginning of the text.")
    return True


def passages_of(parts: Iterable[Part]) -> Iterator[tuple[str, Part]]:
    """What is read out, and the part it stands in, in reading order."""
    for part in parts:
        if part.role in _WHOLE:
            level = f" Heading, level {part.level}." if part.role is PartRole.HEADING else ""
            yield f"{part.name}{'.' if level else ''}{level}", part
        elif part.role is PartRole.LIST_ITEM:
            inner = [child for child in part.children if child.role is PartRole.LIST]
            yield part.name, part._replace(end=inner[0].start - 1) if inner else part
            yield from passages_of(inner)
        elif part.role is PartRole.TABLE:
            yield from _rows(part)
        else:
            yield from passages_of(part.children)


def _rows(table: Part) -> Iterator[tuple[str, Part]]:
    """Every row but that of the headings, each cell after its heading."""
    first = table.children[0].children
    heads = [cell.name for cell in first] if first[0].role is PartRole.COLUMN_HEADER else []
    for row in table.children:
        if row.children[0].role is PartRole.COLUMN_HEADER:
            continue
        cells = [cell.name for cell in row.children]
        said = zip(heads, cells, strict=True) if heads else ((cells[0], ", ".join(cells[1:])),)
        yield ". ".join(f"{head}: {cell or 'empty'}" for head, cell in said), row


def _place_after(reader: "Reader", passages: tuple[tuple[str, Part], ...]) -> int:
    cursor = reader.textCursor()
    if cursor.hasSelection() and is_near(reader, cursor):
        return next((n for n, (_, part) in enumerate(passages) if part.start > cursor.selectionStart()), len(passages))
    top = reader.reading_position()
    return next((n for n, (_, part) in enumerate(passages) if part.end > top), len(passages))


def _place_before(reader: "Reader", passages: tuple[tuple[str, Part], ...]) -> int:
    cursor = reader.textCursor()
    near = cursor.hasSelection() and is_near(reader, cursor)
    here = cursor.selectionStart() if near else reader.reading_position()
    return max((n for n, (_, part) in enumerate(passages) if part.start < here), default=-1)


def is_near(reader: "Reader", cursor: QTextCursor) -> bool:
    """Whether what is marked is in view; else one has gone elsewhere since, and goes on from there."""
    start = QTextCursor(cursor)
    start.setPosition(cursor.selectionStart())
    top, bottom = reader.cursorRect(start).top(), reader.cursorRect(cursor).bottom()
    return bottom > 0 and top < reader.viewport().height()


def show_passage(reader: "Reader", part: Part) -> None:
    """Mark a passage and bring it into view."""
    cursor = QTextCursor(reader.document())
    cursor.setPosition(part.end)
    cursor.setPosition(part.start, QTextCursor.MoveMode.KeepAnchor)  # its beginning is what must be in view
    reader.setTextCursor(cursor)
    end = QTextCursor(reader.document())
    end.setPosition(part.end)
    reveal(reader.viewport(), reader.cursorRect(cursor).united(reader.cursorRect(end)))
