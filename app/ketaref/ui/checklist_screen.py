"""A run of the checklist: the items at the left, the result beside or below them."""

import time
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ketaref.core.answer_history import AnswerHistory
from ketaref.core.checklist import Answer, Checklist, ChecklistResult, tally
from ketaref.core.checklist_html import reasons_html
from ketaref.core.location import Kind, Location
from ketaref.core.source import Source
from ketaref.ui import checklist_keys as keys
from ketaref.ui.announce import announce
from ketaref.ui.checklist_bar import AnswerFilter, ChecklistBar
from ketaref.ui.checklist_result import ResultPane, tally_text
from ketaref.ui.checklist_speech import answered_text, returned_text, shown_text
from ketaref.ui.checklist_view import ChecklistView
from ketaref.ui.labels import Heading, Note
from ketaref.ui.pane_pair import GAP, PanePair
from ketaref.ui.theme import Theme

_ITEMS_SHARE = 57
"""The part of the room that the items take at first, in per cent."""

REMIND_AFTER_S = 180
"""Longer than it takes to look something up and come back, shorter than until the next patient."""

_LINES_FOR_KEYS = 36
_CHARACTERS_FOR_MARGINS = 72

INFORMS = (
    "This informs a decision and does not make it. Unknown and unanswered items are never counted as absent. "
    "No answer is stored."
)


class ChecklistScreen(QWidget):
    """Items, answers and result of one run. Answers live in memory only.

    Signals:
        location_requested: a link was followed that leads out of the run; carries the Location.
        agent_change_requested: another agent is wanted.
    """

    location_requested = Signal(object)
    agent_change_requested = Signal()

    def __init__(self, sources: Mapping[str, Source], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self.checklist: Checklist | None = None
        self.history = AnswerHistory()
        self.heading = Heading()
        self.reminder = Note()
        self.reminder.setObjectName("warning")
        self.reminder.hide()
        self._changed_at = 0.0
        self.change = QPushButton("Change agent")
        self.bar = ChecklistBar()
        self.items = ChecklistView(self._reasons, theme)
        self.items.setAccessibleDescription(keys.REMINDER)
        self.result = ResultPane(theme)
        self.keys = Note(keys.REMINDER)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.items)

    # The run

    def start(self, checklist: Checklist) -> None:
        """Begin with a checklist, or go on with another: answers to items of both are kept, undo begins anew."""
        self.history = self.history.kept_for([item.id for item in checklist.items])
        self.checklist = checklist
        self.heading.say(f"Contraindication checklist: {checklist.agent.label}")
        self.reminder.hide()
        self.bar.choose_all()
        self.items.show_checklist(checklist, self.history.answers)
        self._show_result()

    def remind(self) -> None:
        """Tell someone who comes back after a while that there are answers, which may be another patient's."""
        given, idle = len(self.history.answers), time.monotonic() - self._changed_at
        if given and idle >= REMIND_AFTER_S:
            answers = "1 answer is" if given == 1 else f"{given} answers are"
            text = f"{answers} still here from {round(idle / 60)} minutes ago. For another patient, clear them first."
            self.reminder.setText(text)
            self.reminder.show()
            announce(self.items, text)

    def answer(self, item_id: str, answer: Answer | None) -> None:
        """Answer an item, or take its answer away with None."""
        self._move_to(self.history.with_answer(item_id, answer))

    def undo(self) -> None:
        """Take the last change back and go to where it was."""
        self._return_to(self.history.undo(), "Undone")

    def redo(self) -> None:
        """Make the change again that was undone last."""
        self._return_to(self.history.redo(), "Redone")

    def remove_answers(self) -> None:
        """Take every answer away; can be undone."""
        self._move_to(self.history.without_answers())
        self.items.select_first()
        self.items.setFocus()
        announce(self.items, f"Every answer taken away. {tally_text(self._result())}")

    def select(self, item_id: str) -> bool:
        """Go to an item, whatever the filter. False when this checklist does not have it."""
        if not self.items.rows.index_of(item_id).isValid():
            return False
        self.bar.choose_all()
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

    def _move_to(self, history: AnswerHistory) -> None:
        if history is self.history:
            return
        self.history = history
        self._changed_at = time.monotonic()
        self.reminder.hide()
        self.items.show_answers(history.answers)
        self._show_result()

    def _return_to(self, history: AnswerHistory, deed: str) -> None:
        changed = history.changed_since(self.history)
        self._move_to(history)
        if changed and self.checklist:
            self.select(changed[0])
            self.items.setFocus()
            announce(self.items, returned_text(deed, changed, history.answers, self.checklist, self._result()))

    def _tell_answer(self, item_id: str, answer: Answer | None) -> None:
        assert self.checklist
        item = next(item for item in self.checklist.items if item.id == item_id)
        announce(self.items, answered_text(item, answer, self._result(), self.items.current_item()))

    def _result(self) -> ChecklistResult:
        assert self.checklist
        return tally(self.checklist, self.history.answers)

    def _show_result(self) -> None:
        result = self._result()
        self.bar.show_result(result, can_undo=bool(self.history.before), can_redo=bool(self.history.undone))
        self.result.show_result(result, self._sources)

    def _reasons(self, item_id: str) -> str:
        assert self.checklist
        item = next(item for item in self.checklist.items if item.id == item_id)
        return reasons_html(item, self.checklist.agent, self._sources)

    def _show_only(self, chosen: AnswerFilter) -> None:
        self.items.show_only(chosen.accepts)
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
        left = QWidget()
        self._items_column = column = QVBoxLayout(left)
        column.setSpacing(8)
        column.addWidget(self.items, 1)
        panes = PanePair(left, self.result, _ITEMS_SHARE, above=self._above())
        panes.arranged.connect(self._arrange)
        self._outer = layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(panes, 1)
        layout.addWidget(self.keys)

    def _above(self) -> QWidget:
        above = QWidget()
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
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
        self.items.answer_chosen.connect(self.answer)
        self.items.answer_settled.connect(self._tell_answer)
        self.items.location_requested.connect(self._follow)
        self.result.location_requested.connect(self._follow)
        self.bar.filter_chosen.connect(self._show_only)
        self.bar.next_requested.connect(self.select_unanswered)
        self.bar.undo_requested.connect(self.undo)
        self.bar.redo_requested.connect(self.redo)
        self.bar.removal_requested.connect(self.remove_answers)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the items need it more than a reminder of keys that they show themselves."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.keys.setVisible(self.height() > _LINES_FOR_KEYS * metrics.lineSpacing())
        side = 8 if self.width() < _CHARACTERS_FOR_MARGINS * metrics.averageCharWidth() else 24
        self._outer.setContentsMargins(side, 16, side, 16)

    def _arrange(self, stacked: bool) -> None:
        self._items_column.setContentsMargins(0, 0, 0 if stacked else GAP, GAP if stacked else 0)
        self.result.arrange(beneath=stacked)


def _is_unanswered(answer: Answer | None) -> bool:
    return answer is None
