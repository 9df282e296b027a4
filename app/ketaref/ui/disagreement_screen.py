"""Where sources disagree: filters, the matrix of an agent, and beside it what is said in the chosen cell."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.contraindication import Contraindication
from ketaref.core.disagreement import Authority, Conflict, Matrix, Row, build_matrix, filtered, summary
from ketaref.core.disagreement_html import legend, statements_html
from ketaref.core.source import Source
from ketaref.ui.catalogue_page import TextDetail, record_page_layout
from ketaref.ui.choice_box import ChoiceBox
from ketaref.ui.disagreement_table import DisagreementTable
from ketaref.ui.enlarge_button import EnlargeButton
from ketaref.ui.flow_layout import FlowLayout
from ketaref.ui.labels import Note
from ketaref.ui.last_word import LastWord
from ketaref.ui.pane_pair import PanePair
from ketaref.ui.theme import Theme

TITLE = "Where sources disagree"
KEYS = "Arrows go from cell to cell, Ctrl with arrows to the next that says something, Enter reads."
NOTHING_FITS = "No conditions match these filters."
_WIDE_CHARACTERS = 250
"""From this width in average characters on, ten columns leave room for the statements beside them."""
_LEAST_LINES = 10
_ALL, _DIFFERING = "All conditions", "Only where sources differ"
_KINDS = 2
"""The place of the first kind of difference, after these two."""


class DisagreementScreen(QWidget):
    """Choose an agent, go through the cells, read who says what.

    Signals:
        location_requested: a source, the record or the checklist is wanted; carries the Location.
    """

    location_requested = Signal(object)

    def __init__(
        self,
        items: Sequence[Contraindication],
        sources: Mapping[str, Source],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._items = items
        self.sources = sources
        self._matrices: dict[Agent, Matrix] = {}
        self.agent_box = ChoiceBox("Agent")
        for agent in SCREENED_AGENTS:
            self.agent_box.addItem(agent.label)
        self.difference_box = ChoiceBox("Differences")
        self.difference_box.addItems([_ALL, _DIFFERING, *(conflict.label for conflict in Conflict)])
        self.group_box = ChoiceBox("Group")
        self.group_box.addItems(["All groups", *sorted({item.group for item in items})])
        self.text_field = QLineEdit()
        self.text_field.setPlaceholderText("Filter conditions")
        self.text_field.setAccessibleName("Filter conditions by text")
        self.text_field.setClearButtonEnabled(True)
        self.summary = Note()
        self.count = Note()
        self.count.setWordWrap(False)
        self.table = DisagreementTable(self.whole, theme)
        self.detail = TextDetail(self._statements, "cells", theme)
        self._lay_out()
        self._last_word = LastWord(self)
        self.agent_box.currentIndexChanged.connect(self._take_agent)
        for box in (self.difference_box, self.group_box):
            box.currentIndexChanged.connect(self._filter)
        self.text_field.textChanged.connect(self._filter)
        self.table.cell_selected.connect(self._show_cell)
        self.table.activated.connect(lambda _index: self.detail.setFocus())
        self.detail.location_requested.connect(self.location_requested)
        self._tell_agent()
        self._apply()

    @property
    def agent(self) -> Agent:
        """The agent whose matrix is shown."""
        return SCREENED_AGENTS[self.agent_box.currentIndex()]

    @property
    def whole(self) -> Matrix:
        """The matrix of the agent without filters."""
        if self.agent not in self._matrices:
            self._matrices[self.agent] = build_matrix(self.agent, self._items, self.sources)
        return self._matrices[self.agent]

    @property
    def matrix(self) -> Matrix:
        """The matrix as it is shown, filters applied."""
        return self.table.rows.matrix

    @property
    def left_out(self) -> str:
        """What the filters hide, for a sheet of what is shown; nothing where they hide nothing."""
        shown, total = len(self.matrix.rows), len(self.whole.rows)
        chosen = [box.currentText() for box in (self.difference_box, self.group_box) if box.currentIndex()]
        words = self.text_field.text().strip()
        chosen += [f"with “{words}”"] if words else []
        return f"{shown} of {total} conditions: {', '.join(chosen)}" if shown < total else ""

    def forget(self) -> bool:
        """Take the filters away for good. Returns whether something was typed."""
        typed = bool(self.text_field.text())
        self.text_field.setText("")
        self._clear_filters()
        return typed

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.table.set_theme(theme)
        self.detail.set_theme(theme)

    def focus_content(self) -> None:
        """Put the keyboard on the current cell, the first where none is."""
        if self.enlarge.isChecked():
            self.detail.setFocus()
            return
        if self.table.current_cell() is None:
            self.table.select_first()
        self._table_side.setFocus()

    def show_list(self) -> None:
        """Give the table its place again if a record had it."""
        self.enlarge.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_filtered():
            self._clear_filters()
            return
        super().keyPressEvent(event)

    # Building

    def _lay_out(self) -> None:
        choices = FlowLayout()
        for widget in (self.agent_box, self.difference_box, self.group_box, self.text_field, self.count):
            choices.addWidget(widget)
        filters = QWidget()
        above = QVBoxLayout(filters)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(8)
        above.addLayout(choices)
        above.addWidget(self.summary)
        above.addWidget(Note(f"{legend()} {KEYS}"))
        self._table_or_hint = QStackedLayout()
        self._table_or_hint.addWidget(self.table)
        self._table_or_hint.addWidget(self._empty_hint())
        self._table_side = QWidget()
        self._table_side.setLayout(self._table_or_hint)
        panes = PanePair(self._table_side, self.detail, 60, _WIDE_CHARACTERS, above=filters, least_lines=_LEAST_LINES)
        self.enlarge = EnlargeButton(self, self.detail, self._table_side, (filters,))
        self.setLayout(record_page_layout(TITLE, (self.enlarge,), panes))

    def _empty_hint(self) -> QWidget:
        hint = QLabel(NOTHING_FITS)
        self._clear = QPushButton("Clear the filters")
        self._clear.clicked.connect(self._clear_filters)
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.addStretch()
        for widget in (hint, self._clear):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        return box

    # Reacting

    def _take_agent(self) -> None:
        self._tell_agent()
        self._filter()

    def _tell_agent(self) -> None:
        """Say how much there is for the agent, and offer each kind of difference with its number."""
        whole = self.whole
        self.summary.setText(summary(whole))
        self.difference_box.setItemText(1, f"{_DIFFERING} ({len(whole.differing)})")
        for place, conflict in enumerate(Conflict, start=_KINDS):
            self.difference_box.setItemText(place, f"{conflict.label} ({whole.count(conflict)})")

    def _filter(self) -> None:
        self._apply()
        shown = len(self.matrix.rows)
        self._last_word.say(f"{self.count.text()}, {self.agent.label}." if shown else NOTHING_FITS)

    def _apply(self) -> None:
        difference = self.difference_box.currentIndex()
        chosen = filtered(
            self.whole,
            group=self.group_box.currentText() if self.group_box.currentIndex() else "",
            differing=difference > 0,
            conflict=tuple(Conflict)[difference - _KINDS] if difference >= _KINDS else None,
            text=self.text_field.text(),
        )
        self.table.show_matrix(chosen)
        shown, total = len(chosen.rows), len(self.whole.rows)
        self.count.setText(f"{total} shown" if shown == total else f"{shown} of {total} shown")
        self._table_or_hint.setCurrentIndex(0 if shown else 1)
        # What is hidden takes no keyboard: Tab would end at a proxy that does not show.
        self._table_side.setFocusProxy(self.table if shown else self._clear)

    def _is_filtered(self) -> bool:
        return bool(self.text_field.text() or self.difference_box.currentIndex() or self.group_box.currentIndex())

    def _clear_filters(self) -> None:
        """All conditions of the agent again; the agent stays."""
        self.text_field.clear()
        self.difference_box.setCurrentIndex(0)
        self.group_box.setCurrentIndex(0)
        self.focus_content()

    def _show_cell(self, row: Row | None, authority: Authority | None) -> None:
        self.detail.show_record((row, authority) if row else None)
        self.enlarge.offer(there=row is not None)

    def _statements(self, cell: tuple[Row, Authority]) -> str:
        return statements_html(self.whole, *cell, self.sources)
