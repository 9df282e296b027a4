"""How hard a text is to read."""

import pytest

from ketaref.compiler.load import read_content
from ketaref.compiler.readability import lix


@pytest.mark.parametrize(
    ("paragraphs", "index"),
    [
        ([], 0.0),
        (["One two three four."], 4.0),
        (["One two three four. One two."], 3.0),
        (["One two three four", "One two"], 3.0),
        (["Ketamine two three four."], 29.0),
        (["g=0.27 (95% CI 0.03 to 0.51)"], 3.0),
    ],
)
def test_words_a_sentence_and_share_of_long_words_are_added(paragraphs, index):
    assert lix(paragraphs) == pytest.approx(index)


def test_page_harder_than_the_edition_allows_is_told(content_folder, edit):
    edit("content.yaml", "licence: CC-BY-4.0", "licence: CC-BY-4.0\nhardest_page: 20")
    told = [problem for problem in read_content(content_folder)[1] if "hard to read" in problem.message]
    assert told
    assert all(problem.path.endswith(".md") for problem in told)


def test_marks_tables_and_headings_do_not_count(content_folder, edit):
    def start_page():
        return next(page for page in read_content(content_folder)[0].pages if page.topic.value.id == "start")

    before = start_page().lix
    edit(
        "topics/start.md",
        "## In brief\n",
        "## In brief\n\n| Extraordinarily | Incomprehensible |\n|---|---|\n| Administration | [@feder2014] |\n",
    )
    assert start_page().lix == before
