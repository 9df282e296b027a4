"""Imports by name at first use: what the first sight does not show, it does not wait for.

An update may replace the program while it runs. What loads after that would be of another version than what is loaded,
and the two were never tried together: nothing more loads then, and what is open stays as it is.
"""

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import ketaref
from ketaref.core.errors import ProgramChangedError

_Stamp = tuple[int, int] | None


@cache
def first_use(module: str, name: str) -> Any:
    """`name` of a module, which is loaded now if it was not. The caller states its type.

    Raises ProgramChangedError when it would have to come from another version of the program, or from none.
    """
    if module not in sys.modules and _stamp() != _AT_START:
        raise ProgramChangedError(
            "The program was updated or removed while this window was open, so this cannot be opened. What is open can "
            "still be read and printed to the end; then close the window and start the program anew."
        )
    return getattr(import_module(module), name)


def _stamp() -> _Stamp:
    """Time and size of a file that every version replaces; None where there is none."""
    file = sys.executable if getattr(sys, "frozen", False) else ketaref.__file__
    try:
        there = Path(file).stat()
    except OSError:
        return None
    return there.st_mtime_ns, there.st_size


_AT_START = _stamp()
