"""Numbers hold on to their units, and units to each other: a line never ends between 0.5 and mg, or mg/ and kg."""

import re
from collections.abc import Callable

WORD_JOINER = "\u2060"
"""Holds a unit such as mg/kg together at the end of a line. What is copied or read out leaves it out."""

_TAG = re.compile(r"(<[^>]*>)")
_NUMBER_AND_UNIT = re.compile(r"(?<=\d) (?=(?:mg|mcg|µg|μg|g|kg|ng|ml|mL|l|L|min|h|mm|mmHg|bpm|IU|%)\b)")
_UNIT_PER_UNIT = re.compile(r"(?<![\w/.])(?:mg|mcg|µg|μg|ng|g|kg|ml|mL|mmol|IU)(?:/\w+)+")


def between_tags(html: str, change: Callable[[str], str]) -> str:
    """HTML with its text changed, and its tags as they were."""
    pieces = _TAG.split(html)
    pieces[::2] = [change(piece) for piece in pieces[::2]]
    return "".join(pieces)


def units_unbroken(text: str) -> str:
    """Text with its numbers and units held together."""
    return _UNIT_PER_UNIT.sub(_joined, _NUMBER_AND_UNIT.sub("\N{NO-BREAK SPACE}", text))


def _joined(unit: re.Match[str]) -> str:
    return unit[0].replace("/", f"{WORD_JOINER}/{WORD_JOINER}")
