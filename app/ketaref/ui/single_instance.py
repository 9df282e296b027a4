"""One window a user and screen: a second start hands its location to the window that is already open.

The hand-over is a file in a folder that the open window watches. A local socket would do the same, but would bring
Qt's network library into a program that proves it is offline by having none.
"""

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QLockFile, QObject, Signal

from ketaref.paths import is_utf8

PATIENCE = 4.0
"""Seconds: how long a second start waits for the open window, which may itself be starting, to take the request."""

_POLL = 0.02
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105 (the desktop's permission to come to the front, not a secret)


class SingleInstance(QObject):
    """The claim to be the one window, and the requests that other starts hand over.

    Signals:
        location_handed_over: carries the location's text; empty when only the window is wanted.
    """

    location_handed_over = Signal(str)

    def __init__(self, place: Path) -> None:
        super().__init__()
        self._place = place
        self._lock = QLockFile(str(place / "lock"))
        self._lock.setStaleLockTime(0)  # age says nothing; Qt still discards the lock of a process that is gone
        self._watcher: QtCore.QFileSystemWatcher | None = None

    def claim(self) -> bool:
        """Whether this process may open the window: no other has it, or the folder cannot be used at all."""
        if not is_utf8(self._place):
            return True
        try:
            self._place.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return True
        return self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def hand_over(self, location: str, patience: float = PATIENCE) -> bool:
        """Give a location to the open window. False when it did not take it in time."""
        request = self._place / f"{os.getpid()}.open"
        draft = request.with_suffix(".draft")
        try:
            draft.write_text(json.dumps({"location": location, "token": os.environ.get(_TOKEN, "")}), encoding="utf-8")
            draft.replace(request)
        except OSError:
            return False
        deadline = time.monotonic() + patience
        while request.exists() and time.monotonic() < deadline:
            time.sleep(_POLL)
        taken = not request.exists()
        request.unlink(missing_ok=True)
        return taken

    def listen(self) -> None:
        """Take requests from now on, and those that came while the window was starting."""
        if not self._place.is_dir():
            return
        self._watcher = QtCore.QFileSystemWatcher([str(self._place)], self)
        self._watcher.directoryChanged.connect(self._take_requests)
        self._take_requests()

    def release(self) -> None:
        """Give up the claim, and leave no folder behind: on a stick its name would tell which machine it was."""
        self._lock.unlock()
        with suppress(OSError):  # another start is in it, or it cannot be written to
            self._place.rmdir()

    def _take_requests(self) -> None:
        for request in sorted(self._place.glob("*.open")):
            try:
                content = json.loads(request.read_text(encoding="utf-8"))
                request.unlink()
            except (OSError, ValueError):
                continue  # half gone or not ours: its writer stops waiting and says so
            if isinstance(content, dict):
                os.environ[_TOKEN] = str(content.get("token", ""))
                self.location_handed_over.emit(str(content.get("location", "")))
