"""The card of one source below the text that cites it: reference, kind, how it was checked, and what rests on it."""

from collections.abc import Iterator
from html import escape
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ketaref.core.location import KIND_NAMES, Kind, Location
from ketaref.core.source import Checked, Source
from ketaref.store.content import ContentStore, Entry
from ketaref.ui.reader import Reader
from ketaref.ui.source_actions import SourceActions
from ketaref.ui.theme import Theme


@runtime_checkable
class ShowsSourceCards(Protocol):
    """A page that shows a source without leaving the text."""

    def show_source(self, source_id: str) -> None:
        """Show the card of a source. Raises NotInContentError when the content does not hold it."""


class SourceCard(QWidget):
    """Hidden until a source is shown. Nothing in it opens a connection.

    Signals:
        location_requested: a record that cites the source, or the source's own page, is wanted; carries the Location.
        closed: the card was hidden.
    """

    location_requested = Signal(object)
    closed = Signal()

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._source: Source | None = None
        self.setObjectName("source_card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = Reader(theme, self, margin=12)
        self.text.location_requested.connect(self.location_requested)
        self.page = QPushButton("Show in sources", self)
        self.page.clicked.connect(self._open_page)
        self.close_button = QPushButton("Close", self)
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.clicked.connect(self.close_card)
        self.source_actions = SourceActions((self.page, self.close_button), self)
        self._lay_out()
        self.hide()

    def show_source(self, source_id: str) -> None:
        """Show a source and take the keyboard. Raises NotInContentError when the content does not hold it."""
        source = self._store.source(source_id)
        self._source = source
        self.text.setAccessibleName(f"Source: {source.short}")
        self.text.show_html(card_html(source, self._store.cited_by(source.id)))
        self.source_actions.act_on(source)
        self.show()
        self.text.setFocus()

    def title(self) -> str:
        """The source's short name."""
        return self._source.short if self._source else ""

    def address(self) -> Location | None:
        """The source's own page."""
        return Location(Kind.SOURCE, self._source.id) if self._source else None

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.text.set_theme(theme)

    def close_card(self) -> None:
        """Hide the card."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def _open_page(self) -> None:
        if self._source:
            self.location_requested.emit(Location(Kind.SOURCE, self._source.id))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.text, stretch=1)
        column.addWidget(self.source_actions)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)  # or one row of buttons would hold the page wide, and never become two


def card_html(source: Source, cited_by: tuple[Entry, ...]) -> str:
    """What the card says of a source and of the records that cite it."""
    lines = "".join(f"<p>{line}</p>" for line in _card_lines(source))
    items = "".join(f"<li>{_entry_html(entry)}</li>" for entry in cited_by)
    cited = f"<h3>Cited by</h3><ul>{items}</ul>" if items else "<p>No page or record cites it.</p>"
    return f"<h2>{escape(source.short)}</h2>{lines}{cited}"


def _card_lines(source: Source) -> Iterator[str]:
    if source.retracted:
        yield '<span class="retracted">✕ This publication was retracted.</span>'
    yield escape(source.reference)
    holds = f", {escape(source.jurisdiction.label)}" if source.jurisdiction else ""
    yield f"{escape(source.kind.label)}{holds}. Checked: {escape(source.checked.label)}."
    for name, value in (("DOI", source.doi), ("PMID", source.pmid), ("Address", source.url)):
        if value:
            yield f"{name}: {escape(value)}"
    if source.incomplete:
        yield f"Not complete in this reference: {escape(', '.join(source.incomplete))}."
    if source.note:
        yield escape(source.note)
    if source.checked is Checked.MEMORY:
        yield "Nothing that rests on it alone was re-read."


def _entry_html(entry: Entry) -> str:
    name = KIND_NAMES[entry.location.kind]
    return f'{name}: <a href="{escape(str(entry.location))}">{escape(entry.title)}</a>'
