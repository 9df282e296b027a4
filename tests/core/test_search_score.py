"""The score of record: read back as written, and refused where it contradicts itself."""

import json

import pytest

from ketaref.core.errors import InputError
from ketaref.core.search_score import (
    QUERY_KIND_NAMES,
    Found,
    KindScore,
    QueryKind,
    SearchScore,
    per_cent,
    read_score,
    score_text,
)

SCORE = SearchScore(
    program="0.1.0",
    content="2026.11.1",
    kinds=(KindScore(QueryKind.NAMES, Found(4, 3, 4)), KindScore(QueryKind.NUMBERS, Found(2, 1, 1))),
    total=Found(6, 4, 5),
    set_aside=Found(2, 1, 2),
)


def changed(**values):
    return json.dumps(json.loads(score_text(SCORE)) | values)


def test_score_is_read_as_it_was_written():
    assert read_score(score_text(SCORE)) == SCORE


def test_score_file_says_nothing_of_single_look_ups():
    assert json.loads(score_text(SCORE)).keys() == {"program", "content", "kinds", "total", "set_aside"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Expecting value"),
        ("[" * 100_000, "search score"),
        ("[]", "expected a mapping"),
        (changed(total=None), "total"),
        (changed(total={"look_ups": 6, "first": 5, "first_three": 5}), "not the sum"),
        (changed(kinds=[], total={"look_ups": 0, "first": 0, "first_three": 0}), "not the sum"),
        (changed(set_aside={"look_ups": 2, "first": 3, "first_three": 2}), "more was found"),
        (changed(set_aside={"look_ups": 2, "first": -1, "first_three": 2}), "more was found"),
        (changed(set_aside={"look_ups": 7, "first": 3, "first_three": 2}), "more look-ups were set aside"),
        (changed(kinds=[json.loads(score_text(SCORE))["kinds"][0]] * 2), "twice"),
        (changed(kinds=[{"kind": "guesses", "found": {"look_ups": 6, "first": 4, "first_three": 5}}]), "guesses"),
    ],
)
def test_damaged_score_is_told(text, told):
    with pytest.raises(InputError, match=told):
        read_score(text)


def test_per_cent_never_tells_of_more_than_was_found():
    assert [per_cent(part, 300) for part in (0, 1, 150, 299, 300)] == [0, 0, 50, 99, 100]
    assert per_cent(0, 0) == 0


def test_every_kind_of_query_has_a_name_in_plain_words():
    assert set(QUERY_KIND_NAMES) == set(QueryKind)
