"""What every command prints with: streams that never fail for a letter, and JSON."""

import codecs
import json
import os
import sys
from pathlib import Path
from typing import Any

PLAIN = "ketaref-plain"
"""Name of the error handler for terminals that cannot show every letter."""

_IN_ASCII = {
    "≥": ">=",
    "≤": "<=",
    "–": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "’": "'",
    "…": "...",
    "·": "-",
    "µ": "u",
    "×": "x",
}


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    """What a terminal shows for letters that it lacks. A sign in a number must not turn into a question mark."""
    assert isinstance(error, UnicodeEncodeError)
    return "".join(_IN_ASCII.get(char, "?") for char in error.object[error.start : error.end]), error.end


codecs.register_error(PLAIN, _in_ascii)


def prepare_streams() -> None:
    """Output never fails for a letter that the terminal lacks; what the caller has closed is written to nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (for the whole run)
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=PLAIN)


def print_json(data: Any) -> None:
    """Print plain values as JSON."""
    print(json.dumps(data, indent=2))  # in ASCII: an output of another encoding must not change what is said
