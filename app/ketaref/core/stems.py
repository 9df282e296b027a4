"""Words by their stems, so that "driving" finds "drive" and "suicidal" finds "suicide"."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol

from ketaref.core.fold import fold
from ketaref.core.spellings import american
from ketaref.core.stop_words import STOP_WORDS

SHORTEST = 3
NAMES = frozenset({"aspire"})
"""Of trials, which are no form of another word: aspiration is something else."""


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 (the library's name)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word by the English Snowball rules, one for its British and its American spelling.

    Short words and what has digits stay as they are.
    """
    if word in NAMES or len(word) < SHORTEST or not word.isalpha() or not word.isascii():
        return word
    return _stemmer().stemWord(american(word))


def content_stems(text: str) -> list[str]:
    """The stems of a text's words, each once and in order, without those that only frame a question."""
    return list(dict.fromkeys(stem(word) for word in fold(text).split() if word not in STOP_WORDS))


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of folded words."""
    return frozenset(map(stem, words))


@cache
def _stemmer() -> _Stemmer:
    # Loads with the first word: the package reads the rules of every language (8 ms), which the first screen needs not.
    from snowballstemmer.english_stemmer import EnglishStemmer  # noqa: PLC0415

    stemmer: _Stemmer = EnglishStemmer()
    return stemmer
