"""No way out: no internet socket, and no file written but those of the user's own settings, whatever one does."""

import os
import sys
from pathlib import Path

import pytest
from tracing import traced, use_window

SETTINGS = "[intended_use]\naccepted=2\n"
COMMANDS = (
    ["search", "lithium"],
    ["show", "ketaref://topic/start"],
    ["show", "ketaref://checklist/iv_ketamine", "--json"],
    ["sources", "export", "--format", "ris"],
    ["content", "info"],
    ["places"],
)


@pytest.fixture
def user(tmp_path, program_screen, content_file):
    """The environment of a user with a home of their own who has confirmed the statement, on a screen."""
    settings = tmp_path / "home/.config/ketamine-trauma-reference/settings.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "run").mkdir(mode=0o700)
    (tmp_path / "temporary").mkdir()
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "TMPDIR": str(tmp_path / "temporary"),
        "DISPLAY": program_screen,
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",  # else Qt starts a bus of its own, which outlives it
        "LC_ALL": "C.UTF-8",
        "KETAREF_CONTENT": str(content_file),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONDONTWRITEBYTECODE": "1",  # of packages, an installation compiles them
    }


def opens_no_way_out(window, terminal, user, folder: Path, small_content: Path):
    """Trace a whole use of a program by its two commands (lists of words). Returns the trace of the window.

    The self-test opens a small content: traced, the whole of the real one takes minutes.
    """
    own = (Path(user["HOME"], ".config/ketamine-trauma-reference"), Path(user["HOME"], ".local"))
    meeting = Path(user["XDG_RUNTIME_DIR"], "ketamine-trauma-reference")
    for command in COMMANDS:
        trace, code = traced([*terminal, *command], user, folder)
        assert code == 0, command
        assert trace.lines
        assert trace.internet == []
        assert trace.written_outside() == set()
    trace, code = traced([*window, "--selftest", "--content", small_content], user, folder)
    assert code == 0
    assert trace.internet == []
    assert trace.written_outside(Path(user["HOME"], ".cache/fontconfig")) == set()
    trace, code = traced(window, user, folder, then=lambda: use_window(user["DISPLAY"]))
    assert code == 0
    assert trace.internet == []
    assert trace.written_outside(*own, meeting, Path(user["HOME"], ".cache/fontconfig")) == set()
    return trace


def test_whole_use_opens_no_way_out_and_locks_no_content(user, tmp_path, content_file, small_content_file):
    python = [sys.executable, "-m"]
    trace = opens_no_way_out([*python, "ketaref"], [*python, "ketaref.cli"], user, tmp_path, small_content_file)
    content = [line for line in trace.lines if str(content_file) in line]
    assert content
    assert all("O_RDONLY" in line for line in content if "open" in line)
    assert trace.locks() == []
    assert [*(tmp_path / "temporary").iterdir()] == []


def test_trace_would_show_a_way_out(user, tmp_path):
    """The test of the test: what it looks for is found where it is."""
    code = "import socket, pathlib; socket.socket(socket.AF_INET); pathlib.Path(r'%s').write_text('x')" % (
        tmp_path / "x"
    )
    trace, _ = traced([sys.executable, "-c", code], user, tmp_path)
    assert len(trace.internet) == 1
    assert trace.written_outside() == {str(tmp_path / "x")}
