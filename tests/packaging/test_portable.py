"""The portable Linux folder: from a stick, on clean systems, installed by its script, refused where it cannot work."""

import json
import re
import shutil

import pytest
from built import artefact, output_of
from clean_system import CleanSystem

from artefacts.system_libraries import MACHINE, libraries_needed

NAME = "ketamine-trauma-reference"
NURSE = 1000
DESKTOP = (
    "libstdc++6,zlib1g,libexpat1,libfontconfig1,libfreetype6,libdbus-1-3,libx11-6,libx11-xcb1,libxcb1,libgl1,libegl1"
)
"""What READ_ME.txt says that it needs, as Debian's packages; `libgl1` brings the drivers."""
FORBIDDEN = re.compile(r"lib(ssl|crypto|gnutls|krb5|curl|cups|readline)\b|_ssl|_hashlib|_socket|Qt6?Network")


@pytest.fixture(scope="module")
def folder(work):
    """The unpacked archive, at a path with blanks and letters of other scripts."""
    place = work / "Стик für Notizen 薬"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    output_of(["tar", "--extract", "--file", artefact("*-linux-x86_64.tar.xz"), "--directory", place])
    (unpacked,) = place.iterdir()
    yield unpacked
    shutil.rmtree(place)


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def system(request, work):
    """A Debian that holds what every desktop has, and no Python and Qt."""
    (work / "desktop").mkdir(exist_ok=True)
    made = CleanSystem.make(request.param, DESKTOP, work / "desktop")
    yield made
    shutil.rmtree(made.root)


def libraries(folder):
    return [path for path in folder.rglob("*") if path.is_file() and path.read_bytes()[:4] == b"\x7fELF"]


def sealed(folder, words, more=()):
    """A command line that runs without a network, as nobody in particular, with everything read-only."""
    isolated = ["--unshare-net", "--unshare-user", "--uid", NURSE, "--gid", NURSE, "--die-with-parent", "--clearenv"]
    mounts = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--ro-bind", folder, folder]
    home = ["--setenv", "HOME", "/nowhere", "--setenv", "LC_ALL", "C.UTF-8"]
    return [str(word) for word in ["bwrap", *isolated, *mounts, *home, *more, *words]]


def test_works_from_a_read_only_stick_without_a_home_or_network(folder):
    before = output_of(["find", folder, "-printf", "%P %s %T@\n"])
    found = output_of(sealed(folder, [folder / "ketaref", "search", "ketmine", "--limit", "1"]))
    assert "ketaref://" in found
    tested = json.loads(output_of(sealed(folder, [folder / "ketamine-reference", "--selftest"])))
    assert tested["passed"], tested
    assert output_of(["find", folder, "-printf", "%P %s %T@\n"]) == before
    output_of(["sha256sum", "--check", "--quiet", "MANIFEST.sha256"], cwd=folder)


def test_users_packages_and_variables_are_not_looked_at(folder, tmp_path):
    (tmp_path / "ketaref").mkdir()
    (tmp_path / "ketaref" / "__init__.py").write_text("raise SystemExit('the wrong one')\n")
    more = ["--ro-bind", tmp_path, tmp_path, "--setenv", "PYTHONPATH", tmp_path, "--setenv", "PYTHONHOME", tmp_path]
    told = output_of(sealed(folder, [folder / "ketaref", "--version"], [str(word) for word in more]))
    assert told.startswith("ketaref ")


def test_shows_its_window_where_only_a_desktops_libraries_are(system, folder, program_screen):
    inside = ["--ro-bind", folder, "/mnt", "--ro-bind", "/tmp/.X11-unix", "/tmp/.X11-unix"]
    values = {"HOME": "/tmp", "DISPLAY": program_screen, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    shown = system.run(["/mnt/ketamine-reference", "--measure-start"], user=NURSE, more=inside, environment=values)
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["to_window_ms"]


def test_holds_no_link_which_a_stick_could_not(folder):
    assert [path for path in folder.rglob("*") if path.is_symlink()] == []


def test_libraries_look_for_others_beside_themselves_alone(folder):
    told = [
        line
        for path in libraries(folder)
        for line in output_of(["readelf", "-dW", path]).splitlines()
        if "PATH)" in line
    ]
    places = {place for line in told for place in line.partition("[")[2].rstrip("]").split(":")}
    assert {place for place in places if not place.startswith("$ORIGIN")} == set()


def test_starts_on_every_glibc_from_2_35(folder):
    asked = {
        path.name: re.findall(r"GLIBC_2\.(\d+)", output_of(["readelf", "-VW", path])) for path in libraries(folder)
    }
    newer = {name: max(map(int, found)) for name, found in asked.items() if found and max(map(int, found)) > 35}
    assert newer == {}


def test_brings_what_it_needs_and_leaves_to_the_machine_what_is_its_own(folder):
    own = {path.name for path in libraries(folder)}
    assert not [name for name in own if FORBIDDEN.search(name) or name.partition(".so")[0] in MACHINE]
    needed = {name for path in libraries(folder) if "cups" not in path.name for name in libraries_needed(path)}
    from_machine = {name.partition(".so")[0] for name in needed - own}
    glibc = {"libc", "libm", "libdl", "libpthread", "librt", "ld-linux-x86-64"}
    # The window on Wayland takes the machine's libwayland, which every desktop with Wayland has.
    graphics = {"libGL", "libEGL", "libwayland-client", "libwayland-cursor"}
    assert from_machine - glibc - graphics - set(MACHINE) == set()


def test_terms_of_what_it_brings_along_travel_with_it(folder):
    terms = folder / "_internal/ketaref/resources/licences"
    assert list(terms.glob("system-libglib2.0-0*.txt"))  # the package's name ends with t64 from Debian 13 on
    assert (terms / "pyinstaller.txt").is_file()
    assert (folder / "common-licences" / "LGPL-2.1").is_file()
    assert "PyInstaller" in (terms / "NOTICE.txt").read_text(encoding="utf-8")


def test_is_as_small_as_promised(folder):
    assert artefact("*-linux-x86_64.tar.xz").stat().st_size <= 32_000_000
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= 120_000_000


def test_whole_life_of_an_installation_leaves_nothing(folder, tmp_path):
    (tmp_path / "opt").mkdir()
    (tmp_path / "local").mkdir()
    before = sorted(tmp_path.rglob("*"))
    prefix, links = tmp_path / "opt" / "Ketamine Référence", tmp_path / "local" / "bin"
    places = ["--prefix", prefix, "--link-dir", links, "--share-dir", tmp_path / "local" / "share"]
    output_of([folder / "install.sh", *places])
    output_of([folder / "install.sh", *places])  # over the same version, as after a repair
    found = output_of([links / "ketaref", "search", "lithium", "--limit", "1"])
    assert "ketaref://" in found
    entry = tmp_path / "local/share/applications" / f"{NAME}.desktop"
    output_of(["desktop-file-validate", entry])
    output_of(["sha256sum", "--check", "--quiet", "MANIFEST.sha256"], cwd=prefix)
    output_of([prefix / "install.sh", "--uninstall"])
    assert sorted(tmp_path.rglob("*")) == before


# What is in every place that an installation may write to; folders without their times, for a trial copy changes these.
LOOK = r"find /home /mnt /opt /root /tmp /usr/local -type d -printf '%p %m\n' -o -printf '%p %m %s %T@ %l\n' | sort"


def ended(system, folder, script, user=0):
    """How a shell script of root ends in a clean system, where `install` calls install.sh, as a user if need be."""
    install = f'install() {{ setpriv --reuid={user} --regid={user} --clear-groups /unpacked/install.sh "$@"; }}'
    words = ["sh", "-euc", f"{install}\n{script}"]
    return system.run(words, more=["--ro-bind", folder, "/unpacked", "--tmpfs", "/mnt"])


@pytest.mark.parametrize(
    ("mounting", "user", "status", "said"),
    [
        ("mkdir /mnt/opt", NURSE, 3, "--user"),
        ("mkdir /mnt/opt; mount -o remount,ro /mnt", 0, 3, "read-only"),
        ("mount -t tmpfs -o size=20m none /mnt; mkdir /mnt/opt", 0, 4, "MB free"),
        ("mount -t tmpfs -o noexec none /mnt; mkdir /mnt/opt", 0, 6, "noexec"),
        ("mkdir -p /mnt/opt/program/other", 0, 5, "was not installed by this script"),
        ("mkdir -p /mnt/opt/program; mount -t tmpfs none /mnt/opt/program", 0, 5, "was not installed by this script"),
    ],
    ids=["not root", "read-only", "no space", "noexec", "in the way", "a mount point"],
)
def test_where_it_cannot_be_installed_it_says_why_and_changes_nothing(system, folder, mounting, user, status, said):
    script = f"""{mounting}
        {LOOK} >/run/before
        status=0
        install --prefix /mnt/opt/program || status=$?
        {LOOK} >/run/after
        diff /run/before /run/after >&2 || exit 99
        exit $status"""
    done = ended(system, folder, script, user)
    assert done.returncode == status, done.stderr
    assert said in done.stderr


def test_whole_life_in_the_usual_places_of_a_clean_system_leaves_nothing(system, folder):
    script = f"""{LOOK} >/run/before
        install
        install
        /usr/local/bin/ketaref search lithium --limit 1
        test -f /usr/local/share/applications/{NAME}.desktop
        /opt/{NAME}/install.sh --uninstall
        {LOOK} >/run/after
        diff /run/before /run/after >&2"""
    done = ended(system, folder, script)
    assert done.returncode == 0, done.stderr
    assert "ketaref://" in done.stdout
