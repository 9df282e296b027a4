"""What a list shows when it is empty: why, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """A headline, an explanation that may hold links, in the place of a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = QLabel(self)
        font = self._headline.font()
        font.setBold(True)
        self._headline.setFont(font)
        self.explanation = QLabel(self)
        for label in (self._headline, self.explanation):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByKeyboard | _BY_MOUSE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addWidget(self._headline)
        layout.addWidget(self.explanation)
        layout.addStretch()

    def say(self, headline: str, explanation: str) -> None:
        """Both as rich text; what users typed must be escaped by the caller."""
        self._headline.setText(headline)
        self.explanation.setText(explanation)
        self.explanation.setAccessibleName(explanation)


_BY_MOUSE = Qt.TextInteractionFlag.LinksAccessibleByMouse
