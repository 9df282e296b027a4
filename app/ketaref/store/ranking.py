"""How well documents answer: what the terms of a query say of each, added up."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from ketaref.core.location import Kind
from ketaref.core.parts import Parts
from ketaref.store.index import IN_NAMES, IN_TITLE, MAX_IMPACT, Index, Postings, impact_of, kind_of

EVERY_MATCH = 2_000
"""Up to so many matches of all terms together every one is looked at: all of the shipped content, mostly."""
CANDIDATES = 500
"""Beyond, so many documents, shared among the words of the query."""
ALL_OF_RAREST = 1_500
AS_TYPED = 0.45
"""What the typed word counts beside the best of it and its synonyms."""
RAREST_ALL = 0.2
"""Less than the idf of a word that stands in every document, so that even that one counts a little."""


@dataclass(frozen=True)
class Term:
    """A term that may be found for a word of the query; `weight` is what it counts against the word itself (1).

    `typed` for the word itself, not what the synonym table says for it. With `parts` it is words that need not stand
    together: for each the terms of which one must be there.
    """

    text: str
    weight: float = 1.0
    parts: tuple[tuple[str, ...], ...] = ()
    typed: bool = True


@dataclass(frozen=True)
class Group:
    """One word or phrase of the query: the terms that may stand for it, and what it counts besides how rare it is."""

    terms: tuple[Term, ...]
    weight: float = 1.0


@dataclass(slots=True)
class Score:
    """What the words of a query say of a document.

    `value` is their sum. `found`, `named` and `titled` are the shares (0 to 1, rarer words counting more) of the query
    that stand in the document, in its names and headings, and in its title.
    """

    kind: Kind
    value: float = 0.0
    found: float = 0.0
    named: float = 0.0
    titled: float = 0.0


class _Held(NamedTuple):
    """The documents of a term of the query. `typed` where it is the word itself, and no words that stand apart."""

    postings: Postings
    weight: float
    typed: bool

    @property
    def size(self) -> int:
        return len(self.postings.documents)


class Ranking:
    """Scores over the documents of one index, or over the ways in which people ask for them, `total` of either."""

    def __init__(self, index: Index, total: int) -> None:
        self._index = index
        self._total = total

    def importances(self, groups: Sequence[Group]) -> list[float]:
        """What each group counts: rarer ones more, 0 where the content holds none of its terms."""
        counts = self._index.counts(text for group in groups for term in group.terms for text in _texts(term))
        sizes = [max((counts.get(term.text, 0) for term in group.terms), default=0) for group in groups]
        return self._importances(groups, sizes)

    def scores(
        self,
        groups: Sequence[Group],
        kind: Kind | None = None,
        within: Container[int] | None = None,
        at_most: Sequence[float] | None = None,
    ) -> Parts[dict[int, Score]]:
        """The documents that hold any of the groups' terms, of one kind and `within` some documents if given.

        Of the terms of a group the best that a document holds counts. Of a large content the documents are those of
        which the terms say most. `at_most` bounds what each group counts, and makes what is not held count as well.
        """
        yield from self._index.load(text for group in groups for term in group.terms for text in _texts(term))
        held = self._index.postings(term.text for group in groups for term in group.terms if not term.parts)
        found = [
            [
                _Held(postings, term.weight, term.typed and not term.parts)
                for term in group.terms
                for postings in self._held(term, held)
            ]
            for group in groups
        ]
        sizes = [sum(one.size for one in group) for group in found]
        candidates = None
        if sum(sizes) > EVERY_MATCH:
            candidates = array("I", sorted(_candidates(found, sizes)))
        importances = self._importances(groups, sizes)
        if at_most is not None:
            counted = self._importances(groups, [size or 1 for size in sizes])
            importances = [min(own, bound) for own, bound in zip(counted, at_most, strict=True)]
        scores: dict[int, Score] = {}
        for of_query, group, importance, share in zip(groups, found, importances, _shares(importances), strict=True):
            if not importance:
                continue
            best, best_typed = _best_of(group, candidates)
            _add(scores, best, importance, share)
            if not all(term.typed for term in of_query.terms):
                # What was typed counts more, by its own rareness, so that a synonym does not outrank the word itself.
                size = max((one.size for one in group if one.typed), default=0)
                (own,) = self._importances([of_query], [size])
                for document, value in best_typed.items():
                    scores[document].value += AS_TYPED * own * value
            yield
        return {
            document: score
            for document, score in scores.items()
            if kind in (None, score.kind) and (within is None or document in within)
        }

    def _held(self, term: Term, held: Mapping[str, Postings]) -> Iterator[Postings]:
        found = self._index.together(term.parts, ALL_OF_RAREST) if term.parts else held.get(term.text)
        return iter((found,)) if found else iter(())

    def _importances(self, groups: Sequence[Group], sizes: Sequence[int]) -> list[float]:
        """The rarer, the more a word tells documents apart (the idf of BM25, never below 0); 0 for none at all."""
        return [
            group.weight * (log(1 + (self._total + 1) / (min(size, self._total) + 0.5)) - RAREST_ALL) if size else 0.0
            for group, size in zip(groups, sizes, strict=True)
        ]


def _shares(importances: Sequence[float]) -> tuple[float, ...]:
    whole = sum(importances)
    return tuple(importance / whole if whole else 0.0 for importance in importances)


def _texts(term: Term) -> Iterator[str]:
    return (text for part in term.parts for text in part) if term.parts else iter((term.text,))


def _add(scores: dict[int, Score], best: Mapping[int, tuple[float, int]], importance: float, share: float) -> None:
    """What the best term of a group says of each document, on top of what others say."""
    for document, (value, feature) in best.items():
        score = scores.get(document)
        if score is None:
            score = scores[document] = Score(kind_of(feature))
        score.value += importance * value
        score.found += share
        if feature & IN_NAMES:
            score.named += share
            if feature & IN_TITLE:
                score.titled += share


def _candidates(found: Iterable[Sequence[_Held]], sizes: Sequence[int]) -> set[int]:
    groups = [group for group in found if group]
    share = CANDIDATES // len(groups)
    rarest = min(size for size in sizes if size)
    chosen: set[int] = set()
    for group in groups:
        size = sum(one.size for one in group)
        if size == rarest <= ALL_OF_RAREST:
            for one in group:
                chosen.update(one.postings.documents)
            continue
        left = share
        for place, one in enumerate(group):
            part = max(left // (len(group) - place), 32)
            chosen.update(one.postings.first(part))
            left -= min(part, one.size)
    return chosen


def _best_of(
    group: Iterable[_Held], candidates: array[int] | None
) -> tuple[dict[int, tuple[float, int]], dict[int, float]]:
    """For each document the most that one of the terms says of it, from 0 to 1, with the feature that says it.

    And the most that one of the typed terms says.
    """
    best: dict[int, tuple[float, int]] = {}
    best_typed: dict[int, float] = {}
    sought = frozenset(candidates or ())
    for postings, weight, typed in group:
        factor = weight / MAX_IMPACT
        pairs: Iterator[tuple[int, int]] = (
            zip(postings.documents, postings.features, strict=True)
            if candidates is None
            else postings.of(candidates, sought)
        )
        for document, feature in pairs:
            value = impact_of(feature) * factor
            known = best.get(document)
            if known is None or value > known[0]:
                best[document] = (value, feature)
            if typed and value > best_typed.get(document, 0.0):
                best_typed[document] = value
    return best, best_typed
