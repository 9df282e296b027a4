"""What can be measured for the current item of the checklist: a field for each number, and every source's limit."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ketaref.core.checklist import AppliedLimit, Finding
from ketaref.core.measurement import LimitState, Quantity, Readings
from ketaref.core.source import Source
from ketaref.ui.flow_layout import FlowLayout
from ketaref.ui.labels import Note
from ketaref.ui.number_field import NumberField

_SIGNS = {LimitState.REACHED: "●", LimitState.NOT_REACHED: "○", LimitState.OPEN: "?"}
"""A shape for each state, so that colour is never the only signal."""


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
        self.limits = Note()
        row = FlowLayout(16)
        for quantity_id, field in self.fields.items():
            row.addWidget(field)
            field.edited.connect(lambda value, quantity_id=quantity_id: self.edited.emit(quantity_id, value))
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
        sources: Mapping[str, Source],
        quantities: Mapping[str, Quantity],
    ) -> None:
        """Show what the item measures, with the readings and what they reach."""
        self._shown = tuple(quantity_ids)
        for quantity_id, field in self.fields.items():
            field.setVisible(quantity_id in self._shown)
            field.show_value(readings.get(quantity_id))
        if finding:
            lines = [_limit_text(applied, sources, quantities) for applied in finding.limits]
            self.limits.setText("\n".join(dict.fromkeys(lines)))
        self.setVisible(bool(self._shown))

    def begin(self, digit: str) -> bool:
        """Begin the item's first number with a digit typed in the list. False where it takes none."""
        if not self._shown:
            return False
        empty = [quantity_id for quantity_id in self._shown if not self.fields[quantity_id].field.text()]
        self.fields[(empty or self._shown)[0]].begin(digit)
        return True

    def clear(self) -> None:
        """Empty every field, whatever stands in it."""
        for field in self.fields.values():
            field.field.clear()
            field.show_value(None)

    def _go_on(self, quantity_id: str) -> None:
        """After Enter: to the item's next number, back to the list after its last."""
        following = self._shown[self._shown.index(quantity_id) + 1 :]
        if following:
            self.fields[following[0]].field.setFocus()
            self.fields[following[0]].field.selectAll()
        else:
            self.left.emit()


def _limit_text(applied: AppliedLimit, sources: Mapping[str, Source], quantities: Mapping[str, Quantity]) -> str:
    position = applied.position
    state = {LimitState.OPEN: "not measured"}.get(applied.state, applied.state.value)
    said = f"{sources[position.source].short}, {position.standing.label.lower()}, {position.level.value}"
    return f"{_SIGNS[applied.state]} {state}: {applied.limit.text(quantities)} ({said})"
