"""Time and memory of a start against a bare PySide6 window with a QTextBrowser and a QListView.

`python tests/benchmarks/start.py [RUNS]` starts both as whole processes, by turns, and prints the medians, their ratios
and one JSON line. The clock runs in this process, from before the child is made until it reports a painted window; so
both are measured alike. Uses the screen there is, else Qt's offscreen platform.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tqdm import tqdm

BARE = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QStringListModel, QTimer
from PySide6.QtWidgets import QApplication, QListView, QMainWindow, QSplitter, QTextBrowser

class Meter(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.finish)
        return False
    def finish(self):
        pages = int(open("/proc/self/statm").read().split()[1]) if sys.platform == "linux" else 0
        print('{"rss_mb": %.1f}' % (pages * os.sysconf("SC_PAGE_SIZE") / 2**20 if pages else 0), flush=True)
        window.close()

application = QApplication(sys.argv)
window = QMainWindow()
splitter = QSplitter(window)
titles = QListView()
titles.setModel(QStringListModel([f"Title {number}" for number in range(30)], titles))
text = QTextBrowser()
text.setHtml("<h1>Title</h1>" + "<p>A paragraph of text that is as long as a line or two of a page may be.</p>" * 30)
splitter.addWidget(titles)
splitter.addWidget(text)
window.setCentralWidget(splitter)
window.resize(1280, 800)
meter = Meter()
window.installEventFilter(meter)
window.show()
sys.exit(application.exec())
"""
OURS = "import sys; from ketaref.__main__ import main; sys.exit(main(['--measure-start']))"

GOAL = 1.3


def run_once(command: list[str], folder: str) -> dict[str, float]:
    """One whole process: milliseconds until its window is painted and until all is there, and its memory in MB."""
    environment = {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
    # Installed programs are compiled; the first turn compiles both here, without leaving anything in the tree.
    environment["PYTHONPYCACHEPREFIX"] = folder
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        line = process.stdout.readline()
        ready = 1000 * (time.perf_counter() - started)
    if process.returncode:
        raise SystemExit(f"the measured process failed with exit code {process.returncode}")
    own = json.loads(line)
    # What lies between the two moments only the process knows.
    later = own.get("to_ready_ms", 0.0) - own.get("to_window_ms", 0.0)
    return {"window_ms": ready - later, "complete_ms": ready, "rss_mb": own["rss_mb"]}


def measure(runs: int) -> dict[str, float]:
    """Medians of both, by turns, after one start of each that warms the caches."""
    samples: dict[str, list[dict[str, float]]] = {"bare": [], "ketaref": []}
    with tempfile.TemporaryDirectory() as folder:
        for turn in tqdm(range(runs + 1), disable=not sys.stderr.isatty(), desc="starts"):
            for name, code in (("bare", BARE), ("ketaref", OURS)):
                sample = run_once([sys.executable, "-c", code], folder)
                if turn:
                    samples[name].append(sample)
    figures: dict[str, float] = {"runs": runs}
    for what in ("window_ms", "complete_ms", "rss_mb"):
        bare, ours = (statistics.median(sample[what] for sample in samples[name]) for name in ("bare", "ketaref"))
        figures |= {f"bare_{what}": round(bare, 1), f"ketaref_{what}": round(ours, 1)}
        figures[f"{what}_ratio"] = round(ours / bare, 2) if bare else 0.0
    return figures


ROWS = (
    ("first usable window, ms", "window_ms"),
    ("side panel and search warm, ms", "complete_ms"),
    ("memory, MB", "rss_mb"),
)


def main() -> None:
    """Print the table and the JSON line."""
    figures = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
    lines = [f"{'':32}{'bare':>10}{'ketaref':>10}{'ratio':>8}{'goal':>8}"]
    for label, what in ROWS:
        bare, ours, ratio = figures[f"bare_{what}"], figures[f"ketaref_{what}"], figures[f"{what}_ratio"]
        goal = "" if what == "complete_ms" else f"{GOAL:8.2f}"
        lines.append(f"{label:32}{bare:10.1f}{ours:10.1f}{ratio:8.2f}{goal}")
    sys.stdout.write("\n".join([*lines, json.dumps(figures), ""]))


if __name__ == "__main__":
    main()
