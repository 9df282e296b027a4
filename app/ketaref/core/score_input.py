"""Answers to a form from plain values, as an answers file holds them."""

import re
from dataclasses import dataclass
from typing import Any

from ketaref.core.errors import InputError
from ketaref.core.instrument import GATE, Instrument
from ketaref.core.score import Answers, check_answer, form_of
from ketaref.core.score_change import AFTER, BEFORE, changing_form

_NUMBER = re.compile(r"[1-9]\d?\Z", re.ASCII)
_SHAPE = 'expected an object such as {"items": [2, 0, null, 1]} or {"1": 2, "2": 0}'


@dataclass(frozen=True)
class Entered:
    """What a file asks for: answers to a form, two totals to compare (which `change` checks), or both."""

    answers: Answers
    totals: tuple[Any, Any] | None = None


def read_entered(instrument: Instrument, data: object) -> Entered:
    """Answers and totals from plain values.

    `items` lists the answers in order (null: unanswered), or each stands under its item's number; `gate` answers the
    first question where the form has one (1 yes, 0 no); `before` and `after` are two totals. Raises InputError naming
    the first that does not fit.
    """
    form = form_of(instrument)
    if not isinstance(data, dict):
        raise InputError("answers", _SHAPE)
    given = dict(data)
    totals = _totals(instrument, given)
    answers: dict[int, int | None] = {}
    if "gate" in given:
        answers[GATE] = given.pop("gate")
    if "items" in given:
        answers |= dict(enumerate(_listed(given.pop("items")), 1))
        if given:
            raise InputError("answers", f"{next(iter(given))!r:.60} stands beside items: give one or the other")
    for name, answer in given.items():
        if not _NUMBER.match(name):
            last = len(form.items) + len(form.unscored)
            raise InputError(
                "answers", f"{name!r:.60} is not an item: there are 1 to {last}, items, gate, before, after"
            )
        answers[int(name)] = answer
    for number, answer in answers.items():
        check_answer(instrument, number, answer)
    return Entered(answers, totals)


def _listed(items: object) -> list[int | None]:
    if not isinstance(items, list):
        raise InputError("items", "expected a list of answers, in the order of the form")
    return items


def _totals(instrument: Instrument, given: dict[str, Any]) -> tuple[Any, Any] | None:
    """The two totals, taken out of what was given and not yet checked; neither is compared without the other."""
    if BEFORE not in given and AFTER not in given:
        return None
    form = changing_form(instrument)
    for name in (BEFORE, AFTER):
        if given.get(name) is None:
            raise InputError(name, f"is missing: a change takes two whole numbers from {form.least} to {form.most}")
    return given.pop(BEFORE), given.pop(AFTER)
