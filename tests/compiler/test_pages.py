"""Pages: what they become, and what does not build."""

from datetime import date
from pathlib import Path

import pytest

from ketaref.compiler.load import load_content, read_content
from ketaref.core.location import Location


@pytest.fixture
def trials(content_folder):
    (page,) = (page for page in load_content(content_folder).pages if page.topic.value.id == "trials")
    return page


@pytest.fixture
def problems_after(content_folder, edit):
    """The problems in trials.md after a change, with the line on which the change was made."""

    def change(old: str, new: str) -> tuple[int, list[tuple[int, str]]]:
        line = edit("topics/trials.md", old, new)
        problems = read_content(content_folder)[1]
        mine = [problem for problem in problems if Path(problem.path).name == "trials.md"]
        return line, [(problem.line, problem.message) for problem in mine]

    return change


def test_front_matter_becomes_the_topic(trials):
    topic = trials.topic.value
    assert (topic.title, topic.chapter, topic.position) == ("Trials in PTSD", "first", 20)
    assert (topic.reviewed, topic.review_due) == (date(2026, 11, 25), date(2027, 5, 25))
    assert (topic.aliases, topic.answers) == (("RCT", "evidence"), ("Ketamine for PTSD Treatment",))


def test_sections_have_anchor_level_and_text_without_citations(trials):
    sections = trials.topic.value.sections
    assert [(section.anchor, section.heading, section.level) for section in sections] == [
        ("bottom-line", "Bottom line", 2),
        ("in-brief", "In brief", 2),
        ("doses", "Doses and rates", 2),
        ("in-a-table", "In a table", 3),
        ("claims", "Claims on this subject", 2),
        ("terms", "Terms on this page", 2),
    ]
    assert sections[0].text == (
        "Ketamine 0.5 mg/kg over 40 min was compared with midazolam.\nA withdrawn report does not count."
    )
    assert "chronic PTSD IV ketamine 0.5 mg/kg over 40 min single infusion" in sections[2].text
    assert "Feder 2014" not in "".join(section.text for section in sections)


def test_sources_are_those_of_text_and_of_records_shown(trials):
    assert trials.topic.value.sources == ("feder2014", "withdrawn2011", "recalled", "label2024")


def test_statements_are_counted_with_and_without_source(trials):
    # 2 in the bottom line, 1 paragraph, 3 of 4 items (one leads in), 3 records, 2 rows; the last one is editorial.
    assert (trials.tally.statements, trials.tally.sourced) == (11, 10)
    assert trials.topic.value.statements == 11


def test_html_suits_the_reader(trials):
    html = trials.topic.value.html
    assert html.startswith('<div class="bottom-line"><h2 id="bottom-line">Bottom line</h2><ul>')
    assert '<h2 id="doses">' in html
    assert "<th>Trial</th>" in html
    assert '<span class="certainty">very low certainty</span>' in html
    assert "&lt;one&gt;" in html
    assert "style=" not in html


def test_links_are_kept_with_their_lines(trials, content_folder):
    lines = (content_folder / "topics/trials.md").read_text().splitlines()
    assert [str(Location.parse(link.target)) for link in trials.links] == [
        "ketaref://adverse_effect/ae_dissociation",
        "ketaref://checklist/iv_ketamine",
        "ketaref://topic/old-trials",
        "ketaref://regimen/",
    ]
    assert all(link.target in lines[link.line - 1] for link in trials.links)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            " was compared with midazolam. [@feder2014; certainty very low]",
            " was compared.",
            "no source: “Ketamine 0.5",
        ),
        ("inside it. [@label2024]", "inside it.", "no source: “A point inside it.”"),
        ("| Feder, first | 41 | [@feder2014] |", "| Feder, first | 41 | |", "no source: “Feder, first 41”"),
        ("not re-read. [@feder2014; @recalled]", "not re-read.", "no source: “Two sources say so"),
        ("The points:", "The points.", "no source: “The points.”"),
        ("Counted. [@label2024]", "Counted. [@label2023]", "unknown source 'label2023'"),
        ("[practice point]", "[practise point; @feder2014]", "no source: “First point"),
        ("{{regimen dose_single}}", "{{regimen dose_double}}", "there is no regimen 'dose_double'"),
        ("{{regimen dose_single}}", "{{dose dose_single}}", "write '{{KIND id id}}'"),
        ("{{regimen dose_single}}", "{{regimen}}", "write '{{KIND id id}}'"),
        ("### In a table", "#### In a table", "headings are '##' and '###'"),
        ("### In a table", "### Doses", "the anchor 'doses' is taken"),
        ("Counted. [@label2024]", "Counted&nbsp;up. [@label2024]", "write characters themselves"),
        ("Two sources say so", "> Two sources say so", "<blockquote> is not used"),
        ("    - A point inside", "  - A point inside", "indent a list inside a list by four"),
        ("| Feder, first | 41 | [@feder2014] |", "| Feder | 4 | 1 | [@feder2014] |", "not as many cells"),
        ("|---|---|---|\n", "", "its second line must be"),
    ],
)
def test_mistake_is_told_on_its_line(problems_after, old, new, message):
    line, problems = problems_after(old, new)
    told = [problem for problem in problems if message in problem[1]]
    assert told, problems
    assert told[0][0] in (line, line - 1)  # a table's missing line is told where the table starts


def test_page_after_its_first_lines_is_still_checked(problems_after):
    _, problems = problems_after("## In brief\n", "## Brief\n")
    assert [message for _, message in problems] == ["'## In brief' is missing as the second heading of the page"]


def test_bottom_line_holds_three_statements_at_most(problems_after):
    _, problems = problems_after(
        "- A withdrawn report does not count. [@withdrawn2011]\n",
        "- Two. [@feder2014]\n- Three. [@feder2014]\n- Four. [@feder2014]\n",
    )
    assert problems == [(12, "4 statements in the bottom line: at least one, at most 3")]


def test_text_before_the_first_heading_is_told(problems_after):
    line, problems = problems_after("## Bottom line\n", "Hello. [editorial]\n\n## Bottom line\n")
    assert problems == [(line, "text before the first heading: a page starts with '## Bottom line'")]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("reviewed: 2026-11-25\n", "", 2, "missing field 'reviewed'"),
        ("review_due: 2027-05-25", "review_due: soon", 8, "review_due: 'soon' is not a date (YYYY-MM-DD)"),
        ("aliases: [RCT, evidence]", "alias: x", 6, "alias: unknown field"),
    ],
)
def test_front_matter_that_does_not_fit_is_told(problems_after, old, new, line, message):
    _, problems = problems_after(old, new)
    assert (line, message) in problems


def test_page_without_front_matter_is_told(content_folder):
    (content_folder / "topics/extra.md").write_text("## Bottom line\n")
    _, (problem,) = read_content(content_folder)
    assert (problem.line, problem.message) == (1, "a page starts with its front matter between two lines '---'")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- Known. [@feder2014]\n\n  | Who | Dose |\n  |---|---|\n  | All | 5 mg/kg |", "a table stands on its own"),
        ("Who | Dose\n---|---\nAll | 5 mg/kg\nSome | 1 mg/kg [@feder2014]", "a table stands on its own"),
        ("- Give 5 mg/kg:\n- Repeat. [@feder2014]", "no source: “Give 5 mg/kg:”"),
        ("- Give it:\n- Repeat. [@feder2014]", "no source: “Give it:”"),
        ("It cures all. No watching. See:\n\n- This. [@feder2014]", "no source: “It cures all. No watching. See:”"),
        ("All had 5 mg/kg:\n\n- This. [@feder2014]", "no source: “All had 5 mg/kg:”"),
        ("See {{regimen dose_single}}. [editorial]", "stands on a line of its own"),
        ('See [x](ketaref://topic/start "Give 5 mg/kg"). [editorial]', "a link has no title"),
        ("It works. [@feder2014] [editorial]", "[editorial] stands alone"),
        ('[x]: y "Give 5 mg/kg to all"', "no source"),
        ("## Mine {#terms}\n\nText. [editorial]", "is that of a list at the end of every page"),
        ("\n".join(f"{'    ' * depth}- x" for depth in range(300)), "deeper than anybody reads"),
    ],
)
def test_ways_around_a_source_are_closed(content_folder, edit, text, message):
    edit("topics/start.md", "first. [editorial]\n", f"first. [editorial]\n\n{text}\n")
    told = [problem.message for problem in read_content(content_folder)[1]]
    assert any(message in one for one in told), told


def test_bottom_line_reaches_to_the_next_heading_of_its_level(content_folder, edit):
    edit(
        "topics/start.md",
        "chronic PTSD. [@feder2014]\n",
        "chronic PTSD. [@feder2014]\n\n### More\n\nOld. [@recalled]\n",
    )
    told = [problem.message for problem in read_content(content_folder)[1]]
    assert "source 'recalled' was not re-read: it cannot stand in a bottom line" in told


@pytest.mark.parametrize("lines", ["", "{{regimen dose_single}}"])
def test_bottom_line_is_sentences(content_folder, edit, lines):
    edit("topics/start.md", "- One infusion was tried in chronic PTSD. [@feder2014]\n", f"{lines}\n")
    told = [problem.message for problem in read_content(content_folder)[1]]
    assert any("0 statements in the bottom line" in one for one in told)


def test_what_nothing_reads_is_told(content_folder):
    (content_folder / "topics/more.txt").write_text("x")
    assert any("pages are topics/*.md" in problem.message for problem in read_content(content_folder)[1])
