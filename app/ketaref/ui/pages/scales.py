"""Scales: the list of all that are described, and the form of those whose items may be shown."""

from html import escape

from PySide6.QtWidgets import QStackedLayout, QWidget

from ketaref.core.instrument import Instrument
from ketaref.core.location import Kind, Location
from ketaref.core.record_html import record_html
from ketaref.export.score_sheet import score_sheet
from ketaref.export.sheet import Sheet, Stamp
from ketaref.store.content import ContentStore
from ketaref.ui.catalogue_page import Catalogue, CataloguePage, Choice, TextDetail, sources_by_id
from ketaref.ui.page import Page
from ketaref.ui.record_table import Column
from ketaref.ui.scale_screen import ScaleScreen
from ketaref.ui.theme import Theme

TITLE = "Scales"
NOTE = (
    "A form is here only where the items may be reproduced, or the criteria are told in own words. All others are "
    "described, with the licence and where to get them. Enter opens a form."
)
_FORM, _NO_FORM = "● Form here", "○ Described"


class ScalesPage(Page):
    """`instrument` lists all scales; `instrument/ID` opens that one's form, or its description where it has none."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.listed = _ScaleList(store, theme)
        self.form = ScaleScreen(theme)
        self._stack = QStackedLayout(self)
        for view in (self.listed, self.form):
            self._stack.addWidget(view)
        self.listed.location_requested.connect(self.location_requested)
        self.listed.context_changed.connect(self.context_changed)
        self.form.location_requested.connect(self.location_requested)
        self.form.list_requested.connect(lambda: self.location_requested.emit(Location(Kind.INSTRUMENT)))

    # Page

    def open(self, location: Location) -> None:
        target = self._store.resolve(location).location if location.id else location
        instrument = self._store.instrument(target.id) if target.id else None
        if instrument and instrument.form:
            self.form.show_scale(instrument, sources_by_id(self._store, instrument))
            self._show(self.form)
        else:
            self.listed.open(target)
            self._show(self.listed)

    def title(self) -> str:
        if self._stack.currentWidget() is self.form and self.form.instrument:
            return self.form.instrument.title
        return self.listed.title()

    def address(self) -> Location | None:
        if self._stack.currentWidget() is self.form and self.form.instrument:
            return Location(Kind.INSTRUMENT, self.form.instrument.id)
        return self.listed.address()

    def set_theme(self, theme: Theme) -> None:
        self.listed.set_theme(theme)
        self.form.set_theme(theme)

    def focus_content(self) -> None:
        if self._stack.currentWidget() is self.form:
            self.form.items.setFocus()
        else:
            self.listed.focus_content()

    def forget(self) -> bool:
        """Take away what was answered or typed on any scale. Returns whether there was anything."""
        held = self.form.has_entries()
        self.form.clear()
        return self.listed.forget() or held

    def sheet(self, stamp: Stamp) -> Sheet | None:
        """The form with its answers (empty, to fill by hand, without any), or the chosen scale's description."""
        scale = self.form.instrument
        if self._stack.currentWidget() is self.form and scale:
            change = self.form.result.change.result
            return score_sheet(scale, self.form.answers, sources_by_id(self._store, scale), stamp, change)
        return self.listed.sheet(stamp)

    def _show(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        self.context_changed.emit()


class _ScaleList(CataloguePage):
    """All scales of the content; Enter opens a form."""

    def __init__(self, store: ContentStore, theme: Theme) -> None:
        columns = (
            Column[Instrument]("Scale", lambda scale: scale.abbreviation, 2),
            Column[Instrument]("Form", lambda scale: _FORM if scale.form else _NO_FORM, 2),
            Column[Instrument]("Measures", lambda scale: scale.measures, 5),
            Column[Instrument]("Licence", lambda scale: scale.licence, 9),
        )
        catalogue = Catalogue(Kind.INSTRUMENT, TITLE, NOTE, "scales", columns, (_choice(),))
        detail = TextDetail(lambda scale: _described(store, scale), catalogue.noun, theme)
        super().__init__(catalogue, store.instruments(), store, detail, None)
        self.table.record_activated.connect(self._open_form)

    def _open_form(self, scale: Instrument) -> None:
        if scale.form:
            self.location_requested.emit(Location(Kind.INSTRUMENT, scale.id))


def _choice() -> Choice:
    options = (("With a form here", True), ("Described only", False))
    return Choice.of("Form", "All scales", options, lambda scale, wanted: (scale.form is not None) is wanted)


def _described(store: ContentStore, scale: Instrument) -> str:
    """The description, with a link to the form, where there is one, before everything else."""
    html = record_html(scale, sources_by_id(store, scale))
    if scale.form is None:
        return html
    address = escape(str(Location(Kind.INSTRUMENT, scale.id)))
    return html.replace("</h1>", f'</h1><p><a href="{address}">Fill in the form and add it up</a></p>', 1)
