"""The index of a content file: for each term (word or phrase) its documents, with how much it says of each.

Made for a key: what a term says of a document stands in the file as one number, so that a search adds numbers up. (The
full-text search of SQLite ranks with statistics that it gathers from every match at every query, which for a frequent
word or a short beginning takes a fifth of a second at 100,000 documents.) However large the content, a query looks at a
bounded number of documents: of a frequent term those of which it says most.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ketaref.core.location import SEARCHED_KINDS, Kind
from ketaref.core.parts import Parts
from ketaref.store.content import ContentStore
from ketaref.store.schema import IS_WORD, WORDS

MAX_IMPACT = 255
IN_TITLE, IN_ALIASES, IN_HEADING, IN_BODY = 1, 2, 4, 8
ONLY_ASKED = 0
"""The columns of a term that stands only in ways of asking for the document."""
IN_NAMES = IN_TITLE | IN_ALIASES | IN_HEADING

BEST = 512
"""Documents kept ready of a frequent term, those of which it says most."""

MAX_COMPLETIONS = 24
FEW_AGAINST = 15
"""Up to so many times the candidates, all documents of a term are compared at once, else one candidate at a time."""
MAX_TOGETHER = 200
_CACHED_POSTINGS = 3_000_000
"""Some 20 MB; the terms of one query after another are nearly the same."""
_READ_AT_ONCE = 500_000
"""Documents of the lists that are read in one part: some milliseconds."""

_KIND_SHIFT, _IMPACT_SHIFT = 4, 8


def feature(impact: int, kind: int, columns: int) -> int:
    """How much a term says of a document (0 to 255), the document's kind, and the columns that hold the term."""
    return impact << _IMPACT_SHIFT | kind << _KIND_SHIFT | columns


def impact_of(value: int) -> int:
    """From 0 to MAX_IMPACT."""
    return value >> _IMPACT_SHIFT


def kind_of(value: int) -> Kind:
    """The kind of the document."""
    return SEARCHED_KINDS[value >> _KIND_SHIFT & 15]


def columns_of(value: int) -> int:
    """The columns that hold the term; ONLY_ASKED for none that is shown."""
    return value & 15


class Postings(NamedTuple):
    """The documents of a term in ascending order with a feature for each; `best` is empty where there are few."""

    documents: array[int]
    features: array[int]
    best: array[int]

    def of(self, candidates: array[int], sought: frozenset[int]) -> Iterator[tuple[int, int]]:
        """Document and feature for each of the candidates (sorted, and as a set) that holds the term."""
        documents, features = self.documents, self.features
        few = len(documents) < FEW_AGAINST * len(candidates)
        place = 0
        for document in sorted(sought.intersection(documents)) if few else candidates:
            place = bisect_left(documents, document, place)
            if place == len(documents):
                return
            if documents[place] == document:
                yield document, features[place]

    def first(self, number: int) -> array[int]:
        """Of a frequent term so many documents of which it says most, of a rarer one the first."""
        return (self.best or self.documents)[:number]


def intersection(parts: Sequence[Sequence[Postings]], at_most: int) -> Postings:
    """The documents that hold at least one term of every part, with the feature of the part that says least.

    Where the rarest part has more than `at_most`, only so many of those of which its terms say most are looked at.
    """
    ordered = sorted(parts, key=_size)
    rarest = ordered[0]
    share = at_most // len(rarest) if _size(rarest) > at_most else at_most
    chosen = frozenset(document for postings in rarest for document in postings.first(share))
    for part in ordered:
        candidates = array("I", sorted(chosen))
        chosen = frozenset(document for postings in part for document, _ in postings.of(candidates, chosen))
    documents = array("I", sorted(chosen))
    least: dict[int, int] = {}
    for part in parts:
        best: dict[int, int] = {}
        for postings in part:
            for document, value in postings.of(documents, chosen):
                best[document] = max(value, best.get(document, 0))
        least = {document: min(value, least.get(document, value)) for document, value in best.items()}
    return Postings(documents, array("H", (least[document] for document in documents)), array("I"))


def _size(part: Iterable[Postings]) -> int:
    return sum(len(postings.documents) for postings in part)


class Index:
    """The terms of one content file, with how many `documents` it has, and ways in which they are `asked` for.

    Every method may raise StoreError when the file turns out to be damaged."""

    def __init__(self, store: ContentStore) -> None:
        self._store = store
        self._cache: dict[str, Postings] = {}
        self._cached = 0
        self._together: dict[tuple[tuple[tuple[str, ...], ...], int], Postings | None] = {}
        (self.documents,) = store.one("SELECT coalesce(max(id), 0) FROM document") or (0,)
        (self.asked,) = store.one("SELECT coalesce(max(number), 0) FROM asked") or (0,)

    def counts(self, terms: Iterable[str]) -> dict[str, int]:
        """Those of these terms that are in the content, with the number of documents that hold them."""
        asked = tuple(dict.fromkeys(terms))
        marks = ", ".join("?" * len(asked))
        return dict(self._store.all(f"SELECT text, documents FROM term WHERE text IN ({marks})", asked))  # noqa: S608

    def any_shown(self, terms: Iterable[str]) -> bool:
        """Whether any of these terms stands in what is shown, not only in ways of asking."""
        asked = tuple(terms)
        marks = ", ".join("?" * len(asked))
        sql = f"SELECT 1 FROM term WHERE text IN ({marks}) AND shown > 0 LIMIT 1"  # noqa: S608
        return self._store.one(sql, asked) is not None

    def in_records(self, words: Iterable[str]) -> set[str]:
        """Those of these words that stand in what is shown of records, references apart."""
        asked = tuple(words)
        marks = ", ".join("?" * len(asked))
        sql = f"SELECT text FROM term WHERE text IN ({marks}) AND records > 0 AND shown > 0"  # noqa: S608
        return {text for (text,) in self._store.all(sql, asked)}

    def completions(self, beginning: str, limit: int = MAX_COMPLETIONS) -> dict[str, int]:
        """The most frequent terms of as many words in records that begin so, with their numbers of documents."""
        spaces = beginning.count(" ")
        # Words have an index of their own: with the phrases, a thousand times as much begins with a letter or a year.
        terms = "length(text) - length(replace(text, ' ', '')) = ?"
        source = f"term WHERE {terms}" if spaces else f"term INDEXED BY {WORDS} WHERE {IS_WORD} AND ? = 0"
        rows = self._store.all(
            f"SELECT text, documents FROM {source} AND text >= ? AND text < ? AND (records > 0 OR text = ?)"  # noqa: S608
            " ORDER BY records DESC, documents DESC, text LIMIT ?",
            (spaces, beginning, f"{beginning}\U0010ffff", beginning, limit),
        )
        return dict(rows)

    def has_beginning(self, beginning: str) -> bool:
        """Whether any term begins so."""
        sql = "SELECT 1 FROM term WHERE text >= ? AND text < ? LIMIT 1"
        return self._store.one(sql, (beginning, f"{beginning}\U0010ffff")) is not None

    def load(self, terms: Iterable[str]) -> Parts[None]:
        """Have the documents of these terms at hand; the list of a frequent one is megabytes long, and a part alone."""
        asked = tuple(dict.fromkeys(terms))
        if self._cached > _CACHED_POSTINGS:
            self._cache.clear()
            self._cached = 0
        missing = tuple(term for term in asked if term not in self._cache)
        some: list[str] = []
        size = 0
        for term, documents in self.counts(missing).items():
            some.append(term)
            size += documents
            if size > _READ_AT_ONCE:
                self._read(some)
                yield
                some, size = [], 0
        self._read(some)

    def postings(self, terms: Iterable[str]) -> dict[str, Postings]:
        """The documents of each of these terms that is in the content."""
        asked = tuple(dict.fromkeys(terms))
        self._read([term for term in asked if term not in self._cache])
        return {term: self._cache[term] for term in asked if term in self._cache}

    def _read(self, terms: Sequence[str]) -> None:
        if not terms:
            return
        marks = ", ".join("?" * len(terms))
        rows = self._store.all(
            "SELECT term.text, posting.documents, posting.features, posting.best"  # noqa: S608
            f" FROM term JOIN posting USING (number) WHERE term.text IN ({marks})",
            tuple(terms),
        )
        fresh = {text: self._unpacked(*blobs) for text, *blobs in rows}
        self._cached += sum(len(postings.documents) for postings in fresh.values())
        self._cache |= fresh

    def together(self, parts: Sequence[Sequence[str]], at_most: int) -> Postings | None:
        """The documents that hold a term of every part, see `intersection`; None where a part has no known term."""
        key = (tuple(map(tuple, parts)), at_most)
        if key not in self._together:
            held = self.postings(text for part in parts for text in part)
            known = [[held[text] for text in part if text in held] for part in parts]
            if len(self._together) >= MAX_TOGETHER:
                self._together.clear()
            self._together[key] = intersection(known, at_most) if all(known) else None
        return self._together[key]

    def _unpacked(self, documents: bytes, features: bytes, best: bytes) -> Postings:
        try:
            postings = Postings(*map(_numbers, "IHI", (documents, features, best)))
        except (TypeError, ValueError) as error:
            raise self._store.damaged(error) from error
        if len(postings.documents) != len(postings.features):
            raise self._store.damaged("its search index does not fit together")
        return postings


def _numbers(typecode: str, packed: bytes) -> array[int]:
    numbers = array(typecode)
    numbers.frombytes(packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
