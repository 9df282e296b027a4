"""The field that is always at the top. The hits below are steered from here, without the keyboard leaving it."""

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ketaref.ui.icons import search_icon
from ketaref.ui.theme import Theme

LONGEST_QUERY = 10_000

_PAGE = 8


class SearchField(QLineEdit):
    """Takes a query.

    Signals:
        typed: the text changed; carries it.
        stepped: another hit is wanted; carries how many rows down (negative: up).
        opened: the chosen hit is wanted.
        removed: the chosen recent look-up is to go.
        left: the user wants back to where they were.
    """

    typed = Signal(str)
    stepped = Signal(int)
    opened = Signal()
    removed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_field")
        self.setAccessibleName("Search")
        self.setAccessibleDescription(
            "Hits show while you type. Up and Down choose, Enter opens, Escape returns. "
            "In the empty field, Down shows recent look-ups."
        )
        self.setPlaceholderText("Search topics, contraindications, side effects, medicines …   Ctrl+K")
        self.setMaxLength(LONGEST_QUERY)
        self._icon = QAction(self)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self.set_theme(theme)
        self.textChanged.connect(self.typed)

    def set_theme(self, theme: Theme) -> None:
        """Draw the magnifying glass in the theme's colour."""
        self._icon.setIcon(search_icon(theme.muted))

    def complete(self) -> None:
        """Add the button that clears the text: for its picture Qt searches the desktop's icons (8 ms of the start)."""
        self.setClearButtonEnabled(True)

    def take_keyboard(self) -> None:
        """Bring the keyboard here with the old query selected, so that typing replaces it."""
        self.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that steer the hits; everything else edits the text."""
        key, keys = event.key(), QtCore.Qt.Key
        steps: dict[int, int] = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: _PAGE, keys.Key_PageUp: -_PAGE}
        if key in steps and not event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier:
            self.stepped.emit(steps[key])
        elif key in (keys.Key_Return, keys.Key_Enter):
            self.opened.emit()
        elif key == keys.Key_Escape:
            self.left.emit()
        elif key == keys.Key_Delete and not self.text():
            self.removed.emit()
        elif event.modifiers() == QtCore.Qt.KeyboardModifier.AltModifier and event.text().isascii() and event.text():
            event.ignore()  # a key of the window that is not in use now; the field would take it for its letter
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click into the empty field asks for what there is to choose, as Down does."""
        super().mouseReleaseEvent(event)
        if not self.text():
            self.stepped.emit(0)
