"""Records survive the way to plain values and back; what does not fit is told field by field."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.codec import MisfitError, decode, encode


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Leaf:
    name: str
    colour: Colour = Colour.RED
    size: float | None = None


@dataclass(frozen=True)
class Tree:
    id: str
    planted: date
    leaves: tuple[Leaf, ...]
    count: int = 0
    alive: bool = True
    best: Leaf | None = None


leaves = st.builds(Leaf, st.text(), st.sampled_from(Colour), st.none() | st.floats(allow_nan=False))
trees = st.builds(
    Tree, st.text(), st.dates(), st.lists(leaves).map(tuple), st.integers(), st.booleans(), st.none() | leaves
)


@given(trees)
def test_record_survives_json(tree):
    assert decode(Tree, json.loads(json.dumps(encode(tree)))) == tree


def test_default_is_left_out():
    assert encode(Leaf("a")) == {"name": "a"}


@pytest.mark.parametrize(
    ("data", "path", "message"),
    [
        ({"id": "t", "planted": "2026-01-01", "leaves": [], "colour": 1}, ("colour",), "unknown field"),
        ({"id": "t", "leaves": []}, (), "missing field 'planted'"),
        ({"id": 7, "planted": "2026-01-01", "leaves": []}, ("id",), "expected text, found 7"),
        ({"id": "t", "planted": "yesterday", "leaves": []}, ("planted",), "not a date"),
        ({"id": "t", "planted": "2026-01-01", "leaves": {}}, ("leaves",), "expected a list"),
        ({"id": "t", "planted": "2026-01-01", "leaves": ["x"]}, ("leaves", 0), "expected a mapping"),
        (
            {"id": "t", "planted": "2026-01-01", "leaves": [{"name": "a"}, {"name": "b", "colour": "green"}]},
            ("leaves", 1, "colour"),
            "'green' is not one of: red, blue",
        ),
        ({"id": "t", "planted": "2026-01-01", "leaves": [], "count": True}, ("count",), "expected a whole number"),
        ({"id": None, "planted": "2026-01-01", "leaves": []}, ("id",), "found nothing"),
    ],
)
def test_misfit_names_its_place(data, path, message):
    with pytest.raises(MisfitError) as caught:
        decode(Tree, data)
    (misfit,) = caught.value.misfits
    assert misfit.path == path
    assert message in misfit.message


def test_all_misfits_are_collected():
    with pytest.raises(MisfitError) as caught:
        decode(Tree, {"id": 1, "planted": 2, "leaves": 3})
    assert {misfit.path for misfit in caught.value.misfits} == {("id",), ("planted",), ("leaves",)}


def test_list_is_not_a_name():
    with pytest.raises(MisfitError, match="a list is not one of"):
        decode(Leaf, {"name": "a", "colour": ["red"]})


def test_whole_number_is_a_number():
    assert decode(Leaf, {"name": "a", "size": 2}).size == 2.0
