from dataclasses import replace

import pytest

from ketaref.core.instrument import GATE
from ketaref.core.score import score
from ketaref.core.score_change import change
from ketaref.core.score_text import (
    alert_text,
    answer_label,
    asked_items,
    change_headline,
    change_notes,
    change_reach_text,
    endorsed_text,
    headline,
    open_items,
    reach_text,
    rule_text,
    sum_lines,
)

FULL = {1: 3, 2: 3, 3: 2, 4: 0}


def test_sums_are_written_out_with_every_term(mood):
    assert [line.text for line in sum_lines(score(mood, FULL))] == [
        "Mood: 3 + 3 = 6",
        "Rest: 2 + 0 = 2",
        "Total: 6 + 2 = 8",
    ]


def test_open_item_stands_as_a_question_mark_and_no_sum_is_given(mood):
    assert [line.text for line in sum_lines(score(mood, {1: 3, 2: 3, 4: 0}))] == [
        "Mood: 3 + 3 = 6",
        "Rest: ? + 0",
        "Total: 6 + ?",
    ]


def test_without_subscales_the_items_themselves_are_added(mood):
    plain = replace(mood, form=replace(mood.form, subscales=(), endorsement=None))
    assert [line.text for line in sum_lines(score(plain, FULL))] == ["Total: 3 + 3 + 2 + 0 = 8"]


def test_headline_gives_total_range_and_band(mood):
    assert headline(score(mood, FULL)) == "Total 8 (of 0 to 12), marked"


def test_headline_of_an_incomplete_form_gives_no_total(mood):
    result = score(mood, {1: 3, 2: 3, 4: 0})
    assert headline(result) == "3 of 4 items answered; total not shown"
    assert open_items(result) == "Open: item 3"
    assert open_items(score(mood, {})) == "Open: items 1 to 4"
    assert open_items(score(mood, {2: 1})) == "Open: items 1, 3 to 4"
    assert open_items(score(mood, FULL)) == ""


def test_gate_is_asked_first_and_said_to_be_open(mood):
    gated = replace(mood, form=replace(mood.form, gate="Did it ever happen?"))
    assert [item.number for item in asked_items(gated.form)] == [0, 1, 2, 3, 4, 5]
    result = score(gated, FULL)
    assert headline(result) == "4 of 4 items answered, the first question is open; total not shown"
    assert open_items(result) == "Open: the first question"
    closed = score(gated, {GATE: 0})
    assert headline(closed) == "Total 0 (of 0 to 12), slight"
    assert [line.value for line in sum_lines(closed)] == [0]


def test_place_inside_a_range_of_cut_points_is_told_at_both_ends(mood):
    finding = score(mood, FULL).cut_points[1]
    assert reach_text(finding, 8) == "inside the range: 8 reaches 8, not 10"


def test_rule_is_told_with_its_counts(mood):
    finding = score(mood, FULL).endorsement
    assert rule_text(finding) == "reached"
    assert [endorsed_text(each, 2) for each in finding.counts] == [
        "Mood: 2 scored 2 or more, 1 needed",
        "Rest: 1 scored 2 or more, 1 needed",
    ]
    still_open = score(mood, {1: 2}).endorsement
    assert rule_text(still_open) == "open until every item is answered"
    assert endorsed_text(still_open.counts[0], 2) == "Mood: ? scored 2 or more, 1 needed"


def test_alert_names_the_answer(mood):
    assert alert_text(score(mood, {4: 1})) == "Item 4 is answered 1. Ask about suicide on the same day."
    assert alert_text(score(mood, {4: 0})) == ""


def test_answer_is_told_with_its_words(mood):
    item = mood.form.items[0]
    assert answer_label(mood.form, item, {1: 3}) == "3, Every day"
    assert answer_label(mood.form, item, {}) == "not answered"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (8, 5, "8 − 5 = 3 points: a fall, 37.5%"),
        (8, 7, "8 − 7 = 1 point: a fall, 12.5%"),
        (5, 8, "5 − 8 = −3 points: a rise, −60.0%"),
        (5, 5, "5 − 5 = 0 points: no change, 0.0%"),
        (0, 4, "0 − 4 = −4 points: a rise"),
    ],
)
def test_change_is_written_as_a_sum(mood, before, after, told):
    assert change_headline(change(mood, before, after)) == told


@pytest.mark.parametrize(
    ("after", "told"),
    [(8, "not reached, below 4-5"), (4, "inside the range 4-5"), (2, "reached, above 4-5")],
)
def test_range_of_thresholds_is_told_with_its_ends(mood, after, told):
    findings = change(mood, 8, after).findings
    assert change_reach_text(findings[1]) == told
    assert change_reach_text(findings[0]) == ("not reached" if after == 8 else "reached")


def test_what_limits_a_change_is_told(mood):
    (rise,) = change_notes(change(mood, 5, 8))
    assert "rose" in rise
    (small,) = change_notes(change(mood, 8, 7))
    assert "probably not a real one" in small
    (disagree,) = change_notes(change(mood, 8, 5))
    assert "disagree" in disagree
    assert "no percentage" in change_notes(change(mood, 0, 0))[0]
    assert not change_notes(change(mood, 8, 2))
