"""Opens everything once: proof after an installation that every page and screen of this content works here."""

import json
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

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

    `content` is the content's version; empty, with the one failure `content`, where the file is unusable.
    """

    content: str
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


def run_selftest(
    application: QApplication, window: MainWindow, appearance: Appearance, store: ContentStore
) -> SelftestReport:
    """Open every screen and every record, search for every title, in the window as users have it."""
    started = time.monotonic()
    report = SelftestReport(store.info().version)
    deque(window.complete(), maxlen=0)
    window.show()
    for location in locations(store):
        _open(application, window, location, report)
    _search_titles(window, store, report)
    for choice in ThemeChoice:
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


def _open(application: QApplication, window: MainWindow, location: Location, report: SelftestReport) -> None:
    if not window.open(location):
        report.failures[str(location)] = window.notice.text()
        return
    application.processEvents()
    page = window.page_area.page
    if not page or not page.title():
        report.failures[str(location)] = "opened without a title"
        return
    report.opened[location.kind] = report.opened.get(location.kind, 0) + 1


def _search_titles(window: MainWindow, store: ContentStore, report: SelftestReport) -> None:
    for topic in store.topics():
        window.search(topic.title)
        if not any(hit.id == topic.id for hit in window.results.hit_list.hits):
            report.failures[f"search: {topic.title}"] = "not found by its own title"
    window.top_bar.field.clear()
