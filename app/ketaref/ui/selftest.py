"""Opens everything once: proof after an installation that every page and screen of this content works here."""

import json
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType

from PySide6.QtWidgets import QApplication

from ketaref.core.agent import SCREENED_AGENTS
from ketaref.core.errors import StoreError
from ketaref.core.location import Kind, Location
from ketaref.store.content import RECORD_TYPES, ContentStore
from ketaref.ui.appearance import Appearance
from ketaref.ui.main_window import MainWindow
from ketaref.ui.navigation import TOOLS
from ketaref.ui.settings import ThemeChoice


@dataclass
class SelftestReport:
    """What was opened, and what did not open (location: reason).

    `content` is the content's version; empty, with the one failure `content`, where the file is unusable. `place` is
    what is being tried, while it is.
    """

    content: str
    place: str = "start"
    opened: dict[str, int] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    took_ms: int = 0

    def as_json(self) -> str:
        """One line for scripts."""
        return json.dumps(
            {
                "content": self.content,
                "opened": self.opened,
                "failures": self.failures,
                "took_ms": self.took_ms,
                "passed": not self.failures,
            },
            ensure_ascii=False,
        )


def unusable_content(error: StoreError) -> SelftestReport:
    """The report where the content file did not open: nothing was opened, and why."""
    return SelftestReport(content="", failures={"content": str(error)})


def not_started(error: Exception) -> SelftestReport:
    """The report where the window could not even be made."""
    return SelftestReport(content="", failures={"start": f"{type(error).__name__}: {error}"})


def run_selftest(
    application: QApplication, window: MainWindow, appearance: Appearance, store: ContentStore
) -> SelftestReport:
    """Open every screen and every record, search for every title, in the window as users have it."""
    started = time.monotonic()
    report = SelftestReport(store.info().version)
    with _errors_told(report):
        deque(window.complete(), maxlen=0)
        window.show()
        for location in locations(store):
            _open(application, window, location, report)
        _search_titles(window, store, report)
        for choice in ThemeChoice:
            report.place = f"colours: {choice}"
            appearance.choose_theme(choice)
            application.processEvents()
    report.took_ms = round(1000 * (time.monotonic() - started))
    return report


def locations(store: ContentStore) -> Iterator[Location]:
    """Every screen, then every record of every kind."""
    yield from (location for _, location in TOOLS)
    yield from (Location(Kind.CHECKLIST, agent) for agent in SCREENED_AGENTS)
    for kind in RECORD_TYPES:
        yield from (entry.location for entry in store.entries(kind))


@contextmanager
def _errors_told(report: SelftestReport) -> Iterator[None]:
    """Every error that nobody expected is a failure: also in what Qt calls, which ends nothing but its own call."""
    before = sys.excepthook

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        report.failures.setdefault(report.place, f"{kind.__name__}: {error}")
        before(kind, error, trace)

    sys.excepthook = tell
    try:
        yield
    except Exception as error:  # noqa: BLE001 (whatever it was, the report must tell it)
        tell(type(error), error, error.__traceback__)
    finally:
        sys.excepthook = before


def _open(application: QApplication, window: MainWindow, location: Location, report: SelftestReport) -> None:
    report.place = str(location)
    try:
        opened = window.open(location)
        application.processEvents()
    except Exception as error:  # noqa: BLE001 (the others are tried all the same)
        sys.excepthook(type(error), error, error.__traceback__)
        return
    if not opened:
        report.failures[str(location)] = window.notice.text()
        return
    page = window.page_area.page
    if not page or not page.title():
        report.failures[str(location)] = "opened without a title"
        return
    report.opened[location.kind] = report.opened.get(location.kind, 0) + 1


def _search_titles(window: MainWindow, store: ContentStore, report: SelftestReport) -> None:
    for topic in store.topics():
        report.place = f"search: {topic.title}"
        window.search(topic.title)
        if not any(hit.id == topic.id for hit in window.results.hit_list.hits):
            report.failures[report.place] = "not found by its own title"
    window.top_bar.field.clear()
