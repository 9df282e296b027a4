import json

import pytest
import rispy


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl-json"])
def test_all_sources_are_printed(run, form):
    result = run("sources", "export", "--format", form)
    assert (result.code, result.err) == (0, "")
    assert "feder2014" in result.out


def test_only_named_sources_are_printed(run):
    result = run("sources", "export", "--format", "csl-json", "feder2014")
    assert [item["id"] for item in result.json()] == ["feder2014"]


def test_sources_of_a_page_are_printed(run):
    result = run("sources", "export", "--format", "csl-json", "--of", "ketaref://topic/trials")
    shown = run("show", "ketaref://topic/trials", "--json").json()
    assert [item["id"] for item in result.json()] == shown["sources"]


def test_address_of_a_source_is_that_source(run):
    result = run("sources", "export", "--format", "csl-json", "--of", "ketaref://source/feder2014")
    assert [item["id"] for item in result.json()] == ["feder2014"]


def test_file_is_written_in_the_format_of_its_ending(run, tmp_path):
    file = tmp_path / "some.ris"
    result = run("sources", "export", "-o", file, "feder2014")
    assert result.out == f"{file}: 1 source as RIS\n"
    data = file.read_bytes()
    assert b"\r\n" in data
    assert b"\r\r\n" not in data
    assert [entry["id"] for entry in rispy.loads(data.decode())] == ["feder2014"]


def test_what_was_written_is_told_as_json(run, tmp_path):
    file = tmp_path / "some.txt"
    result = run("sources", "export", "--format", "bibtex", "-o", file, "--json", "feder2014", "feder2014")
    assert json.loads(result.out) == {"file": str(file), "format": "bibtex", "sources": 1}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-o", "x.docx"], "name one with --format: ris, bibtex, csl-json"),
        ([], "name one with --format"),
        (["--format", "ris", "nobody1900"], "nobody1900"),
        (["--format", "ris", "--of", "ketaref://topic/nowhere"], "nowhere"),
        (["--format", "ris", "--of", "ketaref://topic"], "name one page or record"),
        (["--format", "ris", "--of", "ptsd"], "not a ketaref://KIND/ID address"),
        (["--format", "ris", "-o", "/nowhere/at/all.ris"], "/nowhere/at/all.ris cannot be written"),
    ],
)
def test_mistake_is_one_line_that_says_what_to_do(run, arguments, told):
    result = run("sources", "export", *arguments)
    assert result.code == 2
    assert told in result.err
    assert result.err.count("\n") == 1
    assert result.out == ""
