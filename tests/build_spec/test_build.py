"""The one command for every artefact: what it refuses before it begins, and what it hands on."""

from types import SimpleNamespace

import pytest

import build
from artefacts.release import BuildError

ALL_BUT_WHAT_TELLS_OF_THE_FOLDER = ["deb", "rpm", "portable", "policy", "sbom"]


@pytest.mark.parametrize(
    "words", [[], ["installer"], ["reproducible"], ["deb", "--version", "1.4"], ["deb", "--version", "next"]]
)
def test_usage_mistake_ends_with_2_and_builds_nothing(words, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "import_module", lambda name: pytest.fail(f"{name} was built"))
    with pytest.raises(SystemExit) as stopped:
        build.main([*words, *(["--output", str(tmp_path / "out")] if words else [])])
    assert stopped.value.code == 2
    assert not (tmp_path / "out").exists()


def test_every_missing_tool_is_named_before_anything_is_built(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError, match=r"missing: .*icupkg.*rpmbuild.* apt-get install .*icu-devtools.* rpm"):
        build.main(["deb", "rpm", "--output", str(tmp_path / "out")])
    assert not (tmp_path / "out").exists()


def test_what_the_statement_would_refuse_is_told_before_anything_is_built(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "refuse_missing", list)
    monkeypatch.setattr(build, "import_module", lambda name: pytest.fail(f"{name} was built"))
    (tmp_path / "program_9.9.9_amd64.deb").touch()
    with pytest.raises(BuildError, match=r"9\.9\.9"):
        build.main(["all", "--output", str(tmp_path)])


def test_what_tells_of_the_folder_is_made_last_and_the_sums_after_the_statement(tmp_path, monkeypatch):
    made = []

    def module(name):
        made.append(name.removeprefix("artefacts."))
        return SimpleNamespace(build=lambda _output, _release: [])

    monkeypatch.setattr(build, "refuse_missing", list)
    monkeypatch.setattr(build, "import_module", module)
    monkeypatch.setattr(build.receipts, "ROOT", tmp_path)
    assert build.main(["sums", "provenance", "policy", "--output", str(tmp_path / "out")]) == 0
    assert made == ["policy_templates", "provenance", "sums"]


def test_all_is_built_twice_but_for_what_tells_of_the_folder(monkeypatch):
    monkeypatch.setattr(build, "refuse_missing", list)
    compared = []
    monkeypatch.setattr(build.reproducible, "check", lambda names, _release: compared.extend(names) or True)
    assert build.main(["reproducible", "all"]) == 0
    assert compared == ALL_BUT_WHAT_TELLS_OF_THE_FOLDER


def test_nothing_built_is_told_once_instead_of_by_every_test(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "ROOT", tmp_path)
    with pytest.raises(BuildError, match="build first"):
        build.main(["try"])
    (tmp_path / "dist").mkdir()
    with pytest.raises(BuildError, match="build first"):
        build.main(["try"])


@pytest.mark.parametrize(
    ("words", "tried"),
    [
        ([], ["tests/packaging"]),
        (["-q", "--ignore=tests/packaging/test_rpm.py"], ["tests/packaging"]),
        (["tests/packaging/test_deb.py", "-x"], ["tests/packaging/test_deb.py"]),
        (["tests/packaging/test_deb.py::test_a", "-k", "b"], ["tests/packaging/test_deb.py::test_a"]),
    ],
)
def test_tests_that_are_named_are_tried_alone(words, tried, tmp_path, monkeypatch):
    called = []
    (tmp_path / "dist" / "a.deb").mkdir(parents=True)
    (tmp_path / "tests" / "packaging").mkdir(parents=True)
    (tmp_path / "tests" / "packaging" / "test_deb.py").touch()
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build.os, "geteuid", lambda: 0)
    monkeypatch.setattr(build.start, "environment", lambda _purpose: tmp_path)
    monkeypatch.setattr(build.subprocess, "call", lambda command, **_: called.extend(command))
    build.main(["try", *words])
    assert [word for word in called[1:] if word.startswith("tests/")] == tried
    assert [word for word in words if word not in called] == []


def test_every_artefact_has_a_module_that_builds_it():
    for module, _tools in build.MODULES.values():
        assert callable(build.import_module(f"artefacts.{module}").build)
    assert set(build.ALL) <= set(build.MODULES)
