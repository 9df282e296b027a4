"""What lies beside the program on Windows and others made: the libraries of Python and Microsoft, and what is in them.

Which file holds which part stands in licences/parts.toml. A version is told where the very file tells it.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from artefacts.notices import Part, known_by, known_parts
from artefacts.release import BuildError

_LIBRARY = (".dll", ".pyd")


def parts_beside(folder: Path) -> list[Part]:
    """The parts in the libraries of a folder (not below it), in the order of parts.toml.

    Files that hold the same part in different versions make one part each. Raises BuildError for a library that
    parts.toml does not know: another Python may bring something new along.
    """
    here = {path.name.lower(): path for path in sorted(folder.iterdir()) if path.suffix.lower() in _LIBRARY}
    known = known_parts()
    looked_up = {*known["beside_alone"], *(file for entry in known["beside"] for file in entry["files"])}
    strange = [path.name for name, path in here.items() if name not in looked_up]
    if strange:
        raise BuildError(
            f"nobody has looked what is inside {', '.join(strange)}: read in the sources of that Python what it holds, "
            "and add it to build_spec/licences/parts.toml, or leave it out (artefacts/embedded_python.py)"
        )
    return [part for entry in known["beside"] for part in _parts(entry, here)]


def _parts(entry: Mapping[str, Any], here: Mapping[str, Path]) -> list[Part]:
    by_version: dict[str, list[str]] = {}
    for name in entry["files"]:
        if name in here:
            version = version_told(here[name].read_bytes(), entry.get("tells", ""))
            by_version.setdefault(version, []).append(name)
    return [
        Part(
            id=entry["id"],
            distribution=False,
            title=entry["title"],
            use=entry["use"],
            version=version,
            licence=entry["licence"],
            texts=tuple(entry["texts"]),
            module=", ".join(names),
            holder=entry.get("holder", ""),
            **known_by(entry, version),
        )
        for version, names in sorted(by_version.items())
    ]


def version_told(data: bytes, pattern: str) -> str:
    """The version that a library tells by a pattern with one group; empty where it tells none, or more than one.

    Letters may be plain or two bytes wide, these at even or odd places.
    """
    if not pattern:
        return ""
    found = {told for letters in (data, data[::2], data[1::2]) for told in re.findall(pattern.encode(), letters)}
    return found.pop().decode("ascii") if len(found) == 1 else ""
