"""The window: contents at the left, search at the top, the page in the middle, its outline and sources at the right."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QPushButton, QToolButton, QVBoxLayout, QWidget

from ketaref import PROGRAM_NAME
from ketaref.core.errors import KetarefError
from ketaref.core.location import Location
from ketaref.policy.schema import START
from ketaref.store.content import ContentStore
from ketaref.ui.appearance import Appearance
from ketaref.ui.areas import area_after, take_keyboard
from ketaref.ui.columns import Columns
from ketaref.ui.history import History, Visit
from ketaref.ui.loaded_later import LoadedLater
from ketaref.ui.menus import Menus, Verbs
from ketaref.ui.navigation import Navigation
from ketaref.ui.notice_bar import NoticeBar
from ketaref.ui.page import FindsInPage, Prints
from ketaref.ui.page_area import PageArea
from ketaref.ui.settings import Settings
from ketaref.ui.status_line import StatusLine
from ketaref.ui.theme import Theme
from ketaref.ui.top_bar import TopBar

if TYPE_CHECKING:  # loaded after the window shows
    from ketaref.ui.results_view import ResultsView
    from ketaref.ui.side_panel import SidePanel

_BUTTONS = (QPushButton, QToolButton)
NOTHING_TO_PRINT = "Nothing on this page can be printed yet. Choose a record, or open a topic, and print that."


class MainWindow(QMainWindow):
    """Joins the areas; every request to open something ends in `open`.

    Signals:
        shortcuts_requested, policy_requested, licences_requested, about_requested: the dialogs are wanted.
        paper_requested: something is to be printed; carries a function that makes the sheet.
    """

    shortcuts_requested = Signal()
    policy_requested = Signal()
    about_requested = Signal()
    licences_requested = Signal()
    paper_requested = Signal(object)

    def __init__(
        self,
        store: ContentStore,
        later: LoadedLater,
        appearance: Appearance,
        settings: Settings,
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._settings = settings
        self.start_page = START
        self._history = History()
        self._opened_from_hits: Location | None = None
        theme = appearance.theme
        self.top_bar = TopBar(theme, self)
        self.notice = NoticeBar(self)
        self.navigation = Navigation(store.chapters(), store.topics(), self)
        self.page_area = PageArea(store, later.page, theme, self)
        self._later = later
        self._columns = Columns(self.navigation, self.page_area, settings, self)
        self.menus = Menus(self.menuBar(), self._verbs(), appearance)
        self._columns.join(self.menus.contents, self.menus.panel, self.top_bar.panel)
        self.setStatusBar(StatusLine(store.info(), today(), self))
        self._lay_out()
        self._connect()
        self._restore_layout()

    @property
    def location(self) -> Location | None:
        """What is shown."""
        return self._history.current.location if self._history.current else None

    @cached_property
    def results(self) -> "ResultsView":
        """The hits, made when they are first asked for."""
        results = self._later.results()
        results.location_chosen.connect(self._open_found)
        results.query_requested.connect(self.search)
        results.left.connect(self._leave_results)
        results.failed.connect(self.notice.say)
        self._columns.middle.addWidget(results)
        return results

    @cached_property
    def side_panel(self) -> "SidePanel":
        """Outline and sources, made when they are first asked for; their place is kept from the beginning."""
        panel = self._later.side_panel()
        panel.location_requested.connect(self.open)
        panel.anchor_requested.connect(self._scroll_to)
        self._columns.set_panel(panel)
        return panel

    @property
    def shows_results(self) -> bool:
        """Whether hits stand in the place of the page."""
        return not self._columns.is_read

    def open(self, location: Location) -> bool:
        """Show a location and remember the visit. Tells in the notice bar, and by returning False, why it cannot."""
        self._keep_position()
        return self._show(location)

    def open_start(self) -> None:
        """Open the start page of this machine; the content's own where that cannot be opened, and tell why."""
        if self.open(self.start_page) or self.start_page == START:
            return
        reason = self.notice.text()
        self.open(START)
        told = f"The policy of this machine names a start page (start_page) that does not open: {reason}"
        self.notice.say(f"{told} This is the ordinary start page.")

    def complete(self) -> Iterator[None]:
        """Make what the first sight did without, part by part: neither first key nor first glance aside is to wait."""
        self.top_bar.field.complete()
        self.side_panel.show()
        yield
        self._show_context()
        yield from self.results.prepare()

    def search(self, text: str = "") -> None:
        """Put the keyboard into the search field; a text is searched at once. Without any, recent look-ups show."""
        self.top_bar.field.take_keyboard()
        if text:
            self.top_bar.field.setText(text)
        else:
            self._offer_recents()

    # Opening

    def _show(self, location: Location) -> bool:
        try:
            target = self.page_area.open(location)
        except KetarefError as error:
            self.notice.say(str(error))
            return False
        self._history.visit(target)
        self._after_opening(target)
        if location.anchor and not target.anchor and self.page_area.page:
            title = self.page_area.page.title()
            self.notice.say(f"“{title}” has no section “{location.anchor}”; it is shown from its beginning.")
        return True

    def _after_opening(self, location: Location) -> None:
        self.notice.hide()
        self._columns.read()
        self.navigation.show_current(location)
        page = self.page_area.page
        assert page
        self._show_context()
        self.menus.find.setVisible(isinstance(page, FindsInPage))
        self._show_history()
        page.focus_content()

    def _keep_position(self) -> None:
        if self.page_area.page:
            self._history.keep_position(self.page_area.page.reading_position())

    def _back(self) -> None:
        self._keep_position()
        self._return_to(self._history.back())

    def _forward(self) -> None:
        self._keep_position()
        self._return_to(self._history.forward())

    def _return_to(self, visit: Visit | None) -> None:
        if visit and self._show(visit.location) and self.page_area.page:
            self.page_area.page.restore_position(visit.position)

    def _show_history(self) -> None:
        for action, button, possible in (
            (self.menus.back, self.top_bar.back, self._history.can_go_back),
            (self.menus.forward, self.top_bar.forward, self._history.can_go_forward),
        ):
            action.setEnabled(possible)
            button.setEnabled(possible)

    # Searching

    def _search_typed(self, text: str) -> None:
        if text.strip():
            self._tell_page(anew=not self.shows_results or self.results.shows_recents)
            self.results.search(text)
            self._columns.show_instead(self.results)
        else:
            self._columns.read()
            if self.top_bar.field.hasFocus():
                self._offer_recents()

    def _offer_recents(self) -> None:
        if not self.top_bar.field.text().strip() and self.results.offer_recents():
            self._columns.show_instead(self.results)

    def _tell_page(self, *, anew: bool) -> None:
        page = self.page_area.page
        self.results.kinds.page_only.stand_on(self.location, page.title() if page else "", anew=anew)

    def _step(self, rows: int) -> None:
        if self.shows_results:
            self.results.step(rows)
        elif self.top_bar.field.text().strip():
            self._search_typed(self.top_bar.field.text())
        else:
            self._offer_recents()

    def _open_chosen(self) -> None:
        if self.shows_results:
            self.results.open_chosen()
        else:
            self._search_typed(self.top_bar.field.text())

    def _open_found(self, location: Location, is_hit: bool) -> None:
        if self.open(location):
            self._opened_from_hits = self.location
            if is_hit:
                self.results.keep_look_up()

    def _toggle_recents(self) -> None:
        self._settings.recent_look_ups = self.menus.recents.isChecked()
        told = self.results.switch_recents(self.menus.recents.isChecked())
        self.notice.say(f"{told} {self._settings.obstacle}".strip())

    def _leave_results(self) -> None:
        self._columns.read()
        if self.page_area.page:
            self.page_area.page.focus_content()  # before the field is empty: there it would offer recent look-ups
        self.top_bar.field.clear()

    def _return_to_results(self) -> None:
        """Show the hits of what stands in the field as they were left, the same one chosen."""
        self._tell_page(anew=False)
        self._columns.show_instead(self.results)
        self.top_bar.field.take_keyboard()
        self.results.step(0)

    # Looks

    def _take_theme(self, theme: Theme) -> None:
        self.top_bar.set_theme(theme)
        for part in (self.page_area, self.results, self.side_panel):
            part.set_theme(theme)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ QtCore.Qt.WindowState.WindowFullScreen)

    def _next_area(self) -> None:
        middle = self.results if self.shows_results else self.page_area
        areas = (self.top_bar.field, self.notice, self.navigation, middle, self._columns.side)
        chosen = area_after(self.focusWidget(), areas)
        if chosen is self.page_area:
            self._focus_content()
        else:
            take_keyboard(chosen)

    def _focus_content(self) -> None:
        if self.shows_results:
            self.top_bar.field.take_keyboard()
        elif self.page_area.page:
            self.page_area.page.focus_content()

    # Building

    def _verbs(self) -> Verbs:
        return Verbs(
            open=self.open,
            open_start=self.open_start,
            print_page=self._print_page,
            back=self._back,
            forward=self._forward,
            copy_with_reference=self._later.copy_statement,
            search=self.search,
            find_in_page=self._find_in_page,
            next_area=self._next_area,
            toggle_recents=self._toggle_recents,
            toggle_contents=self._columns.toggle_contents,
            toggle_panel=self._columns.toggle_panel,
            toggle_full_screen=self._toggle_full_screen,
            show_shortcuts=self.shortcuts_requested.emit,
            show_policy=self.policy_requested.emit,
            show_licences=self.licences_requested.emit,
            show_about=self.about_requested.emit,
            quit=self.close,
        )

    def _print_page(self) -> None:
        page = self.page_area.page
        if self.shows_results:
            self.notice.say("A list of hits is not printed. Open one of them, and print its page.")
        elif isinstance(page, Prints):
            self.paper_requested.emit(page.sheet)
        else:
            self.notice.say(NOTHING_TO_PRINT)

    def _find_in_page(self) -> None:
        page = self.page_area.page
        if isinstance(page, FindsInPage):
            page.find_in_page()

    def _lay_out(self) -> None:
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top_bar, self.notice, self._columns.whole):
            column.addWidget(part)
        column.setStretchFactor(self._columns.whole, 1)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        field = self.top_bar.field
        field.typed.connect(self._search_typed)
        field.stepped.connect(self._step)
        field.opened.connect(self._open_chosen)
        field.removed.connect(lambda: self.results.remove_chosen())  # noqa: PLW0108 (they are made later)
        field.left.connect(self._leave_results)
        self.notice.left.connect(self._focus_content)
        self.top_bar.back.clicked.connect(self._back)
        self.top_bar.forward.clicked.connect(self._forward)
        self.top_bar.panel.clicked.connect(self._columns.toggle_panel)
        self.navigation.location_requested.connect(self.open)
        self.page_area.location_requested.connect(self.open)
        self.page_area.context_changed.connect(self._show_context)
        self.page_area.paper_requested.connect(self.paper_requested)
        self._appearance.theme_changed.connect(self._take_theme)

    def _show_context(self) -> None:
        page = self.page_area.page
        if page:
            self.setWindowTitle(f"{page.title()} – {PROGRAM_NAME}")
            self._columns.fit()
            if "side_panel" in vars(self):
                self.side_panel.show_context(page)

    def _scroll_to(self, anchor: str) -> None:
        if self.page_area.page:
            self.page_area.page.scroll_to(anchor)

    def _restore_layout(self) -> None:
        self.menus.recents.setChecked(self._settings.recent_look_ups)
        if not self.restoreGeometry(self._settings.bytes_of("window")):
            self.resize(self.screen().availableSize().boundedTo(QtCore.QSize(1280, 800)))
        self._columns.size()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._columns.size)
        elif event.type() == QEvent.Type.WindowStateChange:
            self.menus.full_screen.setChecked(self.isFullScreen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nothing in the window had a use for: Escape leads from a hit's page back to the hits, Enter presses."""
        focus, query = self.focusWidget(), self.top_bar.field.text()
        on_page = focus is not None and self.page_area.isAncestorOf(focus)
        from_hits = query.strip() and self._opened_from_hits == self.location
        key, keys = event.key(), QtCore.Qt.Key
        if key == keys.Key_Escape and on_page and from_hits:
            self._return_to_results()
        elif key in (keys.Key_Return, keys.Key_Enter) and isinstance(focus, _BUTTONS) and not event.isAutoRepeat():
            focus.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of a mouse go back and forward, as in a browser."""
        if event.button() == QtCore.Qt.MouseButton.BackButton:
            self._back()
        elif event.button() == QtCore.Qt.MouseButton.ForwardButton:
            self._forward()
        else:
            super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.keep_bytes("window", self.saveGeometry())
        super().closeEvent(event)
