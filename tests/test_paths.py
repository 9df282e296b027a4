"""Where the content is looked for."""

from pathlib import Path

from ketaref.paths import content_path, resources_folder, score_path


def test_chosen_file_comes_first():
    assert content_path(Path("a.sqlite"), {"KETAREF_CONTENT": "b.sqlite"}) == Path("a.sqlite")


def test_variable_comes_before_what_came_along():
    assert content_path(None, {"KETAREF_CONTENT": "b.sqlite"}) == Path("b.sqlite")


def test_empty_variable_is_none():
    assert content_path(None, {"KETAREF_CONTENT": ""}) == content_path(None, {})


def test_content_comes_along_with_the_resources():
    assert content_path(None, {}) == resources_folder() / "content.sqlite"
    assert (resources_folder() / "fonts").is_dir()


def test_score_of_search_comes_along_with_the_resources():
    assert score_path() == resources_folder() / "search_score.json"
