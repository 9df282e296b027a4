from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.errors import InputError
from ketaref.core.score_change import ChangeReach, change, percent_of, read_total

totals = st.integers(0, 12)


def reaches(result):
    return [finding.reach.value for finding in result.findings]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (8, 8, ["not reached", "not reached", "not reached", "not reached", "no larger than this"]),
        (8, 7, ["not reached", "not reached", "not reached", "not reached", "no larger than this"]),
        (8, 5, ["reached", "not reached", "not reached", "not reached", "larger than this"]),
        (8, 4, ["reached", "inside the range", "reached", "not reached", "larger than this"]),
        (12, 7, ["reached", "inside the range", "not reached", "not reached", "larger than this"]),
        (8, 2, ["reached", "reached", "reached", "reached", "larger than this"]),
        (2, 8, ["not reached", "not reached", "not reached", "not reached", "larger than this"]),
    ],
)
def test_each_threshold_is_held_against_the_change(mood, before, after, expected):
    assert reaches(change(mood, before, after)) == [*expected, "described only"]


def test_fall_is_positive_and_a_rise_negative(mood):
    assert (change(mood, 8, 5).points, change(mood, 8, 5).percent) == (3, 37.5)
    assert (change(mood, 5, 8).points, change(mood, 5, 8).percent) == (-3, -60.0)


def test_percent_of_0_is_left_open(mood):
    result = change(mood, 0, 4)
    assert (result.points, result.percent) == (-4, None)
    assert result.findings[2].reach is ChangeReach.UNTOLD


@pytest.mark.parametrize(
    ("points", "before", "percent"),
    [(12, 52, 23.1), (1, 80, 1.3), (-1, 80, -1.3), (1, 16, 6.3), (1, 3, 33.3), (2, 3, 66.7), (0, 5, 0.0), (3, 0, None)],
)
def test_percent_is_rounded_half_up(points, before, percent):
    assert percent_of(points, before) == percent


@pytest.mark.parametrize(("after", "disagree"), [(8, False), (6, False), (5, True), (4, True), (2, False)])
def test_disagreement_of_thresholds_in_points_is_told(mood, after, disagree):
    assert change(mood, 8, after).disagree is disagree


@pytest.mark.parametrize(("after", "small"), [(8, False), (7, True), (9, True), (6, False)])
def test_change_within_error_is_told(mood, after, small):
    assert change(mood, 8, after).small is small


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (13, 2, "before: 13 is out of range: 0 to 12"),
        (3, -1, "after: -1 is out of range: 0 to 12"),
        (3, 2.0, "after: 2.0 is not a whole number from 0 to 12"),
        (True, 2, "before: True is not a whole number"),
    ],
)
def test_wrong_total_names_itself_and_the_range(mood, before, after, message):
    with pytest.raises(InputError, match=message):
        change(mood, before, after)


def test_scale_whose_totals_are_not_compared_says_so(mood):
    with pytest.raises(InputError, match="two totals of the EMQ-4 are not compared here"):
        change(replace(mood, form=replace(mood.form, change=False)), 3, 2)


@pytest.mark.parametrize("text", ["7", " 7 ", "07", "0", "12"])
def test_typed_total_is_read(mood, text):
    assert read_total(mood.form, "first total", text) == int(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty: type a number"),
        ("   ", "empty: type a number"),
        ("7,5", "a comma could mean two numbers: write one whole number, in points"),
        ("7.5", "a whole number"),
        ("7.0", "a whole number"),
        ("13", "13 is outside 0 to 12 points"),
        ("-1", "one number alone"),
        ("+7", "one number alone"),
        ("seven", "one number alone"),
        ("7 points", "one number alone"),
        ("7\n8", "one number alone"),
        ("１", "one number alone"),
        ("²", "one number alone"),
        ("0" * 13, "one number alone"),
    ],
)
def test_anything_but_one_whole_number_in_range_is_told(mood, text, message):
    with pytest.raises(InputError, match=f"first total: {message}"):
        read_total(mood.form, "first total", text)


@given(before=totals, after=totals)
def test_change_and_its_reverse_are_opposite(mood, before, after):
    assert change(mood, before, after).points == -change(mood, after, before).points


@given(before=totals, after=totals, further=totals)
def test_larger_fall_takes_back_no_threshold(mood, before, after, further):
    smaller, larger = change(mood, before, max(after, further)), change(mood, before, min(after, further))
    ranks = [ChangeReach.UNTOLD, ChangeReach.NOT_REACHED, ChangeReach.IN_RANGE, ChangeReach.REACHED]
    for one, other in zip(smaller.findings[:4], larger.findings[:4], strict=True):
        assert ranks.index(other.reach) >= ranks.index(one.reach)


@given(before=totals, after=totals)
def test_rise_reaches_no_threshold_in_points(mood, before, after):
    if after > before:
        assert set(reaches(change(mood, before, after))[:2]) == {"not reached"}
