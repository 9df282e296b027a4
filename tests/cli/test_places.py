"""Which files and folders are in use, told to whoever looks after the machine."""

import json
import os
from functools import partial

import pytest

from ketaref.cli.main import main
from ketaref.policy.explaining import report_of_machine


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    policy = tmp_path.with_name(f"{tmp_path.name}-policy")
    monkeypatch.setattr("ketaref.cli.places.report_of_machine", partial(report_of_machine, "linux", policy))
    return tmp_path


@pytest.fixture
def decide(home):
    """Writes a policy for the machine."""

    def write(text):
        file = home.with_name(f"{home.name}-policy") / "policy.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write


def told(capsys, *arguments):
    assert main([*arguments, "places", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_places_are_told_and_nothing_is_made(home, small_content_file, capsys):
    found = told(capsys, "--content", str(small_content_file))
    assert found["content"] == {"path": str(small_content_file), "state": "present"}
    settings = str(home / ".config/ketamine-trauma-reference/settings.ini")
    assert found["settings"] == {"path": settings, "state": "absent, made when needed"}
    assert found["program"]["state"] == "present"
    assert found["policy"]["state"] == "absent"
    assert found["policy"]["path"].endswith("policy.json")
    assert list(found) == ["program", "content", "policy", "settings", "look_ups", "window_lock"]
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


def test_file_in_the_name_of_the_folder_of_a_stick_is_told(home, tmp_path, capsys, monkeypatch):
    (tmp_path / "portable-data").touch()
    monkeypatch.setattr("ketaref.paths.program_folder", lambda _: tmp_path)
    state = told(capsys)["program"]["state"]
    assert state == f"{tmp_path / 'portable-data'} is not used: it is a file, and only a folder keeps anything"


def test_policy_is_told_and_that_it_keeps_no_look_ups(home, decide, capsys):
    file = decide('{"recent_look_ups": false}')
    found = told(capsys)
    assert found["policy"] == {"path": file, "state": "present"}
    assert found["look_ups"]["state"] == "off by policy"
    kept = home / ".local/share/ketamine-trauma-reference/recent_look_ups.json"
    kept.parent.mkdir(parents=True)
    kept.touch()
    assert told(capsys)["look_ups"]["state"] == "off by policy; what is there is deleted at the next start"
    decide('{"notes": false}')
    assert told(capsys)["look_ups"]["state"] == "present"


def test_policy_that_is_not_valid_is_told_and_places_still_succeed(decide, capsys):
    decide("{")
    found = told(capsys)
    assert found["policy"]["state"] == "not valid: `ketaref policy show` tells why"
    assert found["look_ups"]["state"] == "off, because the policy is not valid"


def test_windows_tells_the_key_of_its_registry(home, capsys, monkeypatch):
    values = partial(report_of_machine, "win32", None, lambda: {"RecentLookUps": 0})
    monkeypatch.setattr("ketaref.cli.places.report_of_machine", values)
    found = told(capsys)
    assert found["policy"]["path"].startswith("HKEY_LOCAL_MACHINE")
    assert found["look_ups"]["state"] == "off by policy"


def test_text_has_a_line_for_each_and_shows_any_name(home, capsys):
    assert main(["--content", os.fsdecode(b"/caf\xe9.sqlite"), "places"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "Program",
        "Content",
        "Policy",
        "Settings",
        "Recent look-ups",
        "Window lock",
    ]
    assert "/caf\N{REPLACEMENT CHARACTER}.sqlite  (absent)" in lines[1]
