"""`ketaref score`: answers in, a sum that can be done again out."""

import json

import pytest

from ketaref.core.wording import banned_words


@pytest.fixture
def score(run, tmp_path):
    def command(answers, *arguments, scale="mood4"):
        file = tmp_path / "answers.json"
        file.write_bytes(answers if isinstance(answers, bytes) else json.dumps(answers).encode())
        return run("score", scale, "--answers", file, *arguments)

    return command


def test_text_writes_out_items_sums_and_thresholds_with_sources(score):
    out = score({"items": [3, 3, 2, 1, 1]}).out
    lines = out.splitlines()
    assert lines[0] == "Example Mood Questionnaire (EMQ-4)"
    for line in (
        "    3. 2, Most days: Broken nights",
        "    5. 1, Hard: How hard did these make your day? (not added to the total)",
        "  Mood: 3 + 3 = 6",
        "  Total: 6 + 3 = 9",
        "Total 9 (of 0 to 12), marked",
        "Bands [Feder 2014]",
        "- 6-12 marked: the total lies here",
        "Counting rule: reached",
        "- Mood: 2 scored 2 or more, 1 needed",
        "- 6 or more: reached. More often low mood (n=50) [Feder 2014]",
        "- 8-10: inside the range: 9 reaches 8, not 10. The best value depends on the people [US Ketalar",
        "Credit: Writer W. No permission needed.",
        "This informs; it does not decide. Nothing is stored.",
    ):
        assert line in lines
    assert "(read in a report of the source)" in " ".join(out.split())
    assert not banned_words(out)


def test_alert_comes_before_everything_else_whatever_is_open(score):
    lines = score({"4": 1}).out.splitlines()
    assert lines[3] == "! Item 4 is answered 1. Ask about suicide on the same day. [US Ketalar label 2024]"
    assert "1 of 4 items answered; total not shown" in lines
    assert "Open: items 1 to 3" in lines


def test_json_holds_every_number(score):
    data = score({"items": [3, 3, 2, 1], "before": 9, "after": 5}, "--json").json()
    assert (data["instrument"], data["total"], data["band"]) == ("mood4", 9, "marked")
    assert data["answers"] == {"1": 3, "2": 3, "3": 2, "4": 1, "5": None}
    assert data["subscales"] == {"M": 6, "R": 3}
    assert data["sums"][2] == {"name": "Total", "terms": "6 + 3", "sum": 9}
    assert [cut["reach"] for cut in data["cut_points"]] == [
        "reached",
        "inside the range",
        "not reached",
        "described only",
    ]
    assert data["rule"]["counts"] == {"M": 2, "R": 1}
    assert data["alert"]["items"] == [4]
    assert (data["change"]["points"], data["change"]["percent"]) == (4, 44.4)
    assert [each["reach"] for each in data["change"]["thresholds"]][:2] == ["reached", "inside the range"]


def test_incomplete_answers_give_no_total(score):
    data = score({"items": [3, 3, None, 1]}, "--json").json()
    assert (data["total"], data["band"], data["missing"]) == (None, None, [3])
    assert data["told"] == "3 of 4 items answered; total not shown"
    assert data["subscales"] == {"M": 6, "R": None}
    assert data["rule"]["reach"] == "open: no total yet"


def test_two_totals_alone_are_compared_without_a_score(score):
    result = score({"before": 8, "after": 5})
    assert "  8 − 5 = 3 points: a fall, 37.5%" in result.out.splitlines()
    assert "- not reached, below 4-5: 4-5 points matter [US Ketalar label 2024]" in result.out.splitlines()
    assert "Added up" not in result.out
    assert set(score({"before": 8, "after": 5}, "--json").json()) == {"instrument", "change"}


@pytest.mark.parametrize("name", ["mood4", "EMQ-4", "emq4", "MOOD4"])
def test_scale_is_called_by_id_or_abbreviation(score, name):
    assert score({}, "--json", scale=name).json()["instrument"] == "mood4"


@pytest.mark.parametrize(
    ("answers", "scale", "message"),
    [
        ({}, "gone", "instrument: there is no scale 'gone'; with a form there are: mood4"),
        ({}, "", "instrument: there is no scale ''"),
        ({}, "interview", "Example Interview has no form here, it is described only. From its authors."),
        (b"not json", "mood4", "is not JSON"),
        (b"[1]", "mood4", "expected an object"),
        (b'{"1": 2, "1": 3}', "mood4", "'1' is answered twice"),
        ({"1": 4}, "mood4", "item 1: 4 is out of range: 0 to 3"),
        ({"items": [1, 2, 3, 2, 1, 1]}, "mood4", "item 6: EMQ-4 has no such item"),
        (b'{"1": NaN}', "mood4", "item 1: nan is not a whole number"),
        (b'{"1": 1e400}', "mood4", "item 1: inf is not a whole number"),
        ({"before": 13, "after": 2}, "mood4", "before: 13 is out of range: 0 to 12"),
        ({"before": 3, "after": 2.5}, "mood4", "after: 2.5 is not a whole number"),
        ({"before": 3}, "mood4", "after: is missing"),
    ],
    ids=ascii,
)
def test_what_does_not_fit_is_told_in_one_line(score, answers, scale, message):
    result = score(answers, scale=scale)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1
