"""Lists that a page takes from the records."""

import pytest

from ketaref.compiler.load import load_content, read_content


@pytest.fixture
def topics(content_folder):
    def read():
        return {page.topic.value.id: page.topic.value for page in load_content(content_folder).pages}

    return read


def test_claims_stand_on_the_page_that_they_belong_to(topics):
    pages = topics()
    assert '<a href="ketaref://claim/c001">Claim, wrong: One dose works for good.</a>' in pages["trials"].html
    assert "ketaref://claim/c001" not in pages["start"].html
    assert ("claims", "Claims on this subject") in [(s.anchor, s.heading) for s in pages["trials"].sections]


def test_terms_of_the_text_are_listed_with_their_meaning(topics):
    start = topics()["start"]
    assert '<a href="ketaref://glossary/ptsd">PTSD</a>: Post-traumatic stress disorder.' in start.html
    assert 'title="<qt&gt;Post-traumatic stress disorder.</qt&gt;"' in start.html
    assert start.sections[-1].heading == "Terms on this page"


def test_a_page_without_either_has_no_empty_section(topics, edit):
    edit("topics/start.md", "in chronic PTSD", "once")
    edit("data/claims.yaml", "topic: start", "topic: trials")
    assert [section.heading for section in topics()["start"].sections] == ["Bottom line", "In brief"]


def test_words_of_the_lists_are_no_words_of_the_page(topics, edit):
    pages = topics()
    assert all(not section.text for section in pages["trials"].sections if section.anchor in ("claims", "terms"))
    words = pages["start"].words
    edit("topics/start.md", "first. [editorial]\n", "first. [editorial]\n\n{{synonyms}}\n")
    page = topics()["start"]
    assert page.words == words
    assert "<strong>ketamine</strong>" in page.html
    assert "Not the same as" in page.html


def test_synonyms_take_no_names(content_folder, edit):
    line = edit("topics/start.md", "first. [editorial]\n", "first. [editorial]\n\n{{synonyms drug}}\n")
    (problem,) = read_content(content_folder)[1]
    assert "or '{{synonyms}}'" in problem.message
    assert problem.line == line + 2
