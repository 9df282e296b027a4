"""Links on macOS: the system starts the program without them, and hands each over as an event to the application."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class MacApplication(QApplication):
    """The application that takes `ketaref://` links from the system.

    Signals:
        location_opened: carries the link's text, as the system handed it over; not before `tell_locations()`.
    """

    location_opened = Signal(str)

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(arguments)
        self._told = False
        self._waiting: list[str] = []

    def tell_locations(self) -> None:
        """Tell links from now on, and at once those that came before.

        Where a link started the program, the system hands it over before there is a window to open it in.
        """
        self._told = True
        while self._waiting:
            self.location_opened.emit(self._waiting.pop(0))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.url().scheme() == "ketaref":
            self._waiting.append(event.url().toString())
            if self._told:
                self.tell_locations()
            return True
        return super().event(event)
