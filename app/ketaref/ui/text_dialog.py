"""A dialog that shows formatted text, scrolls at any text size and closes."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class Spoken(NamedTuple):
    """Rich text that would be read out cell by cell, and the sentences to read instead."""

    html: str
    words: str


class TextDialog(QDialog):
    """Parts of rich text one below the other, each a label that assistive tools read on its own."""

    def __init__(
        self, title: str, parts: tuple[str | Spoken, ...], parent: QWidget | None = None, spacing: int = 16
    ) -> None:
        """`spacing`: pixels between parts, beside the margins that their paragraphs have."""
        super().__init__(parent)
        self.setWindowTitle(title)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 4, 16, 8)
        column.setSpacing(spacing)
        for part in parts:
            label = QLabel(part.html if isinstance(part, Spoken) else part, page)
            if isinstance(part, Spoken):
                label.setAccessibleName(part.words)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(_SELECTABLE)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            column.addWidget(label)
        column.addStretch()
        scroll = QScrollArea(self)
        scroll.setAccessibleName(title)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(scroll)
        layout.addWidget(self.buttons)
        fit_to_screen(self)

    def add_button(self, text: str) -> QPushButton:
        """A further button; Enter still closes the dialog."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        return button


def fit_to_screen(dialog: QDialog, columns: int = 80, lines: int = 40) -> None:
    """So many characters wide and lines high, but never larger than the screen: buttons stay in reach at any size."""
    room = dialog.screen().availableSize()
    metrics = dialog.fontMetrics()
    width, height = columns * metrics.horizontalAdvance("0"), lines * metrics.lineSpacing()
    dialog.resize(min(width, room.width() - 32), min(height, room.height() - 64))
