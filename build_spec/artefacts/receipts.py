"""What this tree has built, and from which sources: the statement of provenance speaks of nothing else.

A file that lies among the artefacts may be left from an earlier build, come from elsewhere, or be changed since. What
its name and its time say of it proves nothing.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from artefacts.payload import sha256
from artefacts.release import ROOT, BuildError

FILE = "built.json"
"""In build/, which no release holds."""


class Sources(NamedTuple):
    """What something was built from. Both are None in a tree without a history."""

    commit: str | None
    changed: bool | None


class Receipt(NamedTuple):
    """How a file was built: its SHA-256 then, the artefact as build.py calls it, and the sources."""

    sha256: str
    artefact: str
    sources: Sources


def keep(files: Iterable[Path], artefact: str, sources: Sources) -> None:
    """Note that these files were built just now. Folders are none: nothing is stated of them."""
    told = _read() | {file.name: [sha256(file), artefact, *sources] for file in files if file.is_file()}
    kept = ROOT / "build" / FILE
    kept.parent.mkdir(exist_ok=True)
    draft = kept.with_suffix(".new")
    draft.write_text(f"{json.dumps(told, indent=2)}\n", encoding="utf-8")
    draft.replace(kept)


def artefact_of(file: Path) -> str | None:
    """What built a file of this name last, as build.py calls it; None where nothing did."""
    told = _read().get(file.name)
    return told[1] if told else None


def receipts_of(files: Iterable[Path]) -> dict[Path, Receipt]:
    """The receipt of each file.

    Raises BuildError that names every file which this tree did not build as it is.
    """
    told = _read()
    found = {}
    foreign = []
    for file in files:
        digest, artefact, *sources = told.get(file.name, ["", "", None, None])
        if digest == sha256(file):
            found[file] = Receipt(digest, artefact, Sources(*sources))
        else:
            foreign.append(file.name)
    if foreign:
        raise BuildError(
            f"{', '.join(foreign)}: not as this tree built it. Build it anew, or move it away; where it was signed, "
            "make the statement first and sign then"
        )
    return found


def _read() -> dict[str, list[Any]]:
    try:
        told = json.loads((ROOT / "build" / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # nothing is known then, and every file is refused
    return told if isinstance(told, dict) else {}
