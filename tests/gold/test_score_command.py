"""The command `python tests/gold/score.py`, on the small content."""

import subprocess
import sys
from pathlib import Path

import pytest

import score
from ketaref.core.search_score import Found, read_score


@pytest.fixture
def run(tmp_path, small_content_file):
    """Runs the command on a gold set of two look-ups, writing nowhere but in a folder of the test's own."""
    for part, query in (("tuned", "start"), ("set_aside", "trials")):
        (tmp_path / part).mkdir()
        file = tmp_path / part / "names.yaml"
        file.write_text(f"- {{query: {query}, first: [topic/start]}}\n", encoding="utf-8")
    paths = {"--content": small_content_file, "--gold": tmp_path, "--score": "score.json", "--known": "known.yaml"}
    fixed = [text for name, path in paths.items() for text in (name, str(tmp_path / path))]
    return lambda *arguments: score.main([*fixed, *arguments])


def test_tuned_look_ups_are_shown_and_nothing_is_written(run, capsys, tmp_path):
    assert run() == 0
    assert "| **all** | 1 | 100.0 % | 100.0 % | 0 |" in capsys.readouterr().out
    assert not (tmp_path / "score.json").exists()


def test_misses_of_the_chosen_set_are_listed(run, capsys):
    run("--set", "set_aside", "--misses")
    assert "- names “trials”: topic/start " in capsys.readouterr().out
    run("--misses")
    assert "trials" not in capsys.readouterr().out


def test_score_of_record_is_of_the_chosen_set(run, tmp_path):
    assert run("--write") == 0
    assert read_score((tmp_path / "score.json").read_text(encoding="utf-8")).set_aside.look_ups == 0
    assert run("--set", "both", "--write") == 0
    written = read_score((tmp_path / "score.json").read_text(encoding="utf-8"))
    assert written.total.look_ups == 2
    assert written.set_aside == Found(1, 0, written.set_aside.first_three)
    assert "trials" not in (tmp_path / "known.yaml").read_text(encoding="utf-8")


def test_mistake_in_the_gold_set_is_told_and_nothing_written(run, tmp_path, capsys):
    (tmp_path / "tuned/names.yaml").write_text("- {query: a, first: [topic/none]}\n", encoding="utf-8")
    assert run("--write") == 1
    assert "tuned/names.yaml:1: “a”: there is no topic/none" in capsys.readouterr().err
    assert not (tmp_path / "score.json").exists()


def test_place_that_cannot_be_written_is_told_in_one_line(run, tmp_path, capsys):
    assert run("--score", str(tmp_path), "--write") == 1
    assert capsys.readouterr().err.startswith("Not written: ")


def test_part_without_look_ups_is_no_score(run, tmp_path, capsys):
    (tmp_path / "tuned/names.yaml").unlink()
    assert run("--write") == 1
    assert "no look-ups of tuned" in capsys.readouterr().err
    assert not (tmp_path / "score.json").exists()


def test_command_starts_as_the_readme_says():
    done = subprocess.run(
        [sys.executable, str(Path(score.__file__)), "--help"], capture_output=True, text=True, check=True
    )
    assert "--misses" in done.stdout
