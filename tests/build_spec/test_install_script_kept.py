"""What install.sh never touches: what others have beside it, inside it and in its places, and what it may not write."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from portable_stand_in import ENTRY, NAME, Machine, make_portable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")
NOBODY = 65534


@pytest.fixture
def users_machine():
    """A machine and an unpacked folder of somebody who is not root, and how a program is started as this user."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        machine = Machine(root / "machine")
        portable = make_portable(root / "unpacked")
        user = {}
        if os.geteuid() == 0:
            user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            for path in (root, *root.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        yield machine, portable, user


def put(path, text="theirs"):
    """A file of somebody else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize("there", [True, False], ids=["upgrade", "first"])
@pytest.mark.parametrize("name", ["old.notes", "old.123", "old.1.2", "new.notes", "new.123", "old.", "old.12x"])
def test_folders_of_others_that_are_named_alike_stay(machine, portable, name, there):
    if there:
        machine.run(portable)
    theirs = put(machine.prefix.with_name(f"program.{name}") / "thesis.txt")
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    assert theirs.read_text() == "theirs"
    machine.run(machine.prefix, "--uninstall")
    assert theirs.read_text() == "theirs"


def test_folder_of_others_with_the_number_of_this_very_process_stays(machine, portable):
    machine.run(portable)
    script = 'mkdir "$0.old.$$" "$0.new.$$" && echo theirs >"$0.old.$$/a" && echo theirs >"$0.new.$$/a" && exec sh "$@"'
    command = ["sh", "-c", script, machine.prefix, portable / "install.sh", *machine.places()]
    subprocess.run(command, check=True, capture_output=True)
    assert [path.read_text() for path in machine.prefix.parent.glob("program.*/*")] == ["theirs\n"] * 2


def cut_off(machine, portable):
    """As a power cut between the two renames leaves it."""
    machine.run(portable)
    old, new = machine.prefix.with_name("program.old.999"), machine.prefix.with_name("program.new.998")
    machine.prefix.rename(old)
    shutil.copytree(portable, new)
    (new / "installed-files.txt").write_text(f"{machine.prefix}/installed-files.txt\n")
    for path in (new, new / "installed-files.txt"):
        path.chmod(0o755)  # whatever umask the tests run with


def test_upgrade_that_was_cut_off_is_put_right(machine, portable):
    cut_off(machine, portable)
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in machine.prefix.parent.iterdir()] == ["program"]


def test_refusal_leaves_what_was_cut_off(machine, portable):
    cut_off(machine, portable)
    put(machine.prefix / "in the way")
    before = machine.state()
    done = machine.run(portable)
    assert done.returncode == 5
    assert machine.state() == before


def test_files_of_a_user_in_a_cut_off_version_stop_installing_and_removing(machine, portable):
    cut_off(machine, portable)
    mine = put(machine.prefix.with_name("program.old.999") / "portable-data" / "settings.ini", "mine")
    before = machine.state()
    for arguments in ([], ["--uninstall"]):
        done = machine.run(portable, *arguments)
        assert (done.returncode, machine.state()) == (5, before)
        assert str(mine) in done.stderr
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("kept", ["portable-data", "portable-data/settings.ini"], ids=["empty", "filled"])
def test_portable_data_in_an_installation_stops_an_upgrade_and_survives_removal(machine, portable, kept):
    machine.run(portable)
    path = machine.prefix / kept
    path.mkdir() if path.suffix == "" else put(path, "mine")
    done = machine.run(portable)
    assert done.returncode == 5
    assert f"{machine.prefix}/{kept}" in done.stderr
    done = machine.run(machine.prefix, "--uninstall")
    assert done.returncode == 0
    assert str(path) in done.stdout
    assert path.exists()
    left = {"opt", "opt/program", "opt/program/portable-data", f"opt/program/{kept}", "local"}
    assert set(machine.files()) == left


def test_removal_that_may_not_write_everywhere_changes_nothing_and_can_be_repeated(users_machine):
    machine, portable, user = users_machine
    empty = machine.files()
    machine.run(portable, **user)
    before = machine.state()
    for folder in (machine.links, machine.share / "applications", machine.prefix / "_internal", machine.prefix.parent):
        folder.chmod(0o555)
        done = machine.run(machine.prefix, "--uninstall", **user)
        folder.chmod(0o755)
        assert done.returncode == 3, folder
        assert str(folder) in done.stderr
        assert machine.state() == before
    done = machine.run(machine.prefix, "--uninstall", **user)
    assert (done.returncode, machine.files()) == (0, empty), done.stderr


def test_installation_that_may_not_write_everywhere_changes_nothing(users_machine):
    machine, portable, user = users_machine
    applications = machine.share / "applications"
    subprocess.run(["mkdir", "-p", applications], check=True, **user)
    before = machine.state()
    for folder in (machine.root / "local", applications, machine.prefix.parent):
        folder.chmod(0o555)
        done = machine.run(portable, **user)
        folder.chmod(0o755)
        assert done.returncode == 3, done.stderr
        assert f"may not write to {folder}" in done.stderr
        assert machine.state() == before


def test_folder_that_may_only_be_read_can_be_installed_from(users_machine):
    machine, portable, user = users_machine
    for path in portable.rglob("*"):
        path.chmod(path.stat().st_mode & 0o555)
    done = machine.run(portable, **user)
    assert done.returncode == 0, done.stderr
    assert machine.run(portable, "--uninstall", **user).returncode == 0


@pytest.mark.parametrize("name", ["theirs.desktop", "kde/theirs.desktop"])
def test_list_of_desktop_entries_stays_while_there_are_any(machine, portable, name):
    machine.tool("update-desktop-database", "#!/bin/sh\n")
    machine.run(portable)
    put(machine.share / "applications" / name)
    cache = put(machine.share / "applications" / "mimeinfo.cache")
    machine.run(machine.prefix, "--uninstall")
    assert cache.exists()


def test_list_without_our_entry_never_means_the_root(machine, portable):
    log = machine.root.with_name("log")
    machine.run(portable)
    listing = machine.prefix / "installed-files.txt"
    listing.write_text("".join(line for line in listing.read_text().splitlines(True) if NAME not in line))
    for name in ("ls", "find", "rm", "update-desktop-database"):
        found = shutil.which(name) or "true"
        machine.tool(name, f'#!/bin/sh\nprintf "%s\\n" "$@" >>"{log}"\nexec {found} "$@"\n')
    machine.run(machine.prefix, "--uninstall")
    assert [line for line in log.read_text().splitlines() if line.startswith("/applications")] == []


@pytest.mark.parametrize(
    "places",
    [
        {"links": "opt/program"},
        {"links": "opt/program/bin"},
        {"share": "opt/program"},
        {"share": "opt/program/share"},
        {"share": "link to opt/program/share"},
        {"prefix": "local/share/applications"},
        {"prefix": "local/share/man"},
        {"prefix": "local/bin/ketaref"},
        {"prefix": "local/bin/ketaref/program"},
        {"prefix": "../unpacked here/program"},
    ],
)
def test_places_that_lie_in_each_other_are_refused(machine, portable, places):
    (machine.root / "link to opt").symlink_to("opt")
    before = machine.state()
    for name, place in places.items():
        setattr(machine, name, Path(os.path.normpath(machine.root / place)))
    done = machine.run(portable)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("Not done: ")
    assert machine.state() == before
    assert sorted(path.name for path in portable.iterdir() if "program" in path.name) == []


def test_program_below_the_shared_folder_is_no_harm(machine, portable):
    machine.prefix = machine.share / "program"
    before = machine.files()
    assert machine.run(portable).returncode == 0
    assert machine.run(machine.prefix, "--uninstall").returncode == 0
    assert machine.files() == before


def test_prefix_that_is_a_link_to_something_else_is_refused(machine, portable):
    theirs = put(machine.root / "elsewhere" / "a").parent
    machine.prefix.symlink_to(theirs)
    before = machine.state()
    done = machine.run(portable)
    assert done.returncode == 5
    assert str(theirs) in done.stderr
    assert machine.state() == before


def test_installation_reached_by_way_of_a_link_is_upgraded_and_removed(machine, portable):
    before = machine.files()
    machine.run(portable)
    (machine.root / "link").symlink_to("opt")
    (machine.root / "program").symlink_to("opt/program")
    real, machine.prefix = machine.prefix, machine.root / "link" / "program"
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    machine.prefix = machine.root / "program"
    done = machine.run(portable, "--uninstall")
    assert done.returncode == 0, done.stderr
    assert not real.exists()
    (machine.root / "link").unlink()
    (machine.root / "program").unlink()
    assert machine.files() == before


def test_copy_of_an_installation_does_not_remove_the_original(machine, portable):
    machine.run(portable)
    copy = machine.root / "copy"
    shutil.copytree(machine.prefix, copy)
    before = machine.state()
    done = subprocess.run(["sh", copy / "install.sh", "--uninstall"], capture_output=True, text=True, check=False)
    assert done.returncode == 7
    assert machine.state() == before


def test_list_of_another_program_is_no_installation(machine, portable):
    put(machine.prefix / "installed-files.txt", f"{put(machine.root / 'precious')}\n")
    before = machine.state()
    assert machine.run(portable, "--uninstall").returncode == 7
    assert machine.run(portable).returncode == 5
    assert machine.state() == before


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bin/ketaref", "file"),
        ("bin/ketaref", "folder"),
        ("bin/ketaref", "link"),
        (f"share/{ENTRY}", "folder"),
        (f"share/{ENTRY}", "link"),
    ],
)
def test_what_others_put_in_the_place_of_ours_stays(machine, portable, name, kind):
    machine.tool("update-desktop-database", "#!/bin/sh\n")
    machine.run(portable)
    place = machine.root / "local" / name
    place.unlink()
    theirs = put(machine.root / "theirs")
    {
        "file": lambda: place.write_text("theirs"),
        "folder": lambda: put(place / "a"),
        "link": lambda: place.symlink_to(theirs),
    }[kind]()
    before = machine.state()
    done = machine.run(portable)
    assert done.returncode == 5
    assert str(place) in done.stderr
    assert machine.state() == before
    done = machine.run(machine.prefix, "--uninstall")
    assert done.returncode == 0, done.stderr
    assert str(place) in done.stdout
    left = {f"local/{name}/a" if kind == "folder" else f"local/{name}", "theirs"}
    assert {name for name, text in machine.state().items() if text is not None} == left
    assert theirs.read_text() == "theirs"


@pytest.fixture
def locked():
    """Locks folders until the test has ended, or until it is called without any."""
    opened = []

    def lock(*folders):
        while opened:
            os.close(opened.pop())
        for folder in folders:
            opened.append(os.open(folder, os.O_RDONLY))
            fcntl.flock(opened[-1], fcntl.LOCK_EX)

    yield lock
    lock()


def test_one_at_a_time(machine, portable, locked):
    machine.run(portable)
    before = machine.state()
    locked(machine.home)
    for arguments in ([], ["--uninstall"]):
        done = machine.run(portable, *arguments)
        assert (done.returncode, machine.state()) == (5, before)
        assert "is at work" in done.stderr
    locked()
    assert machine.run(portable).returncode == 0


def test_variables_do_not_let_a_user_do_two_at_once(machine, portable, tmp_path, locked):
    locked(machine.home)
    for name in ("HOME", "XDG_RUNTIME_DIR"):
        (tmp_path / name).mkdir(mode=0o700)
        machine.variables[name] = str(tmp_path / name)
    done = machine.run(portable)
    assert (done.returncode, machine.files()) == (5, ["local", "opt"])
    assert "is at work" in done.stderr


def test_stage_that_somebody_takes_away_is_not_blamed_on_the_machine(machine, tmp_path):
    goes = make_portable(tmp_path / "goes", behaviour='case $0 in *.new.*) rm -rf "${0%/*}"; exit 1 ;; esac')
    done = machine.run(goes)
    assert (done.returncode, machine.files()) == (1, ["local", "opt"])
    assert f"{machine.prefix}.new." in done.stderr
    assert "glibc" not in done.stderr


def test_folders_that_anybody_can_lock_hold_up_nothing(machine, portable, locked):
    locked(machine.prefix.parent)
    assert machine.run(portable).returncode == 0
    machine.home.chmod(0o755)
    locked(machine.home)
    done = machine.run(portable)
    # What it locks instead is the machine's own, and may be at work.
    assert done.returncode == 0 or f"holds {machine.home}" not in done.stderr, done.stderr


def test_two_at_once_leave_one_whole_installation(machine, portable, tmp_path):
    machine.prefix = machine.root / "new folder" / "program"
    command = ["sh", portable / "install.sh", *machine.places()]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ended = [(process.communicate()[1], process.returncode) for process in both]
    assert {status for _, status in ended} <= {0, 5}, ended
    assert 0 in {status for _, status in ended}, ended
    assert [path.name for path in machine.prefix.parent.iterdir()] == ["program"]
    subprocess.run(["sha256sum", "--check", "--quiet", "MANIFEST.sha256"], cwd=machine.prefix, check=True)


def test_folder_that_is_a_mount_point_stays(machine, portable):
    machine.run(portable)
    machine.tool("mv", f'#!/bin/sh\ncase $2 in "{machine.prefix}") exit 1 ;; esac\nexec {shutil.which("mv")} "$@"\n')
    before = machine.state()
    done = machine.run(portable)
    assert done.returncode == 3
    assert "mounted" in done.stderr
    assert machine.state() == before


def test_empty_folder_that_was_there_before_is_not_taken(machine, portable):
    machine.prefix.mkdir(mode=0o700)
    for arguments, status in (([], 5), (["--uninstall"], 7)):
        done = machine.run(portable, *arguments)
        assert done.returncode == status
        assert str(machine.prefix) in done.stderr
        assert machine.files() == ["local", "opt", "opt/program"]
    assert machine.prefix.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("shell", ["dash", "bash"])
def test_whole_life_in_each_shell_from_a_folder_that_goes(machine, portable, shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is missing")
    before = machine.files()
    assert machine.run(portable, shell=shell).returncode == 0
    assert machine.run(portable, shell=shell).returncode == 0
    done = machine.run(machine.prefix, "--uninstall", shell=shell, cwd=machine.prefix / "_internal")
    assert (done.returncode, done.stderr, machine.files()) == (0, "", before)
