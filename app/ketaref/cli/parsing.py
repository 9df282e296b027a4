"""How a command is written: its parser, the arguments that several commands take, and what it tells the shell."""

import argparse
import json
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.errors import InputError, shortened
from ketaref.core.location import SEARCHED_KINDS, Kind

LONGEST_JSON = 1_000_000
"""Bytes of a file of answers; the longest real one takes a few thousand."""


class Exit(IntEnum):
    """What a finished command tells the shell."""

    FINE = 0
    CONTENT = 1
    USAGE = 2
    STORE = 3
    ALTERED = 4
    POLICY = 5
    INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, as for every other mistake."""
        self.exit(Exit.USAGE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def common_arguments() -> Parser:
    """What every command takes."""
    common = Parser(add_help=False)
    common.add_argument(
        "--content", type=Path, metavar="FILE", default=argparse.SUPPRESS, help="another compiled content file"
    )
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="machine-readable output")
    return common


def kind(text: str) -> Kind:
    """A kind of record that search finds."""
    if text not in SEARCHED_KINDS:
        raise argparse.ArgumentTypeError(f"unknown kind {text!r}; there are: {', '.join(SEARCHED_KINDS)}")
    return Kind(text)


def agent(text: str) -> Agent:
    """An agent that the checklist covers."""
    if text not in SCREENED_AGENTS:
        raise argparse.ArgumentTypeError(f"no checklist for {text!r}; there are: {', '.join(SCREENED_AGENTS)}")
    return Agent(text)


def limit(text: str) -> int:
    """A number from 1 to 999,999."""
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 6 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 up, not {text!r}")
    return int(text)


def read_json(path: Path, field: str) -> object:
    """What a JSON file holds. Raises InputError naming `field` when it cannot be read, or holds a name twice."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LONGEST_JSON + 1)
        if len(data) > LONGEST_JSON:
            raise InputError(field, f"{path} is longer than any file of answers ({LONGEST_JSON:,} bytes)")
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(field, f"{path} cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise InputError(field, f"{path} is not a text file in UTF-8") from error

    def each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        """JSON takes the last of two answers without a word, which is not for a checklist."""
        found: dict[str, object] = {}
        for name, value in pairs:
            if name in found:
                raise InputError(field, f"{shortened(name)} is answered twice")
            found[name] = value
        return found

    try:
        return json.loads(text, object_pairs_hook=each_once)
    except (ValueError, RecursionError) as error:
        raise InputError(field, f"{path} is not JSON ({error})") from error
