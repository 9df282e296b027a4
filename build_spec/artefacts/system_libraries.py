"""Which of the build machine's libraries a frozen folder takes along.

PyInstaller takes every library that any part asks for. The print plug-in alone would bring CUPS, Kerberos and GnuTLS,
which speak to the network and need security updates: these stay the machine's own business, and where they are missing
nothing is printed on paper but a PDF can be made all the same. What is needed to show a window comes along, except
what belongs to the graphics driver (libGL, libEGL) and the C library.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from artefacts.release import run

Entry = tuple[str, str, str]
"""One file as PyInstaller lists it: name in the folder, where it is now, and its kind."""

OPTIONAL = ("libcupsprintersupport",)
"""Plug-ins that Qt does without where their libraries are missing."""


def wanted(found: Iterable[Entry], payload: Iterable[Path], needed: "Callable[[Path], set[str]]") -> list[Entry]:
    """The libraries and extension modules of the machine that something in the folder needs, sorted by name.

    `found`: what PyInstaller would take; `payload`: libraries that come along anyway, by whose needs the rest is judged;
    `needed`: the names of the libraries that a file asks for (`libraries_needed`).
    """
    machine = {entry[0]: entry for entry in found}
    by_name = {Path(name).name: entry for name, entry in machine.items()}
    modules = [entry for entry in machine.values() if entry[2] == "EXTENSION" or Path(entry[0]).name.startswith("libpython")]
    kept = dict.fromkeys(modules)
    waiting = [path for path in payload if not path.name.startswith(OPTIONAL)]
    waiting += [Path(entry[1]) for entry in modules]
    while waiting:
        for name in needed(waiting.pop()):
            entry = by_name.get(name)
            if entry and entry not in kept:
                kept[entry] = None
                waiting.append(Path(entry[1]))
    return sorted(kept)


def libraries_needed(library: Path) -> set[str]:
    """The names of the libraries that an ELF file asks the loader for."""
    told = run(["readelf", "--wide", "--dynamic", library])
    return {line.partition("[")[2].rstrip("]") for line in told.splitlines() if "(NEEDED)" in line}
