"""What stands above the items: which of them to show, how far one is, and what can be done with the answers."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QWidget

from ketaref.core.checklist import Answer, ChecklistResult
from ketaref.ui.flow_layout import FlowLayout


@dataclass(frozen=True)
class AnswerFilter:
    """Which items to show: by their answer, None being unanswered."""

    name: str
    accepts: Callable[[Answer | None], bool]
    count: Callable[[ChecklistResult], int]


FILTERS = (
    AnswerFilter("All", lambda _answer: True, lambda result: result.total - len(result.waiting)),
    AnswerFilter(
        "Unanswered", lambda answer: answer is None, lambda result: len(result.unanswered) - len(result.waiting)
    ),
    AnswerFilter("Present", lambda answer: answer is Answer.YES, lambda result: len(result.present)),
    AnswerFilter("Unknown", lambda answer: answer is Answer.UNKNOWN, lambda result: len(result.unknown)),
)


class ChecklistBar(QWidget):
    """Filters with their counts, progress, and the actions on answers.

    Signals:
        filter_chosen: carries the AnswerFilter.
        next_requested, undo_requested, redo_requested, removal_requested: an action was chosen.
    """

    filter_chosen = Signal(object)
    next_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    removal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = QLabel()
        self.next = _button("Next unanswered", "Ctrl+J", self.next_requested)
        self.undo = _button("Undo", "Ctrl+Z", self.undo_requested)
        self.redo = _button("Redo", "Ctrl+Shift+Z", self.redo_requested)
        self.remove = _button("Clear", "Takes every answer, number and medicine away", self.removal_requested)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda place: self.filter_chosen.emit(FILTERS[place]))
        self.filters = [self._filter_button(place) for place in range(len(FILTERS))]
        layout = FlowLayout(8)
        for widget in (*self.filters, self.progress, self.next, self.undo, self.redo, self.remove):
            layout.addWidget(widget)
        self.setLayout(layout)

    def show_result(self, result: ChecklistResult, *, can_undo: bool, can_redo: bool, can_clear: bool) -> None:
        """Count anew, and offer only what can be done."""
        for button, each in zip(self.filters, FILTERS, strict=True):
            button.setText(f"{each.name} {each.count(result)}")
            button.setAccessibleName(f"Show {each.name.lower()}: {each.count(result)} items")
        answered = result.total - len(result.unanswered)
        # "All" counts fewer than the total, by these.
        waiting = f", {len(result.waiting)} not asked yet" if result.waiting else ""
        self.progress.setText(f"<b>{answered} of {result.total}</b> answered{waiting}")
        self.progress.setAccessibleName(f"{answered} of {result.total} answered{waiting}")
        for button, possible in (
            (self.next, bool(result.unanswered)),
            (self.undo, can_undo),
            (self.redo, can_redo),
            (self.remove, can_clear),
        ):
            _offer(button, possible)

    def choose_all(self) -> None:
        """Show every item again."""
        if not self.filters[0].isChecked():
            self.filters[0].setChecked(True)
            self.filter_chosen.emit(FILTERS[0])

    def _filter_button(self, place: int) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.setChecked(place == 0)
        self._group.addButton(button, place)
        return button


def _offer(button: QPushButton, possible: bool) -> None:
    """Enable a button or not; the keyboard is not left on one that cannot be pressed."""
    if not possible and button.hasFocus():
        button.focusNextChild()
    button.setEnabled(possible)


def _button(text: str, tip: str, requested: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(requested)
    return button
