"""How hard a page is to read: the LIX index, which needs no dictionary and comes out the same everywhere.

LIX is the mean number of words in a sentence plus the percentage of words longer than six letters (Björnsson 1968).
About 30 is fiction, 40 a newspaper, 50 a technical text; lower is easier.
"""

import re
from collections.abc import Iterable

_LONG = 6
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]*")


def lix(paragraphs: Iterable[str]) -> float:
    """The index of a text given as its paragraphs and list items; 0 for one without words."""
    sentences = 0
    words: list[str] = []
    for paragraph in paragraphs:
        for sentence in _SENTENCE_END.split(paragraph):
            found = _WORD.findall(sentence)
            sentences += bool(found)
            words += found
    if not words:
        return 0.0
    long_words = sum(len(word) > _LONG for word in words)
    return len(words) / sentences + 100 * long_words / len(words)
