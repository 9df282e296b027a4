"""Work in turns with the user: it stops of itself between its parts, and keys come in between."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

_NOTHING: Iterator[None] = iter(())


class InTurns(QObject):
    """Does one piece of work at a time, a part in each turn of the event loop. A part that fails ends the work."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = _NOTHING
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._next)

    def start(self, parts: Iterator[None]) -> None:
        """Begin with this work; the rest of other work is left undone."""
        self._parts = parts
        self._turn.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._turn.stop()
        self._parts = _NOTHING

    def finish(self) -> None:
        """Do the rest at once."""
        parts = self._parts
        self.stop()
        for _ in parts:
            pass

    def _next(self) -> None:
        parts = self._parts
        over = True  # also where a part fails
        try:
            for _ in parts:
                over = False
                break
        finally:
            if over and parts is self._parts:  # and not other work that the last part has begun
                self.stop()
