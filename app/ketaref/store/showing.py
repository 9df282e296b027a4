"""Documents that were found, as the hits that are shown: what of the text answers, and why they were found."""

from collections.abc import Iterator, Mapping, Sequence

from ketaref.core.fold import fold
from ketaref.core.hit import Hit, marked_words
from ketaref.core.location import Location
from ketaref.core.query import Alternative, SearchQuery
from ketaref.core.reasons import Reasons
from ketaref.core.stems import content_stems, stem
from ketaref.store.content import ContentStore
from ketaref.store.ordering import UNASKED, Asked, Found
from ketaref.store.reading import Reading
from ketaref.store.snippets import Snippets

SNIPPETS = 20
"""Hits with the part of their text that answers; nobody reads on further at every key."""
ALIKE = 0.6
"""The share of the query that a way of asking must hold to be told as the reason."""
LONGEST_TOLD = 6
"""Words of a way of asking that is told as it is. A longer one, or one with numbers, reads like notes on somebody."""
FURTHER_TOLD = 1
"""Words of such a way beside those that were typed: with more it tells of somebody else's question."""
BEGINNING = 120
"""Letters shown of the others."""


def shown(
    store: ContentStore, documents: Sequence[Found], reading: Reading | None, asked: Mapping[int, Asked]
) -> tuple[Hit, ...]:
    """The hits of these documents; without a query with the beginnings of their texts."""
    texts = _texts(store, [document.number for document in documents])
    query = reading.query if reading else None
    snippets = Snippets(_in_content(reading)) if reading else None
    reasons = Reasons(query) if query and query.explanations else None
    hits: list[Hit] = []
    for place, document in enumerate(documents):
        text = texts[document.number]
        explained = snippets is not None and place < SNIPPETS
        snippet = snippets.of(text) if snippets and explained else _beginning(text)
        found_in = (document.title, document.heading, marked_words(snippet))
        why = reasons.of(*found_in) if reasons and explained else ()
        if query and explained and not why:
            why = _asked_as(query, asked.get(document.number, UNASKED), found_in)
        hits.append(
            Hit(
                kind=document.kind,
                id=document.record_id,
                title=document.title,
                section=document.heading or document.beside,
                snippet=snippet,
                location=Location(document.kind, document.record_id, document.anchor),
                matched=why,
            )
        )
    return tuple(hits)


def _in_content(reading: Reading) -> Iterator[Alternative]:
    """What may stand in texts for the words of the query: only what the index knows, for patterns cost time."""
    for group, found in zip(reading.query.groups, reading.groups, strict=True):
        known = {term.text for term in found.terms}
        yield from (one for one in group.alternatives if one.text in known or (one.prefix and not one.why))


def _asked_as(query: SearchQuery, asked: Asked, found_in: Sequence[str]) -> tuple[str, ...]:
    """The way of asking that led to a document which does not show the words that were typed."""
    there = {stem(word) for word in fold(" ".join(found_in)).split()}
    typed = set(query.typed_stems)
    if asked.found < ALIKE or there >= typed or typed.isdisjoint(content_stems(asked.phrase)):
        return ()
    words = set(content_stems(asked.phrase))
    alike = typed <= words and len(words) <= len(typed) + FURTHER_TOLD
    told = alike and len(asked.phrase.split()) <= LONGEST_TOLD and not any(map(str.isdigit, asked.phrase))
    return (f"asked as “{asked.phrase}”" if told else "asked in other words",)


def _texts(store: ContentStore, numbers: Sequence[int]) -> dict[int, str]:
    """The whole texts of the first documents, and the beginnings of the others."""
    whole, others = numbers[:SNIPPETS], numbers[SNIPPETS:]
    marks, other_marks = ", ".join("?" * len(whole)), ", ".join("?" * len(others))
    rows = store.all(
        f"SELECT id, body FROM document WHERE id IN ({marks})"  # noqa: S608
        f" UNION ALL SELECT id, substr(body, 1, {BEGINNING + 1}) FROM document WHERE id IN ({other_marks})",
        (*whole, *others),
    )
    return dict(rows)


def _beginning(text: str) -> str:
    return f"{text[:BEGINNING]}…" if len(text) > BEGINNING else text
