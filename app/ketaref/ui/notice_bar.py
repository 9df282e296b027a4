"""One line above the page for what went wrong with the last request. It never hides the page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ketaref.ui.announce import announce


class NoticeBar(QFrame):
    """Shows a message until it is closed or the next request succeeds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setProperty("textFormat", "PlainText")
        self._text.setProperty("textInteractionFlags", "TextSelectableByMouse")
        close = QPushButton("Close message", self)
        close.clicked.connect(self.hide)
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
