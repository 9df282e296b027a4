"""A screen that lists the records of one kind: filters above, table, and the chosen record beside or below it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ketaref.core.fold import fold
from ketaref.core.location import Kind, Location
from ketaref.core.record_html import record_html
from ketaref.core.record_text import lines_of, names_of, sources_of, title_of
from ketaref.core.source import Source
from ketaref.export.record_sheet import record_sheet
from ketaref.export.sheet import Sheet, Stamp
from ketaref.store.content import ContentStore
from ketaref.ui.choice_box import ChoiceBox
from ketaref.ui.enlarge_button import EnlargeButton
from ketaref.ui.flow_layout import FlowLayout
from ketaref.ui.labels import Heading, Note
from ketaref.ui.last_word import LastWord
from ketaref.ui.page import Page
from ketaref.ui.pane_pair import PanePair
from ketaref.ui.reader import Reader
from ketaref.ui.record_table import Column, RecordTable
from ketaref.ui.theme import Theme

V = TypeVar("V")

CHARACTERS_A_COLUMN = 34
"""Where the page is narrower than this for each column, the chosen record stands under the table, not beside it."""

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
LEAST_LINES = 8
"""Of the list and of the record; in a lower window the page scrolls."""

WRAPPED_ROWS = 200
"""Longer lists have rows of one line."""


@dataclass(frozen=True)
class Choice:
    """A filter with its options: text on screen, and which records it lets through. The first lets all through."""

    name: str
    options: tuple[tuple[str, Callable[[Any], bool]], ...]

    @classmethod
    def of(cls, name: str, all_text: str, values: Iterable[tuple[str, V]], fits: Callable[[Any, V], bool]) -> "Choice":
        """A filter by one of `values` (text on screen, value), after an option that lets everything through."""
        options = ((text, _fitting(fits, value)) for text, value in values)
        return cls(name, ((all_text, lambda _record: True), *options))


@dataclass(frozen=True)
class Catalogue:
    """What a screen lists and how: `note` stands always above the table, `paper_note` above a record on paper."""

    kind: Kind
    title: str
    note: str
    noun: str
    columns: Sequence[Column[Any]]
    choices: tuple[Choice, ...]
    paper_note: str = ""


class DetailPane(QWidget):
    """What shows the chosen record.

    Signals:
        location_requested: a link was followed; carries the Location.
    """

    location_requested = Signal(object)

    def show_record(self, record: Any) -> None:
        """Show another record; None shows what to do here."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        raise NotImplementedError


class TextDetail(DetailPane):
    """A record as text in a reader. `html` makes the text of a record."""

    def __init__(self, html: Callable[[Any], str], noun: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._html = html
        self._hint_text = f"Choose one of the {noun} to read it here."
        self._hint = f"<p>{self._hint_text}</p>"
        self.reader = Reader(theme)
        self.reader.location_requested.connect(self.location_requested)
        self.setFocusProxy(self.reader)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.reader)

    def show_record(self, record: Any) -> None:
        html = self._hint if record is None else self._html(record)
        heading = _HEADING.search(html)
        self.reader.setAccessibleName(unescape(heading[1]) if heading else self._hint_text)
        self.reader.show_html(html)

    def set_theme(self, theme: Theme) -> None:
        self.reader.set_theme(theme)


class CataloguePage(Page):
    """Filter, choose, read. An address with a record id chooses that record, whatever the filters hide.

    A screen may add to `controls`, behind the filters, and to `above`, between them and the table.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        records: Sequence[Any],
        store: ContentStore,
        detail: "DetailPane",
        parent: QWidget | None,
        *,
        buttons: Sequence[QPushButton] = (),
    ) -> None:
        """`buttons` stand beside the title."""
        super().__init__(parent)
        self._buttons = buttons
        self.catalogue = catalogue
        self.store = store
        self._texts = {record.id: _searchable(record) for record in records}
        self._choice_boxes = [self._choice_box(choice) for choice in catalogue.choices]
        self.text_field = QLineEdit()
        self.text_field.setPlaceholderText(f"Filter {catalogue.noun}")
        self.text_field.setClearButtonEnabled(True)
        self.text_field.setAccessibleName(f"Filter {catalogue.noun} by text")
        self.table = RecordTable(catalogue.columns, catalogue.title, wrapped=len(records) <= WRAPPED_ROWS)
        self.table.rows.replace(records)
        self.note = Note(catalogue.note)
        self.count = Note()
        self.count.setWordWrap(False)
        self.detail = detail
        self._lay_out()
        self._last_word = LastWord(self)
        self.text_field.textChanged.connect(self._filter)
        for box in self._choice_boxes:
            box.currentIndexChanged.connect(self._filter)
        self.table.record_selected.connect(self._show)
        self.table.record_activated.connect(lambda _record: self.detail.setFocus())
        self.detail.location_requested.connect(self.location_requested)
        self.apply_filters()
        self._show(None)

    # Page

    def open(self, location: Location) -> None:
        if not location.id:
            self.enlarge.setChecked(False)
            return
        target = self.store.resolve(location).location
        if self.table.select_where(lambda record: record.id == target.id):
            return
        self._clear_filters()
        self.table.select_where(lambda record: record.id == target.id)

    def title(self) -> str:
        record = self.table.current_record()
        return title_of(record) if record else self.catalogue.title

    def address(self) -> Location | None:
        record = self.table.current_record()
        return Location(self.catalogue.kind, record.id) if record else None

    def set_theme(self, theme: Theme) -> None:
        self.detail.set_theme(theme)

    def sheet(self, stamp: Stamp) -> Sheet | None:
        """The chosen record, for paper."""
        record = self.table.current_record()
        if record is None:
            return None
        kind, sources = self.catalogue.kind, self.store.sources_named(sources_of(record))
        note, further = self.catalogue.paper_note, self.further_html(record)
        return record_sheet(kind, record, sources, stamp, note=note, further=further)

    def forget(self) -> bool:
        """Take the filters away for good. Returns whether something was typed."""
        typed = bool(self.text_field.text())
        self.text_field.setText("")
        self._clear_filters()
        return typed

    def focus_content(self) -> None:
        if self.enlarge.isChecked():
            self.detail.setFocus()
            return
        if self.table.current_record() is None and self.table.shown_count():
            self.table.selectRow(0)
        self._table_side.setFocus()

    # Building

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.text_field, 1)
        words.addWidget(self.count)
        self.controls = FlowLayout()
        for box in self._choice_boxes:
            self.controls.addWidget(box)
        filters = QWidget()
        self.above = QVBoxLayout(filters)
        self.above.setContentsMargins(0, 0, 0, 0)
        self.above.setSpacing(8)
        self.above.addWidget(self.note)
        self.above.addLayout(words)
        self.above.addLayout(self.controls)
        self._table_or_hint = QStackedLayout()
        self._table_or_hint.addWidget(self.table)
        self._table_or_hint.addWidget(self._empty_hint())
        self._table_side = table_side = QWidget()
        table_side.setLayout(self._table_or_hint)
        narrow = CHARACTERS_A_COLUMN * len(self.catalogue.columns)
        self.panes = PanePair(table_side, self.detail, 55, narrow, above=filters, least_lines=LEAST_LINES)
        self.enlarge = EnlargeButton(self, self.detail, table_side, (filters,))
        self.setLayout(record_page_layout(self.catalogue.title, (*self._buttons, self.enlarge), self.panes))

    def _empty_hint(self) -> QWidget:
        hint = QLabel(f"No {self.catalogue.noun} match these filters.")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._clear = clear = QPushButton("Clear the filters")
        clear.clicked.connect(self._clear_filters)
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.addStretch()
        layout.addWidget(hint)
        layout.addWidget(clear, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        return box

    def _choice_box(self, choice: Choice) -> QComboBox:
        box = ChoiceBox(choice.name)
        for text, _accepts in choice.options:
            box.addItem(text)
        return box

    # Reacting

    # For the screens

    def choice_box(self, name: str) -> QComboBox:
        """The box of a filter."""
        return next(box for box in self._choice_boxes if box.accessibleName() == name)

    def further_html(self, record: Any) -> str:  # noqa: ARG002 (for screens that show more than the record itself)
        """What goes to paper behind the lines of a record."""
        return ""

    def say(self, note: str) -> None:
        """Show another explanation under the heading."""
        self.note.setText(note)

    def apply_filters(self) -> None:
        """Show the records that fit all filters."""
        words = fold(self.text_field.text()).split()
        chosen = [
            choice.options[box.currentIndex()][1]
            for choice, box in zip(self.catalogue.choices, self._choice_boxes, strict=True)
        ]

        def accepts(record: Any) -> bool:
            text = self._texts[record.id]
            return all(word in text for word in words) and all(accept(record) for accept in chosen)

        self.table.filter.show_only(accepts)
        shown, total = self.table.shown_count(), len(self._texts)
        self.count.setText(f"{total} shown" if shown == total else f"{shown} of {total} shown")
        self._table_or_hint.setCurrentIndex(0 if shown else 1)
        # What is hidden takes no keyboard: Tab and F6 would end at a proxy that does not show.
        self._table_side.setFocusProxy(self.table if shown else self._clear)

    def _filter(self) -> None:
        self.apply_filters()
        shown = self.table.shown_count()
        told = f"{shown} of {len(self._texts)} {self.catalogue.noun} shown."
        self._last_word.say(told if shown else f"No {self.catalogue.noun} match these filters.")

    def _clear_filters(self) -> None:
        self.text_field.clear()
        for box in self._choice_boxes:
            box.setCurrentIndex(0)

    def _show(self, record: Any) -> None:
        self.detail.show_record(record)
        self.enlarge.offer(there=record is not None)
        self.context_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text_field.text():
            self._clear_filters()
            return
        super().keyPressEvent(event)


def record_page_layout(title: str, buttons: Sequence[QPushButton], panes: PanePair) -> QLayout:
    """The title with the buttons at its right, which stay, and the rest of the page below."""
    top = QHBoxLayout()
    top.setSpacing(8)
    top.addWidget(Heading(title), 1)
    for button in buttons:
        top.addWidget(button)
    layout = QVBoxLayout()
    layout.setContentsMargins(24, 12, 24, 16)
    layout.setSpacing(8)
    layout.addLayout(top)
    layout.addWidget(panes, 1)
    return layout


def _fitting(fits: Callable[[Any, V], bool], value: V) -> Callable[[Any], bool]:
    return lambda record: fits(record, value)


def source_names(store: ContentStore, ids: Sequence[str]) -> str:
    """The short names of sources, for a cell."""
    return ", ".join(source.short for source in store.sources_named(tuple(ids)))


def sources_by_id(store: ContentStore, record: Any) -> dict[str, Source]:
    """The sources that a record rests on, as `record_html` takes them."""
    return {source.id: source for source in store.sources_named(sources_of(record))}


def plain_html(store: ContentStore) -> Callable[[Any], str]:
    """The text of any record with its sources, for a TextDetail."""
    return lambda record: record_html(record, sources_by_id(store, record))


def _searchable(record: Any) -> str:
    lines = " ".join(line.text for line in lines_of(record))
    return fold(f"{title_of(record)} {' '.join(names_of(record))} {lines}")
