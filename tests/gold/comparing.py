"""What search finds now against the score of record: what has become worse, and which look-ups that concerns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from ketaref.core.search_score import Found, SearchScore
from look_ups import GoldPart
from scoring import Outcome, by_kind, found_in, named, of_part, points

Misses = Mapping[str, frozenset[tuple[str, str]]]
"""Kind and query of the look-ups that are not right by each of the two measures."""

TOLERANCE = 0.5
"""Points of a hundred that a new measurement may lose against the score of record."""
HOW_TO = (
    "Run `python tests/gold/score.py --misses` to see them (`--set both` shows those set aside too), and `python "
    "tests/gold/score.py --write` to make this the score of record (tell in the commit why it may be lower)."
)
ALL = "all"

_MEASURES = {"first": "right first", "first_three": "in the first three"}
_MOST_NAMED = 15


def complaints(outcomes: Sequence[Outcome], record: SearchScore, known: Misses | None = None) -> list[str]:
    """What has become worse than the score of record, or why it cannot be compared. Nothing where all is well.

    `known` are the tuned look-ups that were missed when it was written. Those that were set aside are counted, not
    named: whoever reads them while tuning has them set aside no more.
    """
    groups: dict[str, Sequence[Outcome]] = {str(kind): those for kind, those in by_kind(outcomes).items()}
    groups[ALL] = outcomes
    before = {str(score.kind): score.found for score in record.kinds} | {ALL: record.total}
    said = [f"Empty page: {named(outcome)}" for outcome in outcomes if outcome.empty]
    stale = _stale(outcomes, groups, before, record.set_aside)
    if stale:
        said.append(f"The score file is not that of this gold set: {'; '.join(stale)}.")
    else:
        said += [loss for name, those in groups.items() for loss in _losses(name, those, before[name], known)]
    return [*said, HOW_TO] if said else []


def missed(outcomes: Iterable[Outcome]) -> Misses:
    """The tuned look-ups that are missed now."""
    tuned = of_part(outcomes, GoldPart.TUNED)
    return {measure: frozenset(map(_key, _not_right(measure, tuned))) for measure in _MEASURES}


def read_missed(file: Path) -> Misses | None:
    """The known misses as `write_missed` left them, or None where there are none to compare with."""
    if not file.is_file():
        return None
    lists = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {measure: frozenset((kind, query) for kind, query in lists[measure]) for measure in _MEASURES}


def write_missed(misses: Misses, file: Path) -> None:
    """Keep the known misses, so that a later loss can be told by its look-ups."""
    heading = "# Tuned look-ups missed when resources/search_score.json was written; made by score.py --write.\n"
    lists = {measure: [list(pair) for pair in sorted(pairs)] for measure, pairs in misses.items()}
    text = yaml.safe_dump(lists, allow_unicode=True, default_flow_style=None, sort_keys=False, width=200)
    file.write_text(heading + text, encoding="utf-8")


def _stale(
    outcomes: Sequence[Outcome], groups: Mapping[str, Sequence[Outcome]], before: Mapping[str, Found], aside: Found
) -> list[str]:
    """Where the numbers of look-ups are others than those of the score file."""
    now = {name: len(those) for name, those in groups.items()} | {
        "set aside": len(of_part(outcomes, GoldPart.SET_ASIDE))
    }
    then = {name: found.look_ups for name, found in before.items()} | {"set aside": aside.look_ups}
    return [
        f"{name} {now.get(name, 0)} look-ups, there {then.get(name, 0)}"
        for name in dict.fromkeys((*now, *then))
        if now.get(name, 0) != then.get(name, 0)
    ]


def _losses(name: str, outcomes: Sequence[Outcome], before: Found, known: Misses | None) -> Iterator[str]:
    now = found_in(outcomes)
    for measure, said in _MEASURES.items():
        was, is_now = points(getattr(before, measure), before), points(getattr(now, measure), now)
        if was - is_now > TOLERANCE:
            whom = "" if name == ALL else _whom(_not_right(measure, outcomes), known[measure] if known else None)
            yield f"{name}, {said}: {was:.1f} % in the score file, {is_now:.1f} % now{whom}"


def _whom(misses: Sequence[Outcome], known: frozenset[tuple[str, str]] | None) -> str:
    tuned = of_part(misses, GoldPart.TUNED)
    new = [f"“{each.look_up.query}”" for each in tuned if known is None or _key(each) not in known]
    more = f" and {len(new) - _MOST_NAMED} more" if len(new) > _MOST_NAMED else ""
    listed = f"; {'newly ' if known is not None else ''}missed: {', '.join(new[:_MOST_NAMED])}{more}" if new else ""
    aside = len(misses) - len(tuned)
    return f"{listed}{f'; of those set aside, {aside} missed' if aside else ''}"


def _not_right(measure: str, outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [each for each in outcomes if not (each.is_first if measure == "first" else each.is_in_first_three)]


def _key(outcome: Outcome) -> tuple[str, str]:
    return str(outcome.look_up.kind), outcome.look_up.query
