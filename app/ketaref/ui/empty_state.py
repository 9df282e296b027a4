"""What a list shows when it is empty: why, and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ketaref.ui.flow_layout import FlowLayout


class EmptyState(QWidget):
    """A headline, an explanation, buttons with what can be done instead, and a remark, in the place of a list.

    Signals:
        chosen: one of the offers is wanted; carries its target.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline, self._explanation, self._remark = QLabel(self), QLabel(self), QLabel(self)
        font = self._headline.font()
        font.setBold(True)
        self._headline.setFont(font)
        for label in (self._headline, self._explanation, self._remark):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._offers = QWidget(self)
        self._row = FlowLayout()
        self._offers.setLayout(self._row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        for part in (self._headline, self._explanation, self._offers, self._remark):
            layout.addWidget(part)
        layout.addStretch()

    def say(self, headline: str, explanation: str, offers: Sequence[tuple[str, str]] = (), remark: str = "") -> None:
        """All as plain text; each offer with what it reads and its target."""
        self._headline.setText(headline)
        self._explanation.setText(explanation)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()  # deleted only once the click that may have led here is over
            button.deleteLater()
        for text, target in offers:
            button = QPushButton(text, self._offers)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, target=target: self.chosen.emit(target))
            self._row.addWidget(button)
            button.show()
        self._offers.setVisible(bool(offers))

    @property
    def buttons(self) -> list[QPushButton]:
        """What is offered, in order."""
        return [item.widget() for item in map(self._row.itemAt, range(self._row.count())) if item]  # type: ignore[misc]

    @property
    def words(self) -> str:
        """All of it in one text, for assistive tools."""
        offers = ", ".join(button.text() for button in self.buttons)
        parts = (self._headline.text(), self._explanation.text(), offers, self._remark.text())
        return ". ".join(part.strip(".: ") for part in parts if part)
