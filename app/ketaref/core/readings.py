"""Numbers that people type as they read them, a blood pressure, an age, a pulse, and what they are looked up by.

A reading is never judged here: which one is too high or too low stands in the records, with its source.
"""

from collections.abc import Sequence
from typing import NamedTuple

ADULT, OLDER, IMPOSSIBLE_AGE = 18, 65, 130
"""Years of age, as labels part them."""

_PULSE = frozenset({"heart rate", "hr", "pulse", "pulse rate"})
_SATURATION = frozenset({"o2 sats", "oxygen saturation", "sat", "sats", "saturation", "spo2"})
_RAISED_PRESSURE = ("raised blood pressure", "increased blood pressure", "high blood pressure")
_LOW_PRESSURE = ("low blood pressure", "hypotension")
_BELOW = 100
"""mmHg systolic: a reading under it is looked up by the words for low pressure, which is where people look for it."""


class Read(NamedTuple):
    """The terms for a reading, and why they are looked up. `alone`: only where no text holds the very numbers."""

    terms: tuple[str, ...]
    why: str
    alone: bool = False


def what_is_read(words: Sequence[str]) -> Read | None:
    """What two folded words say together: a pair of numbers, a number with its unit, or a vital sign with a number.

    None for all else, and for readings that nobody is called anything for.
    """
    if len(words) != 2:
        return None
    first, second = words
    if first.isdecimal() and second.isdecimal() and _is_pressure(int(first), int(second)):
        terms = _LOW_PRESSURE if int(first) < _BELOW else _RAISED_PRESSURE
        return Read(terms, f"{first}/{second} → blood pressure", alone=True)
    people = _people_of(int(first)) if first.isdecimal() and second == "yo" else ()
    if people:
        return Read(people, f"{first} years → {people[0]}")
    if second.isdecimal() and first in _PULSE:
        return Read(("tachycardia", "bradycardia"), f"{first} {second} → heart rate")
    if second.isdecimal() and first in _SATURATION:
        return Read(("oxygen saturation decreased",), f"{first} {second} → oxygen saturation")
    return None


def _people_of(age: int) -> tuple[str, ...]:
    """What people of an age in years are called where they are not simply adults."""
    if age < ADULT:
        return ("adolescent", "child", "children")
    return ("older adults", "older people", "elderly") if OLDER <= age < IMPOSSIBLE_AGE else ()


def _is_pressure(systolic: int, diastolic: int) -> bool:
    """Whether two numbers can only be a reading of blood pressure in mmHg."""
    return 60 <= systolic <= 300 and 30 <= diastolic <= 180 and diastolic < systolic
