"""Links on macOS: the system starts the program without them, and hands each over as an event to the application."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class MacApplication(QApplication):
    """The application that takes `ketaref://` links from the system.

    Signals:
        location_opened: carries the link's text, as the system handed it over.
    """

    location_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.url().scheme() == "ketaref":
            self.location_opened.emit(event.url().toString())
            return True
        return super().event(event)
