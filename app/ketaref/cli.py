"""The command line, `ketaref`: search, show, screen, and work on the content."""

import argparse
import codecs
import html
import importlib
import json
import os
import sys
import time
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

from ketaref import __version__
from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.checklist import build_checklist, read_answers, tally
from ketaref.core.codec import encode
from ketaref.core.errors import ContentError, InputError, NotInContentError, StoreError
from ketaref.core.hit import MARK_END, MARK_START, SearchResults
from ketaref.core.location import KIND_NAMES, SEARCHED_KINDS, Kind, Location
from ketaref.core.record_html import record_html
from ketaref.core.record_text import Record, sources_of
from ketaref.core.source import Source
from ketaref.core.topic import Topic
from ketaref.json_output import checklist_data, hit_data, list_data, result_data, statistics_data
from ketaref.paths import content_path
from ketaref.plain_text import (
    checklist_text,
    list_text,
    page_text,
    record_text,
    result_text,
    section_html,
    statistics_text,
)
from ketaref.store.content import ContentStore
from ketaref.store.search import Search
from ketaref.store.spelling import Spelling
from ketaref.store.statistics import read_statistics

PLAIN = "ketaref-plain"
"""Name of the error handler for terminals that cannot show every letter."""

_IN_ASCII = {
    "≥": ">=",
    "≤": "<=",
    "–": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "’": "'",
    "…": "...",
    "·": "-",
    "µ": "u",
    "×": "x",
}


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    """What a terminal shows for letters that it lacks. A sign in a number must not turn into a question mark."""
    assert isinstance(error, UnicodeEncodeError)
    return "".join(_IN_ASCII.get(char, "?") for char in error.object[error.start : error.end]), error.end


codecs.register_error(PLAIN, _in_ascii)


class Exit(IntEnum):
    """What a finished command tells the shell."""

    FINE = 0
    CONTENT = 1
    USAGE = 2
    STORE = 3
    INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Expected failures become one line on stderr."""
    _prepare_streams()
    code: int
    try:
        # The defaults come from here: options that stand before and after the command would overwrite each other's.
        chosen = _parser().parse_args(arguments, argparse.Namespace(content=None, json=False))
        code = chosen.run(chosen)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.FINE
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except ContentError as error:
        code = _failed(f"{error}\n{_counted(len(error.problems))} in the content", Exit.CONTENT)
    except (InputError, NotInContentError) as error:
        code = _failed(error, Exit.USAGE)
    except StoreError as error:
        code = _failed(error, Exit.STORE)
    except OSError as error:
        code = _failed(f"the output cannot be written ({error.strerror or error})", Exit.USAGE)
    return code


def _prepare_streams() -> None:
    """Output never fails for a letter that the terminal lacks; what the caller has closed is written to nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (for the whole run)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=PLAIN)


def _failed(message: object, code: Exit) -> int:
    print(f"ketaref: {message}" if code is not Exit.CONTENT else message, file=sys.stderr)
    return code


# The words of the command line


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, as for every other mistake."""
        self.exit(Exit.USAGE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--content", type=Path, metavar="FILE", default=argparse.SUPPRESS, help="another compiled content file"
    )
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="machine-readable output")
    parser = _Parser(
        prog="ketaref",
        description="Ketamine Trauma Reference: looks things up offline. It informs; it does not decide.",
        epilog="Exit codes: 0 fine, 1 mistakes in the content, 2 usage, 3 content file.",
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"ketaref {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    search = commands.add_parser("search", parents=[common], help="find pages and records")
    search.add_argument("text", metavar="TEXT", nargs="+")
    search.add_argument("--kind", type=_kind, metavar="KIND", help=", ".join(SEARCHED_KINDS))
    search.add_argument("--limit", type=_limit, default=20, metavar="N", help="at most N hits (20)")
    search.set_defaults(run=_search)

    show = commands.add_parser("show", parents=[common], help="print what a ketaref:// address names")
    show.add_argument("location", metavar="LOCATION", help="ketaref://KIND/ID, or ketaref://KIND for a list")
    show.add_argument("--format", choices=("text", "html", "json"), default=None)
    show.set_defaults(run=_show)

    screen = commands.add_parser("screen", parents=[common], help="run the contraindication checklist on answers")
    screen.add_argument("--agent", type=_agent, required=True, metavar="AGENT", help=", ".join(SCREENED_AGENTS))
    screen.add_argument("--answers", type=Path, required=True, metavar="FILE", help='JSON: {"ci_avm": "no", ...}')
    screen.set_defaults(run=_screen)
    _add_content_commands(commands, common)
    return parser


def _add_content_commands(commands: Any, common: _Parser) -> None:
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


def _kind(text: str) -> Kind:
    if text not in SEARCHED_KINDS:
        raise argparse.ArgumentTypeError(f"unknown kind {text!r}; there are: {', '.join(SEARCHED_KINDS)}")
    return Kind(text)


def _agent(text: str) -> Agent:
    if text not in SCREENED_AGENTS:
        raise argparse.ArgumentTypeError(f"no checklist for {text!r}; there are: {', '.join(SCREENED_AGENTS)}")
    return Agent(text)


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 6 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 up, not {text!r}")
    return int(text)


# Commands


def _search(chosen: argparse.Namespace) -> int:
    store = _store(chosen)
    search = Search(store, Spelling(store).suggest)
    started = time.perf_counter()
    results = search.search(" ".join(chosen.text), chosen.kind, chosen.limit)
    took_ms = (time.perf_counter() - started) * 1000
    if chosen.json:
        hits = [hit_data(hit) for hit in results.hits]
        _print_json(
            {
                "query": results.query,
                "shown_for": results.shown_for,
                "took_ms": round(took_ms, 2),
                "hits": hits,
                "unknown": results.unknown,
                "unassessed": results.unassessed,
                "unread": results.unread,
                "nearest": results.nearest,
            }
        )
    else:
        _print_hits(results)
    return Exit.FINE


def _print_hits(results: SearchResults) -> None:
    bold, plain = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    if results.shown_for:
        print(f"Showing results for “{results.shown_for}”\n")
    for line, words in results.silences:
        print(f"{line}: {', '.join(words)}\n")
    for hit in results.hits:
        section = f" › {hit.section}" if hit.section else ""
        kind = "" if hit.kind is Kind.CLAIM else f"{KIND_NAMES[hit.kind]}: "  # the title of a claim says so itself
        print(f"{kind}{bold}{hit.title}{plain}{section}\n    {hit.location}")
        snippet = " ".join(hit.snippet.split())
        if snippet:
            print(f"    {snippet.replace(MARK_START, bold).replace(MARK_END, plain)}")
        if hit.matched:
            print(f"    matched: {'; '.join(hit.matched)}")
    if not results.hits:
        nearest = f" Nearest words here: {', '.join(results.nearest)}." if results.nearest else ""
        print(f"Nothing found for “{results.query}”.{nearest}")


def _show(chosen: argparse.Namespace) -> int:
    location = Location.parse(chosen.location)
    form = chosen.format or ("json" if chosen.json else "text")
    store = _store(chosen)
    if location.kind is Kind.CHECKLIST and location.id:
        return _show_checklist(store, location, form)
    if not location.id:
        return _show_list(store, location, form)
    target = store.resolve(location).location
    record = store.record(target.kind, target.id)
    anchor = location.anchor or target.anchor
    section = section_html(record, anchor) if anchor and isinstance(record, Topic) else ""
    if anchor and not section:
        raise NotInContentError(f"“{target.without_anchor()}” has no section “{anchor}”.")
    if form == "json":
        _print_json(encode(record))
    elif form == "html":
        print(section or record_html(record, _sources_of(store, record)))
    else:
        print(page_text(section) if section else record_text(record, _sources_of(store, record)))
    return Exit.FINE


def _show_checklist(store: ContentStore, location: Location, form: str) -> int:
    if location.id not in SCREENED_AGENTS:
        offered = ", ".join(SCREENED_AGENTS)
        raise NotInContentError(f"There is no checklist for “{location.id}”; there is one for: {offered}.")
    checklist = build_checklist(Agent(location.id), store.contraindications())
    _print_screen(checklist_data(checklist), checklist_text(checklist), form)
    return Exit.FINE


def _show_list(store: ContentStore, location: Location, form: str) -> int:
    """What can be opened of a kind."""
    if location.kind is Kind.CHECKLIST:
        entries = [(str(Location(Kind.CHECKLIST, agent)), agent.label) for agent in SCREENED_AGENTS]
    else:
        entries = [(str(entry.location), entry.title) for entry in store.entries(location.kind)]
    if not entries:
        raise NotInContentError(f"This content holds nothing of the kind {location.kind.value!r}.")
    _print_screen(list_data(entries), list_text(KIND_NAMES[location.kind], entries), form)
    return Exit.FINE


def _print_screen(data: Any, text: str, form: str) -> None:
    if form == "json":
        _print_json(data)
    else:
        print(f"<pre>{html.escape(text)}</pre>" if form == "html" else text)


def _screen(chosen: argparse.Namespace) -> int:
    answers = read_answers(_answers_from(chosen.answers))
    store = _store(chosen)
    result = tally(build_checklist(chosen.agent, store.contraindications()), answers)
    if chosen.json:
        _print_json(result_data(result))
    else:
        ids = {position.source for finding in (*result.present, *result.unknown) for position in finding.positions}
        print(result_text(result, {source_id: store.source(source_id) for source_id in ids}))
    return Exit.FINE


def _answers_from(path: Path) -> object:
    """What an answers file holds. Raises InputError when it cannot be read, or answers one item twice."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError("answers", f"{path} cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise InputError("answers", f"{path} is not a text file in UTF-8") from error
    try:
        return json.loads(text, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise InputError("answers", f"{path} is not JSON ({error})") from error


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """JSON takes the last of two answers without a word, which is not for a checklist."""
    answers = dict(pairs)
    if len(answers) < len(pairs):
        twice = next(name for name in answers if [key for key, _ in pairs].count(name) > 1)
        raise InputError("answers", f"{twice!r} is answered twice")
    return answers


def _content_check(chosen: argparse.Namespace) -> int:
    problems = _authoring().check_content(chosen.folder)
    if chosen.json:
        _print_json({"problems": [encode(problem) for problem in problems]})
    else:
        for problem in problems:
            print(problem)
    if problems:
        return _failed(f"{_counted(len(problems))} in {chosen.folder}", Exit.CONTENT)
    if not chosen.json:
        print(f"{chosen.folder}: no problems")
    return Exit.FINE


def _content_build(chosen: argparse.Namespace) -> int:
    output = _authoring().build_content(chosen.folder, chosen.output)
    if chosen.json:
        _print_json({"file": str(output), "bytes": output.stat().st_size})
    else:
        print(f"{output}: {output.stat().st_size / 1024:,.0f} KiB")
    return Exit.FINE


def _content_info(chosen: argparse.Namespace) -> int:
    store = _store(chosen)
    statistics = read_statistics(store)
    if chosen.json:
        _print_json(statistics_data(statistics, store.path))
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


def _store(chosen: argparse.Namespace) -> ContentStore:
    return ContentStore.open(content_path(chosen.content))


def _sources_of(store: ContentStore, record: Record) -> dict[str, Source]:
    return {source_id: store.source(source_id) for source_id in sources_of(record)}


def _print_json(data: Any) -> None:
    print(json.dumps(data, indent=2))  # in ASCII: an output of another encoding must not change what is said


def _counted(problems: int) -> str:
    return "1 problem" if problems == 1 else f"{problems} problems"


if __name__ == "__main__":
    sys.exit(main())
