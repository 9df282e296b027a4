"""The part of a text that shows best why it was found."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from ketaref.core.hit import MARK_END, MARK_START
from ketaref.core.query import Alternative

WORDS_BEFORE = 5
LETTERS = 130
"""Of a snippet, without marks; it ends with a word."""

ROOM = 30
"""Of these, for the words before the first match."""
MATCHES = 40
"""Places in a text that are compared."""

_GAP = r"[\W_]+"


class Snippets:
    """Finds and marks what a query asked for."""

    def __init__(self, alternatives: Iterable[Alternative]) -> None:
        longest_first = sorted(alternatives, key=lambda alternative: -len(alternative.text))
        parts = (
            _GAP.join(map(re.escape, alternative.words)) + (r"\w*" if alternative.prefix else "")
            for alternative in longest_first
        )
        joined = "|".join(dict.fromkeys(parts))
        self._pattern = re.compile(rf"\b(?:{joined})\b") if joined else None

    def of(self, text: str) -> str:
        """The part with most of what was asked, marked; the beginning where nothing of it stands in the text."""
        # Small letters are searched in half the time; the few that are longer than the capital leave the text as it is.
        small = text.lower()
        searched = small if len(small) == len(text) else text
        matches = list(self._pattern.finditer(searched)) if self._pattern else []
        start = _start(text, matches)
        end = _end(text, start + LETTERS)
        part = f"{'…' if start else ''}"
        place = start
        for match in matches:
            if match.start() >= start and match.end() <= end:
                part += f"{text[place : match.start()]}{MARK_START}{text[match.start() : match.end()]}{MARK_END}"
                place = match.end()
        return " ".join(f"{part}{text[place:end]}{'…' if end < len(text) else ''}".split())


def _start(text: str, matches: list[re.Match[str]]) -> int:
    """Some words before the match with most different ones after it."""
    if not matches:
        return 0
    starts = [match.start() for match in matches]
    words = [match.group() for match in matches]
    at, most = 0, 0
    for place, start in enumerate(starts[:MATCHES]):
        different = len(set(words[place : bisect_left(starts, start + LETTERS - ROOM)]))
        if different > most:
            at, most = start, different
    for _ in range(WORDS_BEFORE):
        at = max(text.rfind(" ", 0, max(at - 1, 0)) + 1, 0)
    return at


def _end(text: str, end: int) -> int:
    return len(text) if end >= len(text) else max(text.rfind(" ", 0, end), end - 30)
