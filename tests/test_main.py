"""The command `ketamine-reference`, as whole processes where the process is the point."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ketaref.__main__ import has_screen, main, missing_screen, parse
from ketaref.core.errors import InputError
from ketaref.core.location import Kind, Location


def start(*arguments, content, **environment):
    """Run the program; an empty value takes a variable away."""
    everything = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "KETAREF_CONTENT": str(content)} | environment
    kept = {name: value for name, value in everything.items() if value}
    return subprocess.run(
        [sys.executable, "-m", "ketaref", *arguments],
        env=kept,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_location_and_options_are_understood():
    assert parse(["--content", "x.sqlite", "ketaref://topic/ptsd-overview"]) == {
        "content": Path("x.sqlite"),
        "location": Location(Kind.TOPIC, "ptsd-overview"),
    }
    assert parse(["--measure-start"]) == {"measure": True}
    assert parse([]) == {}


@pytest.mark.parametrize(
    "arguments", [["--content"], ["--nonsense"], ["topic/x"], ["ketaref://topic/a", "ketaref://topic/b"]]
)
def test_anything_else_is_refused_in_one_line(arguments, capsys):
    with pytest.raises(InputError):
        parse(arguments)
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_help_and_version_need_no_screen(capsys):
    assert main(["--help"]) == 0
    assert "ketaref://KIND/ID" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("ketamine-reference ")


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_screen_is_looked_for_where_one_may_be_missing(platform, environment, expected):
    assert has_screen(platform, environment) is expected


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_one_line_names_the_command_line(small_content_file):
    ran = start(content=small_content_file, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "`ketaref`" in ran.stderr
    assert ran.stdout == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_screen_that_does_not_answer_is_told_in_one_line(small_content_file):
    ran = start(content=small_content_file, DISPLAY=":4321", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert "DISPLAY=:4321" in ran.stderr
    assert ran.stdout == ""


@pytest.fixture
def signs(tmp_path, monkeypatch):
    """A folder where screens leave their signs; whoever has to ask one is told that it is dead."""
    monkeypatch.setattr("ketaref.__main__.X11_SIGNS", str(tmp_path))
    monkeypatch.setattr("ketaref.screen.is_dead", lambda _: True)
    (tmp_path / ".X11-unix").mkdir()
    return tmp_path


def test_screen_whose_server_runs_need_not_be_asked(signs):
    (signs / ".X11-unix" / "X7").touch()
    assert missing_screen("linux", {"DISPLAY": ":7.0"}) == ""
    (signs / ".X7-lock").write_text(f"{os.getpid():10}\n", encoding="ascii")
    assert missing_screen("linux", {"DISPLAY": ":7"}) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_screen_whose_server_is_gone_is_told(signs):
    assert "DISPLAY=:7" in missing_screen("linux", {"DISPLAY": ":7"})
    (signs / ".X11-unix" / "X7").touch()
    (signs / ".X7-lock").write_text("999999999\n", encoding="ascii")
    assert "DISPLAY=:7" in missing_screen("linux", {"DISPLAY": ":7"})


def test_wayland_counts_where_its_socket_is(signs):
    (signs / "wayland-0").touch()
    runtime = {"XDG_RUNTIME_DIR": str(signs)}
    assert missing_screen("linux", runtime | {"WAYLAND_DISPLAY": "wayland-0"}) == ""
    assert missing_screen("linux", {"WAYLAND_DISPLAY": str(signs / "wayland-0")}) == ""
    told = missing_screen("linux", runtime | {"WAYLAND_DISPLAY": "wayland-9", "DISPLAY": ":7"})
    assert "WAYLAND_DISPLAY=wayland-9 or DISPLAY=:7" in told
    assert missing_screen("linux", {"WAYLAND_DISPLAY": "wayland-9", "WAYLAND_SOCKET": "3"}) == ""


def test_platform_that_was_chosen_is_left_to_qt():
    assert missing_screen("linux", {"DISPLAY": ":4321", "QT_QPA_PLATFORM": "offscreen"}) == ""
    assert missing_screen("win32", {"DISPLAY": ":4321"}) == ""


def test_start_is_measured_as_one_json_line(small_content_file, tmp_path):
    ran = start("--measure-start", content=small_content_file, HOME=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    assert ran.returncode == 0
    figures = json.loads(ran.stdout)
    assert 0 < figures["to_window_ms"] <= figures["to_ready_ms"]
    assert figures["rss_mb"] > 10


def test_selftest_opens_everything_without_a_screen(small_content_file, tmp_path):
    ran = start("--selftest", content=small_content_file, HOME=str(tmp_path), DISPLAY="", QT_QPA_PLATFORM="")
    summary = json.loads(ran.stdout)
    assert ran.returncode == 0
    assert summary["failures"] == {}
    assert summary["opened"]["topic"] == 2


SHOWN = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
from ketaref.__main__ import main
QApplication.exec = lambda _: sys.stdout.write(QApplication.topLevelWidgets()[0].findChild(QLabel).text())
sys.exit(main([]))
"""


def test_missing_content_fills_the_window_with_the_reason(tmp_path):
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "KETAREF_CONTENT": str(tmp_path / "nowhere.sqlite"),
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    ran = subprocess.run([sys.executable, "-c", SHOWN], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 3
    assert "The content cannot be opened" in ran.stdout
    assert "nowhere.sqlite" in ran.stdout
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("state", ["missing", "empty", "foreign", "cut"])
def test_selftest_of_unusable_content_ends_with_3_and_says_why(state, small_content_file, tmp_path):
    file = tmp_path / "content.sqlite"
    whole = small_content_file.read_bytes()
    if state != "missing":
        file.write_bytes({"empty": b"", "foreign": b"no database " * 400, "cut": whole[: len(whole) // 2]}[state])
    ran = start("--selftest", content=file, HOME=str(tmp_path))
    assert ran.returncode == 3
    summary = json.loads(ran.stdout)
    assert summary["passed"] is False
    assert summary["opened"] == {}
    assert summary["failures"] == {"content": ran.stderr.strip()}
    assert "content" in ran.stderr
    assert "Traceback" not in ran.stderr
