"""Whether an artefact can be built again, byte for byte: it is built twice, under different circumstances.

Each build happens in a copy of the sources of its own, at another path, with another time zone, umask, character set,
home, hash seed and clock. What both share on purpose: SOURCE_DATE_EPOCH, which every archive bears, and the pinned
wheels and tools, which are the input. Another language is not tried: none is on every system.
"""

import os
import shutil
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import run as start
from artefacts.inside import members
from artefacts.payload import TOOLS_VARIABLE
from artefacts.release import ROOT, BuildError, epoch, refuse_missing, run

LEFT_BEHIND = (".venv", "build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache", "__pycache__", "*.egg-info")
"""What a copy of the sources does not take along: it was made from them."""
FETCHED = ("wheels-*", "python-stand-in")
"""Folders in build/ that hold what was fetched, not what was made."""
_BLOCK = 1 << 16


class Circumstances(NamedTuple):
    """What differs between two builds and must leave no trace.

    Attributes:
        name: the folder that the build happens in.
        environment: variables in addition to those of this process.
        umask: permissions that new files do not get.
        clock: how `faketime` sets the clock, as "+20d"; empty for the true time.
    """

    name: str
    environment: Mapping[str, str]
    umask: int
    clock: str = ""


FIRST = Circumstances("first", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}, 0o022)
SECOND = Circumstances(
    "second-at-a-longer-path",
    # Fourteen hours ahead of the first, and with ASCII as the character set.
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "PYTHONHASHSEED": "2"},
    0o077,
    # Another day and mostly another month, but not so far that certificates would have run out: pip may fetch pins.
    "+20d",
)

Builder = Callable[[Path, Circumstances], list[Path]]
"""Builds in a new folder under circumstances and gives the files made; see build_in_copy()."""


class Comparison(NamedTuple):
    """What two builds of one artefact gave.

    Attributes:
        equal: names of the files that are the same byte for byte.
        differences: one line for each file that is not: its name, where it first differs, and how.
    """

    equal: tuple[str, ...]
    differences: tuple[str, ...]


def check(artefacts: Iterable[str], release: str) -> bool:
    """Build each artefact twice, say what came of it, and give whether all were equal.

    Both builds stay in build/reproducible/ARTEFACT/ where they differ, for a closer look. Raises BuildError where this
    machine lacks what the circumstances need.
    """
    refuse_missing(["faketime"])
    for circumstances in (FIRST, SECOND):
        _refuse_missing_locale(circumstances)
    all_equal = True
    tools = start.environment("run")
    for artefact in artefacts:
        work = ROOT / "build" / "reproducible" / artefact
        shutil.rmtree(work, ignore_errors=True)
        # One copy and one time for both: whoever goes on working meanwhile does not make them differ.
        copy_sources(ROOT, work / "sources")
        builder = partial(build_in_copy, artefact, release, work / "sources", moment=epoch(), tools=tools)
        found = compare(builder, work)
        for name in found.equal:
            print(f"equal    {name}")
        for line in found.differences:
            print(f"DIFFERS  {line}")
        if found.differences:
            all_equal = False
            print(f"         both builds are in {work}")
        else:
            shutil.rmtree(work)
    return all_equal


def compare(builder: Builder, work: Path, ways: tuple[Circumstances, Circumstances] = (FIRST, SECOND)) -> Comparison:
    """Build twice and compare what was made, file by file; of folders modes and links too.

    A finished file by itself bears the mode that its builder's umask gives. Raises BuildError when nothing is made.
    """
    results = []
    for circumstances in ways:
        folder = work / circumstances.name
        folder.mkdir(parents=True)
        made = _entries(builder(folder, circumstances))
        if not made:
            raise BuildError(f"the build in {folder} made no file that could be compared")
        results.append(made)
    one, other = results
    differences = [f"{name}: made by one build only" for name in sorted(one.keys() ^ other.keys())]
    equal = []
    for name in sorted(one.keys() & other.keys()):
        (about, path), (other_about, other_path) = one[name], other[name]
        if about != other_about:
            differences.append(f"{name}: is {about} and {other_about}")
        elif path.is_file() and (difference := first_difference(path, other_path)):
            differences.append(f"{name}: {difference}")
        else:
            equal.append(name)
    return Comparison(tuple(equal), tuple(differences))


def build_in_copy(
    artefact: str, release: str, source: Path, folder: Path, circumstances: Circumstances, *, moment: int, tools: Path
) -> list[Path]:
    """Build an artefact from a copy of `source` in `folder`; its files bear `moment`, in seconds since 1970.

    `tools`: the scripts folder of the environment with the pinned packages. Raises BuildError when the build fails.
    """
    tree, output = folder / "sources", folder / "dist"
    copy_sources(source, tree)
    command = [sys.executable, "-B", str(tree / "build_spec" / "build.py"), artefact]
    command += ["--version", release, "--output", str(output)]
    if circumstances.clock:
        command = ["faketime", "-f", circumstances.clock, *command]
    home = folder / "home"
    home.mkdir()
    fixed = {"SOURCE_DATE_EPOCH": str(moment), "GIT_OPTIONAL_LOCKS": "0", "HOME": str(home)}
    fixed[TOOLS_VARIABLE] = str(tools)
    finished = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **circumstances.environment, **fixed},
        umask=circumstances.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode:
        raise BuildError(
            f"{artefact} was not built in {folder}: {(finished.stderr or finished.stdout)[-4000:].strip()}"
        )
    return sorted(output.iterdir()) or [tree / "build" / f"{artefact}-linux"]


def copy_sources(source: Path, tree: Path) -> None:
    """Copy a source tree with its history, but without what was made from it.

    What was fetched is copied: all of it was checked against its hash.
    """
    shutil.copytree(source, tree, symlinks=True, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    for pattern in FETCHED:
        for fetched in sorted((source / "build").glob(pattern)):
            shutil.copytree(fetched, tree / "build" / fetched.name)


def first_difference(one: Path, other: Path) -> str:
    """Where two files first differ, in words; empty when they are the same.

    Of an archive it tells the first member that differs, else the first byte.
    """
    left, right = one.read_bytes(), other.read_bytes()
    if left == right:
        return ""
    try:
        of_members = _difference_of_members(members(one), members(other))
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, ValueError):
        of_members = ""
    return of_members or _difference_of_bytes(left, right)


def _difference_of_members(left: Mapping[str, tuple[str, bytes]], right: Mapping[str, tuple[str, bytes]]) -> str:
    alone = left.keys() ^ right.keys()
    if alone:
        return f"member {min(alone)} is in one of them only"
    for name, (about, data) in left.items():
        other_about, other_data = right[name]
        if about != other_about:
            return f"member {name} is recorded as {about!r} and {other_about!r}"
        if data != other_data:
            return f"member {name}: {_difference_of_bytes(data, other_data)}"
    return "" if list(left) == list(right) else "the same members in another order"


def _difference_of_bytes(left: bytes, right: bytes) -> str:
    shorter = min(len(left), len(right))
    block = next((at for at in range(0, shorter, _BLOCK) if left[at : at + _BLOCK] != right[at : at + _BLOCK]), shorter)
    pairs = zip(left[block : block + _BLOCK], right[block : block + _BLOCK], strict=False)
    place = next((block + at for at, (a, b) in enumerate(pairs) if a != b), shorter)
    shown = [data[max(0, place - 8) : place + 24] for data in (left, right)]
    return f"byte {place} of {len(left)} and {len(right)}: {shown[0]!r} and {shown[1]!r}"


def _entries(made: Iterable[Path]) -> dict[str, tuple[str, Path]]:
    """Everything made, by its name below the folder that it was made in: what it is there, and where it lies."""
    found = {}
    for path in made:
        if path.is_dir():
            found.update({entry.relative_to(path).as_posix(): (_about(entry), entry) for entry in path.rglob("*")})
        else:
            found[path.name] = ("a file", path)
    return found


def _about(entry: Path) -> str:
    """Kind and mode, and where a link leads to."""
    mode = stat.filemode(entry.lstat().st_mode)
    return f"{mode} to {entry.readlink()}" if entry.is_symlink() else mode


def _refuse_missing_locale(circumstances: Circumstances) -> None:
    """Raise BuildError where the locale is unknown here: programs would silently take another one."""
    try:
        asked = "import locale; locale.setlocale(locale.LC_ALL, '')"
        run([sys.executable, "-c", asked], environment=circumstances.environment)
    except BuildError:
        named = circumstances.environment["LC_ALL"]
        raise BuildError(f"this system has no locale {named}, which Debian's package libc-bin brings") from None
