"""Spelling: the words of this content nearest to a misspelt one.

Apart from search because rapidfuzz costs more to import than everything else that search needs.
"""

from collections.abc import Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ketaref.core.fold import fold
from ketaref.store.content import ContentStore

SUGGESTIONS = 3
CONSIDERED = 20
MIN_LENGTH = 3


class Spelling:
    """Suggestions from the index and the synonym table; the words are read at the first question."""

    def __init__(self, store: ContentStore) -> None:
        self._store = store

    def suggest(self, word: str) -> list[str]:
        """Up to three known words, the nearest first; of equally near ones, that in more documents.

        A swapped, missing, added or wrong letter counts one each. Short words must be nearer than long ones. Where no
        whole word is near, `word` is taken for the beginning of one. Raises StoreError when the content is damaged.
        """
        folded = fold(word)
        allowed = _allowed_distance(folded)
        if not allowed:
            return []
        whole = {word: word for word in self._by_word}
        # A word may lack letters that are still to be typed, or that the user does not know: then compare beginnings.
        return self._nearest(folded, allowed, whole) or self._nearest(folded, allowed, self._beginnings(len(folded)))

    @cached_property
    def _by_word(self) -> dict[str, int]:
        """Each word to learn from with the number of documents it is in, rising."""
        words = {word: 1 for entry in self._store.synonyms() for term in entry.terms for word in fold(term).split()}
        words |= dict(self._store.all("SELECT word, documents FROM word"))
        fit = [word for word in words if len(word) >= MIN_LENGTH and not word.isdigit()]
        return {word: words[word] for word in sorted(fit, key=lambda word: (words[word], word))}

    def _beginnings(self, length: int) -> dict[str, str]:
        """Each beginning of that length, with the most frequent word that begins so."""
        return {word[:length]: word for word in self._by_word if len(word) > length}

    def _nearest(self, folded: str, allowed: int, words: dict[str, str]) -> list[str]:
        """The words whose keys are nearest."""
        found = process.extract(
            folded, list(words), scorer=OSA.distance, processor=None, score_cutoff=allowed, limit=CONSIDERED
        )
        ranked = sorted(
            (distance, near[:1] != folded[:1], -self._by_word[words[near]], words[near]) for near, distance, _ in found
        )
        return list(dict.fromkeys(word for *_, word in ranked))[:SUGGESTIONS]


def nearest_names(typed: str, names: Sequence[str]) -> list[str]:
    """Up to three of the names that `typed` may be a misspelling of, as they are written.

    Only the nearest, all of one distance: names of medicines look alike, and each more is one more to mistake.
    """
    folded = fold(typed)
    written = {fold(name): name for name in reversed(names)}
    if folded in written:
        return []
    found = process.extract(
        folded,
        list(written),
        scorer=OSA.distance,
        processor=None,
        score_cutoff=_allowed_distance(folded),
        limit=CONSIDERED,
    )
    ranked = sorted((distance, name[:1] != folded[:1], name) for name, distance, _ in found)
    return [written[name] for distance, _, name in ranked if distance == ranked[0][0]][:SUGGESTIONS]


def _allowed_distance(word: str) -> int:
    """How many letters may be wrong in a word of this length; 0 where nothing can be told."""
    if len(word) < MIN_LENGTH:
        return 0
    return 1 if len(word) < 5 else 2 if len(word) < 9 else 3
