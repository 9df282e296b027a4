"""`python3 build_spec/run.py`: the private environment is prepared once, by one start at a time."""

import importlib.util
import os
import shutil
import subprocess
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

RUN = Path(__file__).resolve().parents[2] / "build_spec" / "run.py"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The script as a module, in a folder of its own, with a preparation that only takes its time."""
    spec = importlib.util.spec_from_file_location("run_script", RUN)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "build_spec").mkdir()
    (tmp_path / "build_spec" / "requirements-run.txt").write_text("pinned")
    (tmp_path / "pyproject.toml").write_text("project")
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "content.sqlite").touch()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    module.prepared = []

    def create(folder, **_options):
        module.prepared.append(folder)
        folder.mkdir(parents=True, exist_ok=True)
        time.sleep(0.2)

    monkeypatch.setattr(module.venv, "create", create)
    monkeypatch.setattr(module, "_pip", lambda *_arguments: None)
    return module


def test_two_first_starts_prepare_one_environment(run):
    starts = [threading.Thread(target=run.environment, args=("run",)) for _ in range(3)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(run.prepared) == 1


def test_environment_is_prepared_anew_when_what_it_holds_has_changed(run, tmp_path):
    run.environment("run")
    run.environment("run")
    assert len(run.prepared) == 1
    (tmp_path / "pyproject.toml").write_text("another project")
    run.environment("run")
    assert len(run.prepared) == 2


def test_environment_of_a_copied_or_moved_tree_is_made_anew(run, tmp_path, monkeypatch):
    """Its scripts and the program in it are those of the other tree, which may be gone."""
    run.environment("run")
    copy = tmp_path / "copy of the tree"
    shutil.copytree(tmp_path, copy, ignore=shutil.ignore_patterns(copy.name))
    monkeypatch.setattr(run, "ROOT", copy)
    run.environment("run")
    run.environment("run")
    assert [folder.parents[1] for folder in run.prepared] == [tmp_path, copy]


def test_stale_content_is_made_anew_from_any_folder_by_one_start_at_a_time(run, tmp_path, monkeypatch):
    scripts = run.environment("run")
    compiled = tmp_path / "resources" / "content.sqlite"
    compiled.unlink()
    made = []

    def ketaref(command, *, cwd=None, check=False):
        made.append((command, cwd, check))
        time.sleep(0.2)
        compiled.touch()

    monkeypatch.setattr(run.subprocess, "run", ketaref)
    starts = [threading.Thread(target=run.environment, args=("run",)) for _ in range(3)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert made == [([run._command(scripts, "ketaref"), "content", "build"], tmp_path, True)]
    assert len(run.prepared) == 1


def test_lock_of_windows_is_waited_for_or_refused(run, tmp_path, monkeypatch):
    """Its call gives up after ten seconds, or at once when it is told to."""
    asked = []

    def locking(_file, way, _bytes):
        asked.append(way)
        if len(asked) < 3:
            raise PermissionError(13, "Permission denied")

    windows = SimpleNamespace(locking=locking, LK_LOCK="wait", LK_NBLCK="at once")
    monkeypatch.setattr(run, "msvcrt", windows, raising=False)
    monkeypatch.setattr(run, "sys", SimpleNamespace(platform="win32"))
    with pytest.raises(BlockingIOError, match="at it"), run.alone(tmp_path / "lock", "somebody else is at it"):
        pytest.fail("it was taken for free")
    with run.alone(tmp_path / "lock"):
        assert asked == ["at once", "wait", "wait"]


@pytest.mark.parametrize(("words", "advised"), [(["python", "-m", "pip", "install"], True), (["ketaref"], False)])
def test_a_package_index_is_spoken_of_only_where_one_was_asked(run, words, advised):
    told = run.advice(subprocess.CalledProcessError(3, words))
    assert f"{' '.join(words)} failed (3)" in told
    assert ("PIP_NO_INDEX" in told) == advised


def test_content_is_made_anew_when_a_page_changed_or_is_gone(run, tmp_path):
    page = tmp_path / "content" / "topics" / "page.md"
    page.parent.mkdir(parents=True)
    page.touch()
    compiled = tmp_path / "resources" / "content.sqlite"
    for path, day in ((page, 1), (page.parent, 1), (tmp_path / "content", 1), (compiled, 2)):
        os.utime(path, (day, day))
    assert not run._content_is_stale()
    os.utime(page, (3, 3))
    assert run._content_is_stale()
    os.utime(page, (1, 1))
    page.unlink()  # its folder is of today now
    assert run._content_is_stale()
