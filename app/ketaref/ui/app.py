"""Joins the objects. The only place that knows which class shows which kind, and that imports on first use."""

import gc
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QDialog

from ketaref import PROGRAM_NAME, __version__
from ketaref.core.errors import InputError, StoreError
from ketaref.core.location import Kind, Location
from ketaref.paths import PROGRAM, content_path, places, resources_folder
from ketaref.policy.reading import policy_in_force
from ketaref.policy.schema import Policy
from ketaref.store.content import ContentStore
from ketaref.streams import tell
from ketaref.ui.appearance import Appearance
from ketaref.ui.first_paint import FirstPaint
from ketaref.ui.first_use import first_use
from ketaref.ui.fonts import ensure_font
from ketaref.ui.in_turns import InTurns
from ketaref.ui.loaded_later import LoadedLater
from ketaref.ui.main_window import NOTHING_TO_PRINT, MainWindow
from ketaref.ui.page_area import PageClass
from ketaref.ui.settings import Settings
from ketaref.ui.single_instance import SingleInstance

_BY_POLICY = "switched off by your organisation"
_INVALID_POLICY = "off: the policy of this machine is not valid"

EXIT_FINE, EXIT_FAILED, EXIT_SCREEN, EXIT_STORE = 0, 1, 2, 3
EXIT_OUTPUT = 2

PAGES: dict[Kind, tuple[str, str]] = {
    Kind.TOPIC: ("topic", "TopicPage"),
    Kind.CHECKLIST: ("checklist", "ChecklistPage"),
    Kind.CONTRAINDICATION: ("contraindications", "ContraindicationsPage"),
    Kind.ADVERSE_EFFECT: ("adverse_effects", "AdverseEffectsPage"),
    Kind.INTERACTION: ("interactions", "InteractionsPage"),
    Kind.REGIMEN: ("regimens", "RegimensPage"),
    Kind.MONITORING: ("monitoring", "MonitoringPage"),
    Kind.INSTRUMENT: ("scales", "ScalesPage"),
    Kind.TRIAL: ("trials", "TrialsPage"),
    Kind.CLAIM: ("claims", "ClaimsPage"),
    Kind.GLOSSARY: ("glossary", "GlossaryPage"),
    Kind.SOURCE: ("sources", "SourcesPage"),
}
"""Module in `ketaref.ui.pages` and class, by kind. A module loads when its page is first opened."""


class Start(NamedTuple):
    """What the command line asked for."""

    location: Location | None = None
    content: Path | None = None
    measure: bool = False
    selftest: bool = False


@cache
def load_page(kind: Kind) -> PageClass | None:
    """The class of the page that shows a kind, its module loaded."""
    if kind not in PAGES:
        return None
    module, name = PAGES[kind]
    page_class: PageClass = first_use(f"ketaref.ui.pages.{module}", name)
    return page_class


class Program:
    """One run of the window: what it is made of, and what happens around it."""

    def __init__(
        self,
        application: QApplication,
        store: ContentStore,
        settings: Settings,
        recents_file: Path | None = None,
        rules: tuple[Policy, str] = (Policy(), ""),
    ) -> None:
        """Without a file for them, no recent look-ups are kept. `rules`: the policy, and what to tell of it."""
        self.application = application
        self.store = store
        self.settings = settings
        self._policy, self._policy_problem = rules
        # What a valid policy would say is not known then: a list that there is, is neither shown nor lost by a slip.
        self._recents_file = None if self._policy_problem else recents_file
        self._recents_off = ""
        settings.default_text_size = self._policy.text_size
        self.appearance = Appearance(application, settings)
        later = LoadedLater(load_page, self._make_results, self._make_side_panel, self._copy_statement)
        self._today = date.today
        self.window = MainWindow(store, later, self.appearance, settings, self._today)
        self.appearance.style_widgets()
        self.window.start_page = self._policy.start_page
        self._obey()
        self.window.about_requested.connect(self.show_about)
        self.window.licences_requested.connect(self.show_licences)
        self.window.shortcuts_requested.connect(self.show_shortcuts)
        self.window.policy_requested.connect(self.show_policy)
        self.window.paper_requested.connect(self.show_paper)
        if self._recents_file and self._recents_file.exists() and not self._keeps_recents():
            self._make_recents()  # which deletes the file at once: the window may be closed before it is complete

    def show(self, location: Location | None) -> None:
        """Open the window at a location, at the start page if there is none or it leads nowhere.

        Nothing is painted before this returns; shown first, the window lets the page lay out its text only once.
        """
        self.window.show()
        if location is None or not self.window.open(location):
            notice = self.window.notice.text()
            self.window.open_start()
            if notice:
                self.window.notice.add(notice)

    def keep_on_screen(self) -> None:
        """Make a first window smaller that does not fit with its frame; how large that is, was not known before."""
        if self.settings.bytes_of("window").isEmpty():
            over = self.window.frameGeometry().size() - self.window.screen().availableSize()
            self.window.resize(self.window.size() - over.expandedTo(QSize(0, 0)))

    def settle(self) -> None:
        """Complete the window once it shows, in one go."""
        deque(self.settling(), maxlen=0)

    def settling(self) -> Iterator[None]:
        """Complete the window once it shows, part by part.

        From then on garbage is collected again (`__main__` stopped it), and what the start made is never gone through.
        """
        try:
            self.appearance.follow_system()
            yield
            first_use("ketaref.core.query", "SearchQuery")  # to load search takes as long as two other parts
            yield
            first_use("ketaref.store.search", "Search")
            yield
            yield from self.window.complete()
            yield
            self._watch_use()
            yield
            for told in (self.settings.obstacle, self._policy_problem, self.window.results.recents.obstacle):
                if told:
                    self.window.notice.add(told)
            gc.collect()
            gc.freeze()
        finally:  # also where a part failed
            gc.enable()

    def ask_intended_use(self) -> None:
        """Show the statement of intended use to those who have not confirmed it; quit when they do not."""
        statement_version = first_use("ketaref.ui.intended_use", "STATEMENT_VERSION")
        if self.settings.accepted_statement >= statement_version:
            return
        dialog = first_use("ketaref.ui.intended_use", "IntendedUseDialog")(self.window, self._recents_off)

        def keep() -> None:
            self.settings.accepted_statement = statement_version
            if self.settings.obstacle not in self.window.notice.text():  # a disk may only now turn out to be full
                self.window.notice.add(self.settings.obstacle)

        dialog.accepted.connect(keep)
        dialog.rejected.connect(self.window.close)
        dialog.open()

    def _obey(self) -> None:
        """Take away what the policy forbids, where one looks for it, with the reason."""
        reason = _INVALID_POLICY if self._policy_problem else _BY_POLICY
        if self._policy_problem:
            mark = first_use("ketaref.ui.policy_mark", "mark_invalid_policy")(self.window, self._policy_problem)
            mark.clicked.connect(self.window.policy_requested)
        if not self._policy.recent_look_ups:
            self._recents_off = reason
            self.window.menus.forbid_recents(reason)
        if not self._policy.internet_links:
            first_use("ketaref.ui.web_browser", "switch_links_off")(self.application, reason)

    def _watch_use(self) -> None:
        """Clear entries once nobody has used the window for as long as the policy says."""
        watched = self.window.windowHandle()
        if watched:
            clock = first_use("ketaref.ui.idle", "IdleClock")(watched, self._policy.clear_after_minutes)
            clock.idled.connect(self._forget)

    def _forget(self) -> None:
        for preview in self.window.findChildren(QDialog, "paper"):
            preview.close()
        typed = bool(self.window.top_bar.field.text())
        self.window.top_bar.field.setText("")
        if self.window.page_area.forget() or typed:
            minutes = self._policy.clear_after_minutes
            self.window.notice.say(f"Nobody used the window for {minutes} minutes: what was entered is gone.")

    def show_about(self) -> None:
        """The About dialog."""
        first_use("ketaref.ui.about", "AboutDialog")(self.store.info(), self.window, self._recents_off).exec()

    def show_licences(self) -> None:
        """The licences of all parts."""
        first_use("ketaref.ui.licences", "LicencesDialog")(self.window).exec()

    def show_shortcuts(self) -> None:
        """The list of keys."""
        first_use("ketaref.ui.shortcuts", "ShortcutsDialog")(self.window.menus.shortcuts(), self.window).exec()

    def show_policy(self) -> None:
        """What IT decided for this machine, read anew, and what of it holds in this window."""
        check_opens = first_use("ketaref.store.opening", "check_opens")
        report = first_use("ketaref.policy.explaining", "report_of_machine")()
        report = report.with_start_page(partial(check_opens, self.store))
        dialog = first_use("ketaref.ui.policy_dialog", "PolicyDialog")
        dialog(report, self._policy, self.settings.chosen_text_size, self.window).exec()

    def show_paper(self, make_sheet: Callable[[Any], Any]) -> None:
        """A preview of the sheet that `make_sheet` makes of a stamp, to be printed or saved."""
        stamp = first_use("ketaref.export.sheet", "stamp_of")(self.store.info(), self._today())
        sheet = make_sheet(stamp)
        if sheet is None:
            self.window.notice.say(NOTHING_TO_PRINT)
        else:
            first_use("ketaref.ui.paper_dialog", "PaperDialog")(sheet, self.settings, self.window).open()

    def come_forward(self, location: str) -> None:
        """Another start handed over a location, or only wants the window."""
        if location:
            try:
                self.window.open(Location.parse(location))
            except InputError as error:
                self.window.notice.say(str(error))
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def _make_results(self) -> Any:
        search = first_use("ketaref.store.search", "Search")(self.store, self._suggest)
        return first_use("ketaref.ui.results_view", "ResultsView")(search, self._make_recents(), self.appearance.theme)

    def _make_recents(self) -> Any:
        recents = first_use("ketaref.ui.recent_look_ups", "RecentLookUps")
        return recents(self._recents_file, self._keeps_recents(), lambda: self.settings.recent_look_ups)

    def _keeps_recents(self) -> bool:
        return self._policy.recent_look_ups and self.settings.recent_look_ups

    def _make_side_panel(self) -> Any:
        return first_use("ketaref.ui.side_panel", "SidePanel")(self.store, self.appearance.theme)

    def _copy_statement(self) -> None:
        first_use("ketaref.ui.statement_copy", "copy_statement")(self.window, self.store)

    def _suggest(self, word: str, finished: bool) -> list[str]:
        suggestions: list[str] = self._spelling().suggest(word, finished)
        return suggestions

    def _spelling(self) -> Any:
        if not hasattr(self, "_spelling_of_store"):
            self._spelling_of_store = first_use("ketaref.store.spelling", "Spelling")(self.store)
        return self._spelling_of_store


def run(start: Start) -> int:
    """Run the program as the command line asked. Returns the exit code."""
    QCoreApplication.setApplicationName(PROGRAM)
    QCoreApplication.setApplicationVersion(__version__)
    if start.selftest:
        return _run_selftest(start)
    if start.measure:
        return _run_window(start, _measure)
    instance = SingleInstance(places().window_lock)
    first = instance.claim()
    if not first and start.content is None:  # the open window may show other content
        if instance.hand_over(str(start.location or "")):
            return EXIT_FINE
        tell("The window that is already open does not answer; opening another one.", error=True)

    def begin(program: Program) -> None:
        def shown() -> None:
            program.keep_on_screen()
            program.ask_intended_use()
            InTurns(program.window).start(program.settling())
            if first:
                instance.location_handed_over.connect(program.come_forward)
                instance.listen()
            if sys.platform == "darwin":
                on_mac: Any = program.application
                on_mac.location_opened.connect(program.come_forward)
                on_mac.tell_locations()

        FirstPaint(program.window, shown)

    try:
        return _run_window(start, begin)
    finally:
        instance.release()


def _run_window(start: Start, begin: Callable[[Program], None]) -> int:
    application = _application()
    sys.excepthook = _show_error
    try:
        store = ContentStore.open(content_path(start.content))
        kept = places()
        program = Program(application, store, Settings(kept.settings), kept.look_ups, policy_in_force())
        begin(program)
        program.show(start.location)
    except StoreError as error:
        return _run_failure(application, error, wait=not start.measure)
    return application.exec()


def _run_failure(application: QApplication, error: StoreError, *, wait: bool) -> int:
    tell(str(error), error=True)
    if wait:
        appearance = Appearance(application, Settings(places().settings))
        appearance.style_widgets()
        appearance.follow_system()
        window = first_use("ketaref.ui.failure_window", "FailureWindow")(str(error))
        window.show()
        application.exec()
    return EXIT_STORE


def _measure(program: Program) -> None:
    """Print how long it took until the window was painted, and until all of it was there; then close."""

    def settled() -> None:
        program.settle()
        figures = first_use("ketaref.ui.measure", "start_figures")(first_paint.painted_at, time.time())
        tell(figures)
        program.window.close()

    first_paint = FirstPaint(program.window, settled)


def _run_selftest(start: Start) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = _application()
    content = content_path(start.content)
    try:
        store = ContentStore.open(content)
        # Below a file nothing can be written: a test keeps nothing, and needs no folder that may be missing or full.
        program = Program(application, store, Settings(content / "settings.ini"))
        run_selftest = first_use("ketaref.ui.selftest", "run_selftest")
        report = run_selftest(application, program.window, program.appearance, store)
        program.window.close()
        code = EXIT_FAILED if report.failures else EXIT_FINE
    except StoreError as error:
        report = first_use("ketaref.ui.selftest", "unusable_content")(error)
        tell(str(error), error=True)
        code = EXIT_STORE
    except Exception as error:  # noqa: BLE001 (scripts read the report, whatever happened)
        sys.excepthook(type(error), error, error.__traceback__)
        report = first_use("ketaref.ui.selftest", "not_started")(error)
        code = EXIT_FAILED
    return code if tell(report.as_json()) else EXIT_OUTPUT


def _application() -> QApplication:
    qInstallMessageHandler(_tell_of_qt)
    # Given as an argument, because calling setStyle() makes PySide6 build all of QStyle (4 ms) for what it returns.
    kind = first_use("ketaref.ui.mac_application", "MacApplication") if sys.platform == "darwin" else QApplication
    application: QApplication = kind([*sys.argv[:1], "-style", "fusion"])
    qInstallMessageHandler(None)
    application.setApplicationDisplayName(PROGRAM_NAME)
    application.setDesktopFileName(PROGRAM)
    ensure_font(application)
    application.setWindowIcon(QIcon(str(resources_folder() / "icons" / "ketaref-128.png")))
    return application


def _tell_of_qt(kind: QtMsgType, _where: QMessageLogContext, text: str | None) -> None:
    """What Qt has to say until it has a screen. Where it finds none it would end the process with an abort."""
    tell(text or "", error=True)
    if kind is QtMsgType.QtFatalMsg:
        tell("ketamine-reference cannot open a window on this screen; use `ketaref` here.", error=True)
        os._exit(EXIT_SCREEN)


def _show_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The exception hook. What shows errors loads with the first one; most runs never need it."""
    first_use("ketaref.ui.error_report", "error_hook")(kind, error, trace)
