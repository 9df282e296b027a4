"""What is said on standard output and standard error. A stream that is full or closed never ends in a traceback."""

import os
import sys
from contextlib import suppress
from typing import TextIO


def tell(text: str, *, error: bool = False) -> bool:
    """Write a line at once, to standard output or standard error. False where it cannot be written, as on a full disk.

    A stream that the caller closed, or whose reader has seen enough (as `head` does), is wanted no longer: that is no
    failure.
    """
    stream = sys.stderr if error else sys.stdout
    if stream is None:
        return True
    try:
        stream.write(f"{text}\n")
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
