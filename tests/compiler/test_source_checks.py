"""What is cited can be printed and found again."""

import pytest

from ketaref.compiler.load import read_content


def problems(folder):
    return [
        f"{problem.path.rpartition('/')[2]}:{problem.line}: {problem.message}" for problem in read_content(folder)[1]
    ]


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("  authors: Feder A, Parides MK\n", "", "authors"),
        ("  where: JAMA Psychiatry\n  year: 2014\n", "", "where, year"),
        ("  authors: Feder A, Parides MK\n", "  authors: Authors not shown\n", "authors"),
        ("  year: 2014\n", "  year: 2014\n  incomplete: [authors]\n", "authors"),
    ],
)
def test_source_that_cannot_be_printed_is_told_wherever_it_is_cited(content_folder, edit, old, new, missing):
    edit("data/sources.yaml", old, new)
    told = problems(content_folder)
    message = f"source 'feder2014' cannot be printed, it has no {missing}: look it up or cite another"
    assert f"start.md:10: {message}" in told
    assert f"regimens.yaml:1: dose_single: {message}" in told


def test_source_without_a_date_of_its_own_can_be_printed(content_folder):
    assert "undated: true" in (content_folder / "data/sources.yaml").read_text()
    assert problems(content_folder) == []


def test_undated_and_dated_is_told(content_folder, edit):
    edit("data/sources.yaml", "  year: 2014\n", "  year: 2014\n  undated: true\n")
    assert any("feder2014: undated, and of 2014" in told for told in problems(content_folder))


def test_source_that_nothing_cites_may_wait(content_folder):
    assert "Nobody 2020\n  checked: secondary\n" in (content_folder / "data/sources.yaml").read_text()
    assert problems(content_folder) == []


@pytest.mark.parametrize(
    ("url", "is_told"),
    [
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1", False),
        ("https://doi.org/10.1001/example.1", False),
        ("https://papers.example/feder", True),
        ("https://notdoi.org/10.1001/example.1", True),
    ],
)
def test_mirror_of_what_has_a_doi_is_told(content_folder, edit, url, is_told):
    edit("data/sources.yaml", "  doi: 10.1001/example.1\n", f"  doi: 10.1001/example.1\n  url: {url}\n")
    assert any("no address but PubMed" in told for told in problems(content_folder)) is is_told


@pytest.mark.parametrize("text", ["n/a", "-", "?", " ", "None", "et al.", "TBD", "not available", "see note", "x", "0"])
def test_words_that_name_nobody_are_no_authors(content_folder, edit, text):
    edit("data/sources.yaml", "  authors: Feder A, Parides MK\n", f"  authors: '{text}'\n")
    assert any("it has no authors" in told for told in problems(content_folder))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("doi: 10.1001/example.1", "doi: n/a", "no DOI: 'n/a'"),
        ("doi: 10.1001/example.1", "doi: https://doi.org/10.1001/example.1", "no https://doi.org/ before it"),
        ("pmid: '11111111'", "pmid: abc", "no PMID: 'abc'"),
        ("pmid: '11111111'", "pmid: '0'", "no PMID: '0'"),
        ("year: 2014\n", "year: 3000\n", "3000 is no year of a publication"),
        ("year: 2014\n", "year: -5\n", "-5 is no year"),
        ("year: 2014\n", "year: 2014\n  incomplete: [Authors]\n", "incomplete: Authors; there are: authors, title"),
        ("  year: 1999\n", "  year: 1999\n  doi: 10.1001/EXAMPLE.1\n", "the DOI is that of 'feder2014'"),
    ],
)
def test_field_of_another_form_is_told(content_folder, edit, old, new, message):
    edit("data/sources.yaml", old, new)
    assert any(message in told for told in problems(content_folder))


@pytest.mark.parametrize(
    "url",
    [
        "file:///usr/bin/x",
        "javascript:alert(1)",
        "javascript://doi.org/%0a",
        "smb://doi.org/x",
        "//doi.org/x",
        "--help",
        "https://bank.example@evil.example/",
        "https://[::1/x",
        "https://[doi.org]/x",
        "\\\\host\\x",
    ],
)
def test_browser_is_never_handed_anything_but_a_web_address(content_folder, edit, url):
    edit("data/sources.yaml", "  title: A source for a page", f"  url: '{url}'\n  title: A source for a page")
    assert any("nobody: no web address" in told for told in problems(content_folder))


def test_what_was_not_re_read_stands_in_no_bottom_line(content_folder, edit):
    line = edit("topics/start.md", "chronic PTSD. [@feder2014]", "chronic PTSD. [@recalled]")
    assert problems(content_folder) == [
        f"start.md:{line}: source 'recalled' was not re-read: it cannot stand in a bottom line"
    ]


def test_label_of_a_contraindication_says_where_it_holds_or_that_this_is_not_known(content_folder, edit):
    edit("data/sources.yaml", "  jurisdiction: us\n", "")
    label = "label 'label2024' does not say where it holds: give its jurisdiction, or name it incomplete"
    assert problems(content_folder) == [f"contraindications.yaml:6: ci_pressure: {label}"]
    edit("data/sources.yaml", "  year: 2024\n", "  year: 2024\n  incomplete: [jurisdiction]\n")
    assert problems(content_folder) == []


def test_jurisdiction_that_is_given_is_not_unknown(content_folder, edit):
    edit("data/sources.yaml", "  jurisdiction: us\n", "  jurisdiction: us\n  incomplete: [jurisdiction]\n")
    assert any("label2024: the jurisdiction is us, and is not known" in told for told in problems(content_folder))
