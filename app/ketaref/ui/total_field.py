"""A field for a total of a scale. What is no total stays where it was typed, with what is wrong beneath it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ketaref.core.errors import InputError
from ketaref.core.instrument import Form
from ketaref.core.score_change import read_total

LONGEST = 60
"""Letters that the field takes: enough to show what was pasted, and that it is no number."""


class TotalField(QWidget):
    """A label, a field, and a line for what is wrong.

    Signals:
        changed: what was typed is another.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._form: Form | None = None
        self.label = QLabel(name)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setMaxLength(LONGEST)
        hints = Qt.InputMethodHint
        # A keyboard on screen must learn nothing from what is typed here.
        self.field.setInputMethodHints(hints.ImhDigitsOnly | hints.ImhNoPredictiveText | hints.ImhSensitiveData)
        self.label.setBuddy(self.field)
        self.problem = QLabel()
        self.problem.setObjectName("warning")
        self.problem.setWordWrap(True)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.label, self.field, self.problem):
            column.addWidget(part)
        column.addStretch()
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.changed)

    def take_form(self, form: Form) -> None:
        """Take the totals of this form from now on."""
        self._form = form
        self.label.setText(f"{self._name} ({form.least} to {form.most})")
        self.field.setAccessibleName(f"{self._name}, {form.least} to {form.most}")

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.field.text().strip()

    def total(self) -> int | None:
        """The total that was typed, or None with what is wrong shown beneath."""
        assert self._form  # a form is shown before anything can be typed
        try:
            total = read_total(self._form, self._name, self.field.text())
        except InputError as error:
            self.say(str(error))
            return None
        self.say("")
        return total

    def say(self, problem: str) -> None:
        """Show what is wrong, for assistive tools too; nothing where all is well."""
        self.problem.setText(problem)
        self.problem.setAccessibleName(problem)
        self.field.setAccessibleDescription(problem)
        self.problem.setVisible(bool(problem))

    def empty(self) -> None:
        """Take away what was typed; not even undo brings it back."""
        self.field.setText("")
        self.say("")
