"""Copying a statement with its references: the words, the sources that they cite in full, the address, the version.

The statement is what is selected, else the passage at the cursor or the first in view, else the chosen row of a table.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from ketaref.core.adverse_effect import Rate
from ketaref.core.errors import InputError
from ketaref.core.location import Kind, Location
from ketaref.core.quotation import NO_SOURCE, Origin, quotation
from ketaref.core.record_text import Record, sources_of
from ketaref.core.source import Source
from ketaref.store.content import ContentStore
from ketaref.ui.announce import announce
from ketaref.ui.passages import is_near, passages_of, show_passage
from ketaref.ui.reader import Reader
from ketaref.ui.reader_structure import Part, PartRole, document_parts, heading_positions, link_at, links_of, spoken
from ketaref.ui.record_table import RecordTable

if TYPE_CHECKING:
    from ketaref.ui.main_window import MainWindow

_SHOWN_MS = 10_000
_SAID_LETTERS = 120


@runtime_checkable
class Quoted(Protocol):
    """What a text or table stands in, and what a copy of it names as its origin: a page, or a source's card."""

    def title(self) -> str:
        """The name of what is shown."""

    def address(self) -> Location | None:
        """Its address, or None where it is the one that was opened."""


class Statement(NamedTuple):
    """What is copied: its words, the ids of the sources that it cites, and the heading above it with its anchor.

    `cited_around`: it is a part of a passage that cites these sources elsewhere.
    """

    text: str
    sources: tuple[str, ...]
    section: str = ""
    anchor: str = ""
    cited_around: bool = False


def copy_statement(window: "MainWindow", store: ContentStore) -> None:
    """Copy the statement where the keyboard is, or else on the page; tell what was copied on screen and aloud."""
    place = _place(window)
    statement = statement_at(place)
    if place is None or statement is None:
        window.notice.say("There is no statement to copy here: put the keyboard into a text or a table first.")
        return
    title, location = _origin(place, window)
    if location.kind is Kind.TOPIC and statement.anchor:
        location = Location(location.kind, location.id, statement.anchor)
    ids = (location.id,) if location.kind is Kind.SOURCE and location.id else statement.sources
    sources = store.sources_named(ids)
    info = store.info()
    origin = Origin(title, statement.section, location, info.version, info.reviewed)
    text = quotation(statement.text, sources, origin, cited_around=statement.cited_around)
    QGuiApplication.clipboard().setText(text)
    cited = _cited_line(statement, sources)
    window.statusBar().showMessage(f"Copied. {cited}.", _SHOWN_MS)  # the words are marked in the text
    announce(place, f"Copied. {cited}. {_beginning(statement.text)}")


def _cited_line(statement: Statement, sources: tuple[Source, ...]) -> str:
    named = ", ".join(source.short for source in sources)
    if not sources:
        return NO_SOURCE.rstrip(".")
    return f"{NO_SOURCE} Its passage cites {named}" if statement.cited_around else f"Sources: {named}"


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SAID_LETTERS else f"{words[:_SAID_LETTERS].rsplit(' ', 1)[0]} …"


# Where


def _place(window: "MainWindow") -> QWidget | None:
    """The text or table with the keyboard, else the first of the page that has something to read."""
    focus = window.focusWidget()
    if isinstance(focus, Reader) or (isinstance(focus, RecordTable) and focus.current_record() is not None):
        return focus
    page = window.page_area.page
    if page is None or window.shows_results:
        return None
    readers = (reader for reader in page.findChildren(Reader) if reader.isVisible())
    return next((reader for reader in readers if spoken(reader.toPlainText())), None)


def _origin(place: QWidget, window: "MainWindow") -> tuple[str, Location]:
    """Title and address of what a widget stands in. Raises InputError where nothing was opened."""
    around: QObject | None = place
    while around is not None and not isinstance(around, Quoted):
        around = around.parent()
    opened = window.location
    if opened is None:
        raise InputError("location", "nothing is open yet")
    if not isinstance(around, Quoted):
        return place.accessibleName(), opened.without_anchor()
    return around.title(), around.address() or opened.without_anchor()


# What


def statement_at(place: QWidget | None) -> Statement | None:
    """The statement in a text or table, or None where there is none."""
    if isinstance(place, RecordTable):
        return _row(place)
    return _in_text(place) if isinstance(place, Reader) else None


def _row(table: RecordTable) -> Statement | None:
    record: Any = table.current_record()
    if record is None:
        return None
    model = table.rows
    row = model.records.index(record)
    cells = (f"{column.header}: {model.text(row, place)}" for place, column in enumerate(model.columns))
    if isinstance(record, Rate):
        ids: tuple[str, ...] = (record.source,)
    else:
        ids = sources_of(record) if isinstance(record, Record) else ()
    return Statement("; ".join(cells), ids, section=table.accessibleName())


def _in_text(reader: Reader) -> Statement | None:
    passages = tuple(passages_of(document_parts(reader.document())))
    cursor = reader.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    chosen = next((passage for passage in passages if (passage[1].start, passage[1].end) == (start, end)), None)
    if cursor.hasSelection() and chosen is None and not _is_link(reader, start, end):
        return _selected(cursor, passages)
    if chosen is None or not is_near(reader, cursor):
        chosen = _passage_here(reader, passages)
    if chosen is None:
        return None
    text, part = chosen
    show_passage(reader, part)
    words = part.name if part.role is not PartRole.ROW else text
    document = reader.document()
    return Statement(words, _cited(cursor, part.start, part.end), *_heading(document.findBlock(part.start), cursor))


def _selected(cursor: QTextCursor, passages: tuple[tuple[str, Part], ...]) -> Statement:
    """The selected words; where no source stands among them, those of the passages that they are parts of."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    lines = (spoken(line) for line in cursor.selectedText().split("\u2029"))
    heading = _heading(cursor.document().findBlock(start), cursor)
    text = "\n".join(line for line in lines if line)
    own = _cited(cursor, start, end)
    if own:
        return Statement(text, own, *heading)
    touched = [part for _, part in passages if part.start < end and part.end > start]
    around = _cited(cursor, touched[0].start, touched[-1].end) if touched else ()
    return Statement(text, around, *heading, cited_around=bool(around))


def _passage_here(reader: Reader, passages: tuple[tuple[str, Part], ...]) -> tuple[str, Part] | None:
    """The passage at the cursor if it was put into the view, else the first in view that is no heading."""
    cursor = reader.textCursor()
    if cursor.position() > 0 and is_near(reader, cursor):
        at = cursor.selectionStart()
        here = next((passage for passage in passages if passage[1].start <= at <= passage[1].end), None)
        if here:
            return here
    top = reader.reading_position()
    below = (passage for passage in passages if passage[1].end > top and passage[1].role is not PartRole.HEADING)
    return next(below, passages[-1] if passages else None)


def _is_link(reader: Reader, start: int, end: int) -> bool:
    """Whether what is selected is a link that the keyboard is on."""
    link = link_at(reader.document(), start)
    return link is not None and (link.start, link.end) == (start, end)


def _cited(cursor: QTextCursor, start: int, end: int) -> tuple[str, ...]:
    """The ids of the sources whose citations stand between two positions, each once, in reading order."""
    return tuple(dict.fromkeys(_source_ids(cursor, start, end)))


def _source_ids(cursor: QTextCursor, start: int, end: int) -> Iterator[str]:
    block = cursor.document().findBlock(start)
    while block.isValid() and block.position() <= end:
        for link in links_of(block):
            if link.start < end and link.end > start:
                try:
                    location = Location.parse(link.href)
                except InputError:
                    continue
                if location.kind is Kind.SOURCE and location.id:
                    yield location.id
        block = block.next()


def _heading(block: QTextBlock, cursor: QTextCursor) -> tuple[str, str]:
    """Text and anchor of the heading above a paragraph; of the page's own title nothing."""
    anchors = {position: anchor for anchor, position in heading_positions(cursor.document())}
    while block.isValid():
        if block.blockFormat().headingLevel() > 1:
            return spoken(block.text()), anchors.get(block.position(), "")
        block = block.previous()
    return "", ""
