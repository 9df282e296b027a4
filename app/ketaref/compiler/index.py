"""The index that search reads: for each word or phrase the documents that hold it, and how much it says of each.

How much is worked out here, once, so that a key costs a sum and no statistics (see `ketaref.store.index`).
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log

from sqlite_utils import Database

from ketaref.compiler.documents import Document
from ketaref.core.fold import fold
from ketaref.core.frames import frames_of
from ketaref.core.location import SEARCHED_KINDS, Kind
from ketaref.core.stems import content_stems
from ketaref.core.synonyms import Synonyms
from ketaref.core.typing_errors import sound_of
from ketaref.core.words import ASKED, FRAME, Phrases, terms_of
from ketaref.store.index import (
    BEST,
    IN_ALIASES,
    IN_BODY,
    IN_HEADING,
    IN_TITLE,
    MAX_IMPACT,
    ONLY_ASKED,
    columns_of,
    feature,
    impact_of,
    kind_of,
)
from ketaref.store.schema import IS_WORD, WORDS

MIN_LENGTH = 3
"""Letters of a word that can be told from others in spite of a slip."""
MAX_WORDS = 25_000
"""Words that spelling compares with: many times those of the shipped content, so that a repair takes a bounded time."""

SATURATION = 3.0
"""A term weighs half of what it can where its weighted count reaches this (k1 of BM25)."""
LENGTH_PART = 0.4
"""How much longer texts are held against their terms (b of BM25)."""
USUAL_LENGTH = 100
"""Terms of a body that is neither long nor short."""

_WEIGHTS = {IN_TITLE: 10.0, IN_ALIASES: 6.0, IN_HEADING: 8.0, IN_BODY: 1.0}
_ASKED_WEIGHT = 3.0
"""Of a word in the ways in which people ask for the document."""
_PAGE_TITLE_WEIGHT = 3.0
"""Of the page's title in a section, which its own heading describes better."""


class IndexWriter:
    """Takes documents one by one, in the order of their numbers, which begin with 1."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self._phrases = Phrases(synonyms.phrases())
        self._postings: dict[str, tuple[array[int], array[int]]] = {}
        self._documents = 0
        self._asked = 0

    def add(self, document: Document) -> int:
        """Index a document; its number."""
        self._documents += 1
        self._add(self._documents, document.kind, self._impacts(document))
        return self._documents

    def add_asked(self, kind: Kind, phrase: str) -> int:
        """Index a way to ask for a document of this kind; its number among the ways.

        It has terms of its own: the stems of its words, and what it asks for.
        """
        self._asked += 1
        words = (*content_stems(phrase), *(f"{FRAME}{name}" for name in frames_of(fold(phrase))))
        self._add(self._asked, kind, {f"{ASKED}{word}": (0, IN_BODY) for word in words})
        return self._asked

    def _add(self, number: int, of_kind: Kind, impacts: Mapping[str, tuple[int, int]]) -> None:
        kind = SEARCHED_KINDS.index(Kind(of_kind))
        for term, (impact, columns) in impacts.items():
            held = self._postings.get(term)
            if held is None:
                held = self._postings[term] = (array("I"), array("H"))
            held[0].append(number)
            held[1].append(feature(impact, kind, columns))

    def _weigh_asked(self) -> None:
        """What each word says of a way of asking, now that all are there: its part of it, rarer words more.

        That is the cosine between the two as vectors of words: phrases of any length can be alike in full, and a rare
        word that was not asked for parts them.
        """
        terms = [term for term in self._postings if term.startswith(ASKED)]
        rareness = {term: log(1 + (self._asked + 1) / (len(self._postings[term][0]) + 0.5)) for term in terms}
        squares = array("d", bytes(8 * (self._asked + 1)))
        for term in terms:
            for number in self._postings[term][0]:
                squares[number] += rareness[term] ** 2
        for term in terms:
            numbers, features = self._postings[term]
            for place, number in enumerate(numbers):
                impact = round(MAX_IMPACT * rareness[term] / squares[number] ** 0.5)
                features[place] += feature(impact, 0, 0)

    def write(self, database: Database) -> None:
        """Write the tables of the index."""
        self._weigh_asked()
        terms = sorted(self._postings)
        database.table("term").insert_all(
            {
                "text": term,
                "documents": len(self._postings[term][0]),
                "records": sum(kind_of(value) is not Kind.SOURCE for value in self._postings[term][1]),
                "shown": sum(columns_of(value) != ONLY_ASKED for value in self._postings[term][1]),
                "number": number,
            }
            for number, term in enumerate(terms, 1)
        )
        database.execute(f"CREATE INDEX {WORDS} ON term (text, records, documents) WHERE {IS_WORD}")
        database.table("word").insert_all(self._words())
        database.table("word").create_index(["sound"])
        database.table("posting").insert_all(
            {"number": number, "documents": _packed(documents), "features": _packed(features), "best": best}
            for number, documents, features, best in self._rows(terms)
        )

    def _words(self) -> list[dict[str, str | int]]:
        """The most frequent words of records, and those of the synonym table, with how they sound."""
        counts = {word: 1 for entry in self._synonyms.entries for term in entry.terms for word in fold(term).split()}
        for term, (_, features) in self._postings.items():
            told = (value for value in features if columns_of(value) != ONLY_ASKED) if term.isalpha() else ()
            records = sum(kind_of(value) is not Kind.SOURCE for value in told)
            if records:
                counts[term] = records
        fit = (word for word in counts if len(word) >= MIN_LENGTH and word.isalpha())
        chosen = sorted(fit, key=lambda word: (-counts[word], word))[:MAX_WORDS]
        return [{"word": word, "records": counts[word], "sound": sound_of(word)} for word in sorted(chosen)]

    def _rows(self, terms: Iterable[str]) -> Iterator[tuple[int, array[int], array[int], bytes]]:
        for number, term in enumerate(terms, 1):
            documents, features = self._postings[term]
            yield number, documents, features, _packed(_best(documents, features))

    def _impacts(self, document: Document) -> dict[str, tuple[int, int]]:
        """For each term of the document how much it says of it (0 to MAX_IMPACT), and the columns that hold it."""
        weighted: dict[str, float] = {}
        columns: dict[str, int] = {}
        title_weight = _PAGE_TITLE_WEIGHT if document.heading else _WEIGHTS[IN_TITLE]
        body = Counter(terms_of(document.body, self._phrases))
        length = 1 - LENGTH_PART + LENGTH_PART * body.total() / USUAL_LENGTH
        for term, count in body.items():
            weighted[term] = count / length
            columns[term] = IN_BODY
        for text, column, weight in (
            (document.title, IN_TITLE, title_weight),
            (document.aliases, IN_ALIASES, _WEIGHTS[IN_ALIASES]),
            (document.heading, IN_HEADING, _WEIGHTS[IN_HEADING]),
            ("\n".join(document.asked), ONLY_ASKED, _ASKED_WEIGHT),
        ):
            for term in set(terms_of(text, self._phrases)):
                weighted[term] = weighted.get(term, 0.0) + weight
                columns[term] = columns.get(term, 0) | column
        return {
            term: (round(MAX_IMPACT * value / (value + SATURATION)), columns[term]) for term, value in weighted.items()
        }


def _best(documents: array[int], features: array[int]) -> array[int]:
    """Of a frequent term the documents of which it says most, the first of equals; empty for a rare one."""
    if len(documents) <= BEST:
        return array("I")
    order = sorted(range(len(documents)), key=lambda place: -impact_of(features[place]))
    return array("I", (documents[place] for place in order[:BEST]))


def _packed(numbers: array[int]) -> bytes:
    """Little-endian on every machine, so that the same content gives the same bytes."""
    if sys.byteorder == "big":
        numbers = array(numbers.typecode, numbers)
        numbers.byteswap()
    return numbers.tobytes()
