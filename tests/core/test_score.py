from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.errors import InputError
from ketaref.core.instrument import GATE, ItemAlert
from ketaref.core.score import Reach, check_answer, form_of, reach_of, score
from ketaref.core.source import Checked

FULL = {1: 2, 2: 1, 3: 0, 4: 0}

answers = st.dictionaries(st.integers(1, 4), st.none() | st.integers(0, 3))
full_answers = st.fixed_dictionaries({number: st.integers(0, 3) for number in range(1, 5)})


@pytest.fixture(scope="session")
def gated(mood):
    """The example scale with a gate question."""
    return replace(mood, form=replace(mood.form, gate="Did it ever happen?"))


def reaches(result):
    return [finding.reach for finding in result.cut_points]


def test_total_subscales_and_band(mood):
    result = score(mood, FULL)
    assert (result.total, [each.sum for each in result.subscales]) == (3, [3, 0])
    assert result.band is mood.form.bands[0]
    assert (result.answered, result.missing) == (4, ())


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((0, 0, 0, 0), ["not reached", "not reached", "reached", "described only"]),
        ((2, 1, 0, 0), ["not reached", "not reached", "not reached", "described only"]),
        ((3, 3, 0, 0), ["reached", "not reached", "not reached", "described only"]),
        ((3, 3, 2, 0), ["reached", "inside the range", "not reached", "described only"]),
        ((3, 3, 3, 0), ["reached", "inside the range", "not reached", "described only"]),
        ((3, 3, 3, 1), ["reached", "reached", "not reached", "described only"]),
    ],
)
def test_each_cut_point_is_reached_or_not(mood, scores, expected):
    assert reaches(score(mood, dict(enumerate(scores, 1)))) == expected


def test_open_item_leaves_everything_open(mood):
    result = score(mood, {1: 3, 2: 3, 3: None})
    assert (result.total, result.band, result.answered, result.missing) == (None, None, 2, (3, 4))
    assert reaches(result) == ["open: no total yet"] * 3 + ["described only"]
    assert result.endorsement.reach is Reach.OPEN
    assert [each.sum for each in result.subscales] == [6, None]


@pytest.mark.parametrize(("fourth", "reach"), [(1, Reach.NOT_REACHED), (2, Reach.REACHED)])
def test_counting_rule_needs_every_subscale(mood, fourth, reach):
    finding = score(mood, {1: 2, 2: 3, 3: 1, 4: fourth}).endorsement
    assert finding.reach is reach
    assert [each.count for each in finding.counts] == [2, 1 if fourth == 2 else 0]


@pytest.mark.parametrize("answer", [1, 2, 3])
@pytest.mark.parametrize("rest", [{}, {1: 0}, {1: 0, 2: 0, 3: 0}])
def test_alert_speaks_as_soon_as_its_item_is_answered(mood, answer, rest):
    result = score(mood, {**rest, 4: answer})
    assert (result.alert, result.alerted) == (mood.form.alert, (4,))


@pytest.mark.parametrize("answers", [{}, {4: None}, {4: 0}, {1: 3, 2: 3, 3: 3}])
def test_alert_is_silent_without_its_answer(mood, answers):
    assert score(mood, answers).alert is None


def test_alert_may_be_about_a_low_answer_to_any_item(mood):
    alert = ItemAlert("Look.", ("feder2014",), Checked.PAGE, at_most=0)
    result = score(replace(mood, form=replace(mood.form, alert=alert)), {1: 1, 2: 0, 4: 0})
    assert result.alerted == (2, 4)


def test_unscored_item_is_never_added(mood):
    assert score(mood, {**FULL, 5: 1}) == score(mood, FULL)
    assert score(mood, {5: 1}).answered == 0


def test_gate_answered_no_makes_the_total_0(gated):
    result = score(gated, {GATE: 0, 1: 3, 4: 3})
    assert (result.total, result.gated, result.missing, result.alert) == (0, True, (), None)


def test_open_gate_leaves_the_total_open(gated):
    result = score(gated, FULL)
    assert (result.total, result.gate_open) == (None, True)
    assert score(gated, {GATE: 1, **FULL}).total == 3
    assert score(gated, {GATE: 1}).total is None


@pytest.mark.parametrize(
    ("number", "answer", "message"),
    [
        (3, 4, "item 3: 4 is out of range: 0 to 3"),
        (3, -1, "item 3: -1 is out of range: 0 to 3"),
        (3, 1.0, "item 3: 1.0 is not a whole number from 0 to 3"),
        (3, True, "item 3: True is not a whole number from 0 to 3"),
        (3, "2", "item 3: '2' is not a whole number from 0 to 3"),
        (5, 2, "item 5: 2 is out of range: 0 to 1"),
        (6, 1, "item 6: EMQ-4 has no such item: its items are 1 to 5"),
        (0, 1, "gate question: EMQ-4 has no such item"),
        (-1, None, "item -1: EMQ-4 has no such item"),
    ],
)
def test_wrong_answer_names_item_and_range(mood, number, answer, message):
    with pytest.raises(InputError) as error:
        score(mood, {number: answer})
    assert str(error.value).startswith(message)


def test_gate_takes_yes_and_no_only(gated):
    with pytest.raises(InputError, match="gate question: 2 is out of range: 0 to 1"):
        check_answer(gated, GATE, 2)
    with pytest.raises(InputError, match="its items are gate, 1 to 5"):
        check_answer(gated, 6, 1)


def test_scale_without_a_form_is_not_scored(described_only):
    with pytest.raises(
        InputError, match=r"Example Interview has no form here, it is described only\. From its authors\."
    ):
        form_of(described_only)


def test_gap_between_options_is_out_of_range(mood):
    options = tuple(option for option in mood.form.options if option.score != 1)
    with pytest.raises(InputError, match="1 is out of range"):
        score(replace(mood, form=replace(mood.form, options=options)), {1: 1})


@given(given_answers=answers)
def test_incomplete_never_gives_a_total(mood, given_answers):
    result = score(mood, given_answers)
    complete = all(given_answers.get(number) is not None for number in range(1, 5))
    assert (result.total is not None) is complete
    assert (result.band is not None) is complete
    assert all((finding.reach is Reach.OPEN) is not complete for finding in result.cut_points[:3])


@given(given_answers=full_answers)
def test_subscales_add_up_to_the_total(mood, given_answers):
    result = score(mood, given_answers)
    assert sum(each.sum for each in result.subscales) == result.total == sum(given_answers.values())


@given(given_answers=full_answers, order=st.permutations(range(1, 5)))
def test_order_of_answers_does_not_matter(mood, given_answers, order):
    assert score(mood, {number: given_answers[number] for number in order}) == score(mood, given_answers)


@given(given_answers=full_answers, item=st.integers(1, 4), more=st.integers(0, 3))
def test_higher_answer_never_takes_back_a_cut_point(mood, given_answers, item, more):
    lower = score(mood, given_answers)
    higher = score(mood, {**given_answers, item: max(more, given_answers[item])})
    assert higher.total >= lower.total
    ranks = [Reach.NOT_REACHED, Reach.IN_RANGE, Reach.REACHED]
    for before, after in zip(lower.cut_points[:2], higher.cut_points[:2], strict=True):
        assert ranks.index(after.reach) >= ranks.index(before.reach)
    assert lower.alert is None or higher.alert is not None
    assert lower.endorsement.reach is Reach.NOT_REACHED or higher.endorsement.reach is Reach.REACHED


@given(given_answers=answers)
def test_alert_depends_on_its_item_alone(mood, given_answers):
    assert (score(mood, given_answers).alert is not None) is ((given_answers.get(4) or 0) >= 1)


def test_cut_point_without_a_number_is_described(mood):
    assert reach_of(mood.cut_points[3], 12) is Reach.DESCRIBED
