"""The folder as a whole."""

import pytest

from ketaref.compiler.load import load_content
from ketaref.core.errors import ContentError, InputError


def test_every_problem_is_told_at_once_in_order(content_folder, edit):
    edit("data/glossary.yaml", "see_also: [ptsd]", "see_also: [gone]")
    edit("data/regimens.yaml", "status: off-label studied", "status: tried")
    edit("topics/start.md", "[@feder2014]", "[@feder2013]")
    with pytest.raises(ContentError) as caught:
        load_content(content_folder)
    lines = str(caught.value).splitlines()
    assert len(lines) == 4  # the regimen is gone, so that the page that shows it tells so as well
    assert lines == sorted(lines)
    assert all(line.startswith(f"{content_folder}/") for line in lines)


def test_folder_without_content_is_the_users_mistake(tmp_path):
    with pytest.raises(InputError, match=r"content\.yaml"):
        load_content(tmp_path)


def test_content_without_the_page_that_the_program_opens_with_is_told(content_folder):
    (content_folder / "topics" / "start.md").unlink()
    with pytest.raises(ContentError, match=r"start\.md:1: this page is missing"):
        load_content(content_folder)


def test_content_without_pages_is_told(content_folder):
    for page in (content_folder / "topics").glob("*.md"):
        page.unlink()
    with pytest.raises(ContentError, match="no topic page"):
        load_content(content_folder)
