"""Where sources disagree on contraindications, and the reference view of one of them."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from ketaref.core.location import Kind, Location
from ketaref.core.record_text import sources_of
from ketaref.export.disagreement_sheet import disagreement_sheet
from ketaref.export.record_sheet import record_sheet
from ketaref.export.sheet import Sheet, Stamp
from ketaref.store.content import ContentStore
from ketaref.ui.contraindication_view import ContraindicationView
from ketaref.ui.disagreement_screen import TITLE, DisagreementScreen
from ketaref.ui.page import Page
from ketaref.ui.theme import Theme


class ContraindicationsPage(Page):
    """`contraindication` shows the matrix of conditions by authority, `contraindication/ID` one item for reference."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.disagreement = DisagreementScreen(
            store.contraindications(), {source.id: source for source in store.sources()}, theme
        )
        self.reference = ContraindicationView(store, theme)
        self._stack = QStackedLayout(self)
        for view in (self.disagreement, self.reference):
            view.location_requested.connect(self.location_requested)
            self._stack.addWidget(view)

    def open(self, location: Location) -> None:
        if location.id:
            self.reference.show_item(self._store.contraindication(location.id))
        else:
            self.disagreement.show_list()
        self._stack.setCurrentWidget(self.reference if location.id else self.disagreement)
        self.context_changed.emit()

    def title(self) -> str:
        if self._shows_reference():
            return self.reference.item.condition if self.reference.item else TITLE
        chosen = self.disagreement.table.current_cell()
        return f"{TITLE}: {chosen[0].item.condition}, {self.disagreement.agent.label}" if chosen else TITLE

    def address(self) -> Location | None:
        """The condition of the chosen cell: what is copied from the matrix belongs to it."""
        chosen = None if self._shows_reference() else self.disagreement.table.current_cell()
        return Location(Kind.CONTRAINDICATION, chosen[0].item.id) if chosen else None

    def set_theme(self, theme: Theme) -> None:
        self.disagreement.set_theme(theme)
        self.reference.set_theme(theme)

    def focus_content(self) -> None:
        if self._shows_reference():
            self.reference.setFocus()
        else:
            self.disagreement.focus_content()

    def source_ids(self) -> tuple[str, ...]:
        """Those of the item shown for reference. The matrix has its sources in the statements, and needs the room."""
        return sources_of(self.reference.item) if self._shows_reference() and self.reference.item else ()

    def sheet(self, stamp: Stamp) -> Sheet:
        """The matrix as it is shown, or the item that is shown for reference."""
        item = self.reference.item
        if self._shows_reference() and item:
            return record_sheet(Kind.CONTRAINDICATION, item, self._store.sources_named(sources_of(item)), stamp)
        shown = self.disagreement
        return disagreement_sheet(shown.matrix, shown.sources, stamp, shown.left_out)

    def forget(self) -> bool:
        """Take the filters away for good. Returns whether something was typed."""
        return self.disagreement.forget()

    def _shows_reference(self) -> bool:
        return self._stack.currentWidget() is self.reference
