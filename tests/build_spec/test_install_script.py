"""The portable folder's installation script, with a small stand-in for the program."""

import os
import subprocess
import sys

import pytest
from portable_stand_in import make_portable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")


def test_installed_and_removed_leaves_nothing(machine, portable):
    before = machine.files()
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    command = machine.links / "ketaref"
    assert subprocess.run([command], capture_output=True, text=True, check=True).stdout == "ketaref 1.0\n"
    entry = (machine.share / "applications" / "ketamine-trauma-reference.desktop").read_text()
    assert f'Exec="{machine.prefix}/ketamine-reference" %u' in entry
    removed = machine.run(machine.prefix, "--uninstall")
    assert removed.returncode == 0, removed.stderr
    assert machine.files() == before


def test_removal_finds_its_places_by_itself(machine, portable):
    before = machine.files()
    machine.run(portable)
    command = ["sh", machine.prefix / "install.sh", "--uninstall"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert machine.files() == before


def test_programs_can_be_started_where_a_stick_lost_that(machine, portable):
    for path in portable.rglob("*"):
        if path.is_file():
            path.chmod(0o644)
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    command = machine.links / "ketaref"
    assert subprocess.run([command], capture_output=True, text=True, check=True).stdout == "ketaref 1.0\n"


def test_another_one_in_the_path_is_told(machine, portable, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert "is there too" not in machine.run(portable).stdout
    machine.tool("ketaref", "#!/bin/sh\necho 'ketaref 0.9'\n")
    note = f"Note: {machine.tools}/ketaref is there too, perhaps of another version"
    assert note in machine.run(portable).stdout


def test_upgrade_removes_what_the_later_version_has_not(machine, portable, tmp_path):
    earlier = make_portable(tmp_path / "earlier", more=("_internal/gone", "share/man/man1/ketaref-gone.1.gz"))
    machine.run(earlier)
    assert (machine.share / "man/man1/ketaref-gone.1.gz").exists()
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    assert not (machine.share / "man/man1/ketaref-gone.1.gz").exists()
    assert not (machine.prefix / "_internal/gone").exists()
    assert [path.name for path in machine.prefix.parent.iterdir()] == ["program"]


def test_version_that_is_replaced_is_told(machine, portable, tmp_path):
    assert "replaces" not in machine.run(portable).stdout
    later = make_portable(tmp_path / "later", version="2.0")
    assert "ketaref 2.0, in" in machine.run(later).stdout
    assert "ketaref 1.0, in" in (back := machine.run(portable).stdout)
    assert "replaces ketaref 2.0" in back


def test_removal_after_an_upgrade_leaves_nothing(machine, portable, tmp_path):
    before = machine.files()
    machine.run(make_portable(tmp_path / "earlier", more=("share/man/man1/ketaref-gone.1.gz",)))
    machine.run(portable)
    machine.run(machine.prefix, "--uninstall")
    assert machine.files() == before


def test_files_of_others_survive_removal(machine, portable):
    machine.run(portable)
    (machine.prefix / "_internal" / "notes.txt").write_text("mine")
    (machine.links / "other").write_text("theirs")
    done = machine.run(machine.prefix, "--uninstall")
    assert "notes.txt" in done.stdout
    assert (machine.prefix / "_internal" / "notes.txt").read_text() == "mine"
    assert (machine.links / "other").exists()
    assert not (machine.links / "ketaref").exists()


def test_files_of_others_stop_an_upgrade(machine, portable):
    machine.run(portable)
    (machine.prefix / "notes.txt").write_text("mine")
    done = machine.run(portable)
    assert done.returncode == 5
    assert "notes.txt" in done.stderr
    assert (machine.prefix / "notes.txt").exists()


@pytest.mark.parametrize("place", ["prefix", "prefix as file", "link", "entry"])
def test_something_else_in_the_way_stops_and_changes_nothing(machine, portable, place):
    path = {
        "prefix": machine.prefix / "other program",
        "prefix as file": machine.prefix,
        "link": machine.links / "ketaref",
        "entry": machine.share / "applications/ketamine-trauma-reference.desktop",
    }[place]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("another program's")
    before = machine.files()
    done = machine.run(portable)
    assert done.returncode == 5
    assert str(path if place != "prefix" else machine.prefix) in done.stderr
    assert machine.files() == before
    assert path.read_text() == "another program's"


@pytest.mark.parametrize(
    ("behaviour", "said"), [("echo 'GLIBC_2.99 not found' >&2; exit 1", "GLIBC_2.99"), ("exit 126", "noexec")]
)
def test_program_that_does_not_start_keeps_the_earlier_version(machine, portable, tmp_path, behaviour, said):
    machine.run(portable)
    before = machine.files()
    done = machine.run(make_portable(tmp_path / "later", behaviour=behaviour))
    assert done.returncode == 6
    assert said in done.stderr
    assert machine.files() == before
    assert behaviour not in (machine.prefix / "ketaref").read_text()


def test_damaged_copy_is_not_installed(machine, portable):
    (portable / "_internal" / "content").write_text("altered")
    before = machine.files()
    done = machine.run(portable)
    assert done.returncode == 1
    assert "MANIFEST" in done.stderr
    assert machine.files() == before


def test_nothing_installed_to_remove(machine, portable):
    done = machine.run(portable, "--uninstall")
    assert done.returncode == 7
    assert str(machine.prefix) in done.stderr


@pytest.mark.parametrize(
    "arguments", [["--prefix"], ["--prefix", "here"], ["--prefix", "/a/$HOME"], ["--prefix", "/a/../b"], ["--unknown"]]
)
def test_arguments_that_are_not_understood(portable, arguments):
    command = ["sh", str(portable / "install.sh"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Not done: ")


def test_installed_copy_does_not_install_itself_over_itself(machine, portable):
    machine.run(portable)
    done = machine.run(machine.prefix)
    assert done.returncode == 5
    assert machine.prefix.exists()


def test_what_a_user_keeps_beside_a_portable_program_is_not_installed(machine, portable):
    (portable / "portable-data").mkdir()
    (portable / "portable-data" / "settings.ini").write_text("mine")
    machine.run(portable)
    assert not (machine.prefix / "portable-data").exists()


def test_a_user_installs_below_the_home(machine, portable):
    home = machine.home
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    command = ["sh", str(portable / "install.sh"), "--user"]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    assert (home / ".local/bin/ketaref").is_symlink()
    assert (home / ".local/share/applications/ketamine-trauma-reference.desktop").is_file()
    subprocess.run([*command, "--uninstall"], env=environment, capture_output=True, check=True)
    assert list(home.iterdir()) == []


def test_modes_of_a_careful_umask_are_opened_for_every_user(machine, portable):
    for path in portable.rglob("*"):
        path.chmod(path.stat().st_mode & 0o700)
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    closed = [str(path) for path in machine.prefix.rglob("*") if not path.stat().st_mode & 0o004]
    assert closed == []
