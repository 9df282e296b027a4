"""Two totals of a scale, and what the literature says of a change of that size."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ketaref.core.instrument import Instrument
from ketaref.core.score_change import change, changing_form
from ketaref.core.score_html import change_html
from ketaref.core.score_text import change_headline, change_notes
from ketaref.core.source import Source
from ketaref.ui.growing import GrowingReader
from ketaref.ui.labels import Heading, Note
from ketaref.ui.last_word import LastWord
from ketaref.ui.theme import Theme
from ketaref.ui.total_field import TotalField

NOTE = "Earlier total minus later total: a fall is an improvement. Whole numbers; nothing is stored."


class ChangeBox(QWidget):
    """Two fields and the change between them, live.

    Signals:
        location_requested: a source was followed; carries the Location.
    """

    location_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument: Instrument | None = None
        self._sources: Mapping[str, Source] = {}
        self._total: int | None = None
        self.before = TotalField("Earlier total")
        self.after = TotalField("Later total")
        self.take = QPushButton("Use the total above as the later one")
        self.text = GrowingReader(theme, "Change between the two totals", margin=0)
        self.text.setObjectName("embedded_text")
        self.text.location_requested.connect(self.location_requested)
        self._lay_out()
        self._last_word = LastWord(self)
        for field in (self.before, self.after):
            field.changed.connect(self._compare)
        self.take.clicked.connect(self._take_total)

    def show_scale(self, instrument: Instrument, sources: Mapping[str, Source]) -> None:
        """Compare totals of this scale from now on; hidden for a scale whose totals are not compared."""
        self._instrument, self._sources = instrument, sources
        compared = bool(instrument.form and instrument.form.change)
        self.setVisible(compared)
        if compared:
            for field in (self.before, self.after):
                field.take_form(changing_form(instrument))
        self.empty()
        self.offer_total(None)

    def offer_total(self, total: int | None) -> None:
        """The total of the form beside, which can be taken as the later one."""
        self._total = total
        self.take.setEnabled(total is not None)

    def has_entries(self) -> bool:
        """Whether something was typed."""
        return not (self.before.is_empty() and self.after.is_empty())

    def empty(self) -> None:
        """Take away what was typed and what came of it."""
        for field in (self.before, self.after):
            field.empty()
        self._last_word.drop()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.text.set_theme(theme)

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self.before, 1)
        fields.addWidget(self.after, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Heading("Change between two totals", "large"))
        layout.addWidget(Note(NOTE))
        layout.addLayout(fields)
        button = QHBoxLayout()
        button.addWidget(self.take)
        button.addStretch()
        layout.addLayout(button)
        layout.addWidget(self.text)

    def _take_total(self) -> None:
        if self._total is not None:
            self.after.field.setText(str(self._total))

    def _compare(self) -> None:
        """Nothing is computed before both fields hold a total; an empty one is told once the other is filled."""
        assert self._instrument
        self.text.hide()
        if not self.has_entries():
            for field in (self.before, self.after):
                field.say("")
            return
        before, after = self.before.total(), self.after.total()
        if before is None or after is None:
            problems = [field.problem.text() for field in (self.before, self.after) if not field.is_empty()]
            self._last_word.say(" ".join(problem for problem in problems if problem))
            return
        result = change(self._instrument, before, after)
        self.text.show_html(change_html(result, self._sources))
        self.text.show()
        self._last_word.say(" ".join((f"{change_headline(result)}.", *change_notes(result))))
