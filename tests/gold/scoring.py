"""How much of the gold set search finds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ketaref import __version__
from ketaref.core.hit import Hit, SearchResults
from ketaref.core.search_score import NOTHING_LOOKED_UP, Found, KindScore, QueryKind, SearchScore
from look_ups import GoldPart, LookUp

SearchFor = Callable[[str], SearchResults]

_FIRST_HITS = 3


@dataclass(frozen=True)
class Outcome:
    """What came of one look-up. `place` of the first right hit, counted from 1, or None where none was found.

    `lacking` are the records of `also` that are not among the first three; `came_first` is the first hit, right or not.
    """

    look_up: LookUp
    place: int | None
    lacking: tuple[str, ...]
    empty: bool
    came_first: Hit | None

    @property
    def is_first(self) -> bool:
        """Whether the right record came first."""
        return self.place == 1

    @property
    def is_in_first_three(self) -> bool:
        """Whether the right record, and all that must be there with it, came among the first three hits."""
        return self.place is not None and self.place <= _FIRST_HITS and not self.lacking


def measure(look_ups: Iterable[LookUp], search: SearchFor) -> tuple[Outcome, ...]:
    """Look everything up."""
    return tuple(_outcome(look_up, search(look_up.query)) for look_up in look_ups)


def of_part(outcomes: Iterable[Outcome], part: GoldPart) -> tuple[Outcome, ...]:
    """The outcomes of one part of the gold set."""
    return tuple(outcome for outcome in outcomes if outcome.look_up.part is part)


def found_in(outcomes: Iterable[Outcome]) -> Found:
    """Outcomes, counted."""
    return sum((Found(1, each.is_first, each.is_in_first_three) for each in outcomes), NOTHING_LOOKED_UP)


def search_score(outcomes: Sequence[Outcome], content: str) -> SearchScore:
    """The score of this program with an edition of the content, from both parts of the gold set."""
    kinds = tuple(KindScore(kind, found_in(those)) for kind, those in by_kind(outcomes).items())
    return SearchScore(__version__, content, kinds, found_in(outcomes), found_in(of_part(outcomes, GoldPart.SET_ASIDE)))


def by_kind(outcomes: Sequence[Outcome]) -> dict[QueryKind, tuple[Outcome, ...]]:
    """The outcomes of each kind of query that there is."""
    kinds = {kind: tuple(each for each in outcomes if each.look_up.kind is kind) for kind in QueryKind}
    return {kind: those for kind, those in kinds.items() if those}


# To read


def markdown_table(outcomes: Sequence[Outcome]) -> str:
    """Look-ups, right first, in the first three and empty pages for each kind of query and in total."""
    lines = ["| kind of query | look-ups | right first | in first three | empty pages |", "|---|---:|---:|---:|---:|"]
    for name, those in (*by_kind(outcomes).items(), ("**all**", outcomes)):
        found, empty = found_in(those), sum(each.empty for each in those)
        shares = " | ".join(f"{points(part, found):.1f} %" for part in (found.first, found.first_three))
        lines.append(f"| {name} | {found.look_ups} | {shares} | {empty} |")
    return "\n".join(lines)


def misses(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line for each look-up that is not answered as it should, with the place of the right record."""
    for outcome in outcomes:
        if outcome.empty:
            yield f"{named(outcome)}: an empty page"
        elif not (outcome.is_first and outcome.is_in_first_three):
            place = f"place {outcome.place}" if outcome.place else "not found"
            wanted = " or ".join(outcome.look_up.first)
            hit = outcome.came_first
            before = f"; first came {_address(hit)} “{hit.title}”" if hit else ""
            lacking = f"; not among the first three: {', '.join(outcome.lacking)}" if outcome.lacking else ""
            yield f"{named(outcome)}: {wanted} {place}{'' if outcome.is_first else before}{lacking}"


def _outcome(look_up: LookUp, results: SearchResults) -> Outcome:
    found = [_address(hit) for hit in results.hits]
    return Outcome(
        look_up,
        next((place for place, record in enumerate(found, 1) if record in look_up.first), None),
        tuple(record for record in look_up.also if record not in found[:_FIRST_HITS]),
        not results.hits and not results.nearest,
        results.hits[0] if results.hits else None,
    )


def _address(hit: Hit) -> str:
    return f"{hit.kind}/{hit.id}"


def named(outcome: Outcome) -> str:
    """A look-up as messages name it."""
    return f"{outcome.look_up.kind} “{outcome.look_up.query}”"


def points(part: int, found: Found) -> float:
    """Part of the look-ups, in a hundred."""
    return 100 * part / found.look_ups if found.look_ups else 0.0
