"""`ketaref screen`: the contraindication checklist on answers from a file."""

import argparse
from pathlib import Path
from typing import Any

from ketaref.cli.json_output import result_data
from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser, agent, read_json
from ketaref.cli.plain_text import result_text
from ketaref.cli.reading import open_store
from ketaref.core.agent import SCREENED_AGENTS
from ketaref.core.checklist import build_checklist, read_answers, tally


def add(commands: Any, common: Parser) -> None:
    """Add `screen`."""
    screen = commands.add_parser("screen", parents=[common], help="run the contraindication checklist on answers")
    screen.add_argument("--agent", type=agent, required=True, metavar="AGENT", help=", ".join(SCREENED_AGENTS))
    screen.add_argument("--answers", type=Path, required=True, metavar="FILE", help='JSON: {"ci_avm": "no", ...}')
    screen.set_defaults(run=_screen)


def _screen(chosen: argparse.Namespace) -> int:
    answers = read_answers(read_json(chosen.answers, "answers"))
    store = open_store(chosen)
    result = tally(build_checklist(chosen.agent, store.contraindications()), answers)
    if chosen.json:
        print_json(result_data(result))
    else:
        ids = {position.source for finding in (*result.present, *result.unknown) for position in finding.positions}
        print(result_text(result, {source_id: store.source(source_id) for source_id in ids}))
    return Exit.FINE
