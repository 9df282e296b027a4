"""British and American spellings of one word: anaesthesia and anesthesia, randomised and randomized."""

import re
from functools import lru_cache

SHORTEST = 5
"""Shorter words spell other things: does, hour."""

_AMERICAN = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"ae(?!r)|oe(?!s$)", "e"),
        (r"is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)", "iz"),
        (r"ys(?=(?:e|es|ed|er|ers|ing)$)", "yz"),
        (r"lliz", "liz"),
        (r"our(?=(?:s|ed|ing|al|able|less|ful)?$)", "or"),
        (r"(?<=[bt])re$", "er"),
        (r"mme(?=s?$)", "m"),
        (r"(?<=ic|ef|ff)ence(?=s?$)", "ense"),
        (r"ogue(?=s?$)", "og"),
        (r"sulph", "sulf"),
    )
)


@lru_cache(maxsize=50_000)
def american(word: str) -> str:
    """A folded word as American English spells it. What only looks British changes too, so compare both sides by it."""
    if len(word) < SHORTEST:
        return word
    for british, spelt in _AMERICAN:
        word = british.sub(spelt, word)
    return word
