"""A scale's form at the left, what its answers add up to at the right. Nothing of it is stored anywhere."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ketaref.core.instrument import Instrument
from ketaref.core.score import Score, form_of, score
from ketaref.core.score_text import INFORMS, headline, instruction_text, open_items
from ketaref.core.source import Source
from ketaref.ui import scale_keys as keys
from ketaref.ui.announce import announce
from ketaref.ui.answering_screen import AnsweringScreen, WholeColumn
from ketaref.ui.labels import Heading, Note
from ketaref.ui.pane_pair import GAP, PanePair
from ketaref.ui.scale_speech import answered_text, opened_text, refused_text
from ketaref.ui.scale_view import ScaleView
from ketaref.ui.score_alert import ScoreAlert
from ketaref.ui.score_pane import ScorePane
from ketaref.ui.theme import Theme

_ITEMS_SHARE = 57
"""The part of the room that the items take at first, in per cent."""


class ScaleScreen(AnsweringScreen):
    """One form. The answers live in memory, scale by scale, until they are cleared or the program ends.

    Signals:
        location_requested: a link was followed; carries the Location.
        list_requested: the list of scales is wanted.
    """

    location_requested = Signal(object)
    list_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(keys.REMINDER, parent)
        self.instrument: Instrument | None = None
        self._sources: Mapping[str, Source] = {}
        self._answers: dict[str, dict[int, int]] = {}
        self.heading = Heading()
        self.back = QPushButton("All scales")
        self.clear_button = QPushButton("Clear the form")
        self.alert = ScoreAlert()
        self.instruction = Note()
        self.progress = Heading("", "medium")
        self.refusal = Note()
        self.refusal.setObjectName("warning")
        self.items = ScaleView(theme)
        self.result = ScorePane(theme)
        self._lay_out()
        self._connect()
        # No focus proxy: Tab would come from the end to the items, and never to the buttons above them.

    # What is shown

    def show_scale(self, instrument: Instrument, sources: Mapping[str, Source]) -> None:
        """Show a scale with a form, with the answers that it still has. The same one stays as it is."""
        if instrument == self.instrument:
            return
        self.instrument, self._sources = instrument, sources
        self.heading.say(instrument.title)
        self.instruction.setText(instruction_text(form_of(instrument)))
        self.refusal.hide()
        self.items.show_form(instrument, self.answers)
        self.result.show_scale(instrument, sources)
        self._show_result()

    @property
    def answers(self) -> dict[int, int]:
        """The answers to the form that is shown: item number to score."""
        return self._answers.get(self.instrument.id, {}) if self.instrument else {}

    def has_entries(self) -> bool:
        """Whether anything was answered or typed, on any scale."""
        return any(self._answers.values()) or self.result.change.has_entries()

    def clear(self) -> None:
        """Take away every answer to every scale, and what was typed."""
        self._answers.clear()
        self._show_emptied()

    def clear_form(self) -> None:
        """Take away the answers to the form that is shown, and what was typed."""
        if self.instrument:
            self._answers.pop(self.instrument.id, None)
            self._show_emptied()
            self.items.setFocus()
            announce(self.items, f"The form is empty. {opened_text(self._result())}")

    def _show_emptied(self) -> None:
        self.refusal.hide()
        self.result.change.empty()
        if self.instrument:
            self.items.show_form(self.instrument, self.answers)
            self._show_result()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.items.set_theme(theme)
        self.result.set_theme(theme)

    # Answering

    def answer(self, number: int, answer: int | None) -> None:
        """Answer an item, or take its answer away with None."""
        assert self.instrument  # there are no items before
        given = self._answers.setdefault(self.instrument.id, {})
        if answer is None:
            given.pop(number, None)
        else:
            given[number] = answer
        self.refusal.hide()
        self.items.show_answers(self.instrument, given)
        self._show_result()

    def select_open(self) -> None:
        """Go to the next item that the total waits for."""
        self.items.select_open()
        self.items.setFocus()

    def _tell_answer(self, number: int) -> None:
        row = self.items.rows.rows[self.items.rows.place_of(number)]
        announce(self.items, answered_text(row, self._result(), self.items.current_row()))

    def _refuse(self, number: int, digit: int) -> None:
        told = refused_text(self.items.rows.rows[self.items.rows.place_of(number)], digit)
        self.refusal.setText(told)
        self.refusal.show()
        announce(self.items, told)

    def _result(self) -> Score:
        assert self.instrument
        return score(self.instrument, self.answers)

    def _show_result(self) -> None:
        result = self._result()
        alerted = self.alert.isVisible()
        self.alert.show_result(result, self._sources)
        if self.alert.isVisible() is not alerted and self.items.hasFocus():
            QTimer.singleShot(0, self.items, self.items.reveal_current)  # it has moved the items
        self.progress.say(_progress(result))
        self.result.show_result(result, self._sources)

    # Building

    def _lay_out(self) -> None:
        left = WholeColumn()
        self._items_column = left.column
        for part in (self.instruction, self.progress, self.refusal):
            left.column.addWidget(part)
        left.column.addWidget(self.items, 1)
        self.refusal.hide()
        panes = PanePair(left, self.result, _ITEMS_SHARE, above=self._above())
        panes.arranged.connect(self._arrange)
        self.column.addWidget(self.alert)
        self.column.addWidget(panes, 1)
        self.column.addWidget(self.keys)

    def _above(self) -> QWidget:
        above = QWidget()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.heading, 1)
        for button in (self.back, self.clear_button):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(above)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(Note(INFORMS))
        return above

    def _connect(self) -> None:
        self.back.clicked.connect(self.list_requested)
        self.clear_button.clicked.connect(self.clear_form)
        self.items.answer_chosen.connect(self.answer)
        self.items.answer_settled.connect(self._tell_answer)
        self.items.answer_refused.connect(self._refuse)
        self.alert.location_requested.connect(self.location_requested)
        self.result.location_requested.connect(self.location_requested)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for text in keys.NEXT_OPEN.keys:
            QShortcut(QKeySequence(text), self, context=inside).activated.connect(self.select_open)

    def _arrange(self, stacked: bool) -> None:
        self._items_column.setContentsMargins(0, 0, 0 if stacked else GAP, GAP if stacked else 0)


def _progress(result: Score) -> str:
    """How far one is, and once one has begun, which items are open."""
    still_open = open_items(result) if result.answered else ""
    return f"{headline(result)}. {still_open}" if still_open else headline(result)
