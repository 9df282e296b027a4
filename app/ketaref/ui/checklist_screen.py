"""A run of the checklist: the items at the left, the result beside or below them."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ketaref.core.checklist import Answer, Checklist, ChecklistResult, Finding, kept_answers
from ketaref.core.checklist_html import reasons_html
from ketaref.core.checklist_report import ChecklistReport, Reference, report
from ketaref.core.checklist_run import RunHistory
from ketaref.core.interaction import NotAssessed
from ketaref.core.location import Kind, Location
from ketaref.core.source import Source
from ketaref.export.record import Made
from ketaref.export.run_sheet import run_sheet
from ketaref.export.sheet import Sheet, Stamp
from ketaref.store.spelling import nearest_names
from ketaref.ui import checklist_keys as keys
from ketaref.ui.announce import announce
from ketaref.ui.answering_screen import AnsweringScreen, WholeColumn
from ketaref.ui.checklist_bar import AnswerFilter, ChecklistBar
from ketaref.ui.checklist_items import item_row
from ketaref.ui.checklist_result import ResultPane, tally_text
from ketaref.ui.checklist_speech import answered_text, measured_speech, medicines_text, returned_text, shown_text
from ketaref.ui.checklist_view import ChecklistView
from ketaref.ui.labels import Heading, Note
from ketaref.ui.medicine_list import MedicineList
from ketaref.ui.medicine_suggestions import MedicineSuggestions
from ketaref.ui.pane_pair import GAP, PanePair
from ketaref.ui.readings_bar import ReadingsBar
from ketaref.ui.theme import Theme
from ketaref.ui.treatment_boxes import TreatmentBoxes

_ITEMS_SHARE = 57
"""The part of the room that the items take at first, in per cent."""

REMIND_AFTER_S = 180
"""Longer than it takes to look something up and come back, shorter than until the next patient."""

INFORMS = (
    "This informs a decision and does not make it. Unknown and unanswered items are never counted as absent. "
    "Nothing entered is stored."
)


class ChecklistScreen(AnsweringScreen):
    """Items, answers and result of one run. Answers live in memory only.

    Signals:
        location_requested: a link was followed that leads out of the run; carries the Location.
        agent_change_requested: another agent is wanted.
        treatment_chosen: another indication or setting is wanted; carries the Treatment.
    """

    location_requested = Signal(object)
    agent_change_requested = Signal()
    treatment_chosen = Signal(object)

    def __init__(
        self,
        sources: Mapping[str, Source],
        reference: Reference,
        known_names: Callable[[], Sequence[str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`known_names`: the medicines that can be completed; asked once, when one is first typed."""
        super().__init__(keys.REMINDER, parent)
        self._sources = sources
        self._reference = reference
        self.checklist: Checklist | None = None
        self.history = RunHistory()
        self._before_number: RunHistory | None = None
        self._report: ChecklistReport | None = None
        self.heading = Heading()
        self.reminder = Note()
        self.reminder.setObjectName("warning")
        self.reminder.hide()
        self._changed_at = 0.0
        self.change = QPushButton("Change agent")
        self.treatment = TreatmentBoxes()
        self.bar = ChecklistBar()
        self.items = ChecklistView(self._reasons, theme)
        self.items.setAccessibleDescription(keys.REMINDER)
        self.readings = ReadingsBar(reference.quantities)
        self.medicines = MedicineList(known_names)
        self.suggestions = MedicineSuggestions()
        self._known_names = known_names
        self.result = ResultPane(theme)
        self._lay_out()
        self._connect()
        # No focus proxy: Tab would come from the end to the items, and never to what stands above them.

    # The run

    def start(self, checklist: Checklist) -> None:
        """Begin with a checklist, or go on with another: answers to items of both are kept, undo begins anew."""
        self.settle_number()
        kept = kept_answers(self.checklist, checklist) if self.checklist else {item.id for item in checklist.items}
        given = len(self.history.answers)
        self.history = self.history.kept_for(kept)
        self.checklist, self._report = checklist, None
        self.heading.say(f"Contraindication checklist: {checklist.agent.label}")
        self.reminder.hide()
        self.bar.choose_all()
        self.items.show_checklist(checklist, self._reference.quantities)
        self._show_run()
        self.items.select_first()
        self.result.text.verticalScrollBar().setValue(0)
        taken_back = given - len(self.history.answers)
        if taken_back:
            told = "1 answer was" if taken_back == 1 else f"{taken_back} answers were"
            self._tell(f"{told} taken back: other limits apply now, or the item is not asked. Answer them anew.")

    def _tell(self, text: str) -> None:
        """Say something above the items until the next change."""
        self.reminder.setText(text)
        self.reminder.show()
        announce(self.items, text)

    def remind(self) -> None:
        """Tell someone who comes back after a while that there are entries, which may be another patient's."""
        given, idle = self.history.run.entries, time.monotonic() - self._changed_at
        if given and idle >= REMIND_AFTER_S:
            entries = "1 entry is" if given == 1 else f"{given} entries are"
            text = f"{entries} still here from {round(idle / 60)} minutes ago. For another patient, clear them first."
            self._tell(text)

    def forget(self) -> bool:
        """Take everything away for good, what was undone too. Returns whether there was anything."""
        self.settle_number()
        half_typed = [self.medicines.field, *(each.field for each in self.readings.fields.values())]
        held = self.history != RunHistory() or any(field.text() for field in half_typed)
        self.history = RunHistory()
        self.readings.clear()
        self.medicines.empty_field()
        self.reminder.hide()
        if self.checklist:
            self._show_run()
            self.items.select_first()
        return held

    def answer(self, item_id: str, answer: Answer | None) -> None:
        """Answer an item, or take its answer away with None."""
        self._move_to(self.history.with_answer(item_id, answer))

    def measure(self, quantity_id: str, value: float | None) -> None:
        """Enter a reading, or take it away with None. What is typed into one field is one change."""
        if self._before_number is None:
            self._before_number = self.history
        self._move_to(self._before_number.with_reading(quantity_id, value))

    def settle_number(self) -> None:
        """What is typed next is another change; what this one did is told."""
        before, self._before_number = self._before_number, None
        if before and before is not self.history and self.checklist:
            earlier = report(self.checklist, before.run, self._reference).result
            announce(self.readings, measured_speech(earlier, self.report().result))

    def undo(self) -> None:
        """Take the last change back and go to where it was."""
        self.settle_number()
        self._return_to(self.history.undo(), "Undone")

    def redo(self) -> None:
        """Make the change again that was undone last."""
        self.settle_number()
        self._return_to(self.history.redo(), "Redone")

    def remove_entries(self) -> None:
        """Take every answer, reading and medicine away; can be undone."""
        self.settle_number()
        self._move_to(self.history.emptied())
        self.readings.clear()
        self.items.select_first()
        self.items.setFocus()
        self.result.text.verticalScrollBar().setValue(0)
        announce(self.items, f"Every entry taken away. {tally_text(self.report().result)}")

    def select(self, item_id: str) -> bool:
        """Go to an item, whatever the filter. False when this checklist does not have it."""
        if not self.items.rows.index_of(item_id).isValid():
            return False
        self.bar.choose_all()
        item = self.checklist and self.checklist.item(item_id)
        row = item_row(self.items.rows.index_of(item_id))
        if item and row and not row.asked:  # what it depends on comes first
            return self.items.select(item.asked_if)
        return self.items.select(item_id)

    def select_unanswered(self) -> None:
        """Go to the next item without an answer, from the top again after the last."""
        if not self.items.select_next(_is_unanswered):
            self.bar.choose_all()
            self.items.select_next(_is_unanswered)
        self.items.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.items.set_theme(theme)
        self.result.set_theme(theme)

    def report(self) -> ChecklistReport:
        """What was found so far, and what follows from it: made once for each change, read at every key."""
        assert self._report
        return self._report

    def sheet(self, stamp: Stamp, made: Made) -> Sheet:
        """The run as it stands, for paper."""
        run = self.history.run
        mistaken = [field.quantity.label for field in self.readings.fields.values() if field.is_mistaken]
        return run_sheet(
            self.report(), run, self._sources, self._reference.quantities, stamp=stamp, made=made, mistaken=mistaken
        )

    def _move_to(self, history: RunHistory) -> None:
        if history is self.history:
            return
        self.history = history
        self._changed_at = time.monotonic()
        self.reminder.hide()
        self._show_run()

    def _return_to(self, history: RunHistory, deed: str) -> None:
        before = self.history
        self._move_to(history)
        if history is before or not self.checklist:
            return
        changed, measured = history.changed_since(before), history.measured_since(before)
        agent = self.checklist.agent
        places = [item.id for item in self.checklist.items if {*item.quantities_for(agent)} & {*measured}]
        for item_id in (*changed, *places)[:1]:
            self.select(item_id)
        self.items.setFocus()
        result = self.report().result
        announce(self.items, returned_text(deed, changed, history.answers, self.checklist, result))

    def _tell_answer(self, item_id: str, answer: Answer | None) -> None:
        item = self.checklist and self.checklist.item(item_id)
        if item:
            announce(self.items, answered_text(item, answer, self.report().result, self.items.current_item()))

    def _show_run(self) -> None:
        assert self.checklist
        before, told = self._report, report(self.checklist, self.history.run, self._reference)
        self._report = told
        self.items.show_run(told, self.history.run.readings)
        self.bar.show_result(
            told.result,
            can_undo=bool(self.history.before),
            can_redo=bool(self.history.undone),
            can_clear=not self.history.run.is_empty,
        )
        if before is None or before.medicines != told.medicines:
            self._show_medicines(told)
        self.result.show_report(told, self._sources, self._reference.quantities)
        self._show_readings(told.result)

    def _show_medicines(self, told: ChecklistReport) -> None:
        """The medicines of the run, and what those that no record knows may have been meant to be."""
        self.medicines.show_medicines(self.history.run.medicines)
        unknown = [
            found.medicine for found in told.medicines if isinstance(found, NotAssessed) and not found.recorded_with
        ]
        self.suggestions.suggest({name: nearest_names(name, self._known_names()) for name in unknown})
        self.suggestions.follow(self.medicines.remove_all_button)

    def _show_readings(self, result: ChecklistResult | None = None) -> None:
        """The fields and limits of the current item."""
        row = self.items.current_item()
        if self.checklist is None or self._report is None:
            return
        found = _finding_of(row.item.id, result or self.report().result) if row else None
        wanted = found.item.quantities_for(self.checklist.agent) if found else ()
        readings = self.history.run.readings
        self.readings.show_item(found, wanted, readings, self._reference.quantities)

    def _take_medicines(self) -> None:
        self.settle_number()
        before = self.history.run.medicines
        self._move_to(self.history.with_medicines(self.medicines.medicines()))
        announce(self.medicines, medicines_text(before, self.history.run.medicines, self.report()))

    def _reasons(self, item_id: str) -> str:
        assert self.checklist
        item = self.checklist.item(item_id)
        assert item
        return reasons_html(item, self.checklist.agent, self._sources, self.checklist.left_out.get(item_id, ()))

    def _show_only(self, chosen: AnswerFilter) -> None:
        self.items.show_only(chosen.accepts)
        self._show_readings()
        announce(self.items, shown_text(len(self.items.shown_items())))

    def _follow(self, location: Location) -> None:
        """Stay in the run where a link names one of its items."""
        within = self.checklist and location.kind is Kind.CHECKLIST and location.id == self.checklist.agent.value
        if within and self.select(location.anchor):
            self.items.setFocus()
        else:
            self.location_requested.emit(location)

    # Building

    def _lay_out(self) -> None:
        left = WholeColumn()
        self._items_column = column = left.column
        column.addWidget(self.items, 1)
        column.addWidget(self.readings)
        column.addWidget(self.medicines)
        column.addWidget(self.suggestions)
        self.panes = PanePair(left, self.result, _ITEMS_SHARE, above=self._above())
        self.panes.arranged.connect(self._arrange)
        self.column.addWidget(self.panes, 1)
        self.column.addWidget(self.keys)

    def _above(self) -> QWidget:
        above = QWidget()
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.treatment)
        choices.addWidget(self.change)
        choices.addStretch()
        self._top = top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.addWidget(self.heading, 1)
        top.addLayout(choices)
        layout = QVBoxLayout(above)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(Note(INFORMS))
        layout.addWidget(self.reminder)
        layout.addWidget(self.bar)
        return above

    def _connect(self) -> None:
        self.change.clicked.connect(self.agent_change_requested)
        self.treatment.chosen.connect(self.treatment_chosen)
        self.items.answer_chosen.connect(self.answer)
        self.items.answer_settled.connect(self._tell_answer)
        self.items.location_requested.connect(self._follow)
        self.result.location_requested.connect(self._follow)
        self.bar.filter_chosen.connect(self._show_only)
        self.bar.next_requested.connect(self.select_unanswered)
        self.bar.undo_requested.connect(self.undo)
        self.bar.redo_requested.connect(self.redo)
        self.bar.removal_requested.connect(self.remove_entries)
        self.items.item_changed.connect(self._show_readings)
        self.items.digit_typed.connect(self.readings.begin)
        self.readings.edited.connect(self.measure)
        self.readings.settled.connect(self.settle_number)
        self.readings.left.connect(self.items.setFocus)
        self.medicines.changed.connect(self._take_medicines)
        self.suggestions.chosen.connect(self.medicines.replace)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for line, run in (
            (keys.NEXT_UNANSWERED, self.select_unanswered),
            (keys.NEXT_GROUP, partial(self.items.step_group, 1)),
            (keys.PREVIOUS_GROUP, partial(self.items.step_group, -1)),
            (keys.UNDO, self.undo),
            (keys.REDO, self.redo),
        ):
            for text in line.keys:
                QShortcut(QKeySequence(text), self, context=inside).activated.connect(run)

    def fit(self) -> None:
        super().fit()
        direction = QBoxLayout.Direction.TopToBottom if self.is_narrow else QBoxLayout.Direction.LeftToRight
        self._top.setDirection(direction)

    def _arrange(self, stacked: bool) -> None:
        self._items_column.setContentsMargins(0, 0, 0 if stacked else GAP, GAP if stacked else 0)
        self.result.arrange(beneath=stacked)


def _is_unanswered(answer: Answer | None) -> bool:
    return answer is None


def _finding_of(item_id: str, result: ChecklistResult) -> Finding | None:
    return next((each for each in result.findings if each.item.id == item_id), None)
