"""The one command for every artefact: what it refuses before it begins, and what it hands on."""

import os
from types import SimpleNamespace

import pytest

import build
import run
from artefacts.release import BuildError

ALL_BUT_WHAT_TELLS_OF_THE_FOLDER = ["deb", "rpm", "portable", "policy", "sbom"]


@pytest.fixture(autouse=True)
def tree(tmp_path, monkeypatch):
    """Where builds lock and leave things: not in the tree of these tests, of which a build may be running."""
    monkeypatch.setattr(build, "ROOT", tmp_path / "tree")
    monkeypatch.setattr(build.receipts, "ROOT", tmp_path / "tree")
    return tmp_path / "tree"


@pytest.fixture
def seen(monkeypatch):
    """The environment that a build of anything would have seen, in the order of the builds."""
    environments = []

    def make(_output, _release):
        environments.append(dict(os.environ))
        return []

    monkeypatch.setattr(build, "refuse_missing", list)
    monkeypatch.setattr(build, "import_module", lambda _name: SimpleNamespace(build=make))
    return environments


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


def test_files_that_are_named_are_those_of_the_callers_folder(tmp_path, monkeypatch, seen):
    """Tools are started in other folders, and `reproducible` starts a build in another one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a wheel").mkdir()
    monkeypatch.setenv("KETAREF_PYTHON_ZIP", "other.zip")
    monkeypatch.setenv("KETAREF_COMPILER", "bin/python3.13")
    monkeypatch.setenv("KETAREF_FROZEN_PYTHON", "../python")
    monkeypatch.setenv("KETAREF_APPIMAGE_RUNTIME", "runtime")
    monkeypatch.setenv("KETAREF_SIGN", "./sign")
    monkeypatch.setenv("PIP_FIND_LINKS", ". nowhere https://index.example/simple")
    assert build.main(["nsis", "--python-zip", "x.zip", "--output", "out"]) == 0
    assert seen[0]["KETAREF_PYTHON_ZIP"] == str(tmp_path / "x.zip")
    assert seen[0]["KETAREF_COMPILER"] == str(tmp_path / "bin" / "python3.13")
    assert seen[0]["KETAREF_FROZEN_PYTHON"] == str(tmp_path.parent / "python")
    assert seen[0]["KETAREF_APPIMAGE_RUNTIME"] == str(tmp_path / "runtime")
    assert seen[0]["KETAREF_SIGN"] == str(tmp_path / "sign")
    assert seen[0]["PIP_FIND_LINKS"] == f"{tmp_path.as_uri()} nowhere https://index.example/simple"


def test_what_names_no_file_of_the_callers_folder_stays_as_it_is(tmp_path, monkeypatch, seen):
    link = tmp_path / "python"  # of a virtual environment: what it leads to is another Python
    link.symlink_to("/usr/bin/env")
    given = {"KETAREF_COMPILER": "python3.13", "KETAREF_FROZEN_PYTHON": str(link), "PIP_FIND_LINKS": str(tmp_path)}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    for name in ("KETAREF_PYTHON_ZIP", "KETAREF_APPIMAGE_RUNTIME", "KETAREF_SIGN"):
        monkeypatch.delenv(name, raising=False)
    build.main(["nsis", "--stand-in"])
    assert {name: seen[0][name] for name in given} == given
    assert seen[0]["KETAREF_PYTHON_ZIP"] == build.STAND_IN
    assert not {"KETAREF_APPIMAGE_RUNTIME", "KETAREF_SIGN"} & seen[0].keys()


def test_second_build_of_a_tree_ends_at_once(tree, monkeypatch, seen):
    with (
        run.alone(tree / "build" / "lock"),
        pytest.raises(BlockingIOError, match="another build of this tree is running"),
    ):
        build.main(["deb"])
    assert seen == []
    assert build.main(["deb"]) == 0
    assert build.main(["deb"]) == 0  # the lock is given back
    assert len(seen) == 2


def test_every_artefact_has_a_module_that_builds_it():
    for module, _tools in build.MODULES.values():
        assert callable(build.import_module(f"artefacts.{module}").build)
    assert set(build.ALL) <= set(build.MODULES)
