"""Search over the content: lexical, explainable, and quick enough to run at every key on the GUI thread.

Exact names come first, then names that the synonym table gives, then full text by bm25. Where all words together find
nothing, spelling is repaired, then any of the words will do, and at last the nearest terms are offered.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ketaref.core.hit import MARK_END, MARK_START, Hit, SearchResults, marked_words
from ketaref.core.location import Kind, Location
from ketaref.core.query import Alternative, SearchQuery, Synonyms, WordGroup
from ketaref.core.reasons import Reasons
from ketaref.core.synonyms import inflections
from ketaref.store.content import ContentStore

Suggest = Callable[[str], list[str]]
"""Words of this content near a misspelt one, the nearest first."""

SAFETY_KINDS = frozenset({Kind.CONTRAINDICATION, Kind.ADVERSE_EFFECT, Kind.INTERACTION})

MIN_FULL_TEXT = 3
"""Fewer letters look in names only: ranking every match of a short prefix costs most and tells least."""

CANDIDATES = 150
ENOUGH_HITS = 3
PER_TOPIC = 2
NEAREST = 5
SNIPPETS = 24
"""Hits with a snippet of what matched; it is most of the cost, and nobody reads on further at every key."""
SNIPPET_WORDS = 18
BEGINNING = 120
"""Letters shown of a text in which only the name matches."""

_WEIGHTS = "10.0, 6.0, 4.0, 1.0"  # title, aliases, heading, body
_BODY_COLUMN = 3
_KIND_ORDER = {Kind.CLAIM: 2, Kind.GLOSSARY: 2, Kind.SOURCE: 3} | dict.fromkeys(SAFETY_KINDS, 0)
_FACTOR_BY_KIND = (
    "CASE document.kind WHEN 'source' THEN 0.2 WHEN 'glossary' THEN 0.9 WHEN 'claim' THEN 0.1"
    " WHEN 'contraindication' THEN 1.25 WHEN 'adverse_effect' THEN 1.25 WHEN 'interaction' THEN 1.25 ELSE 1.0 END"
)
"""Scores nearer than these factors count as a tie, which safety wins; a reference comes after what rests on it."""
_COLUMN_FACTORS = (("title", 1.3), ("title aliases heading", 1.3))
"""For documents that hold all of the query in their names: what a text is about counts more than what it mentions."""
_NAME_BEGINS_FACTOR = 1.4
_PREFERRED_FACTOR = 2.0
"""For the kind that the way of asking points to: more than that of safety, as it is what was asked."""
_TYPED_WEIGHT = 0.5
_UNLIKE_FACTOR = 0.5
"""For titles with what the synonym table says is mistaken for the words asked: esketamine for ketamine."""
_TYPED_EXACTLY, _CALLED_EXACTLY, _HOLDS_ALL, _HOLDS_ANY = range(4)

_COLUMNS = (
    "document.id, document.kind, document.record_id, document.anchor, document.title, document.heading, document.beside"
)

_OF_KIND = "AND document.kind = coalesce(?, document.kind)"


@dataclass(frozen=True)
class _Document:
    number: int
    kind: Kind
    record_id: str
    anchor: str
    title: str
    heading: str
    beside: str


@dataclass(frozen=True)
class _Names:
    """Documents by name: called exactly what was typed, called by a synonym of it, or with a name that begins so."""

    typed: frozenset[int] = frozenset()
    called: frozenset[int] = frozenset()
    titled: frozenset[int] = frozenset()
    beginning: frozenset[int] = frozenset()


class Search:
    """Search over one content store. `suggest` repairs spelling; without it, only known misspellings are."""

    def __init__(self, store: ContentStore, suggest: Suggest | None = None) -> None:
        self._store = store
        self._suggest = suggest

    @cached_property
    def synonyms(self) -> Synonyms:
        """The synonym table, read at first use (some ten milliseconds; whoever cares asks for it beforehand)."""
        return Synonyms(self._store.synonyms())

    def search(self, text: str, kind: Kind | None = None, limit: int = 50, repair: bool = True) -> SearchResults:
        """What answers `text`, at most `limit` hits, of one kind if given. Any text will do.

        Without `repair` the words are taken as typed, for "search instead for ...". Raises StoreError when the content
        file is damaged.
        """
        query = SearchQuery.parse(text, self.synonyms, repair)
        if not query.folded:
            return SearchResults(query.text, (), nearest=self._contents() if text.strip() else ())
        hits = self._hits(query, kind, limit) or self._hits(query.in_words, kind, limit)
        if hits:
            return SearchResults(query.text, hits, shown_for=query.repaired)
        for repaired in self._repaired(query) if repair else ():
            hits = self._hits(SearchQuery.parse(repaired, self.synonyms), kind, limit)
            if hits:
                return SearchResults(query.text, hits, shown_for=repaired)
        hits = self._hits(query.in_words, kind, limit, any_word=True)
        return SearchResults(query.text, hits, query.repaired if hits else None, () if hits else self._nearest(query))

    # Finding and ranking

    def _hits(self, query: SearchQuery, kind: Kind | None, limit: int, any_word: bool = False) -> tuple[Hit, ...]:
        if len(query.content_words) < MIN_FULL_TEXT and not query.explanations:
            hits = self._hits_by_name(query, kind, limit)
            if hits:
                return hits
        names = self._names(query)
        ranked = _merged(self._ranked(query, names, kind, any_word), limit)
        if not any_word and 0 < len(ranked) < ENOUGH_HITS and len(query.in_words.groups) > 1:
            known = {document.number for document in ranked}
            further = self._ranked(query.in_words, names, kind, any_word=True)
            ranked = _merged([*ranked, *(document for document in further if document.number not in known)], limit)
        return self._shown(ranked, query)

    def _hits_by_name(self, query: SearchQuery, kind: Kind | None, limit: int) -> tuple[Hit, ...]:
        rows = self._store.all(
            f"SELECT {_COLUMNS}, name.folded FROM name JOIN document ON document.id = name.document_id"  # noqa: S608
            f" WHERE name.folded >= ? AND name.folded < ? {_OF_KIND} LIMIT {CANDIDATES}",
            (*_range(query.content_words), kind),
        )
        found = {
            row[0]: (row[7] != query.content_words, _document(row))
            for row in sorted(rows, key=lambda row: row[7])[::-1]
        }
        ordered = sorted(found.values(), key=lambda pair: (pair[0], _KIND_ORDER.get(pair[1].kind, 1), pair[1].title))
        return self._shown(_merged([document for _, document in ordered], limit), None)

    def _ranked(self, query: SearchQuery, names: _Names, kind: Kind | None, any_word: bool) -> list[_Document]:
        """The documents that match, best first."""
        joiner = " OR " if any_word else " AND "
        match = _match_text([group.alternatives for group in query.groups], joiner)
        scores = self._scores(match, kind, query.prefers)
        if query.explanations:
            # What was typed counts more, so that a synonym does not outrank the word itself.
            as_typed = _match_text([group.as_typed for group in query.groups], joiner)
            for number, (document, score) in self._scores(as_typed, kind, query.prefers).items():
                scores[number] = (document, scores.get(number, (document, 0.0))[1] + score * _TYPED_WEIGHT)
        for columns, factor in _COLUMN_FACTORS:
            for number in self._matching(columns, match) & scores.keys():
                scores[number] = (scores[number][0], scores[number][1] * factor)
        if query.unlike:
            unlike = _match_text([[Alternative(tuple(phrase.split())) for phrase in query.unlike]], "")
            for number in self._matching("title", unlike) & scores.keys():
                scores[number] = (scores[number][0], scores[number][1] * _UNLIKE_FACTOR)
        for document in self._documents(names.typed | names.called, scores, kind):
            scores[document.number] = (document, 0.0)

        def order(item: tuple[_Document, float]) -> tuple[int, int, bool, float, int]:
            document, score = item
            # Who asks how often something happens does not ask what it is: then only the preferred kind wins by name.
            asked_for = query.prefers in (None, document.kind)
            tier = _tier(document.number, names if asked_for else _Names(), any_word)
            by_name = tier in (_TYPED_EXACTLY, _CALLED_EXACTLY)
            factor = _NAME_BEGINS_FACTOR if document.number in names.beginning else 1.0
            kind_order = _KIND_ORDER.get(document.kind, 1) if by_name else 0
            untitled = by_name and document.number not in names.titled
            return (tier, kind_order, untitled, -score * factor, document.number)

        return [document for document, _ in sorted(scores.values(), key=order)]

    def _scores(self, match: str, kind: Kind | None, preferred: Kind | None) -> dict[int, tuple[_Document, float]]:
        """The best documents for a full-text expression with their bm25, turned so that more is better."""
        rows = self._store.all(
            f"SELECT {_COLUMNS}, bm25(document_fts, {_WEIGHTS}) * {_FACTOR_BY_KIND}"  # noqa: S608
            f" * iif(document.kind = ?, {_PREFERRED_FACTOR}, 1.0) AS score"
            " FROM document_fts JOIN document ON document.id = document_fts.rowid"
            f" WHERE document_fts MATCH ? {_OF_KIND} ORDER BY score LIMIT {CANDIDATES}",
            (preferred, match, kind),
        )
        return {row[0]: (_document(row), -row[7]) for row in rows}

    def _matching(self, columns: str, match: str) -> set[int]:
        """The documents that match within some columns."""
        rows = self._store.all(
            "SELECT rowid FROM document_fts WHERE document_fts MATCH ?", (f"{{{columns}}} : ({match})",)
        )
        return {number for (number,) in rows}

    def _names(self, query: SearchQuery) -> _Names:
        typed = {query.folded, query.content_words}
        groups = query.groups
        called = {text for group in groups for text in _names_of(group)} if len(groups) == 1 else set()
        marks = ", ".join("?" * len(typed | called))
        exact = self._store.all(
            f"SELECT folded, document_id, is_title FROM name WHERE folded IN ({marks})",  # noqa: S608
            tuple(sorted(typed | called)),
        )
        open_ended = bool(groups) and groups[-1].alternatives[0].prefix
        begins = self._store.all(
            "SELECT document_id FROM name WHERE folded >= ? AND folded < ? LIMIT ?",
            (*_range(query.content_words), CANDIDATES if open_ended else 0),
        )
        return _Names(
            typed=frozenset(number for folded, number, _ in exact if folded in typed),
            called=frozenset(number for folded, number, _ in exact if folded not in typed),
            titled=frozenset(number for _, number, is_title in exact if is_title),
            beginning=frozenset(number for (number,) in begins),
        )

    def _documents(self, numbers: Iterable[int], known: Container[int], kind: Kind | None) -> list[_Document]:
        """The documents with these numbers that are not known yet."""
        missing = [number for number in numbers if number not in known]
        if not missing:
            return []
        marks = ", ".join("?" * len(missing))
        sql = f"SELECT {_COLUMNS} FROM document WHERE id IN ({marks}) {_OF_KIND}"  # noqa: S608
        return [_document(row) for row in self._store.all(sql, (*missing, kind))]

    # Showing

    def _shown(self, documents: Sequence[_Document], query: SearchQuery | None) -> tuple[Hit, ...]:
        """The hits of these documents, the first with what matches the query in their texts, and why."""
        snippets = self._beginnings([document.number for document in documents])
        marked: dict[int, str] = {}
        if query:
            match = _match_text([group.alternatives for group in query.groups], " OR ")
            marked = self._snippets(match, [document.number for document in documents[:SNIPPETS]])
            snippets |= marked
        reasons = Reasons(query) if query and query.explanations else None
        return tuple(
            Hit(
                kind=document.kind,
                id=document.record_id,
                title=document.title,
                section=document.heading or document.beside,
                snippet=snippets[document.number],
                location=Location(document.kind, document.record_id, document.anchor),
                matched=reasons.of(document.title, document.heading, marked_words(marked[document.number]))
                if reasons and document.number in marked
                else (),
            )
            for document in documents
        )

    def _snippets(self, match: str, numbers: Sequence[int]) -> dict[int, str]:
        """The part of each text that matches best, with marks."""
        marks = ", ".join("?" * len(numbers))
        rows = self._store.all(
            f"SELECT rowid, snippet(document_fts, {_BODY_COLUMN}, ?, ?, '…', {SNIPPET_WORDS})"  # noqa: S608
            f" FROM document_fts WHERE document_fts MATCH ? AND rowid IN ({marks})",
            (MARK_START, MARK_END, match, *numbers),
        )
        return {number: " ".join(snippet.split()) for number, snippet in rows}

    def _beginnings(self, numbers: Sequence[int]) -> dict[int, str]:
        marks = ", ".join("?" * len(numbers))
        sql = f"SELECT id, substr(body, 1, {BEGINNING}) || iif(length(body) > {BEGINNING}, '…', '')"
        return dict(self._store.all(f"{sql} FROM document WHERE id IN ({marks})", tuple(numbers)))

    # When too little is found

    def _repaired(self, query: SearchQuery) -> Iterator[str]:
        """The query with the words that this content does not know replaced by the nearest that it does."""
        if self._suggest is None:
            return
        words = query.content_words.split()
        unknown = {word: self._suggest(word) for word in words if len(word) >= MIN_FULL_TEXT and not self._knows(word)}
        if not any(unknown.values()):
            return
        for choice in range(max(map(len, unknown.values()))):
            yield " ".join(
                suggested[min(choice, len(suggested) - 1)] if (suggested := unknown.get(word)) else word
                for word in words
            )

    def _knows(self, word: str) -> bool:
        """Whether the word, or one that begins with it, is in the content."""
        return self._store.one("SELECT 1 FROM word WHERE word >= ? AND word < ? LIMIT 1", _range(word)) is not None

    def _nearest(self, query: SearchQuery) -> tuple[str, ...]:
        """Terms of this content that are like what was typed, or else its first topics."""
        terms: dict[str, None] = {}
        for word in sorted(query.content_words.split(), key=len, reverse=True):
            terms |= dict.fromkeys(filter(self._knows, self._suggest(word) if self._suggest else ()))
            for length in range(len(word), 1, -1):
                if len(terms) >= NEAREST:
                    break
                rows = self._store.all(
                    "SELECT DISTINCT document.title FROM name JOIN document ON document.id = name.document_id"
                    " WHERE name.folded >= ? AND name.folded < ? AND document.kind <> ? LIMIT ?",
                    (*_range(word[:length]), Kind.SOURCE, NEAREST),
                )
                terms |= dict.fromkeys(title for (title,) in rows)
        return tuple(terms)[:NEAREST] or self._contents()

    def _contents(self) -> tuple[str, ...]:
        return tuple(topic.title for topic in self._store.topics()[:NEAREST])


def _match_text(groups: Iterable[Iterable[Alternative]], joiner: str) -> str:
    """A full-text expression: one alternative of each group (" AND ") or of any group (" OR ")."""
    return joiner.join(f"({' OR '.join(map(_quoted, group))})" for group in groups)


def _quoted(alternative: Alternative) -> str:
    """The one place where words become full-text syntax: folded words hold letters and digits only, quoted they are
    words even if they spell an operator (NEAR, AND)."""
    words = "".join(char for char in alternative.text if char.isalnum() or char == " ")
    return f'"{words}" *' if alternative.prefix else f'"{words}"'


def _names_of(group: WordGroup) -> Iterator[str]:
    """Everything that something may be called which a group asks for: singular, plural, and as the vocabulary of
    side effects turns it round (increased blood pressure: blood pressure increased)."""
    for alternative in group.alternatives:
        *first, last = alternative.words
        for form in (last, *inflections(last)):
            yield " ".join((*first, form))
        if first:
            yield " ".join((*alternative.words[1:], alternative.words[0]))


def _tier(number: int, names: _Names, any_word: bool) -> int:
    if number in names.typed:
        return _TYPED_EXACTLY
    if number in names.called:
        return _CALLED_EXACTLY
    return _HOLDS_ANY if any_word else _HOLDS_ALL


def _merged(documents: Iterable[_Document], limit: int) -> list[_Document]:
    """At most `limit` documents, at most two of the same page."""
    kept: list[_Document] = []
    of_topic: dict[str, int] = {}
    for document in documents:
        if document.kind is Kind.TOPIC:
            of_topic[document.record_id] = of_topic.get(document.record_id, 0) + 1
            if of_topic[document.record_id] > PER_TOPIC:
                continue
        kept.append(document)
        if len(kept) >= limit:
            break
    return kept


def _document(row: tuple[object, ...]) -> _Document:
    number, kind, *texts = row[:7]
    return _Document(int(str(number)), Kind(str(kind)), *map(str, texts))


def _range(prefix: str) -> tuple[str, str]:
    """From `prefix` to before the first text that no longer begins with it."""
    return (prefix, f"{prefix}\U0010ffff")
