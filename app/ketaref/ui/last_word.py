"""Tells assistive tools what a list came to, once nothing has changed for a moment."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ketaref.ui.announce import announce

PAUSE_MS = 700
"""Longer than between two keys of someone who types."""


class LastWord:
    """Announces the last of the texts that were given in quick succession, unless its page has gone meanwhile."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._text = ""
        self._pause = QTimer(page, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._announce)

    def say(self, text: str) -> None:
        """Announce the text soon, in place of one that still waits."""
        self._text = text
        self._pause.start()

    def drop(self) -> None:
        """Announce nothing of what still waits: the user has gone on."""
        self._pause.stop()

    def _announce(self) -> None:
        if self._page.isVisible():
            announce(self._page, self._text)
