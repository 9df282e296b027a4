"""What stands in the place of the program when its content cannot be opened: the reason, and what to do."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class FailureWindow(QWidget):
    """A full page of plain words; nothing clinical is shown beside it."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.setWindowTitle("Ketamine Trauma Reference")
        text = QLabel(
            "<h2>The content cannot be opened</h2>"
            f"<p style='line-height: 140%'>{escape(message)}</p>"
            "<p style='line-height: 140%'>Nothing is shown, so that nothing wrong can be read. "
            "If this machine is looked after by an IT department, give them the message above.</p>",
            self,
        )
        text.setWordWrap(True)
        text.setAccessibleName(f"The content cannot be opened. {message}")
        text.setTextInteractionFlags(_SELECTABLE)
        copy = QPushButton("Copy message", self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(message))
        close = QPushButton("Close", self)
        close.setDefault(True)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(copy)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 24)
        column.addWidget(text)
        column.addStretch()
        column.addLayout(buttons)
        self.resize(min(800, self.screen().availableSize().width()), min(480, self.screen().availableSize().height()))
        close.setFocus()
