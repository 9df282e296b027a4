"""The Debian package on clean Debian 12 and 13: installed, used, upgraded, removed, purged; no network at any time."""

import json
import os
import re
import shutil
import subprocess

import pytest
from built import artefact, output_of
from clean_system import CleanSystem
from tracing import SOCKETS, traced

NAME = "ketamine-trauma-reference"
POLICY = '{"recent_look_ups": false}\n'
NURSE = 1000


@pytest.fixture(scope="session")
def package():
    return artefact("*_amd64.deb")


@pytest.fixture(scope="session")
def older(package, work):
    """The same package under an earlier version, with a file that the later one no longer has."""
    tree = work / "older"
    shutil.rmtree(tree, ignore_errors=True)
    output_of(["dpkg-deb", "--raw-extract", package, tree])
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: .*$", "Version: 0.0.1", control.read_text(), flags=re.MULTILINE))
    (tree / "usr/lib" / NAME / "ketaref" / "gone_later.py").write_text('"""A module of the earlier version."""\n')
    made = work / "older.deb"
    output_of(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", tree, made])
    shutil.rmtree(tree)
    return made


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def system(request, package, work):
    depends = output_of(["dpkg-deb", "--field", package, "Depends"])
    names = ",".join(re.findall(r"(?:^|, )([a-z0-9.+-]+)", depends))
    made = CleanSystem.make(request.param, names, work)
    yield made
    shutil.rmtree(made.root)


def test_whole_life_leaves_nothing_but_the_users_own(system, package, older, program_screen):
    home = system.root / "home" / "nurse"
    home.mkdir()
    shutil.chown(home, NURSE, NURSE)
    before = system.files()

    portable = system.root / "usr/local/bin/ketaref"
    portable.touch()
    first = system.install(older)
    assert first.returncode == 0, first.stderr
    assert "/usr/local/bin/ketaref is another installation, and starts instead" in first.stderr
    portable.unlink()
    assert (system.root / "usr/lib" / NAME / "ketaref/gone_later.py").exists()
    policy = system.root / "etc/ketaref/policy.json"
    policy.parent.mkdir()
    policy.write_text(POLICY)

    upgrade = system.install(package)
    assert upgrade.returncode == 0, upgrade.stderr
    assert "another installation" not in upgrade.stderr
    assert policy.read_text() == POLICY
    left = list((system.root / "usr/lib" / NAME).rglob("gone_later*"))
    assert not left, "the upgrade left files of the earlier version"
    assert system.run(["dpkg", "--verify", NAME]).stdout == ""
    size = int(output_of(["du", "--summarize", "--block-size=1", system.root / "usr/lib" / NAME]).split()[0])
    assert size <= 100_000_000, f"installed: {size / 1e6:.1f} MB"

    used_by_a_nurse(system, program_screen)
    listed = f"/usr/share/doc/{NAME}/MANIFEST.sha256"
    assert system.run(["sha256sum", "--check", "--quiet", listed]).stdout == "", "using it changed its files"

    removal = system.run(["dpkg", "--remove", NAME])
    assert removal.returncode == 0, removal.stderr
    assert policy.read_text() == POLICY, "a removed package keeps its configuration"
    purge = system.run(["dpkg", "--purge", NAME])
    assert purge.returncode == 0, purge.stderr
    assert policy.read_text() == POLICY, "the policy is the hospital's own file, whatever becomes of the package"
    own = {"etc/ketaref", "etc/ketaref/policy.json", "tmp/.X11-unix"}  # the last is where the screen was mounted
    more = {name for name in system.files() - before - own if not name.startswith("home/nurse/")}
    assert not more, "purging left these behind"
    assert before <= system.files()


def used_by_a_nurse(system, screen):
    """What an ordinary user does: look up, open the window, and see that all of it works."""
    own = {"HOME": "/home/nurse"}
    found = system.run(["ketaref", "search", "ketmine", "--limit", "1"], user=NURSE, environment=own)
    assert found.returncode == 0, found.stderr
    assert "ketaref://" in found.stdout
    tested = system.run(["ketamine-reference", "--selftest"], user=NURSE, environment=own)
    assert json.loads(tested.stdout)["passed"], tested.stdout
    sockets = ["--ro-bind", "/tmp/.X11-unix", "/tmp/.X11-unix"]
    values = {**own, "DISPLAY": screen, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    shown = system.run(["ketamine-reference", "--measure-start"], user=NURSE, more=sockets, environment=values)
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)


def test_reads_only_and_needs_no_home(system, package):
    assert system.install(package).returncode == 0
    locked, nowhere = ["--remount-ro", "/"], {"HOME": "/nowhere"}
    more = [*locked, "--tmpfs", "/tmp"]
    tested = system.run(["ketamine-reference", "--selftest"], user=NURSE, more=more, environment=nowhere)
    assert json.loads(tested.stdout)["passed"], tested.stderr
    no_screen = system.run(["ketamine-reference"], user=NURSE, more=locked, environment=nowhere)
    assert no_screen.returncode == 2
    assert "needs a screen" in no_screen.stderr


def test_opens_no_internet_socket(system, package, work):
    """Installation, self-test, a search and removal, each traced with everything that it starts."""
    inside = system.root / "root" / package.name
    shutil.copyfile(package, inside)
    commands = (
        ["dpkg", "--install", f"/root/{package.name}"],
        ["ketamine-reference", "--selftest"],
        ["ketaref", "search", "lithium"],
        ["dpkg", "--purge", NAME],
    )
    quiet = {"HOME": "/tmp", "DEBIAN_FRONTEND": "noninteractive"}
    for words in commands:
        trace, code = traced(system.command(words, environment=quiet), dict(os.environ), work, calls=SOCKETS)
        assert code == 0, words
        assert any(f'"/usr/bin/{words[0]}"' in line for line in trace.lines), f"the trace does not show {words[0]}"
        assert trace.internet == [], words
    inside.unlink()


def test_trace_of_a_clean_system_would_show_a_way_out(system, work):
    """The test of the test: what the one above looks for is found where it is."""
    words = ["perl", "-MSocket", "-e", "socket(S, PF_INET, SOCK_STREAM, 0)"]
    trace, _ = traced(system.command(words), dict(os.environ), work)
    assert len(trace.internet) == 1


def test_lintian_finds_nothing(package):
    output_of(["lintian", "--fail-on", "error,warning", package])


def test_is_as_small_as_promised(package):
    assert package.stat().st_size <= 26_000_000


def test_desktop_entry_and_metainfo_are_valid(package, work):
    tree = work / "unpacked"
    shutil.rmtree(tree, ignore_errors=True)
    output_of(["dpkg-deb", "--extract", package, tree])
    output_of(["desktop-file-validate", tree / "usr/share/applications" / f"{NAME}.desktop"])
    output_of(["appstreamcli", "validate", "--no-net", *sorted((tree / "usr/share/metainfo").glob("*.xml"))])
    for page in sorted((tree / "usr/share/man").rglob("*.gz")):
        finished = subprocess.run(["man", "--warnings", "-l", page], capture_output=True, text=True, check=False)
        assert finished.returncode == 0
        assert not finished.stderr, finished.stderr
