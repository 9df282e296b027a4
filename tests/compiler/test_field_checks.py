"""Records and pages that are empty inside."""

import pytest

from ketaref.compiler.load import read_content


def messages(folder):
    return [problem.message for problem in read_content(folder)[1]]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("data/claims.yaml", "evidence: The label says so.", "evidence: ' '", "c002: evidence is empty"),
        ("data/trials.yaml", "result: not significant", "result: ''", "trial_first: result is empty"),
        ("data/trials.yaml", "number: 41", "number: 0", "trial_first: 0 is no number of people"),
        ("data/trials.yaml", "number: 41", "number: 041", "041 is read as another number here"),
        ("data/trials.yaml", "number: 41", "number: 1:41", "1:41 is read as another number here"),
        ("data/glossary.yaml", "term: PTSD", "term: ''", "ptsd: term is empty"),
        ("data/glossary.yaml", "Post-traumatic stress disorder.", "x" * 301, "301 letters in a definition"),
        ("data/chapters.yaml", "position: 10", "position: 99999999999999999999", "is out of all lists"),
        ("data/chapters.yaml", "title: ", "title: Miracles ", "“miracle” is not used"),
        ("data/synonyms.yaml", "brands: [Spravato]", "brands: [Spravato, breakthroughs]", "“breakthrough” is not used"),
        ("topics/start.md", "summary: What this reference holds.", "summary: ' '", "summary is empty"),
        (
            "topics/start.md",
            "summary: What this",
            "summary: 9 of 10 were cured. This",
            "the figure 9 of the summary stands",
        ),
        ("topics/start.md", "review_due: 2027-11-25", "review_due: 9999-12-31", "more than two years after"),
        ("content.yaml", "licence: CC-BY-4.0", "licence: CC-BY-4.0\nhardest_page: .nan", "nan is no LIX"),
    ],
)
def test_what_holds_nothing_is_told(content_folder, edit, name, old, new, message):
    if name == "data/chapters.yaml":  # two chapters: the first is meant
        file = content_folder / name
        file.write_text(file.read_text().replace(old, new, 1))
    else:
        edit(name, old, new)
    told = messages(content_folder)
    assert any(message in one for one in told), told


def test_trial_without_outcomes_is_told(content_folder):
    file = content_folder / "data/trials.yaml"
    text = file.read_text()
    start = text.index("  outcomes:")
    file.write_text(text[:start] + "  outcomes: []\n" + text[text.index("  sources:", start) :])
    assert "trial_first: no outcomes" in messages(content_folder)


@pytest.mark.parametrize(
    "line",
    [
        "It is safe\nfor everybody. [@feder2014]",
        "It is **safe** for all. [@feder2014]",
        "It is sa&#102;e for all. [@feder2014]",
    ],
)
def test_banned_words_are_found_however_they_are_written(content_folder, edit, line):
    edit("topics/start.md", "first. [editorial]\n", f"first. [editorial]\n\n{line}\n")
    assert any("“safe for” is not used" in one for one in messages(content_folder))
