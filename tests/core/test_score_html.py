from xml.etree import ElementTree

import pytest

from ketaref.core.errors import InputError
from ketaref.core.score import score
from ketaref.core.score_change import change
from ketaref.core.score_html import change_html, form_html, notes_html, result_html, score_html
from ketaref.core.source import Checked, Source, SourceKind
from ketaref.core.wording import banned_words

FULL = {1: 3, 2: 3, 3: 2, 4: 1}


@pytest.fixture
def sources(mood_sources):
    return dict(mood_sources)


def text_of(html):
    root = ElementTree.fromstring(f"<body>{html.replace('<br>', '<br/>')}</body>")
    return " ".join(" ".join(root.itertext()).split())


def tables_of(html):
    root = ElementTree.fromstring(f"<body>{html.replace('<br>', '<br/>')}</body>")
    return [
        [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in table.iter("tr")]
        for table in root.iter("table")
    ]


def test_filled_form_shows_each_answer_marked_and_in_numbers(mood):
    html = form_html(mood, {1: 2, 3: 0, 5: 1})
    rows = tables_of(html)[0][1:]
    assert [row[2] for row in rows] == ["2", "not answered", "0", "not answered", "1"]
    assert html.count("▶") == 3
    assert "▶\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}Most days" in html
    assert rows[4][0] == "5. How hard did these make your day?(not added to the total)"


def test_empty_form_leaves_room_to_write(mood, sources):
    html = score_html(mood, {}, sources)
    form, sums, *_ = tables_of(html)
    assert {row[2] for row in form[1:]} == {"____"}
    assert sums[1:] == [
        ["Mood", "items 1, 2", "____"],
        ["Rest", "items 3, 4", "____"],
        ["Total", "items 1 to 4", "____"],
    ]
    assert "not answered" not in html
    assert "▶" not in html


def test_result_writes_out_the_sums_and_every_cut_point_with_its_source(mood, sources):
    html = result_html(score(mood, FULL), sources)
    sums, bands, cuts = tables_of(html)
    assert sums[1:] == [["Mood", "3 + 3", "6"], ["Rest", "2 + 1", "3"], ["Total", "6 + 3", "9"]]
    assert bands[1:] == [
        ["0-5", "not here", "slight", "Feder2014"],
        ["6-12", "the total lies here", "marked", "Feder2014"],
    ]
    assert [row[:2] for row in cuts[1:]] == [
        ["6 or more", "reached"],
        ["8-10", "inside the range: 9 reaches 8, not 10"],
        ["2 or less", "not reached"],
        ["depends", "described only"],
    ]
    assert [row[3] for row in cuts[1:]] == ["Feder2014", "Label2024", "Label2024", "Label2024"]
    assert "[read in a report of the source]" in cuts[3][2]
    assert "Counting rule: reached" in html


def test_alert_comes_first_with_its_source_whatever_is_open(mood, sources):
    html = result_html(score(mood, {4: 1}), sources)
    assert html.startswith('<h2 class="absolute">Act on this answer</h2>')
    assert "Item 4 is answered 1. Ask about suicide on the same day." in html
    assert "ketaref://source/label2024" in html.split("</p>")[0]
    assert "Act on this answer" not in result_html(score(mood, {4: 0}), sources)


def test_incomplete_result_shows_no_total(mood, sources):
    html = result_html(score(mood, {1: 3, 2: 3, 3: 3}), sources)
    assert "3 of 4 items answered; total not shown" in html
    assert "Open: item 4." in html
    sums, bands, cuts = tables_of(html)
    assert sums[3] == ["Total", "6 + ?", "–"]
    assert {row[1] for row in bands[1:]} == {"open: no total yet"}
    assert {row[1] for row in cuts[1:4]} == {"open: no total yet"}


def test_credit_limits_and_sources_stand_with_the_form(mood, sources):
    told = text_of(notes_html(mood, sources))
    for part in ("Limits An example.", "Credit Writer W. No permission needed.", "This informs", "T & C"):
        assert part in told


def test_whole_sheet_holds_form_result_and_notes_and_judges_nobody(mood, sources):
    html = score_html(mood, FULL, sources)
    told = text_of(html)
    assert told.startswith("Example Mood Questionnaire (EMQ-4) In the past week")
    assert told.index("▶") < told.index("Total 9") < told.index("Credit")
    assert not banned_words(told)


def test_wrong_answer_makes_no_sheet(mood, sources):
    with pytest.raises(InputError):
        score_html(mood, {1: 9}, sources)


def test_change_is_shown_against_every_threshold_with_its_source(mood, sources):
    html = change_html(change(mood, 8, 5), sources)
    assert "8 − 5 = 3 points: a fall, 37.5%" in html
    assert "The sources disagree" in html
    (table,) = tables_of(html)
    assert [row[0] for row in table[1:]] == [
        "reached",
        "not reached, below 4-5",
        "not reached",
        "not reached",
        "larger than this",
        "described only",
    ]
    assert [row[2] for row in table[1:3]] == ["Feder2014", "Label2024"]


def test_text_of_the_content_cannot_become_markup(mood, sources):
    sources["feder2014"] = Source("feder2014", SourceKind.REVIEW, "T", "<b>S</b>", Checked.PAGE)
    assert "&lt;b&gt;S&lt;/b&gt;" in result_html(score(mood, FULL), sources)
