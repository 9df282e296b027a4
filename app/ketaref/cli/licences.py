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
    parser.add_argument("name", metavar="NAME", nargs="?", help="a part, or the beginning of its name")
    parser.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    # What looks up installed packages is slow to load; no other command waits for it.
    licences = importlib.import_module("ketaref.licences")
    listed: tuple[Licence, ...] = licences.licences()
    if chosen.name is not None:
        part: Licence = licences.licence_named(chosen.name, listed)
        if chosen.json:
            print_json({**_plain(part), "text": part.text()})
        else:
            print(part.text())
    elif chosen.json:
        print_json([_plain(part) for part in listed])
    else:
        for part in listed:
            title = f"{part.name} {part.version}".rstrip()
            print(f"{title}: {part.licence}" if part.licence else title)
    return Exit.FINE


def _plain(part: "Licence") -> dict[str, str]:
    return {"name": part.name, "version": part.version, "licence": part.licence, "use": part.use}
