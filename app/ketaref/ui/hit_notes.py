"""What to know of the hits beside themselves: that they are for other words than typed, or leave some out."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ketaref.core.hit import SearchResults

_LONGEST_SHOWN = 60


class HitNotes(QWidget):
    """A line or two above the hits, and the way back to the words as they were typed; hidden where all is as usual.

    Signals:
        as_typed_wanted: the query is to be searched as it was typed.
    """

    as_typed_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.as_typed = _EnterButton(self)
        self.as_typed.setAutoDefault(False)
        self.as_typed.clicked.connect(self.as_typed_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 8)
        layout.setSpacing(4)
        layout.addWidget(self.label)
        layout.addWidget(self.as_typed, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_for(self, results: SearchResults) -> None:
        """Tell what there is to tell of these results."""
        notes = []
        if results.shown_for:
            notes.append(f"Showing results for <b>{short(results.shown_for)}</b>.")
            self.as_typed.setText(f"Search instead for “{short(results.query, html=False)}”".replace("&", "&&"))
        for line, words in results.silences:
            listed = ", ".join(f"<b>{short(word)}</b>" for word in words)
            notes.append(f"{line}: {listed}.")
        self.label.setText(" ".join(notes))
        self.label.setAccessibleName(". ".join(spoken_notes(results)))
        self.as_typed.setVisible(bool(results.shown_for))
        self.setVisible(bool(notes and results.hits))


class _EnterButton(QPushButton):
    """Is also pressed by Enter, as what stands above and below it is: Qt presses buttons by Space alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def spoken_notes(results: SearchResults) -> list[str]:
    """The same in words."""
    notes = [f"Showing results for {results.shown_for}"] if results.shown_for else []
    return [*notes, *(f"{line}: {short(word, html=False)}" for line, words in results.silences for word in words)]


def short(text: str, html: bool = True) -> str:
    """What a user typed, cut to what a line has room for; escaped for rich text unless told otherwise."""
    trimmed = text.strip()
    cut = trimmed if len(trimmed) <= _LONGEST_SHOWN else trimmed[: _LONGEST_SHOWN - 1] + "…"
    return escape(cut) if html else cut
