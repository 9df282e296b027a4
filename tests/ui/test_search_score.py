"""What About tells of how well search finds."""

import re

import pytest

from ketaref.core.search_score import Found, KindScore, QueryKind, SearchScore, score_text
from ketaref.paths import score_path
from ketaref.ui.search_score import score_part

SCORE = SearchScore(
    program="0.1.0",
    content="2026.11.1",
    kinds=(KindScore(QueryKind.NAMES, Found(200, 199, 200)), KindScore(QueryKind.MISSPELLINGS, Found(100, 50, 75))),
    total=Found(300, 249, 275),
    set_aside=Found(100, 80, 90),
)


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "search_score.json"
    file.write_text(score_text(SCORE), encoding="utf-8")
    return file


def cells(html):
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_table_tells_each_kind_the_total_and_what_was_set_aside(file):
    assert cells(score_part(file).html) == [
        ["What is typed", "Look-ups", "Right record first", "In the first three"],
        ["Names of medicines and trials", "200", "99%", "100%"],
        ["Typing errors", "100", "50%", "75%"],
        ["All", "300", "83%", "91%"],
        ["Of these, set aside", "100", "80%", "90%"],
    ]


def test_one_sentence_tells_how_it_was_measured_and_another_of_what(file):
    html = score_part(file).html
    assert (
        "Measured on 300 look-ups that were written from the content before the ranking was tuned. "
        "100 of them were set aside while it was tuned. Program 0.1.0, content 2026.11.1."
    ) in html


def test_nothing_set_aside_is_told_and_has_no_row(file):
    text = re.sub(
        r'"set_aside": \{.*?\}',
        '"set_aside": {"look_ups": 0, "first": 0, "first_three": 0}',
        file.read_text(),
        flags=re.S,
    )
    file.write_text(text, encoding="utf-8")
    html = score_part(file).html
    assert "others are set aside for its end" in html
    assert cells(html)[-1][0] == "All"


def test_assistive_tools_read_a_row_as_a_sentence(file):
    assert "Typing errors: 100 look-ups, right record first 50%, in the first three 75%." in score_part(file).words


def test_names_of_editions_are_shown_as_they_are_written(file):
    file.write_text(file.read_text(encoding="utf-8").replace("2026.11.1", "<b>1"), encoding="utf-8")
    assert "content &lt;b&gt;1." in score_part(file).html


@pytest.mark.parametrize(
    "damage",
    [lambda file: file.unlink(), lambda file: file.write_bytes(b"\xff{"), lambda file: file.write_bytes(b"{}")],
    ids=["missing", "not text", "not a score"],
)
def test_missing_or_damaged_file_is_told_in_one_line(file, damage):
    damage(file)
    part = score_part(file)
    assert "missing or damaged" in part.html
    assert "missing or damaged" in part.words
    assert "<table" not in part.html


def test_score_that_came_along_is_shown():
    assert "missing" not in score_part().words
    assert score_path().is_file()
