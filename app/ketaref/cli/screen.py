"""`ketaref screen`: the contraindication checklist on answers from a file."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser, agent, read_json
from ketaref.cli.reading import open_store
from ketaref.cli.report_text import report_text
from ketaref.core.agent import SCREENED_AGENTS
from ketaref.core.checklist import Checklist, Treatment, build_checklist, read_answers
from ketaref.core.checklist_report import Reference, report
from ketaref.core.checklist_run import Run, RunHistory
from ketaref.core.contraindication import Indication, Setting
from ketaref.core.errors import InputError
from ketaref.core.interaction_check import MedicineIndex
from ketaref.core.measurement import Quantity, check_readings, read_number
from ketaref.core.synonyms import Synonyms
from ketaref.export.record import report_data


def add(commands: Any, common: Parser) -> None:
    """Add `screen`."""
    screen = commands.add_parser("screen", parents=[common], help="run the contraindication checklist on answers")
    screen.add_argument("--agent", type=agent, required=True, metavar="AGENT", help=", ".join(SCREENED_AGENTS))
    screen.add_argument("--answers", type=Path, required=True, metavar="FILE", help='JSON: {"ci_avm": "no", ...}')
    screen.add_argument(
        "--indication", choices=[each.value for each in Indication], help="only what holds for it; default: any"
    )
    screen.add_argument(
        "--setting", choices=[each.value for each in Setting], help="only what holds there; default: any"
    )
    screen.add_argument(
        "--reading", action="append", default=[], metavar="QUANTITY=NUMBER", help="such as systolic=181; repeat"
    )
    screen.add_argument("--medicine", action="append", default=[], metavar="NAME", help="a medicine taken; repeat")
    screen.set_defaults(run=_screen)


def _screen(chosen: argparse.Namespace) -> int:
    answers = read_answers(read_json(chosen.answers, "answers"))
    store = open_store(chosen)
    quantities = store.quantities()
    treatment = Treatment(
        chosen.agent,
        Indication(chosen.indication) if chosen.indication else None,
        Setting(chosen.setting) if chosen.setting else None,
    )
    index = MedicineIndex(store.interactions(), Synonyms(store.synonyms()))
    run = RunHistory(Run(answers, _readings(chosen.reading, quantities))).with_medicines(tuple(chosen.medicine)).run
    checklist = build_checklist(treatment, store.contraindications())
    found = report(checklist, run, Reference(quantities, index.find, store.monitoring_steps()))
    if chosen.json:
        print_json(report_data(found))
    else:
        if checklist.left_out:
            print(_left_out_text(checklist))
        named = {*found.source_ids, *(p.source for each in found.result.unknown for p in each.positions)}
        print(report_text(found, {source_id: store.source(source_id) for source_id in named}, quantities))
    return Exit.FINE


def _left_out_text(checklist: Checklist) -> str:
    """What a chosen indication or setting leaves out: without this line nobody would know that there is more."""
    count = sum(len(positions) for positions in checklist.left_out.values())
    said = f"Left out: {count} positions on {len(checklist.left_out)} items that speak of another use alone."
    return f"{said} To see them, run without --indication and --setting.\n"


def _readings(given: Sequence[str], quantities: Mapping[str, Quantity]) -> dict[str, float]:
    readings: dict[str, float] = {}
    for text in given:
        name, _, number = text.partition("=")
        if name not in quantities:
            raise InputError("reading", f"{name!r} is not measured here; there are: {', '.join(quantities)}")
        if name in readings:
            raise InputError("reading", f"{name!r} is given twice")
        readings[name] = read_number(number, quantities[name])
    check_readings(readings, quantities)
    return readings
