"""The pages that were opened so far, one shown at a time. A page's module loads when it is first needed."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ketaref.core.errors import NotInContentError
from ketaref.core.location import KIND_NAMES, Kind, Location
from ketaref.store.content import ContentStore
from ketaref.ui.page import HoldsEntries, Page
from ketaref.ui.theme import Theme

PageClass = Callable[[ContentStore, Theme], Page]
LoadPage = Callable[[Kind], PageClass | None]
"""The class of the page that shows a kind (the same class may show several), or None where there is no such page."""


class PageArea(QStackedWidget):
    """Opens locations.

    Signals:
        location_requested: a page asks for another location; carries it.
        context_changed: the page that is shown has another outline or other sources.
        paper_requested: a page asks to print something; carries a function that makes the sheet.
    """

    location_requested = Signal(object)
    context_changed = Signal()
    paper_requested = Signal(object)

    def __init__(self, store: ContentStore, load_page: LoadPage, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._load_page = load_page
        self._theme = theme
        self._pages: dict[PageClass, Page] = {}

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        current = self.currentWidget()
        return current if isinstance(current, Page) else None

    def set_theme(self, theme: Theme) -> None:
        """Hand other colours to every page."""
        self._theme = theme
        for page in self._pages.values():
            page.set_theme(theme)

    def forget(self) -> bool:
        """Take away for good what was entered on any page. Returns whether there was anything."""
        held = [page.forget() for page in self._pages.values() if isinstance(page, HoldsEntries)]
        return any(held)

    def open(self, location: Location) -> Location:
        """Show a location and return where it really is: an id may have moved, a section may not be there.

        Raises NotInContentError when there is no such record or screen, StoreError when the content is damaged. What
        was shown before stays then.
        """
        target = self._resolved(location)
        page = self._page_for(target.kind)
        page.open(target)
        self.setCurrentWidget(page)
        return target if not target.anchor or page.has_section(target) else target.without_anchor()

    def _resolved(self, location: Location) -> Location:
        if not location.id or location.kind is Kind.CHECKLIST:
            return location
        target = self._store.resolve(location.without_anchor()).location
        return target if target.anchor else Location(target.kind, target.id, location.anchor)

    def _page_for(self, kind: Kind) -> Page:
        page_class = self._load_page(kind)
        if page_class is None:
            raise NotInContentError(f"This version shows no {KIND_NAMES[kind].lower()} pages. Search for it by name.")
        if page_class not in self._pages:
            page = page_class(self._store, self._theme)
            page.location_requested.connect(self.location_requested)
            page.context_changed.connect(self._relay_context)
            page.paper_requested.connect(self.paper_requested)
            self.addWidget(page)
            self._pages[page_class] = page
        return self._pages[page_class]

    def _relay_context(self) -> None:
        if self.sender() is self.currentWidget():
            self.context_changed.emit()
