"""What can be measured for the current item of the checklist: a field for each number, and every source's limit."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ketaref.core.checklist import AppliedLimit, Finding
from ketaref.core.contraindication import Standing
from ketaref.core.measurement import LimitState, Quantity, Readings
from ketaref.ui.flow_layout import FlowLayout
from ketaref.ui.labels import Note
from ketaref.ui.number_field import NumberField
from ketaref.ui.scrolled import reveal

_SIGNS = {LimitState.REACHED: "●", LimitState.NOT_REACHED: "○", LimitState.OPEN: "?"}
"""A shape for each state, so that colour is never the only signal."""

_NAMES = {LimitState.REACHED: "reached", LimitState.NOT_REACHED: "not reached", LimitState.OPEN: "not measured"}


class ReadingsBar(QWidget):
    """Hidden where the current item takes no number.

    Signals:
        edited: quantity id, and the number or None.
        settled: a number is complete; what comes next is another change.
        left: the keyboard is wanted back in the list.
    """

    edited = Signal(str, object)
    settled = Signal()
    left = Signal()

    def __init__(self, quantities: Mapping[str, Quantity], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = {quantity.id: NumberField(quantity, self) for quantity in quantities.values()}
        self._shown: tuple[str, ...] = ()
        self._moved = QTimer(self, interval=0, singleShot=True)
        self._moved.timeout.connect(self._reveal_typed)
        self.limits = Note()
        row = FlowLayout(12)
        for quantity_id, field in self.fields.items():
            row.addWidget(field)
            row.setAlignment(field, Qt.AlignmentFlag.AlignTop)  # a message under one moves no other
            field.edited.connect(lambda value, quantity_id=quantity_id: self._take(quantity_id, value))
            field.finished.connect(lambda quantity_id=quantity_id: self._go_on(quantity_id))
            field.left.connect(self.left)
            field.field.lost.connect(self.settled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.limits)
        self.hide()

    def show_item(
        self,
        finding: Finding | None,
        quantity_ids: Sequence[str],
        readings: Readings,
        quantities: Mapping[str, Quantity],
    ) -> None:
        """Show what the item measures, with the readings and what they reach."""
        self._shown = tuple(quantity_ids)
        for quantity_id, field in self.fields.items():
            field.setVisible(quantity_id in self._shown)
            field.show_value(readings.get(quantity_id))
        lines = limit_lines(finding.limits if finding else (), quantities)
        self.limits.setText("\n".join(lines))
        for field in self.fields.values():
            field.field.setToolTip("\n".join(lines))
        # Until a number is entered they stand in the reasons; here they would take the room of the items.
        self.limits.setVisible(any(quantity_id in readings for quantity_id in self._shown))
        self.setVisible(bool(self._shown))

    def begin(self, digit: str) -> bool:
        """Begin the item's first number with a digit typed in the list. False where it takes none."""
        if not self._shown:
            return False
        empty = [quantity_id for quantity_id in self._shown if not self.fields[quantity_id].field.text()]
        self.fields[(empty or self._shown)[0]].begin(digit)
        return True

    def _take(self, quantity_id: str, value: float | None) -> None:
        """Pass a number on, unless it does not fit another one that was measured with it."""
        for field in self.fields.values():
            other = field.quantity.below
            if other and quantity_id in (other, field.quantity.id):
                low = value if quantity_id == field.quantity.id else field.number()
                high = value if quantity_id == other else self.fields[other].number()
                if low is not None and high is not None and low >= high:
                    told = f"Not below the {self.fields[other].quantity.label}: were the two swapped?"
                    self.fields[quantity_id].refuse(told)
                    self.edited.emit(quantity_id, None)
                    return
        self.edited.emit(quantity_id, value)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._moved.start()  # the layouts around it may still move it several times
        return super().event(event)

    def _reveal_typed(self) -> None:
        """What is wrong with a number is no use below the edge of the window."""
        for field in self.fields.values():
            if field.field.hasFocus():
                reveal(field, field.rect())

    def clear(self) -> None:
        """Empty every field, whatever stands in it."""
        for field in self.fields.values():
            field.empty()

    def _go_on(self, quantity_id: str) -> None:
        """After Enter: to the item's next number, back to the list after its last."""
        following = self._shown[self._shown.index(quantity_id) + 1 :]
        if following:
            self.fields[following[0]].field.setFocus()
            self.fields[following[0]].field.selectAll()
        else:
            self.left.emit()


def limit_lines(limits: Sequence[AppliedLimit], quantities: Mapping[str, Quantity]) -> list[str]:
    """Each limit once, with how it stands and in what capacity those speak who set it: reached ones first."""
    order = tuple(LimitState)
    said: dict[tuple[int, str], list[Standing]] = {}
    for each in sorted(limits, key=lambda each: order.index(each.state)):
        said.setdefault((order.index(each.state), each.limit.text(quantities)), []).append(each.position.standing)
    return [
        f"{_SIGNS[order[state]]} {_NAMES[order[state]]}: {text} ({_counted(standings)})"
        for (state, text), standings in said.items()
    ]


def _counted(standings: Sequence[Standing]) -> str:
    """In what capacity how many speak: product label × 2, local protocol."""
    numbers = {each: standings.count(each) for each in Standing if each in standings}
    return ", ".join(f"{each.label.lower()}{f' × {number}' if number > 1 else ''}" for each, number in numbers.items())
