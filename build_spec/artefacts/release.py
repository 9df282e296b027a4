"""What every artefact shares: the names, the version, the time that all files bear, and how a tool is called."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "ketamine-trauma-reference"
VERSION_FILE = "app/ketaref/__init__.py"
"""Where the program tells its version, relative to ROOT."""
WINDOW_COMMAND, TERMINAL_COMMAND = "ketamine-reference", "ketaref"
EARLIEST = 315_619_200
"""Seconds: 1980-01-02, where neither SOURCE_DATE_EPOCH nor a history tells. Zip files know no earlier day."""
ZIP_TIMES = range(315_532_800, 4_354_819_200)
"""Seconds since 1970 that a zip file can bear: from 1980 to 2107, in UTC."""

DEBIAN_PACKAGES = {
    "as": "binutils",
    "ld": "binutils",
    "objcopy": "binutils",
    "strip": "binutils",
    "readelf": "binutils",
    "icupkg": "icu-devtools",
    "dpkg-deb": "dpkg",
    "dpkg-shlibdeps": "dpkg-dev",
    "rpmbuild": "rpm",
    "makensis": "nsis",
    "wixl": "wixl",
    "msibuild": "msitools",
    "msiinfo": "msitools",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
    "mksquashfs": "squashfs-tools",
    "faketime": "faketime",
    "bwrap": "bubblewrap",
}
"""The Debian package of each tool that a build calls."""


class BuildError(Exception):
    """A build cannot go on; the text tells why and what to do next."""


def version() -> str:
    """The program's version, read from its source: importing it here would be enough to spoil a build for Windows."""
    text = (ROOT / VERSION_FILE).read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if not found:
        raise BuildError(f"{VERSION_FILE} does not tell a __version__")
    return found[1]


def epoch() -> int:
    """Seconds since 1970 that every file and archive bears: SOURCE_DATE_EPOCH, else the time of the last commit.

    Raises BuildError for a SOURCE_DATE_EPOCH that is no such number, or that a zip file cannot bear.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return int(git("log", "-1", "--format=%ct") or EARLIEST)
    if not re.fullmatch("[0-9]{1,12}", given) or int(given) not in ZIP_TIMES:
        raise BuildError(f"SOURCE_DATE_EPOCH={given}: whole seconds since 1970 are wanted, of the years 1980 to 2107")
    return int(given)


def git(*arguments: str) -> str:
    """What git says of this tree; empty in a tree without a history, also in one below another project's.

    Raises BuildError where there is a history that git cannot read: that must not pass for one without changes.
    """
    if not (ROOT / ".git").exists():
        return ""
    return run(["git", "-c", f"safe.directory={ROOT}", "-C", ROOT, *arguments]).strip()


def commit() -> str | None:
    """The commit that this tree was checked out from; None in a tree without a history."""
    return git("rev-parse", "HEAD") or None


def changed() -> bool | None:
    """Whether anything differs from the commit, whatever git is set to show; None in a tree without a history."""
    return bool(git("status", "--porcelain", "--untracked-files=all", "--ignore-submodules=none")) if commit() else None


def run(command: Sequence[str | Path], *, cwd: Path | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Call a tool of the build and give what it prints. `environment` adds to that of this process.

    Raises BuildError when the tool is missing (naming the Debian package), or fails (with what it said).
    """
    words = [str(word) for word in command]
    refuse_missing(words[:1])
    try:
        finished = subprocess.run(
            words, cwd=cwd, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise BuildError(f"{words[0]} cannot be started: {error}") from None
    if finished.returncode:
        said = (finished.stderr or finished.stdout).strip()
        raise BuildError(f"{words[0]} failed ({finished.returncode}): {said[-4000:]}")
    return finished.stdout


def refuse_missing(tools: Iterable[str]) -> None:
    """Raise BuildError that names every tool which is missing here, and the packages that bring them."""
    missing = sorted({tool for tool in tools if not shutil.which(tool)})
    if missing:
        packages = " ".join(sorted({DEBIAN_PACKAGES.get(tool, tool) for tool in missing}))
        raise BuildError(f"missing: {', '.join(missing)}; on Debian or Ubuntu: apt-get install {packages}")


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder below build/ for one step alone (two may run at once), gone at its end, also when it fails."""
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        yield Path(folder)


def set_times(folder: Path) -> None:
    """Give a folder and all in it the release's time and plain modes: nothing of the builder's machine remains."""
    moment = epoch()
    for path in (*folder.rglob("*"), folder):
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
