import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from artefacts import reproducible
from artefacts.release import BuildError
from artefacts.reproducible import FIRST, SECOND, compare


def always(text):
    def build(folder, circumstances):
        folder.mkdir(parents=True)
        (folder / "x.deb").write_text(text)
        return {"x.deb": folder / "x.deb"}

    return build


def test_equal_builds_tell_nothing(tmp_path):
    assert compare(["deb"], "0.1.0", tmp_path / "work", always("same")) == []


def test_build_that_writes_its_folder_into_the_file_is_found(tmp_path):
    def build(folder, circumstances):
        return always(f"made in {folder}")(folder, circumstances)

    (told,) = compare(["deb"], "0.1.0", tmp_path / "work", build)
    assert told.startswith("x.deb: differs from byte")


def test_two_builds_that_made_other_files_are_told(tmp_path):
    def build(folder, circumstances):
        folder.mkdir(parents=True)
        (folder / circumstances.environment["TZ"][:3]).write_text("")
        return {path.name: path for path in folder.iterdir()}

    with pytest.raises(BuildError, match="made different artefacts"):
        compare(["deb"], "0.1.0", tmp_path / "work", build)


def test_nothing_built_is_no_success(tmp_path):
    with pytest.raises(BuildError, match="nothing was built for deb"):
        compare(["deb"], "0.1.0", tmp_path / "work", lambda folder, circumstances: {})


def test_what_an_earlier_run_left_is_gone(tmp_path):
    left = tmp_path / "work" / "one" / "left"
    left.mkdir(parents=True)
    compare(["deb"], "0.1.0", tmp_path / "work", always("same"))
    assert not left.exists()


def test_circumstances_differ_in_everything():
    assert FIRST.mask != SECOND.mask
    assert len(Path(FIRST.folder).parts) != len(Path(SECOND.folder).parts)
    assert FIRST.environment.keys() == SECOND.environment.keys()
    assert all(value != SECOND.environment[name] for name, value in FIRST.environment.items())


@pytest.fixture
def small_tree(tmp_path, monkeypatch):
    """A tree without history whose build.py writes what surrounds it, and what it is told to."""
    root = tmp_path / "root"
    (root / "build_spec").mkdir(parents=True)
    (root / "resources").mkdir()
    (root / "build").mkdir()
    monkeypatch.setattr(reproducible, "ROOT", root)
    monkeypatch.setattr(reproducible, "git", lambda *arguments: "")

    def written(expression):
        (root / "build_spec" / "build.py").write_text(
            "import os, sys, time, pathlib\n"
            "out = pathlib.Path(sys.argv[sys.argv.index('--output') + 1]); out.mkdir()\n"
            f"(out / 'x.deb').write_text(str({expression}))\n"
        )

    return written


@pytest.mark.parametrize(
    ("expression", "equal"),
    [
        ("os.environ['SOURCE_DATE_EPOCH']", True),
        ("sys.argv[1:4]", True),
        ("time.tzname", False),
        ("os.umask(0)", False),
        ("os.getcwd()", False),
        ("os.environ['HOME']", False),
        ("list({'a', 'b', 'c', 'd', 'e', 'f'})", False),
        ("os.environ['LC_ALL']", False),
    ],
)
def test_real_builds_differ_where_they_depend_on_their_surroundings(small_tree, expression, equal):
    small_tree(expression)
    assert (compare(["deb"], "0.1.0") == []) is equal


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed")
def test_real_builds_differ_where_they_depend_on_the_day(small_tree):
    small_tree("time.strftime('%Y')")
    assert len(compare(["deb"], "0.1.0")) == 1


def test_build_that_fails_tells_why(small_tree):
    small_tree("nonsense")
    with pytest.raises(BuildError, match="name 'nonsense' is not defined"):
        compare(["deb"], "0.1.0")


def test_outcome_is_told_by_exit_code_and_words(monkeypatch, capsys):
    monkeypatch.setattr(reproducible, "compare", lambda names, release: [])
    assert reproducible.main(["deb"], "0.1.0") == 0
    assert capsys.readouterr().out.startswith("Equal twice, byte for byte: deb")
    monkeypatch.setattr(reproducible, "compare", lambda names, release: ["x.deb: differs"])
    assert reproducible.main(["deb"], "0.1.0") == 1
    assert capsys.readouterr().err == "x.deb: differs\n"


def test_copy_holds_the_sources_and_shares_what_is_downloaded(tmp_path):
    tree = tmp_path / "copy"
    reproducible.copy_sources(tree)
    assert (tree / "build_spec" / "build.py").read_bytes() == (reproducible.ROOT / "build_spec/build.py").read_bytes()
    assert not (tree / ".git").exists()
    help_text = subprocess.run(
        [sys.executable, str(tree / "build_spec/build.py")], capture_output=True, text=True, check=False, env=os.environ
    )
    assert "ARTEFACT" in help_text.stderr
