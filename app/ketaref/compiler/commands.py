"""`ketaref content check` and `build`: needs the authoring packages, which a reader's machine does not have."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from ketaref.compiler.build import build
from ketaref.compiler.load import load_content, read_content
from ketaref.core.errors import InputError, Problem
from ketaref.paths import CONTENT_NAME

T = TypeVar("T")


def check_content(folder: Path) -> list[Problem]:
    """Every problem of a content folder. Raises InputError where it is none."""
    return read_content(folder, progress)[1]


def build_content(folder: Path, output: Path | None = None) -> Path:
    """Compile a content folder and return the file written; by default beside it, in `resources/`.

    Raises ContentError, InputError or StoreError.
    """
    content = load_content(folder, progress)
    target = output or _beside(folder)
    build(content, target, progress)
    return target


def progress(things: Iterable[T], doing: str) -> Iterator[T]:
    """Shows a bar while things pass through, if a person watches."""
    return iter(tqdm(things, desc=doing, leave=False, file=sys.stderr, disable=not sys.stderr.isatty()))


def _beside(folder: Path) -> Path:
    """Where the program looks for its content in a source tree. Raises InputError where there is no such place."""
    resources = folder.resolve().parent / "resources"
    if not resources.is_dir():
        raise InputError("output", f"there is no {resources}; name the file to write with -o FILE")
    return resources / CONTENT_NAME
