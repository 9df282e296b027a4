"""How long a key takes from text to hits (parse and search, without drawing): `python tests/benchmarks/keystroke.py`.

Types real queries letter by letter against the shipped content, or the content file given as the only argument, and
prints one JSON line, times in milliseconds. A key is to take at most 8 at the 95th percentile, so that with drawing it
takes at most 16.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from queries import QUERIES, beginnings

from ketaref.paths import content_path
from ketaref.store.content import ContentStore
from ketaref.store.search import Search
from ketaref.store.spelling import Spelling


def main() -> None:
    path = content_path(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    store = ContentStore.open(path)
    search = Search(store, Spelling(store).suggest)
    started = time.perf_counter()
    search.search("first")
    first = (time.perf_counter() - started) * 1000
    keys: list[tuple[float, str]] = []
    for query in QUERIES:
        for text in beginnings(query):
            started = time.perf_counter()
            search.search(text)
            keys.append(((time.perf_counter() - started) * 1000, text))
    times = [took for took, _ in keys]
    worst, worst_text = max(keys)
    (documents,) = store.one("SELECT count(*) FROM document") or (0,)
    figures = {
        "documents": documents,
        "keys": len(keys),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
        "worst_ms": round(worst, 2),
        "worst_text": worst_text,
        "first_ms": round(first, 2),
    }
    print(json.dumps(figures))  # noqa: T201


if __name__ == "__main__":
    main()
