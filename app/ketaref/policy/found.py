"""What a place holds before it is checked."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ketaref.core.errors import Mistake


class Entry(NamedTuple):
    """A value with its name as it stands there. `line` is counted from 1; 0 where there are no lines."""

    name: str
    value: object
    line: int = 0


class Found(NamedTuple):
    """What one place holds, and how things are written there."""

    place: str
    form: str
    """What it was read as, in words."""
    entries: tuple[Entry, ...]
    name_of: Callable[[str], str]
    """How this place writes the name of a rule."""
    forms: Mapping[str, str] = {}
    """What a value of each form must be here, in words; the forms that are not named are said alike everywhere."""
    windows_paths: bool = False
    mistakes: tuple[Mistake, ...] = ()
    """What is wrong whatever the names and values mean."""


def twice(name: str, line: int) -> Mistake:
    """The mistake of a name that stood there before."""
    return Mistake(line, f"“{shown(name)}” stands here twice")


def shown(name: str) -> str:
    """A name as it was found, for a message: what no window can show as its code, and the beginning of a long one."""
    text = name if name.isprintable() else ascii(name)[1:-1]
    return text if len(text) <= 60 else f"{text[:57]}..."
