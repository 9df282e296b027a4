"""Which files and folders are in use, told to whoever looks after the machine."""

import json
import os

import pytest

from ketaref.cli.main import main


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path


def told(capsys, *arguments):
    assert main([*arguments, "places", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_places_are_told_and_nothing_is_made(home, small_content_file, capsys):
    found = told(capsys, "--content", str(small_content_file))
    assert found["content"] == {"path": str(small_content_file), "state": "present"}
    settings = str(home / ".config/ketamine-trauma-reference/settings.ini")
    assert found["settings"] == {"path": settings, "state": "absent, made when needed"}
    assert found["program"]["state"] == "installed"
    assert list(found) == ["program", "content", "settings", "look_ups", "window_lock"]
    assert [*home.iterdir()] == []


def test_settings_that_are_there_are_present(home, capsys):
    file = home / ".config/ketamine-trauma-reference/settings.ini"
    file.parent.mkdir(parents=True)
    file.touch()
    assert told(capsys)["settings"]["state"] == "present"


def test_what_cannot_be_kept_is_told(home, capsys, monkeypatch):
    (home / ".config").touch()  # a file where the folder would be
    assert told(capsys)["settings"]["state"].startswith("cannot be written")
    monkeypatch.setenv("HOME", os.devnull)
    assert told(capsys)["look_ups"]["state"].startswith("cannot be written")


def test_stick_is_told(home, tmp_path, capsys, monkeypatch):
    folder = tmp_path / "stick"
    (folder / "portable-data").mkdir(parents=True)
    monkeypatch.setattr("ketaref.paths.program_folder", lambda _: folder)
    found = told(capsys)
    assert found["program"]["state"] == "portable"
    assert found["settings"]["path"] == str(folder / "portable-data/settings.ini")


def test_text_has_a_line_for_each_and_shows_any_name(home, capsys):
    assert main(["--content", os.fsdecode(b"/caf\xe9.sqlite"), "places"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "Program",
        "Content",
        "Settings",
        "Recent look-ups",
        "Window lock",
    ]
    assert "/caf\N{REPLACEMENT CHARACTER}.sqlite  (absent)" in lines[1]
