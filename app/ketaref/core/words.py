"""Text as words that search compares, with what holds them together. The index and the query parser read with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ketaref.core.fold import fold
from ketaref.core.stems import SHORTEST, stem

UNITS = {
    "mg": (),
    "mcg": ("microgram", "micrograms"),
    "g": (),
    "kg": (),
    "ng": (),
    "ml": (),
    "l": (),
    "mmhg": (),
    "min": ("minutes", "minute"),
    "minutes": ("min",),
    "h": ("hours", "hour"),
    "hours": ("h",),
    "yo": (),
}
"""Units that belong to the number before them, with other ways to write them."""

STEM = "*"
"""Begins a term that is a stem: no word does."""
ASKED = "?"
"""Begins a term that is a stem in a way in which people ask for a document."""

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}

FRAME = "~"
"""Begins the name of what a question asks for, among the stems of ways to ask."""

LONGEST_RUN = 6
LONGEST_JOINED = 18

_NUMBER_WITH_UNIT = re.compile(r"(?<=[0-9])(?=(?:mg|mcg|[µμ]g|kg|g|ng|ml|min|h|mmhg|yo)\b)", re.IGNORECASE)
_HELD_TOGETHER = re.compile(r"\w['’.‐‑–-]\w|[0-9]")
_ADDRESS = re.compile(r"://|www\.|[a-z]\.(?:com|gov|org|net|eu|uk|au)\b|^10\.\d{4}")
"""Of a web page or a DOI: nobody types their parts as one word."""
_DECIMAL = re.compile(r"(?<=[0-9])[.,](?=[0-9])")


@dataclass(frozen=True, eq=False)
class Word:
    """A folded word with how it was written.

    `glued` to the one before where a hyphen, point or unit holds them; `decimal` where it stands behind a decimal point
    (then it is no number of its own: 5 mg is not in 0.5 mg).
    """

    text: str
    raw: str
    glued: bool = False
    in_capitals: bool = False
    decimal: bool = False


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    return [word for chunk in _NUMBER_WITH_UNIT.sub(" ", text).split() for word in _parts(chunk)]


@lru_cache(maxsize=20_000)
def _parts(chunk: str) -> tuple[Word, ...]:
    texts = fold(chunk).split()
    held = bool(_HELD_TOGETHER.search(chunk)) or (bool(texts) and all(part in UNITS for part in texts))
    held = held and not _ADDRESS.search(chunk)
    capitals = chunk.isupper() and len(chunk) > 1
    decimals = {len(fold(chunk[: match.start()]).split()) for match in _DECIMAL.finditer(chunk)}
    return tuple(
        Word(
            folded,
            _raw(chunk, texts, index, held),
            glued=held and index > 0,
            in_capitals=capitals,
            decimal=index in decimals,
        )
        for index, folded in enumerate(texts)
    )


def _raw(chunk: str, texts: Sequence[str], index: int, held: bool) -> str:
    if not held and len(texts) > 1:
        return texts[index]
    return chunk.strip('.,;:!?"“”') if index == 0 or not held else ""


def run_length(words: Sequence[Word], start: int) -> int:
    """The number of words from `start` on that are one thing: glued, or a number with its unit ("0 5 mg kg")."""
    end = start + 1
    while end < len(words) and (words[end].glued or _is_unit_of(words[end], words[end - 1])):
        end += 1
    return end - start


def _is_unit_of(word: Word, number: Word) -> bool:
    return number.text.isdigit() and word.text in UNITS


class Phrases:
    """Phrases that the index keeps beside single words: those that the synonym table holds."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._by_first: dict[str, dict[int, set[tuple[str, ...]]]] = {}
        for phrase in phrases:
            if len(phrase) > 1:
                self._by_first.setdefault(phrase[0], {}).setdefault(len(phrase), set()).add(phrase)

    def starting_at(self, texts: Sequence[str], start: int) -> Iterator[str]:
        """Every phrase that stands at this place."""
        for length, phrases in self._by_first.get(texts[start], {}).items():
            part = tuple(texts[start : start + length])
            if part in phrases:
                yield " ".join(part)


def terms_of(text: str, phrases: Phrases) -> Iterator[str]:
    """Everything in a text by which the index finds it, as often as it stands there: words, known phrases, what is
    glued ("pcl 5", also "pcl5"), numbers with their units ("0 5 mg kg"), and stems."""
    words = words_of(text)
    texts = [word.text for word in words]
    start = 0
    while start < len(words):
        length = run_length(words, start)
        if length > 1:
            yield from _terms_of_run(words[start : start + length])
        for place in range(start, start + length):
            if not words[place].decimal and not (place + 1 < len(words) and words[place + 1].decimal):
                yield texts[place]
                if len(texts[place]) >= SHORTEST:
                    yield f"{STEM}{stem(texts[place])}"
            yield from phrases.starting_at(texts, place)
        yield from _number_with_noun(words, start + length - 1)
        start += length


def _number_with_noun(words: Sequence[Word], place: int) -> Iterator[str]:
    """A number with what it counts: "6 infusions", also for six infusions."""
    word = words[place]
    number = word.text if word.text.isdigit() else NUMBER_WORDS.get(word.text)
    if number and not word.decimal and place + 1 < len(words) and words[place + 1].text.isalpha():
        yield f"{number} {words[place + 1].text}"


def _terms_of_run(run: Sequence[Word]) -> Iterator[str]:
    texts = [word.text for word in run]
    for start in range(len(run)):
        if run[start].decimal:
            continue
        for end in range(start + 2, min(len(run), start + LONGEST_RUN) + 1):
            if end < len(run) and run[end].decimal:
                continue
            yield " ".join(texts[start:end])
            joined = "".join(texts[start:end])
            if not texts[start].isdigit() and len(joined) <= LONGEST_JOINED:
                yield joined
