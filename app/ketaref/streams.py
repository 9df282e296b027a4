"""What is said on standard output and standard error. A stream that is full or closed never ends in a traceback."""

import os
import sys
from contextlib import suppress
from typing import TextIO

from ketaref.core.errors import printable


def tell(text: str, *, error: bool = False) -> bool:
    """Write lines at once, to standard output or standard error. False where it cannot be written, as on a full disk.

    A stream that the caller closed, or whose reader has seen enough (as `head` does), is wanted no longer: that is no
    failure.
    """
    stream = sys.stderr if error else sys.stdout
    if stream is None:
        return True
    try:
        # Names of files and what was typed may hold signs that change a terminal.
        stream.write("".join(f"{printable(line)}\n" for line in text.split("\n")))
        stream.flush()
    except BrokenPipeError:
        set_aside(stream)
    except OSError:
        set_aside(stream)
        return False
    return True


def set_aside(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere: Python would try again at its end, and fail once more."""
    with suppress(OSError):  # a stream of a test has no number
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
