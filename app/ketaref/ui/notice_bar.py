"""One line above the page for what went wrong with the last request. It never hides the page."""

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ketaref.ui.announce import announce


class NoticeBar(QFrame):
    """Shows a message until it is closed or the next request succeeds.

    Signals:
        left: it was closed with the keyboard in it, which is wanted elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setProperty("textFormat", "PlainText")
        self._text.setProperty("textInteractionFlags", "TextSelectableByMouse")
        close = QPushButton("Close &message", self)
        close.setProperty("focusPolicy", "TabFocus")  # a click takes the keyboard from nothing
        close.clicked.connect(self._close)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self._text, stretch=1)
        row.addWidget(close)
        self.hide()

    def text(self) -> str:
        """The message, or nothing while hidden."""
        return "" if self.isHidden() else self._text.text()

    def add(self, message: str) -> None:
        """Show a message below one that still shows."""
        self.say("\n".join(text for text in (self.text(), message) if text))

    def say(self, message: str) -> None:
        """Show a message and have it read out."""
        self._text.setText(message)
        self._text.setAccessibleName(message)
        self.show()
        announce(self, message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        focused = self.window().focusWidget()
        self.hide()
        if focused and self.isAncestorOf(focused):
            self.left.emit()
