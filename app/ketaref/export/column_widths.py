"""How the columns of a table share its width: no word broken while there is room, much text in the widest column."""

import math
from collections.abc import Sequence
from typing import NamedTuple

_GROWTH = 0.65
"""Below 1, short columns stay wide enough; above a half, much text gets room before rows grow high."""
_STEPS = 40
"""Halvings: fine enough for any length of paper."""


class Need(NamedTuple):
    """What a column holds: width of its longest word, of its longest text in one line, and its usual number of letters.

    `asked` is a share of the table's width from 0 to 1 that the author of the table wants, whatever it holds; 0: none.
    """

    least: float
    most: float
    letters: float
    asked: float = 0.0


def column_widths(needs: Sequence[Need], width: float) -> list[float]:
    """A width for each column, together `width`.

    Columns grow with their letters, but less than these (`_GROWTH`).
    """
    room = width * (1 - sum(need.asked for need in needs))
    free = [need for need in needs if not need.asked]
    shared = iter(_shared(free, room))
    return [need.asked * width if need.asked else next(shared) for need in needs]


def _shared(needs: Sequence[Need], room: float) -> list[float]:
    least, most = sum(need.least for need in needs), sum(need.most for need in needs)
    if least >= room:
        return [need.least * room / least for need in needs]
    if most <= room:
        return [need.most * room / most for need in needs]
    low, high = 0.0, room
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(_at(need, middle) for need in needs) < room else (low, middle)
    widths = [_at(need, low) for need in needs]
    return [each * room / sum(widths) for each in widths]


def _at(need: Need, scale: float) -> float:
    return max(need.least, min(need.most, scale * math.pow(need.letters, _GROWTH)))
