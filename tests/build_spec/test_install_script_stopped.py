"""install.sh stopped at each change that it makes: nothing is half there, and the next run puts all right."""

import itertools
import shutil
import signal
import sys

import pytest
from portable_stand_in import ENTRY, make_portable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Linux")
FAILS = "exit 1"
ENDED = "kill -TERM 0"  # as a user ends what takes too long, or a machine that goes down
KILLED = "kill -9 0"  # the script, and all that it started


@pytest.fixture
def earlier(tmp_path):
    return make_portable(tmp_path / "earlier", more=("_internal/gone", "share/man/man1/ketaref-gone.1.gz"))


@pytest.fixture
def later(tmp_path):
    return make_portable(tmp_path / "later", more=("share/man/man1/ketaref-new.1.gz",), version="2.0")


def versions(machine):
    """The version that each part of an installation is of: program, content, and desktop entry outside."""
    entry = (machine.share / ENTRY).read_text()
    content = (machine.prefix / "_internal" / "content").read_text().split()[-1]
    program = (machine.links / "ketaref").read_text().split()[-1].strip("'")
    return {program, content, next(line for line in entry.splitlines() if "Comment" in line).partition("=")[2]}


def stopped(machine, action, *command):
    """Every step at which a run of the script can be stopped, from the same state each time, and how it ended then."""
    machine.keep()
    for step in itertools.count():
        machine.stop_at(step, action)
        done = machine.run(*command)
        if not machine.was_stopped(step):
            break
        yield step, done
        machine.restore()
    assert step > 10, "hardly anything was stopped"
    assert done.returncode == 0


def test_upgrade_that_fails_anywhere_leaves_one_whole_version(machine, earlier, later):
    machine.run(earlier)
    before = machine.state()
    for step, done in stopped(machine, FAILS, later, "--skip-test"):
        assert machine.state() == before or versions(machine) == {"2.0"}, f"step {step}: {done.stderr}"


def test_first_installation_that_is_ended_anywhere_leaves_all_or_nothing(machine, later):
    before = machine.state()
    for step, done in stopped(machine, ENDED, later, "--skip-test"):
        assert machine.state() == before or versions(machine) == {"2.0"}, f"step {step}: {done.stderr}"


def test_upgrade_that_is_killed_anywhere_is_put_right_by_the_next(machine, earlier, later):
    empty = machine.files()
    machine.run(earlier)
    machine.keep()
    machine.run(later, "--skip-test")
    whole = machine.state()
    machine.restore()
    for step, done in stopped(machine, KILLED, later, "--skip-test"):
        assert done.returncode == -signal.SIGKILL
        assert list(machine.prefix.parent.glob("program*/ketaref")), f"step {step}: the program is lost"
        if step % 2:
            again = machine.run(later, "--skip-test")
            assert (again.returncode, machine.state()) == (0, whole), f"step {step}: {again.stderr}"
        else:
            again = machine.run(later, "--uninstall")
            assert (again.returncode, machine.files()) == (0, empty), f"step {step}: {again.stderr}"


def test_first_installation_that_is_killed_anywhere_can_be_removed(machine, later):
    empty = machine.files()
    for step, _ in stopped(machine, KILLED, later, "--skip-test"):
        left = machine.files() != empty
        done = machine.run(later, "--uninstall")
        assert (done.returncode, machine.files()) == (0 if left else 7, empty), f"step {step}: {done.stderr}"


def test_removal_that_is_stopped_anywhere_is_finished_by_the_next(machine, earlier):
    empty = machine.files()
    machine.run(earlier)
    for step, _ in stopped(machine, KILLED, earlier, "--uninstall"):
        if machine.files() != empty:
            again = machine.run(earlier, "--uninstall")
            assert (again.returncode, machine.files()) == (0, empty), f"step {step}: {again.stderr}"


def test_removal_that_fails_midway_says_so_and_can_be_repeated(machine, earlier):
    empty = machine.files()
    machine.run(earlier)
    machine.stop_at(3, FAILS)
    assert machine.run(machine.prefix, "--uninstall").returncode != 0
    assert machine.was_stopped(3)
    assert machine.files() != empty
    done = machine.run(machine.prefix, "--uninstall")
    assert (done.returncode, machine.files()) == (0, empty), done.stderr


@pytest.mark.parametrize("command", ["ln", "cp"])
def test_links_and_entries_that_cannot_be_written_bring_the_earlier_version_back(machine, earlier, later, command):
    machine.run(earlier)
    before = machine.state()
    # The last argument tells where it writes to: only what lies outside the program's own folder fails.
    machine.tool(
        command,
        f'#!/bin/sh\nfor last; do :; done\ncase $last in "{machine.root}/local"/*-new.1.gz | "{machine.links}"/*) '
        f'echo "no space left" >&2; exit 1 ;; esac\nexec {shutil.which(command)} "$@"\n',
    )
    done = machine.run(later)
    assert done.returncode == 4
    assert "no space left" in done.stderr
    assert "put back" in done.stderr
    assert machine.state() == before


def test_version_that_a_cut_left_aside_is_back_though_the_next_run_fails(machine, earlier, tmp_path):
    machine.run(earlier)
    machine.prefix.rename(machine.prefix.with_name("program.old.999"))
    fails = make_portable(tmp_path / "fails", behaviour="exit 1", version="2.0")
    assert machine.run(fails).returncode == 6
    assert (machine.prefix / "_internal/content").read_text() == "_internal/content 1.0"
    assert [path.name for path in machine.prefix.parent.iterdir()] == ["program"]


def test_program_is_in_its_place_while_it_is_asked_for_its_name(machine, later, tmp_path):
    gone = tmp_path / "it was gone"
    asked = make_portable(tmp_path / "asked", behaviour=f'[ -d "{machine.prefix}" ] || echo x >>"{gone}"')
    machine.run(asked, "--skip-test")
    gone.unlink(missing_ok=True)
    assert "it replaces ketaref 1.0" in machine.run(later).stdout
    assert not gone.exists()


def test_what_a_program_leaves_running_keeps_no_lock(machine, earlier, tmp_path):
    leaves = make_portable(tmp_path / "leaves", behaviour="sleep 20 >/dev/null 2>&1 </dev/null &")
    assert machine.run(leaves).returncode == 0
    done = machine.run(earlier)
    assert done.returncode == 0, done.stderr
