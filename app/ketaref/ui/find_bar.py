"""Finding words in the text that is being read: every match marked, the current one counted."""

from bisect import bisect_left

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from ketaref.ui.announce import announce
from ketaref.ui.document_style import without_layout_marks
from ketaref.ui.reader import Reader

LONGEST = 200
MOST_MATCHES = 2000
_NO_MATCH = -1


class FindBar(QWidget):
    """Finds in one reader. Hidden until `begin`; Escape hides it and leaves the text where it is.

    Signals:
        closed: the bar was hidden.
    """

    closed = Signal()

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._matches: list[QTextCursor] = []
        self._current = _NO_MATCH
        self.setObjectName("find_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Find in page")
        self.field.setPlaceholderText("Find in page")
        self.field.setMaxLength(LONGEST)
        self.field.setClearButtonEnabled(True)
        self.count = QLabel(self)
        self._lay_out()
        self.field.textChanged.connect(self._find_typed)
        self.hide()

    def begin(self) -> None:
        """Show the bar with the keyboard in it; a short selection of the text is looked for."""
        selected = self._reader.textCursor().selectedText()
        if self._reader.focused_link() is None and 0 < len(selected) <= 60:
            self.field.setText(without_layout_marks(selected))
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.refresh()

    def refresh(self) -> None:
        """Find again, because another text is shown. Where one reads stays."""
        if not self.isHidden():
            self._find(move=False)

    def step(self, forward: bool) -> None:
        """Go to the next or previous match, around the ends; begin if the bar is hidden."""
        if self.isHidden():
            self.begin()
            return
        if self._matches and self._matches[0].document() is not self._reader.document():
            self._matches = find_all(self._reader.document(), self.field.text())  # the same text, laid out anew
        if self._matches:
            self._current = (self._current + (1 if forward else -1)) % len(self._matches)
            self._show(move=True)
            announce(self.count, self.count.text())

    def close_bar(self) -> None:
        """Hide the bar and the marks; the keyboard goes back to the text."""
        self._matches = []
        self._current = _NO_MATCH
        self._reader.show_matches((), _NO_MATCH)
        self.hide()
        self._reader.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def _find_typed(self) -> None:
        self._find(move=True)
        announce(self.count, self.count.text())

    def _find(self, *, move: bool) -> None:
        self._matches = find_all(self._reader.document(), self.field.text())
        starts = [match.selectionStart() for match in self._matches]
        place = bisect_left(starts, self._reader.reading_position())
        self._current = place % len(starts) if starts else _NO_MATCH
        self._show(move=move)

    def _show(self, *, move: bool) -> None:
        self._reader.show_matches(self._matches, self._current, move=move)
        if not self.field.text():
            self.count.setText("")
        elif not self._matches:
            self.count.setText("Not on this page")
        else:
            more = "+" if len(self._matches) == MOST_MATCHES else ""
            self.count.setText(f"{self._current + 1} of {len(self._matches)}{more}")

    def _lay_out(self) -> None:
        previous = QPushButton("Previous", self)
        previous.setToolTip("Previous match (Shift+F3)")
        previous.clicked.connect(lambda: self.step(forward=False))
        following = QPushButton("Next", self)
        following.setToolTip("Next match (F3)")
        following.clicked.connect(lambda: self.step(forward=True))
        close = QPushButton("Close", self)
        close.setAccessibleName("Close find in page")
        close.setToolTip("Close (Esc)")
        close.clicked.connect(self.close_bar)
        self.count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.field, stretch=2)
        row.addWidget(self.count, stretch=1)
        for button in (previous, following, close):
            row.addWidget(button)


def find_all(document: QTextDocument, text: str) -> list[QTextCursor]:
    """Every place where `text` stands, capitals or not, in order; at most MOST_MATCHES."""
    if not text.strip():
        return []
    pattern = _pattern(text.strip())
    matches: list[QTextCursor] = []
    cursor = document.find(pattern)
    while not cursor.isNull() and len(matches) < MOST_MATCHES:
        matches.append(cursor)
        cursor = document.find(pattern, cursor)
    return matches


def _pattern(text: str) -> QRegularExpression:
    """`text` as it may stand on the page: any white space for a space, marks of the layout between the letters."""
    between = r"[\x{2060}\x{200b}]*"
    words = (between.join(QRegularExpression.escape(letter) for letter in word) for word in text.split())
    joined = r"[\s\x{00a0}]+".join(words)
    return QRegularExpression(joined, QRegularExpression.PatternOption.CaseInsensitiveOption)
