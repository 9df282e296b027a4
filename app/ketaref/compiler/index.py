"""The index that search reads: for each word or phrase the documents that hold it, and how much it says of each.

How much is worked out here, once, so that a key costs a sum and no statistics (see `ketaref.store.index`).
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sqlite_utils import Database

from ketaref.compiler.documents import Document
from ketaref.core.location import SEARCHED_KINDS, Kind
from ketaref.core.stems import content_stems
from ketaref.core.synonyms import Synonyms
from ketaref.core.words import ASKED, Phrases, terms_of
from ketaref.store.index import BEST, IN_ALIASES, IN_BODY, IN_HEADING, IN_TITLE, MAX_IMPACT, feature, impact_of, kind_of

SATURATION = 3.0
"""A term weighs half of what it can where its weighted count reaches this (k1 of BM25)."""
LENGTH_PART = 0.4
"""How much longer texts are held against their terms (b of BM25)."""
USUAL_LENGTH = 100
"""Terms of a body that is neither long nor short."""

_WEIGHTS = {IN_TITLE: 10.0, IN_ALIASES: 6.0, IN_HEADING: 8.0, IN_BODY: 1.0}
_ASKED_WEIGHT = 3.0
_PAGE_TITLE_WEIGHT = 3.0
"""Of the page's title in a section, which its own heading describes better."""


class IndexWriter:
    """Takes documents one by one, in the order of their numbers, which begin with 1."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._phrases = Phrases(synonyms.phrases())
        self._postings: dict[str, tuple[array[int], array[int]]] = {}
        self._number = 0

    def add(self, document: Document) -> int:
        """Index a document; its number."""
        return self._add(document.kind, self._impacts(document))

    def add_asked(self, kind: Kind, phrase: str) -> int:
        """Index a way to ask for a document of this kind, after all documents and other ways; its number.

        It has terms of its own, the stems of its words. What a word says of it is the root of its part of the phrase, so
        that phrases of any length can be alike in full.
        """
        stems = content_stems(phrase)
        impact = round(MAX_IMPACT / max(len(stems), 1) ** 0.5)
        return self._add(kind, {f"{ASKED}{stem}": (impact, IN_BODY) for stem in stems})

    def _add(self, of_kind: Kind, impacts: Mapping[str, tuple[int, int]]) -> int:
        self._number += 1
        kind = SEARCHED_KINDS.index(Kind(of_kind))
        for term, (impact, columns) in impacts.items():
            held = self._postings.get(term)
            if held is None:
                held = self._postings[term] = (array("I"), array("H"))
            held[0].append(self._number)
            held[1].append(feature(impact, kind, columns))
        return self._number

    def write(self, database: Database) -> None:
        """Write the tables of the index."""
        terms = sorted(self._postings)
        database.table("term").insert_all(
            {
                "text": term,
                "documents": len(self._postings[term][0]),
                "records": sum(kind_of(value) is not Kind.SOURCE for value in self._postings[term][1]),
                "number": number,
            }
            for number, term in enumerate(terms, 1)
        )
        database.table("posting").insert_all(
            {"number": number, "documents": _packed(documents), "features": _packed(features), "best": best}
            for number, documents, features, best in self._rows(terms)
        )

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
            ("\n".join(document.asked), IN_BODY, _ASKED_WEIGHT),
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
