"""A button that acts at once on its own key."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShortcutEvent
from PySide6.QtWidgets import QPushButton


class PromptButton(QPushButton):
    """Qt shows a button pressed for a tenth of a second first, and the keys that are typed meanwhile come before it."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)
