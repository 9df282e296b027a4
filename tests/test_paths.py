"""Where the content is looked for, and where the program keeps what it keeps."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "win32":
    import pwd

from ketaref.paths import content_path, is_utf8, places, program_folder, resources_folder, score_path, shown


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


QT = """
import sys
from PySide6.QtCore import QCoreApplication, QStandardPaths
QCoreApplication.setApplicationName("ketamine-trauma-reference")
for place in ("AppConfigLocation", "AppLocalDataLocation"):
    sys.stdout.buffer.write(QStandardPaths.writableLocation(QStandardPaths.StandardLocation[place]).encode() + b"\\n")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Qt for the places of Linux")
@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "/home/a b/"},
        {"HOME": "/home/Žofia 李", "XDG_CONFIG_HOME": "not/absolute"},
        {"HOME": "/h", "XDG_CONFIG_HOME": "/config/", "XDG_DATA_HOME": "/data"},
        {"HOME": "/h", "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": ""},
        {"HOME": "/" + "long/" * 200},
    ],
)
def test_places_are_those_of_qt(environment):
    path = {"PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C.UTF-8"}
    ran = subprocess.run([sys.executable, "-c", QT], env=environment | path, capture_output=True, check=True)
    config, data = (Path(line) for line in ran.stdout.decode().splitlines())
    kept = places(environment, "linux")
    assert kept.settings == config / "settings.ini"
    assert kept.look_ups == data / "recent_look_ups.json"
    assert kept.window_lock.parent == data
    assert not kept.portable


def test_windows_places_are_local_and_never_roam():
    environment = {"LOCALAPPDATA": r"C:\Users\Žofia\AppData\Local", "APPDATA": r"C:\Users\Žofia\AppData\Roaming"}
    kept = places(environment, "win32")
    assert all(str(place).startswith(environment["LOCALAPPDATA"]) for place in kept[:3])
    kept = places({"USERPROFILE": r"C:\Users\Žofia", "APPDATA": environment["APPDATA"]}, "win32")
    assert all(str(place).startswith(environment["LOCALAPPDATA"]) for place in kept[:3])


def test_places_on_a_mac_lie_in_the_library():
    kept = places({"HOME": "/Users/a"}, "darwin")
    assert kept.settings == Path("/Users/a/Library/Preferences/ketamine-trauma-reference/settings.ini")
    assert kept.look_ups.parent == Path("/Users/a/Library/Application Support/ketamine-trauma-reference")


def test_folder_beside_the_program_takes_everything(tmp_path):
    environment = {"HOME": "/home/a", "XDG_RUNTIME_DIR": "/run/user/1", "XDG_CONFIG_HOME": "/config"}
    assert places(environment, program=tmp_path)[3:] == (False, "")
    (tmp_path / "portable-data").touch()
    portable, obstacle = places(environment, program=tmp_path)[3:]
    assert not portable  # a file takes nothing, and that is told
    assert obstacle.startswith(f"{tmp_path / 'portable-data'} is not used: it is a file")
    (tmp_path / "portable-data").unlink()
    (tmp_path / "portable-data").mkdir()
    kept = places(environment, program=tmp_path)
    assert kept.portable
    assert {place.parent for place in kept[:3]} == {tmp_path / "portable-data"}
    assert [*(tmp_path / "portable-data").iterdir()] == []


def test_folder_of_the_program_is_that_of_the_executable_where_it_is_frozen(monkeypatch):
    assert program_folder() == Path(sys.modules["ketaref"].__file__).parents[2]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/stick/Reference/ketamine-reference")
    assert program_folder("linux") == Path("/stick/Reference")
    monkeypatch.setattr(sys, "executable", "/stick/Reference.app/Contents/MacOS/ketamine-reference")
    assert program_folder("darwin") == Path("/stick")


@pytest.mark.parametrize(
    ("package", "folder"),
    [
        ("/src/reference/app/ketaref", "/src/reference"),
        ("/stick/Reference/lib/ketaref", "/stick/Reference"),
        ("/usr/lib/ketamine-trauma-reference/ketaref", "/usr/lib/ketamine-trauma-reference"),
        ("/venv/lib/python3.11/site-packages/ketaref", "/venv/lib/python3.11/site-packages/ketaref"),
    ],
    ids=["source", "lib", "Debian", "wheel"],
)
def test_folder_of_the_program_is_its_own_in_every_layout(monkeypatch, package, folder):
    monkeypatch.setattr("ketaref.paths.__file__", f"{package}/paths.py")
    assert program_folder() == Path(folder)


@pytest.mark.parametrize("environment", [{}, {"XDG_RUNTIME_DIR": "/run/user/1"}])
def test_lock_of_the_window_names_the_program_once(environment):
    assert str(places({"HOME": "/h"} | environment, "linux").window_lock).count("ketamine-trauma-reference") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists its users elsewhere")
@pytest.mark.parametrize("environment", [{}, {"HOME": ""}, {"HOME": "rel"}, {"HOME": "~"}])
def test_without_home_the_listed_folder_counts_and_without_any_nothing_can_be_kept(environment, monkeypatch):
    listed = pwd.struct_passwd(("a", "x", 1, 1, "", "/home/listed", "/bin/sh"))
    monkeypatch.setattr("pwd.getpwuid", lambda _user: listed)
    assert places(environment, "linux").settings.is_relative_to("/home/listed/.config")
    assert places(environment, "darwin").settings.is_relative_to("/home/listed/Library")
    monkeypatch.setattr("pwd.getpwuid", lambda user: {}[user])
    assert places(environment, "linux").settings.is_relative_to(os.devnull)
    unusable = pwd.struct_passwd(("a", "x", 1, 1, "", "", "/bin/sh"))
    monkeypatch.setattr("pwd.getpwuid", lambda _user: unusable)
    assert places(environment, "linux").settings.is_relative_to(os.devnull)


def test_runtime_folder_that_is_not_absolute_counts_as_none():
    kept = places({"HOME": "/h", "XDG_RUNTIME_DIR": "run"}, "linux")
    assert kept.window_lock.parent == kept.look_ups.parent


def test_screens_and_machines_of_one_user_meet_apart():
    environment = {"HOME": "/h", "XDG_RUNTIME_DIR": "/run/user/1"}
    first, second = (places(environment | {"DISPLAY": screen}).window_lock for screen in (":0", "host:10.0"))
    assert first != second
    assert first.parent == second.parent


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_name_that_is_no_utf8_is_known_and_can_be_shown():
    assert is_utf8(Path("/home/Žofia"))
    named = Path(os.fsdecode(b"/home/caf\xe9"))
    assert not is_utf8(named)
    assert shown(named) == "/home/caf\N{REPLACEMENT CHARACTER}"
