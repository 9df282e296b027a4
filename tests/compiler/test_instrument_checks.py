"""A form that could not be answered or added up does not build."""

import pytest

from ketaref.compiler.load import read_content

NAME = "data/instruments.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("at_least: 6}", "at_least: 7}", "mood4: 7 does not stand in the threshold '6 or more'"),
        ("at_most: 2}", "at_most: 2, at_least: 2}", "not both"),
        ("range_end: 10}", "range_end: 8}", "range_end comes after at_least"),
        ("threshold: 8-10,", "threshold: 8-99,", "10 does not stand in the threshold '8-99'"),
        ("{threshold: 6 or more,", "{threshold: 13 or more,", "6 does not stand in the threshold"),
        ("{threshold: 6 or more,", "{threshold: above 6,", "6 does not stand in the threshold 'above 6'"),
        ("{threshold: 2 or less,", "{threshold: below 2,", "2 does not stand in the threshold 'below 2'"),
        ("least: 3}", "least: 4}", "4 does not stand in the meaning"),
        ("most: 5}", "most: 4}", "most comes after least"),
        ("percent: 50}", "percent: 50, least: 50}", "one of least, percent is compared, not several"),
        ("A fall of 50%", "A fall of 500%", "50 does not stand in the meaning"),
        ("    change: true\n", "", "a form without `change: true` compares no two totals"),
        ("{number: 2,", "{number: 3,", "the items are numbered 1, 2, 3"),
        ("number: 5\n", "number: 7\n", "the items are numbered 1, 2, 3"),
        ("{score: 2, label: Most days}", "{score: 1, label: Most days}", "two answers to item 1 score the same"),
        ("{score: 3, label: Every day}", "{score: 10, label: Every day}", "an answer scores from 0 to 9"),
        (", {score: 1, label: Hard}", "", "item 5 has no answers to choose from"),
        ("items: [1, 2]", "items: [1, 9]", "there is no scored item 9"),
        ("items: [1, 2]", "items: [1, 3]", "item 3 is in two subscales"),
        ("items: [1, 2]", "items: [1]", "no subscale has item 2"),
        ("id: R,", "id: M,", "two subscales are called 'M'"),
        ("least: 6, most: 12", "least: 7, most: 12", "the bands cover 0 to 12 in order"),
        ("least: 6, most: 12", "least: 6, most: 11", "the bands cover 0 to 12 in order"),
        ("    bands_source: feder2014\n", "", "bands have a bands_source and bands_checked"),
        ("{subscale: M, count: 1}", "{subscale: X, count: 1}", "there is no subscale 'X'"),
        ("{subscale: M, count: 1}", "{subscale: M, count: 3}", "3 of 2 items"),
        ("item: 4, at_least: 1", "item: 5, at_least: 1", "no answer gives this alert"),
        ("item: 4, at_least: 1", "item: 4, at_least: 4", "no answer gives this alert"),
        ("day., sources: [label2024]", "day., sources: []", "an alert without a source"),
        ("day., sources: [label2024]", "day., sources: [gone]", "unknown source 'gone'"),
        ("bands_source: feder2014", "bands_source: gone", "unknown source 'gone'"),
        ("meaning: 3 points may matter, source: feder2014", "meaning: 3 points, source: gone", "unknown source 'gone'"),
        ("text: Little joy", "text: ' '", "text is empty"),
        ("credit: Writer W. No permission needed.", "credit: ''", "credit is empty"),
        ("Another report gives no number", "The patient is eligible", "“eligible” is not used"),
    ],
)
def test_mistake_in_a_form_is_told(content_folder, edit, old, new, message):
    line = edit(NAME, old, new)
    problems = [problem for problem in read_content(content_folder)[1] if message in problem.message]
    assert problems, [problem.message for problem in read_content(content_folder)[1]]
    assert abs(problems[0].line - line) <= 25


def test_form_without_items_is_told(content_folder):
    file = content_folder / NAME
    text = file.read_text(encoding="utf-8")
    start, end = text.index("    items:\n"), text.index("    subscales:")
    file.write_text(f"{text[:start]}    items: []\n{text[end:]}", encoding="utf-8")
    assert any("a form without items" in problem.message for problem in read_content(content_folder)[1])
