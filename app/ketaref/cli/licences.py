"""`ketaref licences`: on which terms the program and its parts are used."""

import argparse
import importlib
from typing import TYPE_CHECKING, Any

from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser

if TYPE_CHECKING:
    from ketaref.licences import Licence


def add(commands: Any, common: Parser) -> None:
    """Add `licences`."""
    parser = commands.add_parser("licences", parents=[common], help="list the licences of all parts, or show one")
    parser.add_argument("name", metavar="NAME", nargs="?", help="a part, or a piece of its name")
    parser.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    # What looks up installed packages is slow to load; no other command waits for it.
    licences = importlib.import_module("ketaref.licences")
    listed: tuple[Licence, ...] = licences.licences()
    if chosen.name is not None:
        listed = licences.licences_named(chosen.name, listed)
    whole = chosen.name is not None and len(listed) == 1
    if chosen.json:
        data = [_plain(part) | ({"text": part.text()} if whole else {}) for part in listed]
        print_json(data[0] if whole else data)
        return Exit.FINE
    for part in listed:
        print(f"{part.title}: {part.licence}" if part.licence else part.title)
    if whole:
        print(f"\n{listed[0].text()}")
    elif chosen.name is not None:
        print("\nThe whole name of one of them shows its terms.")
    return Exit.FINE


def _plain(part: "Licence") -> dict[str, str]:
    return {"name": part.name, "version": part.version, "licence": part.licence, "use": part.use}
