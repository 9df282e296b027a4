"""Which of the build machine's libraries a frozen folder takes along, and under which licences these are.

PyInstaller takes every library that any part asks for. What belongs to the machine that shows the window stays there:
its graphics, fonts and bus, and what its graphics driver asks for in a version of its own (an older libstdc++ beside
the program is the usual reason why a bundle shows no window on a newer system). So does printing, which would bring
CUPS, Kerberos and GnuTLS along, that speak to networks and need security updates; without it, a PDF can be made.
"""

import math
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from artefacts.notices import SystemPackage
from artefacts.release import BuildError, run

Entry = tuple[str, str, str]
"""One file as PyInstaller lists it: name in the folder, where it is now, and its kind."""

MACHINE = (
    # What every desktop has and a graphics driver may ask for too; libGL and libEGL themselves PyInstaller never takes.
    *("libstdc++", "libgcc_s", "libexpat", "libz", "libX11", "libX11-xcb", "libxcb", "libwayland-client"),
    # Fonts and their configuration, and the bus of the session, must be those of the machine.
    *("libfontconfig", "libfreetype", "libdbus-1"),
)
GLIBC = "2.35"
"""The oldest glibc that READ_ME.txt and README.md promise a start on."""
OPTIONAL = ("libcupsprintersupport",)
"""Plug-ins that Qt does without where their libraries are missing."""
DOCUMENTS = Path("/usr/share/doc")
COMMON = Path("/usr/share/common-licenses")


def wanted(found: Iterable[Entry], payload: Iterable[Path], needed: Callable[[Path], set[str]]) -> list[Entry]:
    """Python's own library and modules, and the libraries that something in the folder asks for, sorted by name.

    `found`: what PyInstaller would take; `payload`: libraries that come along anyway, by whose needs the rest is
    judged; `needed`: the names of the libraries that a file asks for, as `libraries_needed` tells.
    """
    entries = list(found)
    python = [entry for entry in entries if entry[2] == "EXTENSION" or Path(entry[0]).name.startswith("libpython")]
    by_name = {Path(entry[0]).name: entry for entry in entries}
    by_name = {name: entry for name, entry in by_name.items() if name.partition(".so")[0] not in MACHINE}
    kept = set(python)
    waiting = [path for path in payload if not path.name.startswith(OPTIONAL)] + [Path(entry[1]) for entry in python]
    while waiting:
        new = {by_name[name] for name in needed(waiting.pop()) if name in by_name} - kept
        kept |= new
        waiting += [Path(entry[1]) for entry in new]
    return sorted(kept)


def libraries_needed(library: Path) -> set[str]:
    """The names of the libraries that an ELF file asks the loader for."""
    told = run(["readelf", "--wide", "--dynamic", library])
    return {line.partition("[")[2].rstrip("]") for line in told.splitlines() if "(NEEDED)" in line}


def glibc_asked_for(library: Path) -> set[str]:
    """The versions of glibc's symbols that an ELF file needs, as "2.35", or a word where there is no number."""
    return glibc_named(run(["readelf", "--wide", "--version-info", library], environment={"LC_ALL": "C"}))


def glibc_named(told: str) -> set[str]:
    """The versions of glibc's symbols that are needed, not offered, in what readelf tells of versions."""
    return set(re.findall(r"Name: GLIBC_(\S+)  Flags:", told))


def refuse_newer_glibc(folder: Path, libraries: Iterable[Path], asked: Callable[[Path], set[str]]) -> None:
    """Raise BuildError, naming each, when libraries in a folder need a newer glibc than `GLIBC`.

    `asked`: the versions that a file asks for, as `glibc_asked_for` tells. Those without a number belong to one glibc
    alone (PRIVATE), or came later than the promised one (ABI_DT_RELR with 2.36).
    """
    newer = []
    for library in libraries:
        wrong = sorted(version for version in asked(library) if _numbers(version) > _numbers(GLIBC))
        newer += [f"{library.relative_to(folder)} needs {', '.join(wrong)}"] if wrong else []
    if newer:
        raise BuildError(
            f"the portable folder is promised to start on glibc {GLIBC}, and this machine gave it what needs a newer "
            f"one: {'; '.join(newer)}. Build it on Debian 12, with the Python and libraries of that release"
        )


def _numbers(version: str) -> tuple[float, ...]:
    return tuple(map(int, version.split("."))) if version[0].isdigit() else (math.inf,)


def packages(libraries: Iterable[Path]) -> list[SystemPackage]:
    """The Debian packages that libraries are from, by name. Raises BuildError for a library that none owns."""
    found = []
    for owning in sorted({owner(library) for library in libraries}):
        name = owning.partition(":")[0]
        version = run(["dpkg-query", "--show", "--showformat=${Version}", owning])
        found.append(SystemPackage(name, version, DOCUMENTS / name / "copyright"))
    return found


def copy_common_licences(terms: Iterable[Path], folder: Path) -> None:
    """Put the licences that Debian's copyright files only point at into a folder: other systems do not have them."""
    folder.mkdir(parents=True)
    named = {name for file in terms for name in common_licences(file.read_text(encoding="utf-8"))}
    for name in sorted(named):
        if (COMMON / name).is_file():
            shutil.copyfile(COMMON / name, folder / name)


def common_licences(text: str) -> set[str]:
    """The licences that a Debian copyright file only points at, by the names of their files."""
    return {name.rstrip(".") for name in re.findall(rf"{COMMON}/([\w.+-]+)", text)}


def owner(library: Path) -> str:
    """The Debian package that a file of this machine belongs to, as "name", or "name:architecture" where dpkg says so.

    Raises BuildError when there is none.
    """
    # A file may be listed below /lib, which is a link to /usr/lib.
    real = library.resolve()
    for path in (real, Path("/", *real.parts[2:]) if real.is_relative_to("/usr/lib") else real):
        try:
            return run(["dpkg-query", "--search", path]).partition(": ")[0]
        except BuildError:
            continue
    raise BuildError(f"no Debian package owns {library}: freeze on Debian or Ubuntu, with the system's own Python")
