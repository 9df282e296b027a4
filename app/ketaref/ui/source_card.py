"""The card of one source below the text that cites it: reference, kind, how it was checked, and what rests on it."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ketaref.core.location import KIND_NAMES, Kind, Location
from ketaref.core.source import Checked, Source
from ketaref.store.content import ContentStore, Entry
from ketaref.ui.announce import announce
from ketaref.ui.reader import Reader
from ketaref.ui.theme import Theme


@runtime_checkable
class ShowsSourceCards(Protocol):
    """A page that shows a source without leaving the text."""

    def show_source(self, source_id: str) -> None:
        """Show the card of a source. Raises NotInContentError when the content does not hold it."""


class SourceCard(QWidget):
    """Hidden until a source is shown. Nothing in it opens a connection: addresses are text to copy.

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
        self._copies = {name: self._button(f"Copy {name}") for name in ("reference", "DOI", "PMID", "address")}
        for name, button in self._copies.items():
            button.clicked.connect(lambda _checked=False, name=name: self._copy(name))
        self.page = self._button("Open in sources")
        self.page.clicked.connect(self._open_page)
        self.close_button = self._button("Close")
        self.close_button.setToolTip("Close (Esc)")
        self.close_button.clicked.connect(self.close_card)
        self._lay_out()
        self.hide()

    def show_source(self, source_id: str) -> None:
        """Show a source and take the keyboard. Raises NotInContentError when the content does not hold it."""
        source = self._store.source(source_id)
        self._source = source
        self.text.setAccessibleName(f"Source: {source.short}")
        self.text.show_html(card_html(source, self._store.cited_by(source.id)))
        for name, value in _copied(source).items():
            self._copies[name].setVisible(bool(value))
        self.show()
        self.text.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.text.set_theme(theme)

    def close_card(self) -> None:
        """Hide the card."""
        self.hide()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two rows of buttons where one is too narrow for their words."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        fits = self._copy_row.sizeHint().width() + self._go_row.sizeHint().width() + 40 <= event.size().width()
        self._buttons.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def _copy(self, name: str) -> None:
        if self._source:
            QGuiApplication.clipboard().setText(_copied(self._source)[name])
            announce(self, f"{name} copied")

    def _open_page(self) -> None:
        if self._source:
            self.location_requested.emit(Location(Kind.SOURCE, self._source.id))

    def _button(self, text: str) -> QPushButton:
        return QPushButton(text, self)

    def _lay_out(self) -> None:
        self._copy_row = _row(self._copies.values(), stretch_last=True)
        self._go_row = _row((self.page, self.close_button), stretch_last=False)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        self._buttons.addLayout(self._copy_row)
        self._buttons.addLayout(self._go_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(8)
        column.addWidget(self.text, stretch=1)
        column.addLayout(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)  # or one row of buttons would hold the page wide, and never become two


def _row(buttons: Iterable[QPushButton], *, stretch_last: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    if not stretch_last:
        row.addStretch()
    for button in buttons:
        row.addWidget(button)
    if stretch_last:
        row.addStretch()
    return row


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
    yield f"{escape(source.kind.label)}. Checked: {escape(source.checked.label)}."
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


def _copied(source: Source) -> dict[str, str]:
    return {"reference": source.reference, "DOI": source.doi, "PMID": source.pmid, "address": source.url}
