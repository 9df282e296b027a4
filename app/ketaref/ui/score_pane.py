"""What a form's answers add up to, beside the form: sums, thresholds, change, and what the scale is."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ketaref.core.instrument import Instrument
from ketaref.core.score import Score
from ketaref.core.score_html import notes_html, result_html
from ketaref.core.source import Source
from ketaref.ui.change_box import ChangeBox
from ketaref.ui.growing import GrowingReader
from ketaref.ui.labels import Heading
from ketaref.ui.scrolled import Scrolled
from ketaref.ui.theme import Theme

_LEAST_LINES = 12
_MARGIN = 16


class ScorePane(Scrolled):
    """One column that scrolls: the result, the change between two totals, then the scale itself.

    Signals:
        location_requested: a link was followed; carries the Location.
    """

    location_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text = _reader(theme, "Score")
        self.change = ChangeBox(theme)
        self.about = _reader(theme, "About the scale")
        body = QWidget()
        body.setObjectName("record_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(_MARGIN, _MARGIN // 2, _MARGIN, _MARGIN)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addWidget(self.change)
        column.addWidget(Heading("About the scale", "large"))
        column.addWidget(self.about)
        column.addStretch()
        self.setWidget(body)
        self.follow(self.change)
        self.setFocusProxy(self.text)
        for part in (self.text, self.change, self.about):
            part.location_requested.connect(self.location_requested)
        self._keep_readable()

    def show_scale(self, instrument: Instrument, sources: Mapping[str, Source]) -> None:
        """Show another scale, from the top."""
        self.change.show_scale(instrument, sources)
        self.about.show_html(notes_html(instrument, sources))
        self.verticalScrollBar().setValue(0)

    def show_result(self, result: Score, sources: Mapping[str, Source]) -> None:
        """Show another result; the place that one reads stays."""
        bar = self.verticalScrollBar()
        place = bar.value()
        self.text.show_html(result_html(result, sources))
        self.change.offer_total(result.total)
        bar.setValue(place)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        for part in (self.text, self.change, self.about):
            part.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_readable()

    def _keep_readable(self) -> None:
        self.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing())


def _reader(theme: Theme, name: str) -> GrowingReader:
    reader = GrowingReader(theme, name, margin=0)
    reader.setObjectName("embedded_text")
    return reader
