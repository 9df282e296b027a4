"""Every source with its reference, how it was checked, and what rests on it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from ketaref.core.location import KIND_NAMES, Kind
from ketaref.core.record_html import record_html
from ketaref.core.source import Checked, Source, SourceKind
from ketaref.store.content import ContentStore
from ketaref.ui.catalogue_page import Catalogue, CataloguePage, Choice, TextDetail
from ketaref.ui.export_button import ExportButton
from ketaref.ui.record_table import Column
from ketaref.ui.source_actions import SourceActions
from ketaref.ui.theme import Theme
from ketaref.ui.web_browser import why_links_are_off

NOTE = (
    "What every statement rests on. “Read at the source or its abstract” may mean the abstract alone; DOI, PMID and "
    "addresses are text to copy; this program opens no connection."
)
ON_REQUEST = "A browser opens them only when you ask."


class SourcesPage(CataloguePage):
    """All sources of the content."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        columns = (
            Column[Source]("Source", lambda source: source.short, 4),
            Column[Source]("Title", _title, 8),
            Column[Source]("Where", lambda source: source.where, 4),
            Column[Source]("Year", lambda source: str(source.year or "—"), 2, lambda source: source.year or 0),
            Column[Source]("Kind", lambda source: source.kind.label, 4),
            Column[Source]("Checked", lambda source: source.checked.label, 4),
        )
        sources = tuple(sorted(store.sources(), key=lambda source: source.short.casefold()))
        note = NOTE if why_links_are_off() else f"{NOTE} {ON_REQUEST}"  # beside the chosen source stands why
        catalogue = Catalogue(Kind.SOURCE, "Sources", note, "sources", columns, _choices())
        super().__init__(catalogue, sources, store, SourceDetail(_card_html(store), "sources", theme), parent)
        self.table.select_several()
        self._add_export()

    def _add_export(self) -> None:
        self.export = ExportButton(self.store, "Export sources", self)
        menu = QMenu(self.export)
        selected = menu.addAction("")
        selected.triggered.connect(lambda: self.export.export(self.table.selected_records(), "ketaref-sources"))
        shown = menu.addAction("")
        shown.triggered.connect(lambda: self.export.export(self.table.shown_records(), "ketaref-sources"))

        def count() -> None:
            number = len(self.table.selected_records())
            selected.setText(f"&Selected ({number})…")
            selected.setEnabled(number > 0)
            shown.setText(f"&All shown ({self.table.shown_count()})…")

        for changed in (self.table.filter.rowsInserted, self.table.filter.rowsRemoved):
            changed.connect(lambda: self.export.setEnabled(self.table.shown_count() > 0))
        menu.aboutToShow.connect(count)
        self.export.setMenu(menu)
        self.controls.addWidget(self.export)
        self.above.addWidget(self.export.message)
        self.setTabOrder(self.choice_box("How checked"), self.export)  # it was made after all that follows


class SourceDetail(TextDetail):
    """A source with what can be done with it."""

    def __init__(self, html: Callable[[Source], str], noun: str, theme: Theme) -> None:
        super().__init__(html, noun, theme)
        self.source_actions = SourceActions()
        column = self.layout()
        assert column
        column.addWidget(self.source_actions)

    def show_record(self, record: Any) -> None:
        super().show_record(record)
        self.source_actions.act_on(record)


def _card_html(store: ContentStore) -> Callable[[Source], str]:
    def html(source: Source) -> str:
        entries = store.cited_by(source.id)
        links = [(f"{KIND_NAMES[entry.location.kind]}: {entry.title}", entry.location) for entry in entries]
        return record_html(source, {}, links, links_heading="Cited by")

    return html


def _title(source: Source) -> str:
    return f"✕ Retracted. {source.title}" if source.retracted else source.title


def _choices() -> tuple[Choice, ...]:
    checked = (Checked.PAGE, Checked.SECONDARY, Checked.MEMORY)
    return (
        Choice.of("Kind of source", "Any kind", ((kind.label, kind) for kind in SourceKind), _is_kind),
        Choice.of("How checked", "However checked", ((c.label.capitalize(), c) for c in checked), _is_checked),
    )


def _is_kind(source: Source, kind: SourceKind) -> bool:
    return source.kind is kind


def _is_checked(source: Source, checked: Checked) -> bool:
    return source.checked is checked
