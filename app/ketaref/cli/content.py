"""`ketaref content`: check, build or count the content."""

import argparse
import importlib
import sys
from pathlib import Path
from typing import Any

from ketaref.cli.json_output import statistics_data
from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser
from ketaref.cli.plain_text import statistics_text
from ketaref.cli.reading import open_store
from ketaref.core.codec import encode
from ketaref.core.errors import InputError
from ketaref.store.statistics import read_statistics


def add(commands: Any, common: Parser) -> None:
    """Add `content check`, `content build` and `content info`."""
    content = commands.add_parser("content", help="check, build or count the content")
    actions = content.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", parents=[common], help="tell every mistake in the content's sources")
    check.set_defaults(run=_content_check)
    build = actions.add_parser("build", parents=[common], help="compile the content's sources to one file")
    build.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: resources/ beside the folder")
    build.set_defaults(run=_content_build)
    for parser in (check, build):
        parser.add_argument("folder", type=Path, nargs="?", default=Path("content"), metavar="FOLDER")
    info = actions.add_parser("info", parents=[common], help="what the compiled content holds, in numbers")
    info.set_defaults(run=_content_info)


def _content_check(chosen: argparse.Namespace) -> int:
    problems = _authoring().check_content(chosen.folder)
    if chosen.json:
        print_json({"problems": [encode(problem) for problem in problems]})
    else:
        for problem in problems:
            print(problem)
    if problems:
        print(f"{counted_problems(len(problems))} in {chosen.folder}", file=sys.stderr)
        return Exit.CONTENT
    if not chosen.json:
        print(f"{chosen.folder}: no problems")
    return Exit.FINE


def _content_build(chosen: argparse.Namespace) -> int:
    output = _authoring().build_content(chosen.folder, chosen.output)
    if chosen.json:
        print_json({"file": str(output), "bytes": output.stat().st_size})
    else:
        print(f"{output}: {output.stat().st_size / 1024:,.0f} KiB")
    return Exit.FINE


def _content_info(chosen: argparse.Namespace) -> int:
    store = open_store(chosen)
    statistics = read_statistics(store)
    if chosen.json:
        print_json(statistics_data(statistics, store.path))
    else:
        print(statistics_text(statistics, store.path))
    return Exit.FINE


def _authoring() -> Any:
    """The commands that need the authoring packages (`pip install ketamine-trauma-reference[author]`).

    The one import by name outside the window: those who only read have no such packages, and looking something up
    should not wait for them. Raises InputError where one is not installed.
    """
    try:
        return importlib.import_module("ketaref.compiler.commands")
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] == "ketaref":
            raise
        needed = "pip install 'ketamine-trauma-reference[author]'"
        raise InputError("content", f"working on the content needs {error.name}: {needed}") from error


def counted_problems(problems: int) -> str:
    """How many problems there are, in words."""
    return "1 problem" if problems == 1 else f"{problems} problems"
