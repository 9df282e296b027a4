"""What a place holds before it is checked."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Found(NamedTuple):
    """The values of one place by the name that they have there.

    `line_of` gives the line of a name, counted from 1; 0 where there are no lines.
    """

    place: str
    values: Mapping[str, object]
    line_of: Callable[[str], int]
    name_of: Callable[[str], str]
    """How this place writes the name of a rule."""
    forms: Mapping[str, str]
    """What a value of each form must be here, in words; the forms that are not named are said alike everywhere."""
    windows_paths: bool = False


def shown(name: str) -> str:
    """A name as it was found, for a message: what no window can show as its code, and the beginning of a long one."""
    text = name if name.isprintable() else ascii(name)[1:-1]
    return text if len(text) <= 60 else f"{text[:57]}..."
