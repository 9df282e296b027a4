"""What a medicine that is not assessed may have been meant to be. Nothing is replaced before the user says so."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ketaref.ui.flow_layout import FlowLayout


class MedicineSuggestions(QWidget):
    """For each misspelt medicine a line with the names that are near; hidden when there is none.

    Signals:
        chosen: carries the medicine as entered, and the name to put in its place.
    """

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def suggest(self, names_near: Mapping[str, Sequence[str]]) -> None:
        """Show the known names near to each medicine as entered; those without any are left out."""
        for line in self.findChildren(QWidget, "suggestion"):
            self._column.removeWidget(line)
            line.hide()  # deleted only once the click that may have led here is over
            line.deleteLater()
        misspelt = {medicine: names for medicine, names in names_near.items() if names}
        for medicine, names in misspelt.items():
            self._column.addWidget(self._line(medicine, names))
        self.setVisible(bool(misspelt))

    def follow(self, widget: QWidget) -> None:
        """Have Tab come from a widget to the suggestions: what is made last is reached last otherwise."""
        for button in self.findChildren(QPushButton):
            self.setTabOrder(widget, button)
            widget = button

    def _line(self, medicine: str, names: Sequence[str]) -> QWidget:
        line = QWidget(self)
        line.setObjectName("suggestion")
        row = FlowLayout()
        line.setLayout(row)
        row.addWidget(QLabel(f"“{medicine}” is not known here. Did you mean:", line))
        for name in names:
            button = QPushButton(name, line)
            button.setAccessibleName(f"{name}, in place of {medicine}")
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(medicine, name))
            row.addWidget(button)
        return line
