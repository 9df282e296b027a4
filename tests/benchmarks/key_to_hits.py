"""Key to shown hits in the real window: `python tests/benchmarks/key_to_hits.py`.

Types real queries letter by letter into the search field of the program's own window, on the shipped content, and
measures from each key event until the list has been painted. Prints one JSON line. Uses the screen there is, else Qt's
offscreen platform.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ketaref.paths import content_path
from ketaref.store.content import ContentStore
from ketaref.ui.app import Program
from ketaref.ui.settings import Settings

QUERIES = """
high blood pressure|HTN|dissociation|k-hole|ketamin|spravado|bladder problems|can I give it with clonazepam?|MAOI
0.5 mg/kg|140/90|esketamine pregnancy|ptsd|cystitis|aneurysm|intracranial pressure|schizophrenia|nausea|vomiting
sedation|monitoring|abuse|dependence|lamotrigine|benzodiazepine|SSRI|veterans|midazolam|suicidal|depression|CADSS
VA/DoD|guideline|dose|intranasal|oral|consent|driving|fasting|hallucination|feder 2021|abdallah
"""
GOAL_MEDIAN_MS, GOAL_P95_MS = 6, 16
PATIENCE_S = 1.0


class PaintWatch(QObject):
    """Notes that a widget is being painted."""

    painted = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False


def type_query(application: QApplication, program: Program, watch: PaintWatch, query: str) -> list[float]:
    """Milliseconds for each letter of a query, the first one into an empty field."""
    field = program.window.top_bar.field
    field.clear()
    application.processEvents()
    times = []
    for letter in query:
        watch.painted = False
        started = time.perf_counter()
        QTest.keyClick(field, letter)
        while not watch.painted and time.perf_counter() - started < PATIENCE_S:
            application.processEvents()
        times.append(1000 * (time.perf_counter() - started))
    return times


def main() -> None:
    """Type every query once to warm up and once to measure."""
    application = QApplication(sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        program = Program(application, ContentStore.open(content_path()), Settings(Path(folder) / "settings.ini"))
        program.show(None)
        program.settle()
        program.window.resize(1280, 800)
        program.window.search()
        watch = PaintWatch()
        program.window.results.installEventFilter(watch)
        program.window.results.hit_list.viewport().installEventFilter(watch)
        queries = [query for line in QUERIES.split("\n") for query in line.split("|") if query]
        times: list[float] = []
        for _ in range(2):
            times = sorted(ms for query in queries for ms in type_query(application, program, watch, query))
        program.window.close()
    figures = {
        "platform": application.platformName(),
        "keys": len(times),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(times[int(0.95 * len(times))], 2),
        "worst_ms": round(times[-1], 2),
        "goal_median_ms": GOAL_MEDIAN_MS,
        "goal_p95_ms": GOAL_P95_MS,
    }
    sys.stdout.write(f"{json.dumps(figures)}\n")


if __name__ == "__main__":
    main()
