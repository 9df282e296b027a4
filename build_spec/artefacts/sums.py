"""SHA256SUMS of all finished artefacts, for `sha256sum -c SHA256SUMS`. It is not signed here: README.md tells how."""

from collections.abc import Iterable
from pathlib import Path

from artefacts.payload import sha256
from artefacts.release import BuildError

NAME = "SHA256SUMS"
SIGNATURES = (".asc", ".sig", ".minisig")
"""Endings of signatures, which are made after the sums and are no part of them."""


def build(output: Path, release: str) -> list[Path]:  # noqa: ARG001 (as every artefact's)
    """Write SHA256SUMS over the files in `output`. Raises BuildError where there are none, or for a strange name."""
    made = output / NAME
    found = artefacts_in(output)
    if not found:
        raise BuildError(f"{output} holds no artefact yet: build one first, `build.py deb`")
    made.write_text(sums(found), encoding="utf-8", newline="\n")
    return [made]


def artefacts_in(folder: Path) -> list[Path]:
    """The finished files in a folder, by name; folders, sums and signatures are none."""
    return [
        path
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.is_file() and not path.name.startswith(NAME) and path.suffix not in SIGNATURES
    ]


def sums(files: Iterable[Path]) -> str:
    """A line for each file, as `sha256sum --binary` writes it. Raises BuildError for a name with a line break or \\."""
    lines = []
    for file in files:
        if "\n" in file.name or "\\" in file.name:
            raise BuildError(f"{file.name!r} cannot be written into {NAME}: rename it")
        lines.append(f"{sha256(file)} *{file.name}\n")
    return "".join(lines)
