from dataclasses import replace

import pytest

from ketaref.core.errors import InputError
from ketaref.core.instrument import GATE
from ketaref.core.score_input import Entered, read_entered


@pytest.mark.parametrize(
    ("data", "answers"),
    [
        ({}, {}),
        ({"items": [2, 0, None, 1]}, {1: 2, 2: 0, 3: None, 4: 1}),
        ({"items": [2, 0, 1, 1, 1]}, {1: 2, 2: 0, 3: 1, 4: 1, 5: 1}),
        ({"1": 2, "4": None}, {1: 2, 4: None}),
    ],
)
def test_answers_stand_in_order_or_by_number(mood, data, answers):
    assert read_entered(mood, data) == Entered(answers)


def test_totals_stand_beside_answers_or_alone(mood):
    assert read_entered(mood, {"before": 8, "after": 5}) == Entered({}, (8, 5))
    assert read_entered(mood, {"1": 2, "before": 8, "after": 5}) == Entered({1: 2}, (8, 5))


def test_gate_is_answered_by_name(mood):
    gated = replace(mood, form=replace(mood.form, gate="Did it ever happen?"))
    assert read_entered(gated, {"gate": 0, "items": [1]}) == Entered({GATE: 0, 1: 1})


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "answers: expected an object such as"),
        ("2", "answers: expected an object such as"),
        ({"items": 3}, "items: expected a list of answers"),
        ({"items": [1], "2": 1}, "answers: '2' stands beside items"),
        ({"items": [1, 1, 1, 1, 1, 1]}, "item 6: EMQ-4 has no such item: its items are 1 to 5"),
        ({"items": [4]}, "item 1: 4 is out of range: 0 to 3"),
        ({"items": [1.5]}, "item 1: 1.5 is not a whole number from 0 to 3"),
        ({"items": [True]}, "item 1: True is not a whole number"),
        ({"items": ["1"]}, "item 1: '1' is not a whole number"),
        ({"9": 1}, "item 9: EMQ-4 has no such item"),
        ({"0": 1}, "answers: '0' is not an item: there are 1 to 5, items, gate, before, after"),
        ({"01": 1}, "answers: '01' is not an item"),
        ({"one": 1}, "answers: 'one' is not an item"),
        ({"x" * 500: 1}, "answers: 'xxx"),
        ({"gate": 1}, "gate question: EMQ-4 has no such item"),
        ({"before": 8}, "after: is missing: a change takes two whole numbers from 0 to 12"),
        ({"after": 8, "before": None}, "before: is missing"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_does_not_fit_is_named(mood, data, message):
    with pytest.raises(InputError) as error:
        read_entered(mood, data)
    assert str(error.value).startswith(message)
    assert len(str(error.value)) < 200


def test_totals_of_a_scale_that_is_not_compared_are_told(mood):
    with pytest.raises(InputError, match="not compared here"):
        read_entered(replace(mood, form=replace(mood.form, change=False)), {"before": 8, "after": 5})
