"""Search over the content: lexical, explainable, and quick enough to run at every key on the GUI thread.

What is called exactly as typed comes first, then what a synonym calls so, then what the words say most of. A document
need not hold every word, but each that is missing costs it. Words that the content does not know are repaired, and
where nothing is found the nearest terms are offered.
"""

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from heapq import nlargest
from itertools import islice
from typing import TYPE_CHECKING

from ketaref.core.fold import fold
from ketaref.core.hit import Hit, SearchResults
from ketaref.core.location import Kind, Location
from ketaref.core.parts import Parts, finished
from ketaref.core.query import SearchQuery, Synonyms, WordGroup
from ketaref.core.stems import stem
from ketaref.core.stop_words import STOP_WORDS
from ketaref.core.synonyms import inflections
from ketaref.store.content import ContentStore
from ketaref.store.index import Index
from ketaref.store.ordering import ASKED, KIND_ORDER, Asked, Found, Names, Ordering, by_asking, by_words, kind_factors
from ketaref.store.ranking import Ranking, Score
from ketaref.store.reading import Reader, Reading, Suggest
from ketaref.store.showing import shown

if TYPE_CHECKING:
    from ketaref.store.medicines import Medicines

MIN_FULL_TEXT = 3
"""Fewer letters look in names only."""

QUICK = 50_000
"""Documents that are searched within 50 ms, whatever was typed."""
CANDIDATES = 150
CLOSELY_LOOKED_AT = 50
"""The best by their words, of which titles and names are compared too."""
WAYS = 80
"""Ways of asking that are most like the query."""
FURTHER_WAYS = 0.6
"""What each further way of asking that is like the query counts against the one before."""
PER_TOPIC = 2
ALL_DIFFERENT = 3
"""So many first hits are of different pages."""
NEAREST = 5
LONGEST_NUMBER = 4
"""Digits of a dose, a reading or a year."""
_TITLES_OF_PEOPLE = frozenset({"dr", "miss", "mr", "mrs", "ms", "mx", "prof", "sir"})
_ANY_WORD, _NO_WORD = "ketamine", "ketamnie"

_COLUMNS = (
    "document.id, document.kind, document.record_id, document.anchor, document.title, document.heading,"
    " document.beside, document.agents"
)
_OF_KIND = "AND document.kind = coalesce(?, document.kind)"


class Search:
    """Search over one content store. `suggest` repairs spelling; without it, only known misspellings are."""

    def __init__(self, store: ContentStore, suggest: Suggest | None = None) -> None:
        self._store = store
        self._suggest = suggest

    @cached_property
    def synonyms(self) -> Synonyms:
        """The synonym table, read at first use."""
        return Synonyms(self._store.synonyms())

    def prepare(self) -> Iterator[None]:
        """Read what the first search would read, part by part, each for some tens of milliseconds at most."""
        len(self.synonyms.entries)
        yield
        stem(_ANY_WORD)
        yield
        self.search(_ANY_WORD)
        yield
        self.search(_NO_WORD)
        yield
        self._medicines.are_assessed(_ANY_WORD)

    @cached_property
    def _index(self) -> Index:
        return Index(self._store)

    @cached_property
    def _medicines(self) -> "Medicines":
        # The records of interactions take as long as all else here: not before the window stands.
        from ketaref.store.medicines import Medicines  # noqa: PLC0415

        return Medicines(self._store, self.synonyms)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._index, self.synonyms, self._suggest)

    def search(
        self, text: str, kind: Kind | None = None, limit: int = 50, repair: bool = True, within: Location | None = None
    ) -> SearchResults:
        """What answers `text`, at most `limit` hits, of one kind or `within` one record or page if given.

        Any text will do. Without `repair` the words are taken as typed, for "search instead for ...". Raises
        StoreError when the content file is damaged.
        """
        return finished(self.in_parts(text, kind, limit, repair, within))

    @property
    def is_quick(self) -> bool:
        """Whether the content is so small that a search is over before a window could be missed."""
        return bool(self._index.documents <= QUICK)

    def in_parts(
        self, text: str, kind: Kind | None = None, limit: int = 50, repair: bool = True, within: Location | None = None
    ) -> Parts[SearchResults]:
        """`search` in parts of some milliseconds, however large the content is."""
        reading = self._reader.read(text, repair)
        yield
        query = reading.query
        if not query.folded:
            nearest = self._contents() if text.strip() else ()
            return SearchResults(query.text, (), nearest=nearest, unread=query.unread)
        unnamed, unassessed, none_assessed = self._not_assessed(reading)
        hits: tuple[Hit, ...] = ()
        more = True
        if len(query.content_words) < MIN_FULL_TEXT and not query.explanations:
            hits = self._hits_by_name(query, kind, limit, within)
        if not hits:
            hits, more = yield from self._hits(reading, kind, limit, within, none_assessed)
        unknown = tuple(dict.fromkeys((*reading.unknown, *unnamed)))
        if not hits:
            nearest = yield from self._nearest(query)
            return SearchResults(text, (), None, nearest, unknown, unassessed, unread=query.unread)
        return SearchResults(text, hits, reading.shown_for, (), unknown, unassessed, more, query.unread)

    def knows(self, text: str) -> bool:
        """Whether every word of a text stands in some record here, whole and as it was typed.

        What stands in references alone may be anybody's surname, and a long number may be a patient's.
        """
        words = {word for word in fold(text).split() if word not in STOP_WORDS}
        numbers = {word for word in words if word.isdigit()}
        if words & _TITLES_OF_PEOPLE or any(len(number) > LONGEST_NUMBER for number in numbers):
            return False
        strange = words - numbers - self._index.in_records(words)
        return not any(not self.synonyms.meanings([word]) for word in strange)

    # Finding and ranking

    def _hits(
        self, reading: Reading, kind: Kind | None, limit: int, within: Location | None, none_assessed: bool
    ) -> Parts[tuple[tuple[Hit, ...], bool]]:
        """The hits, and whether there are more. `none_assessed`: no interaction record speaks of what was typed."""
        query = reading.query
        numbers = self._documents_of(within) if within else None
        scores = yield from Ranking(self._index, self._index.documents).scores(reading.groups, kind, numbers)
        names = self._names(query)
        if query.prefers is Kind.INTERACTION:
            names = replace(names, recorded=self._medicines.documents_on(query.content_words))
        for number in (names.typed | names.called | names.recorded.keys()) - scores.keys():
            if numbers is None or number in numbers:
                scores[number] = Score(Kind.TOPIC)
        asked = yield from self._asked(reading, kind, numbers)
        for number in asked.keys() - scores.keys():
            scores[number] = Score(asked[number].kind)
        factors = kind_factors(query.prefers)
        worth = {number: by_words(score, factors) for number, score in scores.items()}
        for number, one in asked.items():
            worth[number] += ASKED * one.value
        best = sorted(worth, key=lambda number: (-worth[number], number))
        wanted = dict.fromkeys([*names.typed, *names.called, *names.recorded, *best[: max(CLOSELY_LOOKED_AT, limit)]])
        yield
        documents = self._rows([number for number in wanted if number in scores], kind)
        ordered = Ordering(query, names, none_assessed).ordered(documents, scores, asked)
        yield
        kept = _merged(ordered, limit, PER_TOPIC if within is None else limit)
        return shown(self._store, kept, reading, asked), len(worth) > len(kept)

    def _asked(self, reading: Reading, kind: Kind | None, within: Container[int] | None) -> Parts[dict[int, Asked]]:
        """The documents that people are known to ask for in words like those of the query.

        No word counts more than in documents: there they are chosen with care.
        """
        frames = len(reading.asking) - len(reading.groups)
        at_most = Ranking(self._index, self._index.documents).importances(reading.groups) + [math.inf] * frames
        scores = yield from Ranking(self._index, self._index.asked).scores(reading.asking, kind, at_most=at_most)
        factors = kind_factors(reading.query.prefers)
        alike = {number: by_asking(score, factors) for number, score in scores.items()}
        best = nlargest(WAYS, alike, key=lambda number: (alike[number], -number))
        marks = ", ".join("?" * len(best))
        rows = self._store.all(
            f"SELECT number, document_id, phrase FROM asked WHERE number IN ({marks})",  # noqa: S608
            tuple(best),
        )
        ways: dict[int, list[Asked]] = {}
        for number, document, phrase in rows:
            if within is None or document in within:
                asked = Asked(alike[number], scores[number].kind, phrase, scores[number].found)
                ways.setdefault(document, []).append(asked)
        return {document: _together(of_document) for document, of_document in ways.items()}

    def _not_assessed(self, reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """The medicines of which no interaction record speaks: those that stand nowhere at all, and the others.

        Also whether that holds for all that were typed.
        """
        unnamed: list[str] = []
        elsewhere: list[str] = []
        medicines = 0
        for group, found in zip(reading.query.groups, reading.groups, strict=True):
            medicines += group.medicine
            if group.medicine and not self._medicines.are_assessed(group.typed):
                shown = self._index.any_shown(term.text for term in found.terms if term.typed)
                (elsewhere if shown else unnamed).append(group.typed)
        none = 0 < medicines == len(unnamed) + len(elsewhere)
        return tuple(unnamed), tuple(elsewhere), none

    def _hits_by_name(
        self, query: SearchQuery, kind: Kind | None, limit: int, within: Location | None
    ) -> tuple[Hit, ...]:
        rows = self._store.all(
            f"SELECT {_COLUMNS}, name.folded FROM name JOIN document ON document.id = name.document_id"  # noqa: S608
            f" WHERE name.folded >= ? AND name.folded < ? {_OF_KIND} LIMIT {CANDIDATES}",
            (*_range(query.content_words), kind),
        )
        found = {
            row[0]: (row[8] != query.content_words, _document(row))
            for row in sorted(rows, key=lambda row: row[8])[::-1]
            if within is None or (row[1], row[2]) == (within.kind, within.id)
        }
        ordered = sorted(found.values(), key=lambda pair: (pair[0], KIND_ORDER.get(pair[1].kind, 1), pair[1].title))
        return shown(self._store, _merged([document for _, document in ordered], limit, PER_TOPIC), None, {})

    def _names(self, query: SearchQuery) -> Names:
        *before, last = query.folded.split() or [""]
        typed = {query.folded, *query.as_written, *(" ".join((*before, form)) for form in inflections(last))}
        typed |= {query.content_words} if query.defines else set()
        groups = query.groups
        called = {query.content_words, *(text for group in groups[:1] for text in _names_of(group) if len(groups) == 1)}
        in_one_spelling = self.synonyms.key(query.folded.split())
        typed |= {text for text in called if self.synonyms.key(text.split()) == in_one_spelling}
        typed |= called if query.defines else set()  # what TRD means: the definition of what it stands for
        open_ended = bool(groups) and groups[-1].alternatives[0].prefix
        if open_ended and len(groups) == 1 and not query.explanations:
            typed |= set(islice(self._index.completions(query.folded), 1))
        marks = ", ".join("?" * len(typed | called))
        exact = self._store.all(
            f"SELECT folded, document_id, is_title FROM name WHERE folded IN ({marks})"  # noqa: S608
            " ORDER BY is_title DESC, document_id LIMIT ?",
            (*sorted(typed | called), CANDIDATES),
        )
        begins = self._store.all(
            "SELECT document_id FROM name WHERE folded >= ? AND folded < ? LIMIT ?",
            (*_range(query.content_words), CANDIDATES if open_ended else 0),
        )
        return Names(
            typed=frozenset(number for folded, number, _ in exact if folded in typed),
            called=frozenset(number for folded, number, _ in exact if folded not in typed),
            titled=frozenset(number for _, number, is_title in exact if is_title),
            beginning=frozenset(number for (number,) in begins),
        )

    def _documents_of(self, location: Location) -> frozenset[int]:
        sql = "SELECT id FROM document WHERE kind = ? AND record_id = ?"
        return frozenset(number for (number,) in self._store.all(sql, (location.kind, location.id)))

    def _rows(self, numbers: Sequence[int], kind: Kind | None) -> list[Found]:
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT {_COLUMNS} FROM document WHERE id IN ({marks}) {_OF_KIND}"  # noqa: S608
        return [_document(row) for row in self._store.all(sql, (*numbers, kind))]

    # When nothing is found

    def _nearest(self, query: SearchQuery) -> Parts[tuple[str, ...]]:
        """Terms of this content that are like what was typed, or else its first topics."""
        terms: dict[str, None] = {}
        for word in sorted(query.content_words.split(), key=len, reverse=True):
            near = self._suggest(word, True) if self._suggest else ()
            terms |= dict.fromkeys(filter(self._index.has_beginning, near))
            for length in range(len(word), max(len(word) // 2, MIN_FULL_TEXT - 1), -1):
                if len(terms) >= NEAREST:
                    break
                yield
                rows = self._store.all(
                    "SELECT DISTINCT title FROM document JOIN"
                    " (SELECT document_id FROM name WHERE folded >= ? AND folded < ? LIMIT ?) ON id = document_id"
                    " WHERE kind <> ? LIMIT ?",
                    (*_range(word[:length]), CANDIDATES, Kind.SOURCE, NEAREST),
                )
                terms |= dict.fromkeys(title for (title,) in rows)
        return tuple(terms)[:NEAREST] or self._contents()

    def _contents(self) -> tuple[str, ...]:
        return tuple(topic.title for topic in self._store.topics()[:NEAREST])


def _together(ways: list[Asked]) -> Asked:
    """The likest way of asking, worth more where others are alike too."""
    best, *others = sorted(ways, reverse=True)
    further = sum(way.value * FURTHER_WAYS**place for place, way in enumerate(others, 1))
    return best._replace(value=best.value + further)


def _names_of(group: WordGroup) -> Iterator[str]:
    """Everything that something may be called which a group asks for: singular, plural, and as the vocabulary of
    side effects turns it round (increased blood pressure: blood pressure increased)."""
    for alternative in group.alternatives:
        if alternative.substitute:
            continue
        *first, last = alternative.words
        for form in (last, *inflections(last)):
            yield " ".join((*first, form))
        if first:
            yield " ".join((*alternative.words[1:], alternative.words[0]))


def _merged(documents: Iterable[Found], limit: int, per_topic: int) -> list[Found]:
    """At most `limit` documents, of the same page no more than `per_topic`, and one among the first few."""
    first: list[Found] = []
    later: list[Found] = []
    of_topic: dict[str, int] = {}
    for document in documents:
        seen = of_topic.get(document.record_id, 0) if document.kind is Kind.TOPIC else 0
        of_topic[document.record_id] = seen + 1
        if seen < per_topic:
            (later if seen and len(first) < ALL_DIFFERENT < limit and per_topic < limit else first).append(document)
            if len(first) == ALL_DIFFERENT:
                first += later
                later = []
        if len(first) >= limit:
            break
    return [*first, *later][:limit]


def _document(row: tuple[object, ...]) -> Found:
    number, kind, *texts = row[:8]
    return Found(int(str(number)), Kind(str(kind)), *map(str, texts))


def _range(prefix: str) -> tuple[str, str]:
    """From `prefix` to before the first text that no longer begins with it."""
    return (prefix, f"{prefix}\U0010ffff")
