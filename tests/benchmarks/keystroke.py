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

from ketaref.paths import content_path
from ketaref.store.content import ContentStore
from ketaref.store.search import Search
from ketaref.store.spelling import Spelling

QUERIES = (
    "high blood pressure",
    "HTN",
    "MAOI",
    "K-hole",
    "ketamin dose",
    "spravado",
    "dissociation",
    "can I give it with clonazepam?",
    "0.5 mg/kg over 40 min",
    "140/90",
    "esketamine pregnancy",
    "bladder problems",
    "PTSD",
    "post-traumatic stress disorder",
    "how long does dissociation last",
    "glaucoma",
    "raised intracranial pressure",
    "uncontrolled hypertension before infusion",
    "feder 2021",
    "IV ketamine PTSD regimen",
    "intranasal esketamine",
    "when can they go home",
    "driving after ketamine",
    "fasting before treatment",
    "nausea and vomiting",
    "ketamine cystitis",
    "liver function tests",
    "schizophrenia",
    "history of mania",
    "alcohol use disorder",
    "naltrexone",
    "St John's wort",
    "lamotrigine",
    "VA/DoD guideline",
    "NICE",
    "CAPS-5",
    "addiction",
    "consent off-label",
    "anurysm",
    "hemorrhage",
    "depersonalisation",
    "xyzzy",
)


def main() -> None:
    path = content_path(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    store = ContentStore.open(path)
    search = Search(store, Spelling(store).suggest)
    started = time.perf_counter()
    search.search("first")
    first = (time.perf_counter() - started) * 1000
    keys: list[tuple[float, str]] = []
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            started = time.perf_counter()
            search.search(query[:end])
            keys.append(((time.perf_counter() - started) * 1000, query[:end]))
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
