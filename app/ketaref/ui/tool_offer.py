"""The tools that a query names, above its hits: search knows the content alone, and the tools are no part of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ketaref.core.fold import fold
from ketaref.core.location import Location
from ketaref.ui.flow_layout import FlowLayout
from ketaref.ui.navigation import TOOLS

SHORTEST = 4
"""Letters of a query: fewer begin the name of some tool too often without meaning it."""


class ToolOffer(QWidget):
    """A button for each tool whose name holds every word of a query, or its beginning; hidden where there is none.

    Signals:
        tool_chosen: carries the Location.
    """

    tool_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(8)
        row.addWidget(QLabel("Tool:"))
        self.buttons = [self._button(name, location) for name, location in TOOLS]
        for button in self.buttons:
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 8)
        layout.addLayout(row)
        self.hide()

    def offer_for(self, text: str) -> None:
        """Offer the tools that `text` names."""
        named = tools_named(text)
        for button in self.buttons:
            button.setHidden(button.text() not in named)
        self.setVisible(bool(named))

    @property
    def words(self) -> list[str]:
        """What is offered, as it is said."""
        return [f"Tool: {button.text()}" for button in self.buttons if not button.isHidden()]

    def _button(self, name: str, location: Location) -> QPushButton:
        button = QPushButton(name, self)
        button.hide()
        button.setAccessibleName(f"Open the tool {name}")
        button.clicked.connect(lambda: self.tool_chosen.emit(location))
        return button


def tools_named(text: str) -> tuple[str, ...]:
    """The names of the tools that hold every word of `text`, or its beginning, as they are listed elsewhere."""
    asked = fold(text).split()
    if sum(map(len, asked)) < SHORTEST:
        return ()
    return tuple(name for name, _ in TOOLS if all(_holds(name, word) for word in asked))


def _holds(name: str, beginning: str) -> bool:
    return any(word.startswith(beginning) for word in fold(name).split())
