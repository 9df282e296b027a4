"""The program as whole processes on a screen of their own (Xvfb), as a user starts it."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

pytestmark = [
    pytest.mark.realwindow,
    pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed"),
]

ACCEPTED = "[intended_use]\naccepted=2\n"


@contextmanager
def screen():
    """A virtual screen; gives its name."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as pipe:
            name = f":{pipe.readline().strip()}"
        try:
            yield name
        finally:
            server.terminate()


@pytest.fixture
def environment(tmp_path, content_file):
    """A user who has confirmed the statement, on a screen of their own."""
    settings = tmp_path / "ketamine-trauma-reference" / "settings.ini"
    settings.parent.mkdir()
    settings.write_text(ACCEPTED, encoding="utf-8")
    tmp_path.chmod(0o700)  # what Qt asks of a run-time folder
    with screen() as name:
        yield os.environ | {
            "DISPLAY": name,
            "QT_QPA_PLATFORM": "xcb",
            "WAYLAND_DISPLAY": "",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "KETAREF_CONTENT": str(content_file),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path),
            "XDG_DATA_HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path),
        }


# Prints the title of the window at each change, and ends when told `end` by a title.
WATCHED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ketaref.ui import app

def settling(program, settling=app.Program.settling):
    yield from settling(program)
    program.window.windowTitleChanged.connect(lambda title: print(title, flush=True))
    print(program.window.windowTitle(), program.window.isVisible(), flush=True)

app.Program.settling = settling
from ketaref.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def test_second_start_opens_its_location_in_the_window_of_the_first(environment):
    command = [sys.executable, "-c", WATCHED]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline().startswith("Start here")
        second = subprocess.run(
            [sys.executable, "-m", "ketaref", "ketaref://topic/guidelines"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (second.returncode, second.stderr) == (0, "")
        assert first.stdout.readline().startswith("What guidelines say")
        first.terminate()


def test_window_shows_with_a_real_screen_and_says_how_long_it_took(environment):
    ran = subprocess.run(
        [sys.executable, "-m", "ketaref", "--measure-start"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert '"to_window_ms"' in ran.stdout


def test_nothing_is_written_but_settings_and_the_lock(environment, tmp_path):
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    subprocess.run([sys.executable, "-B", "-m", "ketaref", "--measure-start"], env=environment, check=True, timeout=60)
    written = {path.name for path in tmp_path.rglob("*") if path.is_file()} - {path.name for path in before}
    assert written <= {"settings.ini", "lock"}
