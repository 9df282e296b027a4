"""How search fares with far more content: `python tests/benchmarks/scale.py --times 1 10 100 [1000]`.

Makes content files with the shipped documents so many times over (see `synthetic_content.py`), types real queries
letter by letter into search over each (parse, search and snippets, without drawing), and prints a Markdown table.
`--json` prints one JSON line instead. A thousand times took an hour and a half, 7 GB of memory and 8 GB of disk
when half as many ways of asking were in the content;
`--content-folder` keeps the files.

Each file is measured in a process of its own: opened, a first word and a first misspelt one searched (read from the
operating system's cache), warmed up with every query, then typed, in an order that is the same each time. `--seconds`
ends the typing of a file early; then the table says of how many keys it tells.
"""

import argparse
import gc
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
from queries import QUERIES, beginnings

from ketaref.paths import content_path
from ketaref.store.content import ContentStore
from ketaref.store.search import Search
from ketaref.store.spelling import Spelling

CONTENT = Path(__file__).resolve().parents[2] / "content"
MISSPELT = "hypertensoin"
WARM_UP_SHARE = 0.25
"""Of the seconds for typing; warming up ends after them."""

COLUMNS = (
    ("times", "times"),
    ("documents", "documents"),
    ("words", "different words"),
    ("median_ms", "key, median ms"),
    ("p95_ms", "95th percentile ms"),
    ("worst_ms", "worst ms"),
    ("worst_text", "at"),
    ("part_ms", "longest part ms"),
    ("keys", "keys"),
    ("open_ms", "open ms"),
    ("first_ms", "first search ms"),
    ("first_repair_ms", "first repair ms"),
    ("memory_mb", "memory MB"),
    ("index_mb", "index MB"),
    ("file_mb", "file MB"),
    ("build_s", "built s"),
)


def measure(path: Path, seconds: float) -> dict[str, Any]:
    """The figures of search over a content file, of keys typed for at most so many seconds."""
    gc.disable()  # as the program does until its window is complete
    started = time.perf_counter()
    store = ContentStore.open(path)
    open_ms = _since(started)
    search = Search(store, Spelling(store).suggest)
    first_ms, _ = _timed(search, "first")
    first_repair_ms, _ = _timed(search, MISSPELT)
    gc.collect()
    gc.freeze()
    gc.enable()
    queries = random.Random(1).sample(QUERIES, len(QUERIES))  # so that typing that ends early is of all sorts
    _type(search, queries, seconds * WARM_UP_SHARE)
    keys = _type(search, [text for query in queries for text in beginnings(query)], seconds)
    worst_ms, _, worst_text = max(keys)
    times = [took for took, _, _ in keys]
    (documents,) = store.one("SELECT count(*) FROM document") or (0,)
    (words,) = store.one("SELECT count(*) FROM term WHERE text > '0' AND instr(text, ' ') = 0") or (0,)
    return {
        "documents": documents,
        "words": words,
        "keys": len(keys),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(statistics.quantiles(times, n=20, method="inclusive")[-1], 2),
        "worst_ms": round(worst_ms, 2),
        "worst_text": worst_text,
        "part_ms": round(max(part for _, part, _ in keys), 2),
        "open_ms": round(open_ms, 1),
        "first_ms": round(first_ms, 1),
        "first_repair_ms": round(first_repair_ms, 1),
        "memory_mb": round(psutil.Process().memory_info().rss / 1e6),
    }


def _type(search: Search, texts: Sequence[str], seconds: float) -> list[tuple[float, float, str]]:
    """Milliseconds of each text and of its longest part, of as many as fit into the seconds, two at least."""
    ends = time.perf_counter() + seconds
    keys: list[tuple[float, float, str]] = []
    for text in texts:
        if len(keys) > 1 and time.perf_counter() > ends:
            break
        keys.append((*_timed(search, text), text))
    return keys


def _timed(search: Search, text: str) -> tuple[float, float]:
    """Milliseconds of a search, and of its longest part: with a large content the window takes keys between them."""
    ends = [time.perf_counter()]
    parts = search.in_parts(text)
    with suppress(StopIteration):
        while True:
            next(parts)
            ends.append(time.perf_counter())
    ends.append(time.perf_counter())
    return 1000 * (ends[-1] - ends[0]), 1000 * max(end - begin for begin, end in pairwise(ends))


def _since(started: float) -> float:
    return 1000 * (time.perf_counter() - started)


def measure_apart(path: Path, seconds: float) -> dict[str, Any]:
    """`measure` in a process of its own, whose memory is that of search alone."""
    # Installed programs are compiled; this does it without leaving anything in the tree.
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, __file__, "--measure", str(path), "--seconds", str(seconds)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def run(times: Sequence[int], folder: Path, seconds: float) -> list[dict[str, Any]]:
    """Make and measure each file."""
    # Only here, as a process that measures is to hold no more than the program does.
    from scaled_content import scaled_content

    from ketaref.compiler.documents import documents_of
    from ketaref.compiler.load import load_content

    folder.mkdir(parents=True, exist_ok=True)
    given = list(documents_of(load_content(CONTENT)))
    results = []
    for number in times:
        path, made = scaled_content(given, content_path(), number, folder)
        results.append({**made, **measure_apart(path, seconds)})
        sys.stderr.write(f"{json.dumps(results[-1])}\n")
    return results


def table(results: Sequence[dict[str, Any]]) -> str:
    """The figures as a Markdown table, a row for each file."""
    all_keys = sum(map(len, QUERIES))
    lines = [f"| {' | '.join(title for _, title in COLUMNS)} |", f"|{'---|' * len(COLUMNS)}"]
    for result in results:
        shown = {**result, "keys": result["keys"] if result["keys"] == all_keys else f"{result['keys']} of {all_keys}"}
        lines.append(f"| {' | '.join(_cell(shown.get(key, '')) for key, _ in COLUMNS)} |")
    return "\n".join(lines)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value).replace("|", "\\|")


def main() -> None:
    """Measure what the arguments say."""
    parser = argparse.ArgumentParser(description="Search over the shipped content many times over.")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10], metavar="N", help="how many times (1 10)")
    parser.add_argument(
        "--content-folder", type=Path, metavar="FOLDER", help="keep the files here, and use those there"
    )
    parser.add_argument("--seconds", type=float, default=300.0, help="longest time to type for each file (300)")
    parser.add_argument("--json", action="store_true", help="one JSON line in place of the table")
    parser.add_argument("--measure", type=Path, metavar="FILE", help="measure this content file only, as JSON")
    asked = parser.parse_args()
    if asked.measure:
        sys.stdout.write(f"{json.dumps(measure(asked.measure, asked.seconds))}\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        results = run(asked.times, asked.content_folder or Path(folder), asked.seconds)
    sys.stdout.write(f"{json.dumps(results) if asked.json else table(results)}\n")


if __name__ == "__main__":
    main()
