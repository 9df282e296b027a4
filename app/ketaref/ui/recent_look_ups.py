"""The recent look-ups: a short list in a file of this user on this machine, and nowhere else.

A look-up comes here only when one of its hits was opened. What found nothing, a name of a patient above all, is never
kept, nor is what is too long for a look-up.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ketaref.core.fold import fold

MOST = 20
LONGEST = 200
"""Letters. What is longer was pasted, and nobody knows from where."""

_LONGEST_FILE = 65_536
"""Bytes; some three times as long as the list can become."""
_FOR_THE_USER_ONLY = 0o600


class RecentLookUps:
    """Reads the file each time and writes it at once, so that two windows do not undo each other's changes.

    While `kept` is False there is no list, and no file either. Without a file (None) nothing is ever kept. `still` asks
    whether it is to be kept even now: another window may have switched it off.
    """

    def __init__(self, file: Path | None, kept: bool, still: Callable[[], bool] = lambda: True) -> None:
        self._file = file
        self._still = still
        self.kept = kept
        self.obstacle = "" if kept else self.clear()
        """Why an old list is still there although none is to be kept; else empty."""

    def newest_first(self) -> tuple[str, ...]:
        """The look-ups, at most MOST; none where the file is missing, damaged or not to be read."""
        if not self.kept or self._file is None or not self._file.is_file():  # a pipe would be waited for
            return ()
        try:
            with self._file.open("rb") as stream:
                data = stream.read(_LONGEST_FILE + 1)
            texts = json.loads(data) if len(data) <= _LONGEST_FILE else None
        except (OSError, ValueError, RecursionError):
            return ()
        if not isinstance(texts, list) or not all(isinstance(text, str) and _fits(text) for text in texts):
            return ()
        return tuple(texts[:MOST])

    def add(self, text: str) -> None:
        """Put a look-up first. Where the file cannot be written, nothing is kept: nobody who reads waits for that."""
        trimmed = " ".join(text.split())
        if self.kept and _fits(trimmed) and self._still():
            self._write((trimmed, *self._without(trimmed)))

    def remove(self, text: str) -> str:
        """Take a look-up out. Returns why it is still there, if the file cannot be written; else nothing."""
        return self._write(self._without(text))

    def clear(self) -> str:
        """Delete the file, and what a write that was killed left behind. Returns why it is still there, or nothing."""
        if self._file is None:
            return ""
        try:
            for each in (self._file, *self._file.parent.glob(f".{self._file.name}.*")):
                each.unlink(missing_ok=True)
        except NotADirectoryError:
            return ""
        except OSError as error:
            reason = f"{self._file} cannot be deleted ({error.strerror})"
            return f"Recent look-ups are still on this computer, because {reason}. Delete this file yourself."
        return ""

    def switch(self, kept: bool) -> str:
        """Keep look-ups from now on, or no longer: what there is then goes at once. Returns why it did not."""
        self.kept = kept
        return "" if kept else self.clear()

    def _without(self, text: str) -> tuple[str, ...]:
        return tuple(other for other in self.newest_first() if fold(other) != fold(text))

    def _write(self, texts: tuple[str, ...]) -> str:
        """Replace the file as a whole. It is not forced onto the disk: a list lost with the current does no harm."""
        if self._file is None:
            return ""
        new = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_THE_USER_ONLY), "w") as stream:
                json.dump(texts[:MOST], stream)  # ASCII alone, whatever the machine takes for its encoding
            new.replace(self._file)
        except OSError as error:
            with suppress(OSError):
                new.unlink()
            return f"This look-up is still on this computer, because {self._file} cannot be written ({error.strerror})."
        return ""


def _fits(text: str) -> bool:
    """Whether this is a look-up: some word, and nothing that a search field cannot hold."""
    return len(text) <= LONGEST and text.isprintable() and bool(fold(text))
