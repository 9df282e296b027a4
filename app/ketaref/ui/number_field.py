"""A field for one number: what does not fit is told beside it, at once, and nothing is computed from it."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ketaref.core.errors import InputError
from ketaref.core.measurement import LONGEST, Quantity, read_number
from ketaref.ui.announce import announce
from ketaref.ui.labels import Note

_LONGER_THAN_ANY = 4 * LONGEST
"""Letters that can be typed or pasted: enough to see that it is no number, not enough to keep a page of text."""


_CHARACTERS = 32
"""Width in average characters."""


class NumberField(QWidget):
    """A label, number and unit beneath it, and beneath them what is wrong with the number.

    Signals:
        edited: another text stands in the field; carries the number, or None where it is none.
        finished: the number is complete (Enter).
        left: Escape; the keyboard is wanted back.
    """

    edited = Signal(object)
    finished = Signal()
    left = Signal()

    def __init__(self, quantity: Quantity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quantity = quantity
        self.field = _Field()
        self.field.setMaxLength(_LONGER_THAN_ANY)
        self.field.setAccessibleName(f"{quantity.label}, {quantity.unit}")
        self.message = Note()
        self.message.setObjectName("warning")
        self.message.hide()
        self._refused = ""
        self.label = label = QLabel(f"{quantity.label[0].upper()}{quantity.label[1:]}")
        label.setBuddy(self.field)
        label.setWordWrap(True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field)
        row.addWidget(QLabel(quantity.unit))
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addStretch()
        self.setFocusProxy(self.field)
        self._fit()
        self.field.textEdited.connect(self._take)
        self.field.returnPressed.connect(self._finish)
        self.field.left_by_key.connect(self.left)
        self.field.lost.connect(self._tell_all)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Not wider than a few words: a long label wraps, so that several fields fit beside each other."""
        metrics = self.fontMetrics()
        self.field.setFixedWidth(9 * metrics.horizontalAdvance("0") + 24)
        beside = self.field.maximumWidth() + metrics.horizontalAdvance(f" {self.quantity.unit} ")
        whole = max(metrics.horizontalAdvance(self.label.text()) + 16, beside)
        width = min(whole, max(_CHARACTERS * metrics.averageCharWidth(), beside))
        self.setFixedWidth(width)
        # By this font, not the label's, which may still be the one before.
        room = QRect(0, 0, width, 100 * metrics.height())
        self.label.setMinimumHeight(metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.label.text()).height())

    def empty(self) -> None:
        """Empty the field so that no key brings back what stood in it: `QLineEdit.clear` can be undone."""
        self._refused = ""
        self.field.setText("")
        self._tell("")

    @property
    def is_mistaken(self) -> bool:
        """Whether something stands in the field that is no number within the range, or does not fit."""
        return bool(self.field.text().strip()) and bool(self._mistake())

    def show_value(self, value: float | None) -> None:
        """Show a number, or an empty field; one that is being typed is left alone."""
        if not self.field.hasFocus() or value is not None:
            typed = self.number()
            if typed != value or (value is None and not self.message.text()):
                self.field.setText("" if value is None else self.quantity.written(value))
                self._tell("")

    def begin(self, text: str) -> None:
        """Begin a new number with a digit that was typed elsewhere."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setText(text)
        self._take(text)

    def refuse(self, why: str) -> None:
        """Say why a number that is one does not fit all the same; it stays until the text changes."""
        self._refused = why
        self._tell(why)

    def number(self) -> float | None:
        """What stands in the field, where it is a number within the range."""
        try:
            return read_number(self.field.text(), self.quantity)
        except InputError:
            return None

    def _take(self, text: str) -> None:
        """What was typed so far may still become a number within the range; what cannot is told at once."""
        self._refused = ""
        number = self.number()
        could_grow = text.strip().replace(".", "", 1).isdecimal() and float(text[:LONGEST]) < self.quantity.least
        self._tell("" if number is not None or could_grow or not text else self._mistake())
        self.edited.emit(number)

    def _finish(self) -> None:
        self._tell(self._mistake())
        if not self.message.text():
            self.finished.emit()

    def _tell_all(self) -> None:
        self._tell(self._mistake() if self.field.text().strip() else "")

    def _mistake(self) -> str:
        if self._refused:
            return self._refused
        try:
            read_number(self.field.text(), self.quantity)
        except InputError as error:
            told = str(error).removeprefix(f"{error.field}: ")  # the label stands beside it
            return told[:1].upper() + told[1:]
        return ""

    def _tell(self, message: str) -> None:
        if message and message != self.message.text():
            announce(self.field, message)
        self.message.setText(message)
        self.message.setVisible(bool(message))
        self.field.setAccessibleDescription(message)


class _Field(QLineEdit):
    """Tells when it is left, by key or otherwise."""

    left_by_key = Signal()
    lost = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left_by_key.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lost.emit()
