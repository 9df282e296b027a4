"""In which order the documents found are shown: what the words say of each, and how well its names fit the query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ketaref.core.fold import fold
from ketaref.core.location import SAFETY_KINDS, Kind
from ketaref.core.query import SearchQuery
from ketaref.core.stems import content_stems
from ketaref.store.ranking import Score

KIND_ORDER = {Kind.CLAIM: 2, Kind.GLOSSARY: 2, Kind.SOURCE: 3} | dict.fromkeys(SAFETY_KINDS, 0)
"""Of what is called exactly alike; other kinds are 1."""
KIND_FACTORS = {
    Kind.SOURCE: 0.17,
    Kind.GLOSSARY: 0.55,
    Kind.CLAIM: 0.75,
    Kind.CONTRAINDICATION: 1.25,
    Kind.INTERACTION: 1.2,
    Kind.TRIAL: 1.15,
}
"""Scores nearer than these factors count as a tie, which safety wins; a reference comes after what rests on it."""

MISSING_COSTS = 1.1
"""The power of the share of the query that a document holds."""
NAMED, TITLED = 0.6, 0.4
"""Added to the factor 1 of a document that holds the whole query in its names and headings, or in its title: what a
text is about counts more than what it mentions."""
TITLE_COVERED, NAME_BEGINS = 0.7, 0.7
"""Added where the query covers the whole title, or where a name begins with it."""
TYPED, CALLED_TITLE, CALLED = 1.3, 0.5, 0.4
"""Added where the query is another name than the title, and where a synonym of it is the title, or another name."""
ASKED = 1.0
"""What it counts that people are known to ask for the document in these words, against its own words."""
PREFERRED_FACTOR = 1.4
"""For the kind that the way of asking points to: more than that of safety, as it is what was asked."""
SUBJECT = ("ptsd", "trauma", "post traumatic")
ON_SUBJECT_FACTOR = 1.1
"""For titles with what this reference is about."""
UNLIKE_FACTOR = 0.55
"""For titles with what the synonym table says is mistaken for the words asked: esketamine for ketamine."""
BESIDE_SAFETY_FACTOR, WHOLE = 0.7, 0.99
"""For a definition where a contraindication, side effect or interaction has the whole query in its names."""
LEAST_SHARE, AT_LEAST = 0.05, 12
"""What a hit must be worth of the best to be shown at all, and how many are shown whatever they are worth."""
THAT_AGENT_FACTOR = 1.4
"""For what is about the agents asked for and no others."""
MOSTLY_COVERED = 0.33
"""The share of its title that makes a safety record as exact as a definition with the query as its title."""
OF_ANOTHER_MEDICINE_FACTOR = 0.3
"""For interactions where none speaks of the medicine that was typed: what holds for one like it is no answer."""
RETRACTED, RETRACTED_FACTOR = "RETRACTED", 0.2
"""For regimens of publications that were taken back: they are found, but not before others."""


@dataclass(frozen=True)
class Found:
    """A document that search has found, with what decides on its place and what is shown of it."""

    number: int
    kind: Kind
    record_id: str
    anchor: str
    title: str
    heading: str
    beside: str
    agents: str


@dataclass(frozen=True)
class Names:
    """Documents by name: called exactly what was typed, called by a synonym of it, or with a name that begins so.

    `titled` are those of the first two of which it is the title and not another name. `recorded` are those of the
    interaction records that speak of the medicine that was typed, with what sorts them, the first first.
    """

    typed: frozenset[int] = frozenset()
    called: frozenset[int] = frozenset()
    titled: frozenset[int] = frozenset()
    beginning: frozenset[int] = frozenset()
    recorded: Mapping[int, tuple[bool, int]] = field(default_factory=dict)


class Asked(NamedTuple):
    """How like a query is to a way in which people ask for a document (0 for not at all), its kind, and the way.

    `found` is the share of the query that stands in it.
    """

    value: float
    kind: Kind
    phrase: str
    found: float = 0.0


UNASKED = Asked(0.0, Kind.TOPIC, "")


def by_words(score: Score, factors: Mapping[Kind, float]) -> float:
    """What the words say of a document, and where they stand."""
    named = 1 + NAMED * score.named + TITLED * score.titled
    return float(score.value * score.found**MISSING_COSTS * named) * factors[score.kind]


def by_asking(score: Score, factors: Mapping[Kind, float]) -> float:
    """What the words say of a way in which people ask for a document."""
    return float(score.value * score.found**MISSING_COSTS) * factors[score.kind]


def kind_factors(preferred: Kind | None) -> dict[Kind, float]:
    """What each kind of record counts. What comes after others in general does not where it is asked for."""
    factors = {kind: KIND_FACTORS.get(kind, 1.0) for kind in Kind}
    return factors if preferred is None else factors | {preferred: max(factors[preferred], 1.0) * PREFERRED_FACTOR}


@lru_cache(maxsize=5_000)
def title_stems(title: str) -> tuple[str, ...]:
    """The stems of a title, which the next key asks for again."""
    return tuple(content_stems(title))


class Ordering:
    """Puts the documents found for one query in order."""

    def __init__(self, query: SearchQuery, names: Names, none_assessed: bool = False) -> None:
        """`none_assessed`: interaction records speak of no medicine that the query names, only of their like."""
        self._query = query
        self._names = names
        self._none_assessed = none_assessed
        self._words = frozenset(content_stems(query.text))
        self._factors = kind_factors(query.prefers)
        self._safety_named = False
        self._defined = False
        """Whether the query is the title of a definition: a safety record with those words in its title is as exact."""

    def ordered(self, found: Sequence[Found], scores: Mapping[int, Score], asked: Mapping[int, Asked]) -> list[Found]:
        """The best first; without those that answer far worse than the best, but some at least."""
        self._defined = any(
            one.kind is Kind.GLOSSARY and one.number in self._names.typed & self._names.titled for one in found
        )
        self._safety_named = any(one.kind in SAFETY_KINDS and scores[one.number].named > WHOLE for one in found)
        keys = {one: self.key(one, scores[one.number], asked.get(one.number, UNASKED)) for one in found}
        ordered = sorted(found, key=lambda one: keys[one])
        least = LEAST_SHARE * max((-keys[one][-2] for one in ordered), default=0.0)
        return [one for place, one in enumerate(ordered) if place < AT_LEAST or -keys[one][-2] >= least]

    def key(self, found: Found, score: Score, asked: Asked) -> tuple[bool, bool, int, tuple[bool, int], float, int]:
        """What sorts documents, the best first: those with exactly this title, or name of several words (the heading
        of a section is none), then others, and at last what is about other agents than those that the query names.
        Of the records on a medicine those that name it come before those on its class, and graver ones first.

        `asked` is the way in which people ask for the document that is most like the query.
        """
        query, names = self._query, self._names
        exact = (
            (not found.anchor and found.number in names.typed and (found.number in names.titled or " " in query.folded))
            or (self._defined and found.kind in SAFETY_KINDS and self._is_titled(found.title))
            or found.number in names.recorded
        )
        first = found.kind is query.prefers or (found.kind is Kind.GLOSSARY and query.defines)
        kind_order = 0 if not exact else -1 if first else KIND_ORDER.get(found.kind, 1)
        agents = found.agents.split()
        of_others = bool(query.agents and agents and not any(agent in query.agents for agent in agents))
        place = names.recorded.get(found.number, (False, 0))
        return (not exact, of_others, kind_order, place, -self._value(found, score, asked), found.number)

    def _is_titled(self, title: str) -> bool:
        """Whether a title has every word that was typed and not many more."""
        return self._words <= {*title_stems(title)} and _covered(title, self._words) >= MOSTLY_COVERED

    def _value(self, found: Found, score: Score, asked: Asked) -> float:
        query, names = self._query, self._names
        factor = 1 + TITLE_COVERED * _covered(found.heading or found.title, query.stems) * score.found
        if found.number in names.beginning:
            factor += NAME_BEGINS
        if found.number in names.typed or found.number in names.recorded:
            factor += TYPED
        elif found.number in names.called:
            factor += CALLED_TITLE if found.number in names.titled else CALLED
        title = f" {fold(found.title)} "
        if any(f" {word} " in title for word in SUBJECT):
            factor *= ON_SUBJECT_FACTOR
        if found.kind is Kind.GLOSSARY is not query.prefers and self._safety_named:
            factor *= BESIDE_SAFETY_FACTOR
        if _is_another(title, query):
            factor *= UNLIKE_FACTOR
        if query.agents and found.agents and all(agent in query.agents for agent in found.agents.split()):
            factor *= THAT_AGENT_FACTOR
        if found.title.startswith(RETRACTED):
            factor *= RETRACTED_FACTOR
        if found.kind is Kind.INTERACTION and self._none_assessed:
            factor *= OF_ANOTHER_MEDICINE_FACTOR
        return (by_words(score, self._factors) + ASKED * asked.value) * factor


def _is_another(title: str, query: SearchQuery) -> bool:
    """Whether a title names what is mistaken for the words asked, and not these."""
    if not any(f" {phrase} " in title for phrase in query.unlike):
        return False
    wanted = (alternative.text for group in query.groups for alternative in group.as_typed)
    return not any(f" {text} " in title for text in wanted)


def _covered(title: str, stems: frozenset[str]) -> float:
    """The share of a title's words that the query asks for."""
    words = title_stems(title)
    return sum(word in stems for word in words) / len(words) if words else 0.0
