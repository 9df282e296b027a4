"""`ketaref content`: check, build and info."""

import sys
from pathlib import Path

import pytest

import ketaref
from ketaref.store.content import ContentStore


def test_content_without_mistakes_is_fine(run, content_folder):
    result = run("content", "check", content_folder)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{content_folder}: no problems\n"


def test_mistakes_are_told_by_path_and_line(run, content_folder, edit):
    line = edit("data/glossary.yaml", "see_also: [ptsd]", "see_also: [gone]")
    result = run("content", "check", content_folder)
    assert result.code == 1
    path = content_folder / "data/glossary.yaml"
    assert result.out == f"{path}:{line}: ketamine: there is no glossary term 'gone'\n"
    assert result.err == f"1 problem in {content_folder}\n"


def test_mistakes_as_json(run, content_folder, edit):
    line = edit("topics/start.md", "[@feder2014]", "[@feder1914]")
    (problem,) = run("content", "check", content_folder, "--json").json()["problems"]
    assert problem == {
        "path": str(content_folder / "topics/start.md"),
        "line": line,
        "message": "unknown source 'feder1914': it is not in data/sources.yaml",
    }


def test_build_writes_a_file_that_opens(run, content_folder, tmp_path):
    output = tmp_path / "new.sqlite"
    result = run("content", "build", content_folder, "-o", output, "--json")
    assert result.code == 0
    assert result.json() == {"file": str(output), "bytes": output.stat().st_size}
    ContentStore.open(output).close()


def test_build_writes_beside_the_folder_by_default(run, content_folder):
    (content_folder.parent / "resources").mkdir()
    assert run("content", "build", content_folder).code == 0
    assert (content_folder.parent / "resources/content.sqlite").is_file()


def test_build_without_a_place_asks_for_one(run, content_folder):
    result = run("content", "build", content_folder)
    assert result.code == 2
    assert "-o FILE" in result.err


def test_content_with_mistakes_is_not_built(run, content_folder, tmp_path, edit):
    edit("topics/start.md", "[@feder2014]", "[@feder1914]")
    result = run("content", "build", content_folder, "-o", tmp_path / "new.sqlite")
    assert result.code == 1
    assert result.err.splitlines()[-1] == "1 problem in the content"
    assert "start.md:10: " in result.err
    assert not (tmp_path / "new.sqlite").exists()


def test_folder_without_content_is_told(run, tmp_path):
    for action in ("check", "build"):
        result = run("content", action, tmp_path)
        assert result.code == 2
        assert "no content in" in result.err


def test_info_counts(run, small_content_file):
    data = run("content", "info", "--json").json()
    assert data["file"] == str(small_content_file)
    assert (data["version"], data["reviewed"], data["review_due"]) == ("1.2.3", "2026-11-25", "2027-05-25")
    assert data["counts"]["adverse_effect"] == 2
    assert (data["statements"], data["statements_sourced"]) == (12, 11)
    assert data["sourced_share"] == pytest.approx(11 / 12, abs=0.001)
    assert data["sources_by_checked"] == {"page": 3, "secondary": 1, "memory": 1, "mixed": 0, "practice_point": 0}
    assert data["uncited_sources"] == ["nobody"]
    assert data["answers"] == {"Ketamine for PTSD Treatment": ["trials"]}


def test_info_is_readable(run):
    out = run("content", "info").out
    assert "Content 1.2.3" in out
    assert "12 statements on pages: 91.7% cite a source, 1 are marked as practice points" in out


@pytest.mark.parametrize("package", ["markdown", "sqlite_utils", "yaml", "tqdm"])
def test_missing_authoring_package_is_told_in_one_line(run, content_folder, monkeypatch, package):
    compiler = [name for name in sys.modules if name.startswith("ketaref.compiler")]
    for name in compiler:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(ketaref, "compiler", raising=False)
    monkeypatch.setitem(sys.modules, package, None)  # as if it were not installed
    result = run("content", "check", content_folder)
    assert result.code == 2
    assert result.err == (
        f"ketaref: content: working on the content needs {package}: pip install 'ketamine-trauma-reference[author]'\n"
    )


def test_looking_up_needs_no_authoring_package():
    modules = sorted((Path(ketaref.__file__).parent / "cli").glob("*.py"))
    assert [file.name for file in modules if "from ketaref.compiler" in file.read_text(encoding="utf-8")] == []
    assert len(modules) > 5
