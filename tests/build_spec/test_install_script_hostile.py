"""install.sh where somebody means harm: by a list, a folder, a link, a name, or by not listening."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from portable_stand_in import ENTRY, make_portable

from artefacts.linux_tree import place_shared

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")
NOBODY = 65534
LIST = "installed-files.txt"
only_root = pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs two users")


def put(path, text="theirs"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@only_root
@pytest.mark.parametrize("name", ["program", "program.old.7", "program.new.7"])
@pytest.mark.parametrize("theirs", ["folder", "list"])
def test_list_of_another_user_is_not_believed(machine, portable, name, theirs):
    victim = put(machine.root / "elsewhere" / ENTRY)
    folder = machine.prefix.with_name(name)
    listing = put(folder / LIST, "".join(f"{path}\n" for path in (machine.prefix / LIST, machine.prefix, victim)))
    os.chown(folder if theirs == "folder" else listing, NOBODY, NOBODY)
    before = machine.state()
    assert machine.run(portable, "--uninstall").returncode == 7
    assert machine.state() == before
    assert machine.run(portable).returncode == (5 if name == "program" else 0)
    assert victim.read_text() == "theirs"
    assert listing.exists()


@pytest.mark.parametrize("open_to", [0o020, 0o002], ids=["group", "all"])
@pytest.mark.parametrize("name", [".", LIST])
def test_list_that_others_may_write_is_not_believed(machine, portable, open_to, name):
    machine.run(portable)
    path = machine.prefix / name
    path.chmod(path.stat().st_mode | open_to)
    before = machine.state()
    done = machine.run(portable, "--uninstall")
    assert (done.returncode, machine.state()) == (7, before)
    assert "may write" in done.stderr


def test_place_where_modes_keep_nobody_out_is_refused(machine, portable):
    machine.tool("mkdir", f'#!/bin/sh\numask 0\nexec {shutil.which("mkdir")} "$@"\n')
    machine.tool("chmod", "#!/bin/sh\n")
    before = machine.files()
    done = machine.run(portable)
    assert (done.returncode, machine.files()) == (3, before)
    assert "others may write" in done.stderr


@pytest.mark.parametrize(
    "line",
    [
        "opt/program/../../victim",
        "opt/program/./../../victim",
        "victim",
        "share/applications/other.desktop",
        "share/icons/hicolor/48x48/apps/other.png",
        "share/man/man1/other.1.gz",
        "share/metainfo/other.xml",
        f"share/{ENTRY}/../other.desktop",
        "share/ketaref",
    ],
)
def test_lines_that_this_script_cannot_have_written_remove_nothing(machine, portable, line):
    machine.run(portable)
    (machine.root / "share" / ENTRY).mkdir(parents=True)
    victim = put(Path(os.path.normpath(machine.root / line)))
    with (machine.prefix / LIST).open("a") as listing:
        listing.write(f"{machine.root}/{line}\n")
    done = machine.run(portable, "--uninstall")
    assert done.returncode == 0, done.stderr
    assert victim.read_text() == "theirs"
    assert not machine.prefix.exists()


def test_all_that_is_shared_is_removed_again(machine, tmp_path):
    before = machine.files()
    place_shared(tmp_path / "share", "1.0")
    names = [path.relative_to(tmp_path).as_posix() for path in (tmp_path / "share").rglob("*") if path.is_file()]
    portable = make_portable(tmp_path / "unpacked", more=[name for name in names if name != f"share/{ENTRY}"])
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    assert {f"local/{name}" for name in names} <= set(machine.files())
    machine.run(portable, "--uninstall")
    assert machine.files() == before


def test_shared_file_that_could_not_be_removed_again_is_refused(machine, tmp_path):
    before = machine.files()
    done = machine.run(make_portable(tmp_path / "unpacked", more=("share/mime/other.xml",)))
    assert (done.returncode, machine.files()) == (1, before)


def test_file_that_appears_during_an_upgrade_is_kept(machine, portable, tmp_path):
    machine.run(portable)
    data = machine.prefix / "portable-data"
    while_tried = f'case $0 in *.new.*) mkdir -p "{data}"; echo mine >"{data}/settings.ini" ;; esac'
    done = machine.run(make_portable(tmp_path / "later", behaviour=while_tried, version="2.0"))
    assert done.returncode == 0, done.stderr
    assert "ketaref 2.0" in (machine.prefix / "ketaref").read_text()
    (kept,) = machine.prefix.parent.glob("program.old.*/portable-data/settings.ini")
    assert kept.read_text() == "mine\n"
    assert str(kept.parents[1]) in done.stdout
    assert str(kept) in done.stdout
    shutil.rmtree(kept.parents[1])
    assert machine.run(portable).returncode == 0


def test_only_what_was_released_is_installed(machine, portable):
    for name in ("sitecustomize.py", "_internal/sitecustomize.py", "share/man/man1/ketaref-more.1.gz"):
        put(portable / name)
    secret = put(machine.root.with_name("secret"))
    (portable / "share" / "man" / "man1" / "ketaref-secret.1.gz").symlink_to(secret)
    (portable / "link").symlink_to("/etc")
    before = machine.files()
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    installed = {str(path.relative_to(machine.prefix)) for path in machine.prefix.rglob("*") if not path.is_dir()}
    programs = {"ketaref", "ketamine-reference", "install.sh", "_internal/content", "share/man/man1/ketaref.1.gz"}
    assert installed == programs | {LIST, "MANIFEST.sha256", f"share/{ENTRY}"}
    machine.run(machine.prefix, "--uninstall")
    assert machine.files() == before


@pytest.mark.parametrize("name", ["_internal/content", "_internal", f"share/{ENTRY}", "share"])
@pytest.mark.parametrize("change", ["link", "missing"])
def test_link_or_gap_in_the_place_of_what_was_released_is_refused(machine, portable, name, change):
    (portable / name).rename(portable.with_name("elsewhere"))
    if change == "link":
        (portable / name).symlink_to(portable.with_name("elsewhere"))
    before = machine.files()
    done = machine.run(portable)
    assert (done.returncode, machine.files()) == (1, before)
    assert name in done.stderr


@pytest.mark.parametrize("option", ["--prefix", "--link-dir", "--share-dir"])
@pytest.mark.parametrize("folder", ["", "/a/b\tc", "/a/b\x1b[2Jc", "/a/b\x7fc", "/a/b\nc"], ids=ascii)
@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_folders_without_a_plain_name_are_refused(portable, option, folder, shell):
    command = [shell, portable / "install.sh", "--uninstall", option, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Not done: ")


def test_name_that_is_not_utf_8_is_refused(machine, portable):
    machine.prefix = machine.root / os.fsdecode(b"opt/Gr\xf6\xdfe")
    done = machine.run(portable, errors="surrogateescape")
    assert done.returncode == 2
    assert "UTF-8" in done.stderr
    assert list((machine.root / "opt").iterdir()) == []


@pytest.mark.parametrize("told", [">&-", ">/dev/full", "2>&- >&-", "| true"])
@pytest.mark.parametrize("shell", ["dash", "bash"])
def test_result_is_the_same_where_nobody_listens(machine, portable, told, shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is missing")
    before = machine.files()
    status = machine.root.with_name("status")

    def run(*arguments):
        words = [shell, portable / "install.sh", *arguments, *machine.places()]
        script = f'{{ "$@"; echo $? >"{status}"; }} {told}'
        environment = {"PATH": f"{machine.tools}:{os.environ['PATH']}", "HOME": machine.home}
        subprocess.run(["bash", "-c", script, "bash", *words], check=False, env=environment)
        return status.read_text().strip()

    assert run() == "0"
    (machine.links / "ketaref").unlink()
    put(machine.links / "ketaref")  # makes it say something half-way
    assert run() == "5"
    assert run("--uninstall") == "0"
    (machine.links / "ketaref").unlink()
    machine.links.rmdir()
    assert machine.files() == before


def test_prefix_that_is_a_link_to_nowhere_is_told_once(machine, portable):
    machine.prefix.symlink_to(machine.root / "gone" / "program")
    before = machine.state()
    done = machine.run(portable)
    assert (done.returncode, machine.state()) == (5, before)
    assert done.stderr.count("Not done") == 1
    assert f"--prefix {machine.root}/gone/program" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--uninstall"]])
@pytest.mark.parametrize("inner", ["_internal", "_internal/PySide6"])
def test_folder_that_became_a_link_is_not_removed_through(machine, tmp_path, inner, arguments):
    portable = make_portable(tmp_path / "unpacked", more=("_internal/PySide6/lib.so",))
    machine.run(portable)
    foreign = machine.root / "elsewhere"
    (machine.prefix / inner).rename(foreign)
    (machine.prefix / inner).symlink_to(foreign)
    before = machine.state()
    done = machine.run(portable, *arguments)
    assert (done.returncode, machine.state()) == (5, before)
    assert str(machine.prefix / inner) in done.stderr
    (machine.prefix / inner).unlink()
    done = machine.run(portable, "--uninstall")
    assert done.returncode == 0, done.stderr
    assert not machine.prefix.exists()


@pytest.mark.parametrize("arguments", [[], ["--uninstall"]])
@pytest.mark.parametrize("mode", [0o775, 0o757, pytest.param(None, marks=only_root)], ids=["group", "all", "owner"])
def test_folder_of_the_program_that_others_may_write_stops_and_changes_nothing(machine, portable, mode, arguments):
    machine.run(portable)
    inside = machine.prefix / "_internal"
    inside.chmod(mode) if mode else os.chown(inside, NOBODY, NOBODY)
    before = machine.state()
    done = machine.run(portable, *arguments)
    assert (done.returncode, machine.state()) == (5, before)
    assert str(inside) in done.stderr
    inside.chmod(0o755) if mode else os.chown(inside, os.geteuid(), os.getegid())
    assert machine.run(portable, *arguments).returncode == 0


def test_open_folder_that_somebody_keeps_in_the_program_stays_and_hinders_no_removal(machine, portable):
    machine.run(portable)
    shared = put(machine.prefix / "portable-data" / "notes").parent
    shared.chmod(0o777)
    (machine.prefix / "link").symlink_to(machine.root)
    done = machine.run(portable, "--uninstall")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in machine.prefix.iterdir()) == ["link", "portable-data"]
