"""What must hold across records and pages."""

from pathlib import Path

import pytest

from ketaref.compiler.load import read_content


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("data/regimens.yaml", "sources: [feder2014]", "sources: [feder2015]", "unknown source 'feder2015'"),
        ("data/contraindications.yaml", "source: recalled", "source: nowhere", "unknown source 'nowhere'"),
        ("data/adverse_effects.yaml", "    source: feder2014", "    source: gone", "unknown source 'gone'"),
        ("data/regimens.yaml", "sources: [feder2014]", "sources: []", "dose_single: no source"),
        (
            "data/adverse_effects.yaml",
            "  band_basis: 41%",
            "  band_source: gone\n  band_basis: 41%",
            "unknown source 'gone'",
        ),
        ("data/adverse_effects.yaml", "    percent: 41", "    percent: 14", "142/346 is 41.0 %, not 14 %"),
        ("data/adverse_effects.yaml", "    percent: 41", "    percent: .nan", "nan is no percentage"),
        ("data/adverse_effects.yaml", "    percent: 41", "    percent: -41", "-41 is no percentage"),
        ("data/adverse_effects.yaml", "observed: 222", "observed: 0", "21/0 is no part of a whole"),
        ("data/redirects.yaml", "ketaref://topic/trials#doses", "ketaref://checklist/iv_ketamine", "there is no"),
        ("data/trials.yaml", "feder2014, checked: secondary", "gone, checked: secondary", "unknown source 'gone'"),
        ("data/claims.yaml", "topic: start", "topic: gone", "c002: there is no page 'gone'"),
        ("data/claims.yaml", "appraisal: wrong", "appraisal: nonsense", "'nonsense' is not one of: wrong"),
        ("data/claims.yaml", "One dose works", "One guaranteed dose works", "“guaranteed” is not used"),
        ("content.yaml", "licence: CC-BY-4.0", "licence: CC-BY-4.0\nmedian_page: 5", "median LIX"),
        ("topics/start.md", "reviewed: 2026-11-25", "reviewed: 2026-11-26", "reviewed after the content as a whole"),
        ("data/glossary.yaml", "- id: ptsd", "- id: ketamine", "glossary 'ketamine' is there already, on line 1"),
        ("data/chapters.yaml", "id: first", "id: second", "chapter 'second' is there already"),
        ("data/regimens.yaml", "id: dose_single", "id: Dose Single", "may hold only small letters"),
        ("data/glossary.yaml", "see_also: [ptsd]", "see_also: [gone]", "no glossary term 'gone'"),
        ("data/sources.yaml", "short: Recall 1999", "short: Feder 2014", "'Feder 2014' already names 'feder2014'"),
        ("data/redirects.yaml", "trials#doses", "trials#gone", "no section 'gone'"),
        ("data/redirects.yaml", "id: old-trials", "id: start", "is there already"),
        ("data/monitoring.yaml", "Pause when it rises.", "Safe to proceed.", "“safe to proceed” is not used"),
        ("data/synonyms.yaml", "[Spravato]", "[Spravato, ketalar]", "'ketalar' also stands under 'ketamine' (line 1)"),
        ("data/synonyms.yaml", "[ketamin]", "[Esketamine]", "listed as a synonym and under not_same_as"),
        ("data/synonyms.yaml", "[ketamin]", "['?']", "holds no letter or digit"),
        ("content.yaml", "review_due: 2027-05-25", "review_due: 2026-11-25", "must come after reviewed"),
        ("topics/trials.md", "review_due: 2027-05-25", "review_due: 2026-01-01", "must come after reviewed"),
        ("topics/trials.md", "parent: first", "parent: third", "'third' is not a chapter; there are: first, second"),
        ("topics/trials.md", "parent: first\n", "", "parent is missing"),
        ("topics/trials.md", "ae_dissociation)", "ae_gone)", "there is no ketaref://adverse_effect/ae_gone"),
        ("topics/trials.md", "checklist/iv_ketamine", "checklist/sc_ketamine", "there is no ketaref://checklist"),
        ("topics/trials.md", "ketaref://regimen)", "https://example.org)", "a publication is a source"),
        ("topics/start.md", "trials#doses", "trials#dose", "has no section 'dose'"),
        ("topics/start.md", "One infusion was tried", "A breakthrough was seen", "“breakthrough” is not used"),
    ],
)
def test_mistake_is_told_by_file(content_folder, edit, name, old, new, message):
    edit(name, old, new)
    _, problems = read_content(content_folder)
    told = [problem for problem in problems if message in problem.message]
    assert told, problems
    assert Path(told[0].path) == content_folder / name


def test_heading_of_a_claim_that_no_page_answers_is_told(content_folder, edit):
    edit("topics/trials.md", "answers: [Ketamine for PTSD Treatment]\n", "")
    told = [problem.message for problem in read_content(content_folder)[1]]
    assert told == [f"{claim}: no page answers 'Ketamine for PTSD Treatment'" for claim in ("c001", "c002")]


def test_mistake_in_a_record_has_its_line(content_folder, edit):
    line = edit("data/contraindications.yaml", "source: recalled", "source: nowhere")
    _, problems = read_content(content_folder)
    assert line in [problem.line for problem in problems]


def test_banned_word_in_the_title_of_a_publication_is_quoted(content_folder, edit):
    edit("data/sources.yaml", "title: A withdrawn report", "title: A breakthrough in eligible patients")
    assert read_content(content_folder)[1] == []


def test_abbreviation_may_stand_for_two_things(content_folder, edit):
    edit("data/synonyms.yaml", "brands: [Spravato]", "brands: [Spravato]\n  abbreviations: [KET]")
    assert read_content(content_folder)[1] == []


def test_source_that_nothing_cites_builds(content_folder):
    assert "nobody" in (content_folder / "data/sources.yaml").read_text()
    assert read_content(content_folder)[1] == []
