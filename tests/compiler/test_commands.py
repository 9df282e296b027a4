"""The authoring commands."""

import sys

import pytest

from ketaref.compiler.commands import build_content, check_content, progress
from ketaref.core.errors import ContentError, InputError


def test_build_returns_the_file_that_it_wrote(content_folder, tmp_path):
    output = tmp_path / "new" / "content.sqlite"
    assert build_content(content_folder, output) == output
    assert output.is_file()


def test_mistakes_come_before_the_question_where_to_write(content_folder, edit):
    edit("topics/start.md", "[@feder2014]", "[@feder1914]")
    with pytest.raises(ContentError):
        build_content(content_folder)
    assert len(check_content(content_folder)) == 1


def test_place_to_write_is_asked_for(content_folder):
    with pytest.raises(InputError, match="-o FILE"):
        build_content(content_folder)


def test_progress_is_silent_when_nobody_watches(capsys):
    assert list(progress([1, 2, 3], "Doing")) == [1, 2, 3]
    assert capsys.readouterr().err == ""


def test_progress_is_shown_to_a_person(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert list(progress([1, 2, 3], "Doing")) == [1, 2, 3]
    assert "Doing" in capsys.readouterr().err
