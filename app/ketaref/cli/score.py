"""`ketaref score`: a scale's form on answers from a file, added up so that it can be added up again by hand."""

import argparse
from pathlib import Path
from typing import Any

from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser, read_json
from ketaref.cli.reading import open_store
from ketaref.cli.score_output import change_data, change_lines, closing_lines, score_data, score_lines, title_lines
from ketaref.core.errors import InputError
from ketaref.core.fold import fold
from ketaref.core.instrument import Instrument
from ketaref.core.record_text import sources_of
from ketaref.core.score import form_of, score
from ketaref.core.score_change import change
from ketaref.core.score_input import read_entered
from ketaref.store.content import ContentStore


def add(commands: Any, common: Parser) -> None:
    """Add `score`."""
    parser = commands.add_parser("score", parents=[common], help="add up the answers to a scale")
    parser.add_argument("instrument", metavar="INSTRUMENT", help="id or abbreviation, such as pcl5 or PHQ-9")
    parser.add_argument(
        "--answers",
        type=Path,
        required=True,
        metavar="FILE",
        help='JSON: {"items": [2, 0, null, ...]} or {"1": 2, ...}; "gate": 1; {"before": 52, "after": 40}',
    )
    parser.set_defaults(run=_score)


def _score(chosen: argparse.Namespace) -> int:
    store = open_store(chosen)
    instrument = _instrument(store, chosen.instrument)
    form_of(instrument)
    entered = read_entered(instrument, read_json(chosen.answers, "answers"))
    # A file with two totals alone asks for no score.
    result = score(instrument, entered.answers) if entered.answers or not entered.totals else None
    compared = change(instrument, *entered.totals) if entered.totals else None
    if chosen.json:
        data = score_data(result, entered.answers) if result else {}
        print_json({"instrument": instrument.id, **data, **({"change": change_data(compared)} if compared else {})})
        return Exit.FINE
    sources = {source_id: store.source(source_id) for source_id in sources_of(instrument)}
    lines = title_lines(instrument)
    lines += score_lines(result, entered.answers, sources) if result else []
    lines += change_lines(compared, sources) if compared else []
    print("\n".join([*lines, *closing_lines(instrument, sources)]))
    return Exit.FINE


def _instrument(store: ContentStore, name: str) -> Instrument:
    """A scale by its id or abbreviation. Raises InputError, naming the scales with a form, where there is none."""
    wanted = _folded(name)
    instruments = store.instruments()
    for instrument in instruments:
        if wanted and wanted in (_folded(instrument.id), _folded(instrument.abbreviation)):
            return instrument
    forms = ", ".join(instrument.id for instrument in instruments if instrument.form)
    raise InputError("instrument", f"there is no scale {name!r:.60}; with a form there are: {forms}")


def _folded(name: str) -> str:
    """PHQ-9, phq9 and "phq 9" are one name."""
    return fold(name).replace(" ", "")
