"""install.sh where its list is damaged, as by a full disk or a power cut: it is made anew from what was released."""

import os
import shutil
import subprocess
import sys

import pytest
from portable_stand_in import ENTRY, make_portable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")
LIST = "installed-files.txt"
DAMAGE = {
    "empty": lambda text: b"",
    "a quarter": lambda text: text[: len(text) // 4],
    "half": lambda text: text[: len(text) // 2],
    "nearly all": lambda text: text[:-3],
    "zeros": lambda text: bytes(len(text)),
}


@pytest.fixture(params=DAMAGE)
def damage(request, machine):
    def done():
        listing = machine.prefix / LIST
        listing.write_bytes(DAMAGE[request.param](listing.read_bytes()))

    return done


def left(machine):
    """What is there but for empty folders outside: nobody knows any more who made these."""
    return {name for name, text in machine.state().items() if text is not None or name.startswith("opt/")}


def test_installation_with_a_damaged_list_is_removed(machine, portable, damage):
    machine.run(portable)
    damage()
    done = machine.run(machine.prefix, "--uninstall")
    assert done.returncode == 0, done.stderr
    assert "damaged" in done.stdout
    assert left(machine) == set()


def test_installation_with_a_damaged_list_is_upgraded(machine, tmp_path, portable, damage):
    machine.run(make_portable(tmp_path / "earlier", more=("_internal/gone", "share/man/man1/ketaref-gone.1.gz")))
    damage()
    done = machine.run(portable)
    assert done.returncode == 0, done.stderr
    assert not list(machine.root.rglob("*gone*"))
    assert [path.name for path in machine.prefix.parent.iterdir()] == ["program"]
    assert machine.run(portable, "--uninstall").stderr == ""
    assert left(machine) == set()


@pytest.mark.parametrize("damage", ["empty", "zeros"], indirect=True)
def test_files_of_others_stay_where_the_list_is_damaged(machine, portable, damage):
    machine.run(portable)
    damage()
    mine, theirs = machine.prefix / "_internal" / "notes", machine.share / ENTRY
    mine.write_text("mine")
    theirs.write_text("theirs")
    (machine.links / "ketaref").unlink()
    (machine.links / "ketaref").symlink_to(mine)
    done = machine.run(portable)
    assert done.returncode == 5
    assert str(mine) in done.stderr
    machine.run(portable, "--uninstall")
    assert (mine.read_text(), theirs.read_text()) == ("mine", "theirs")
    assert (machine.links / "ketaref").is_symlink()
    assert not (machine.prefix / "ketaref").exists()


@pytest.mark.parametrize("kind", ["copy", "unpacked", "without sums"])
def test_folder_that_does_not_tell_what_was_installed_there_is_left_alone(machine, portable, kind):
    machine.run(portable)
    if kind == "without sums":
        (machine.prefix / "MANIFEST.sha256").unlink()
    else:
        copied, machine.prefix = machine.prefix if kind == "copy" else portable, machine.root / "opt" / "copy"
        shutil.copytree(copied, machine.prefix)
    (machine.prefix / LIST).write_text("")
    before = machine.state()
    for arguments, status in (([], 5), (["--uninstall"], 7)):
        done = machine.run(portable, *arguments)
        assert (done.returncode, machine.state()) == (status, before)


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs two users")
def test_damaged_list_of_the_machines_installation_is_not_for_users_to_mend(machine, portable):
    machine.run(portable)
    (machine.prefix / LIST).write_text("")
    before = machine.state()
    for path in [machine.root, *machine.root.parents][:4]:
        path.chmod(0o755)
    command = ["sh", machine.prefix / "install.sh", "--uninstall", *machine.places()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, user=65534, group=65534)
    assert (done.returncode, machine.state()) == (3, before)
    assert "may not write" in done.stderr
