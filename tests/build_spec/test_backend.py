"""The build backend: wheel, editable and source builds carry the content; content with mistakes does not build."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IGNORED = shutil.ignore_patterns("__pycache__", "content.sqlite", "*.egg-info")


@pytest.fixture
def tree(tmp_path):
    """The source tree without its history, tests and content, with the small content."""
    tree = tmp_path / "tree"
    for name in ("app", "build_spec", "resources"):
        shutil.copytree(ROOT / name, tree / name, ignore=IGNORED)
    for name in ("pyproject.toml", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    shutil.copytree(ROOT / "tests/small_content", tree / "content")
    shutil.copy(ROOT / "content/LICENSE", tree / "content/LICENSE")
    return tree


def run_hook(tree, name, folder):
    """What an installer does: the hook in a process of its own, started in the tree."""
    script = (
        "import sys, pathlib; sys.path[:0] = [str(pathlib.Path('build_spec').resolve()), "
        f"str(pathlib.Path('app').resolve())]; import backend; print(backend.{name}({str(folder)!r}))"
    )
    return subprocess.run([sys.executable, "-c", script], cwd=tree, capture_output=True, text=True, check=False)


def built(tree, name, folder):
    folder.mkdir()
    finished = run_hook(tree, name, folder)
    assert finished.returncode == 0, finished.stderr
    return folder / finished.stdout.splitlines()[-1]


def test_wheel_carries_program_and_content(tree, tmp_path):
    wheel = built(tree, "build_wheel", tmp_path / "dist")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "ketaref/resources/content.sqlite" in names
    assert "ketaref/resources/search_score.json" in names
    assert "ketaref/ui/pages/topic.py" in names
    assert [name for name in names if name.startswith("ketaref/resources/fonts/")]
    assert not [name for name in names if "__pycache__" in name]


def test_every_package_is_shipped():
    """`packages` in pyproject.toml is written by hand, so that a new folder could be forgotten."""
    listed = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for folder in (ROOT / "app/ketaref").rglob("__init__.py"):
        package = ".".join(folder.parent.relative_to(ROOT / "app").parts)
        assert f'"{package}"' in listed


def test_editable_install_compiles_into_the_tree(tree, tmp_path):
    built(tree, "build_editable", tmp_path / "dist")
    assert (tree / "resources/content.sqlite").is_file()


def test_source_archive_can_be_built_from(tree, tmp_path):
    archive = built(tree, "build_sdist", tmp_path / "dist")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    wheel = built(unpacked, "build_wheel", tmp_path / "dist2")
    with zipfile.ZipFile(wheel) as archive:
        assert {f"ketaref/resources/{name}" for name in ("content.sqlite", "search_score.json")} <= set(
            archive.namelist()
        )


def test_mistake_in_the_content_stops_the_build_in_words(tree, tmp_path):
    page = tree / "content/topics/start.md"
    page.write_text(page.read_text(encoding="utf-8").replace("[@feder2014]", "[@feder1914]"), encoding="utf-8")
    finished = run_hook(tree, "build_wheel", tmp_path)
    assert finished.returncode == 1
    assert f"{page}:10: unknown source 'feder1914'" in finished.stderr
    assert "Traceback" not in finished.stderr
