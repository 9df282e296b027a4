"""The gold set: look-ups of which the right answer is known. Read from YAML, and held to its shape and to the content.

`tuned/` may be looked at while the ranking is tuned, `set_aside/` may not. In each is one file per kind of query
(`names.yaml`, ...), a list of `{query: ..., first: [kind/id, ...], also: [kind/id, ...]}`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from ketaref.compiler.yaml_lines import Lined, read_yaml
from ketaref.core.codec import MisfitError, decode
from ketaref.core.errors import ContentError, Problem
from ketaref.core.location import SEARCHED_KINDS
from ketaref.core.search_score import QueryKind
from ketaref.store.content import ContentStore

GOLD = Path(__file__).parent
REMARKS = frozenset({"note", "error", "letters", "asks"})
"""What a look-up may say for people; nothing is measured by it."""

_FIRST_HITS = 3


class GoldPart(StrEnum):
    """Whether a look-up may be looked at while the ranking is tuned."""

    TUNED = "tuned"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True)
class LookUp:
    """A query and its right answers as `kind/id`: any of `first` is to come first, all of `also` in the first three."""

    part: GoldPart
    kind: QueryKind
    query: str
    first: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Written:
    """A look-up as it stands in its file."""

    query: str
    first: tuple[str, ...]
    also: tuple[str, ...] = ()


def load_gold(folder: Path, records: Mapping[str, str]) -> tuple[LookUp, ...]:
    """Every look-up below `folder`. `records` are those there are, `kind/id` with their titles.

    Raises ContentError with every mistake, by file and line, with its query.
    """
    problems: list[Problem] = []
    look_ups: list[LookUp] = []
    asked: dict[tuple[QueryKind, str], str] = {}
    for part in GoldPart:
        for file in sorted(file for file in (folder / part).glob("*") if file.suffix in {".yaml", ".yml"}):
            name = f"{part}/{file.name}"
            for line, look_up in _read(file, name, part, problems):
                look_ups.append(look_up)
                problems += (Problem(name, line, text) for text in _mistakes(look_up, records))
                place = asked.setdefault((look_up.kind, look_up.query.strip().casefold()), f"{name}:{line}")
                if place != f"{name}:{line}":
                    problems.append(Problem(name, line, f"“{look_up.query}” is asked already at {place}"))
    if not look_ups and not problems:
        problems.append(Problem(str(folder), 1, "there are no look-ups here"))
    if problems:
        raise ContentError(problems)
    return tuple(look_ups)


def records_of(store: ContentStore) -> dict[str, str]:
    """Every record that search can find, as `kind/id` with its title."""
    entries = (entry for kind in SEARCHED_KINDS for entry in store.entries(kind))
    return {f"{entry.location.kind}/{entry.location.id}": entry.title for entry in entries}


def _read(file: Path, name: str, part: GoldPart, problems: list[Problem]) -> Iterator[tuple[int, LookUp]]:
    """The look-ups of one file that have the right shape, with their lines."""
    if file.suffix != ".yaml" or file.stem not in list(QueryKind):
        allowed = ", ".join(f"{kind}.yaml" for kind in QueryKind)
        problems.append(Problem(name, 1, f"no file of a kind of query; there are: {allowed}"))
        return
    read = read_yaml(file.read_text(encoding="utf-8"), name, problems)
    if read is None:
        return
    if not isinstance(read.value, list):
        problems.append(Problem(name, 1, "a list of look-ups is expected"))
        return
    for index, value in enumerate(read.value):
        written = _shaped(value, index, read, name, problems)
        if written:
            look_up = LookUp(part, QueryKind(file.stem), written.query, written.first, written.also)
            yield read.line((index,)), look_up


def _shaped(value: object, index: int, read: Lined, name: str, problems: list[Problem]) -> _Written | None:
    query = value.get("query") if isinstance(value, dict) else None
    if isinstance(value, dict):
        value = {key: inner for key, inner in value.items() if key not in REMARKS}
    try:
        return decode(_Written, value)
    except MisfitError as error:
        for path, message in error.misfits:
            field = f" {path[0]}:" if path else ""
            problems.append(Problem(name, read.line((index, *path)), f"“{query or index + 1}”:{field} {message}"))
        return None


def _mistakes(look_up: LookUp, records: Mapping[str, str]) -> Iterator[str]:
    said = f"“{look_up.query}”:"
    if not look_up.query.strip():
        yield f"{said} the query is empty"
    if not look_up.first:
        yield f"{said} no record is right first"
    if len(set(look_up.also)) + (not set(look_up.also) & set(look_up.first)) > _FIRST_HITS:
        yield f"{said} so many records do not fit among the first three"
    for record in (*look_up.first, *look_up.also):
        if record not in records:
            near = ", ".join(get_close_matches(record, records, n=3))
            yield f"{said} there is no {record} in the content{'; near to it: ' if near else ''}{near}"
