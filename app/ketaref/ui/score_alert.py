"""The line that stands above a form as soon as one answer calls for something, whatever else is answered."""

import re
from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ketaref.core.errors import InputError
from ketaref.core.location import Location
from ketaref.core.record_html import citation_html
from ketaref.core.score import Score
from ketaref.core.score_text import alert_text
from ketaref.core.source import Source

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")
_SENTENCES = 2
"""The answer that was given, and what to do; all of it stands first in the result."""


class ScoreAlert(QFrame):
    """What to do about an answer, in two sentences with their sources.

    Signals:
        location_requested: a source was followed; carries the Location.
    """

    location_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alert")
        self._mark = QLabel("■")
        self._mark.setObjectName("alert_text")
        self._mark.setAccessibleName("Alert")
        self.text = QLabel()
        self.text.setObjectName("alert_text")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.text.linkActivated.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.hide()

    def show_result(self, result: Score, sources: Mapping[str, Source]) -> None:
        """Show the alert of a result, or go where there is none."""
        told = shortened(alert_text(result))
        if result.alert:
            cited = ", ".join(citation_html(sources[source_id]) for source_id in result.alert.sources)
            self.text.setText(f"{escape(told)} [{cited}]")
            self.text.setAccessibleName(told)
        else:
            self.text.clear()
        self.setVisible(bool(told))

    def changeEvent(self, event: QEvent) -> None:
        """A label keeps the colours that its links had when the text was set."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            text = self.text.text()
            self.text.setText("")
            self.text.setText(text)

    def _follow(self, address: str) -> None:
        try:
            self.location_requested.emit(Location.parse(address))
        except InputError:
            return  # the content makes every link, so that only a bug leads here


def shortened(text: str) -> str:
    """The first sentences of an alert."""
    return " ".join(_SENTENCE_END.split(text)[:_SENTENCES])
