"""Homes, disks and media on which nothing can be kept, and sticks that keep everything, really mounted."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tracing import use_window

import ketaref

NAME = "ketamine-trauma-reference"
ACCEPTED = "[intended_use]\naccepted=2\n"
# Prints what the window tells once it is complete, and closes it as a user would, so that it writes what it keeps.
TOLD = """
import json, sys
from ketaref.ui import app
from ketaref.ui.intended_use import STATEMENT_VERSION

def settling(program, settling=app.Program.settling):
    yield from settling(program)
    told = program.window.notice.text()
    program.settings.accepted_statement = STATEMENT_VERSION
    program.window.search("lithium")
    program.window.results.open_chosen()
    print(json.dumps([told, str(program.window.location)]), flush=True)
    program.window.close()
    app.QApplication.quit()

app.Program.settling = settling
app.Program.ask_intended_use = lambda program: None
from ketaref.__main__ import main
sys.exit(main([]))
"""

# Fills a tiny disk before the program starts, in the same mount.
FILL = """
import contextlib
with contextlib.suppress(OSError), open({!r}, "wb", buffering=0) as filler:
    while filler.write(bytes(4096)):
        pass
"""


class Machine:
    """This machine with other mounts: everything is read-only but what a test makes writable."""

    def __init__(self, folder: Path, content: Path) -> None:
        shutil.which("bwrap") or pytest.fail("bwrap is missing (Debian: bubblewrap)")
        self.folder = folder
        self.values = {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen",
            "KETAREF_CONTENT": str(content),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def run(self, words, *mounts, **values):
        environment = {name: value for name, value in (self.values | values).items() if value}
        # Without its powers even root is held to what a mode allows.
        base = [
            "bwrap",
            "--ro-bind",
            "/",
            "/",
            "--dev",
            "/dev",
            "--proc",
            "/proc",
            "--unshare-net",
            "--cap-drop",
            "ALL",
        ]
        words = [*base, *map(str, mounts), sys.executable, *words]
        return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)

    def told(self, *mounts, **values):
        """What the window tells, having worked: notices, and where a search led."""
        ran = self.run(["-c", TOLD], *mounts, **values)
        assert ran.returncode == 0, ran.stderr
        assert "Traceback" not in ran.stderr
        notices, location = json.loads(ran.stdout)
        assert location.startswith("ketaref://")
        assert location != "ketaref://topic/start"
        return notices


@pytest.fixture
def machine(tmp_path, content_file):
    return Machine(tmp_path, content_file)


@pytest.fixture
def stick(tmp_path):
    """A folder laid out as the program on a stick: `lib/` and `portable-data/`."""
    folder = tmp_path / "stick Ž 李"
    (folder / "lib").mkdir(parents=True)
    (folder / "portable-data").mkdir()
    (folder / "lib" / "ketaref").symlink_to(Path(ketaref.__file__).parent)
    return folder


def on(stick):
    return {"PYTHONPATH": os.pathsep.join([str(stick / "lib"), *sys.path])}


def files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_writable_home_keeps_settings_and_tells_nothing(machine, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    assert machine.told("--bind", home, home, HOME=str(home)) == ""
    assert files(home) == {f".config/{NAME}/settings.ini", f".local/share/{NAME}/recent_look_ups.json"}


@pytest.mark.parametrize("home", ["/nowhere", "/", "/dev/null"])
def test_home_that_cannot_be_written_is_told_once(machine, home):
    told = machine.told(HOME=home)
    assert told.count("cannot be written") == 1
    assert told.count("\n") == 0


def test_full_home_is_told_once(machine, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    fill = FILL.format(str(home / "filler"))
    told = machine.run(["-c", fill + TOLD], "--size", "65536", "--tmpfs", home, HOME=str(home))
    assert told.returncode == 0, told.stderr
    notices = json.loads(told.stdout)[0]
    assert "no space" in notices
    assert notices.count("\n") == 0


def test_no_home_at_all_is_that_of_the_account(machine):
    told = machine.told(HOME="")
    assert str(Path("~").expanduser()) in told or "cannot be written" in told


def test_home_of_any_name_keeps_its_settings(machine, tmp_path):
    for name in ("Žofia Müller", "李 小龙", "a#b%20c?d", "/".join(["long" * 20] * 8)):
        home = tmp_path / name
        home.mkdir(parents=True)
        assert machine.told("--bind", home, home, HOME=str(home)) == "", name
        assert len(files(home)) == 2, name


def test_home_whose_name_is_no_text_is_told_and_no_other_is_made(machine, tmp_path):
    (tmp_path / "homes").mkdir()
    home = os.fsdecode(os.fsencode(tmp_path) + b"/homes/caf\xe9")
    Path(home).mkdir()
    told = machine.told("--bind", tmp_path / "homes", tmp_path / "homes", HOME=home)
    assert "UTF-8" in told
    assert [os.fsencode(path.name) for path in (tmp_path / "homes").iterdir()] == [b"caf\xe9"]


def test_stick_keeps_everything_and_the_home_nothing(machine, stick, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    assert machine.told("--bind", stick, stick, "--bind", home, home, HOME=str(home), **on(stick)) == ""
    assert files(stick / "portable-data") == {"settings.ini", "recent_look_ups.json"}
    assert [*home.iterdir()] == []
    again = machine.run(["-m", "ketaref.cli", "places", "--json"], HOME=str(home), **on(stick))
    places = json.loads(again.stdout)
    assert places["program"] == {"path": str(stick), "state": "portable"}
    assert places["settings"]["path"] == str(stick / "portable-data/settings.ini")


def test_read_only_stick_keeps_nothing_and_says_so(machine, stick, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    told = machine.told("--bind", home, home, HOME=str(home), **on(stick))
    assert told.count("cannot be written") == 1
    assert str(stick) in told
    assert [*home.iterdir()] == []
    assert files(stick / "portable-data") == set()


def test_content_on_another_disk_is_read_without_a_trace(machine, tmp_path, small_content_file):
    share = tmp_path / "share 李"
    share.mkdir()
    content = Path(shutil.copy(small_content_file, share))
    ran = machine.run(["-m", "ketaref", "--selftest"], "--ro-bind", share, share, KETAREF_CONTENT=str(content))
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["passed"]
    assert [*share.iterdir()] == [content]


def test_program_needs_no_temporary_folder(machine, small_content_file):
    nowhere = {"HOME": "/nowhere", "TMPDIR": "/nowhere", "KETAREF_CONTENT": str(small_content_file)}
    ran = machine.run(["-m", "ketaref", "--selftest"], **nowhere)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["passed"]


def test_two_users_of_one_machine_and_one_user_on_two_screens_do_not_meet(tmp_path, program_screen, content_file):
    """Terminal server: each start opens a window of its own; only the second on the same screen hands over."""
    homes = [tmp_path / name for name in ("first", "second")]
    for home in homes:
        settings = home / ".config" / NAME / "settings.ini"
        settings.parent.mkdir(parents=True)
        settings.write_text(ACCEPTED, encoding="utf-8")
        (home / "run").mkdir(mode=0o700)
    machine = Machine(tmp_path, content_file)
    base = machine.values | {"QT_QPA_PLATFORM": "", "DBUS_SESSION_BUS_ADDRESS": "disabled:", "DISPLAY": program_screen}

    def start(home, **values):
        environment = base | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run")} | values
        kept = {name: value for name, value in environment.items() if value}
        return subprocess.Popen([sys.executable, "-m", "ketaref"], env=kept, stderr=subprocess.PIPE)

    running = [start(homes[0])]
    try:
        use_window(program_screen, close=False)
        running.append(start(homes[0]))
        assert running[1].wait(30) == 0  # it handed over
        running += [start(homes[1]), start(homes[0], DISPLAY="", QT_QPA_PLATFORM="offscreen")]
        with pytest.raises(subprocess.TimeoutExpired):
            running[2].wait(3)
        with pytest.raises(subprocess.TimeoutExpired):
            running[3].wait(1)
        assert running[0].poll() is None
    finally:
        for process in running:
            process.terminate()
            process.communicate(timeout=20)
