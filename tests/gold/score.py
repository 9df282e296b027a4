"""How well search finds: `python tests/gold/score.py [--set tuned|set_aside|both] [--misses] [--write]`.

Looks up a part of the gold set in the content compiled from this tree and prints a table in Markdown. `--write` makes
what is found now the score of record: `resources/search_score.json`, which About shows and the tests hold later changes
to. What is set aside is scored once, at the end of the tuning, by `--set both --write`.
"""

import argparse
import sys
import tempfile
from collections.abc import Container, Sequence
from pathlib import Path

from comparing import missed, write_missed
from ketaref.compiler.build import build
from ketaref.compiler.load import load_content
from ketaref.core.errors import InputError, KetarefError
from ketaref.core.search_score import score_text
from ketaref.paths import SCORE_NAME
from ketaref.store.content import ContentStore
from ketaref.store.search import Search
from ketaref.store.spelling import Spelling
from look_ups import GOLD, GoldPart, load_gold, records_of
from scoring import Outcome, markdown_table, measure, misses, search_score

ROOT = Path(__file__).resolve().parents[2]
KNOWN_MISSES = GOLD / "known_misses.yaml"
SHOWN = 50
"""Hits asked for, as many as the window asks for."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and return 0; 1 where the content or the gold set has mistakes."""
    chosen = _parser().parse_args(arguments)
    parts = list(GoldPart) if chosen.set == "both" else [GoldPart(chosen.set)]
    try:
        with tempfile.TemporaryDirectory() as folder:
            content = chosen.content or _compiled(Path(folder))
            store = ContentStore.open(content)
            try:
                outcomes = measure_gold(store, chosen.gold, parts)
                edition = store.info().version
            finally:
                store.close()
        if not outcomes:
            raise InputError("set", f"no look-ups of {chosen.set} in {chosen.gold}")
    except (KetarefError, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 1
    print(markdown_table(outcomes))
    if chosen.misses:
        print("\n".join(["", *(f"- {line}" for line in misses(outcomes))]))
    if chosen.write:
        try:
            write_missed(missed(outcomes), chosen.known)
            chosen.score.write_text(score_text(search_score(outcomes, edition)), encoding="utf-8")
        except OSError as error:
            print(f"Not written: {error}", file=sys.stderr)
            return 1
        print(f"\nWritten: {chosen.score}", file=sys.stderr)
    return 0


def measure_gold(store: ContentStore, folder: Path, parts: Container[GoldPart]) -> tuple[Outcome, ...]:
    """Look up these parts of the gold set. Raises ContentError where a look-up of any part has a mistake."""
    search = Search(store, Spelling(store).suggest)
    look_ups = [look_up for look_up in load_gold(folder, records_of(store)) if look_up.part in parts]
    return measure(look_ups, lambda query: search.search(query, limit=SHOWN))


def _compiled(folder: Path) -> Path:
    file = folder / "content.sqlite"
    build(load_content(ROOT / "content"), file)
    return file


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="How well search finds what the gold set asks for.")
    parser.add_argument("--set", choices=(*GoldPart, "both"), default=GoldPart.TUNED, help="what to look up (tuned)")
    parser.add_argument("--misses", action="store_true", help="list each missed look-up of what is shown")
    parser.add_argument("--write", action="store_true", help="make it the score of record")
    parser.add_argument("--content", type=Path, metavar="FILE", help="a compiled content file, not that of this tree")
    parser.add_argument("--gold", type=Path, metavar="FOLDER", default=GOLD, help="another gold set")
    parser.add_argument("--score", type=Path, metavar="FILE", default=ROOT / "resources" / SCORE_NAME)
    parser.add_argument("--known", type=Path, metavar="FILE", default=KNOWN_MISSES)
    return parser


if __name__ == "__main__":
    sys.exit(main())
