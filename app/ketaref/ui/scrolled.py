"""Content that scrolls as a whole where the window is low or the text large, and follows the keyboard."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ketaref.ui.scroll_keys import SCROLL_KEYS

_FREE = 8
"""Pixels that stay free around what was brought into view."""

_SCROLL_NOTHING = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Shift, Qt.Key.Key_Meta)


class Scrolled(QScrollArea):
    """Shows one widget, never narrower than it is, and scrolls where its least height does not fit.

    What takes the keyboard is brought into view; `follow` says for which parts.
    """

    def __init__(self, content: QWidget | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if content:
            self.setWidget(content)
            self.follow(content)
            self.setFocusProxy(content)

    def follow(self, pane: QWidget) -> None:
        """Bring the pane, or the field, button or view in it, into view when the keyboard comes or acts there."""
        pane.installEventFilter(self)
        for kind in (QAbstractScrollArea, QAbstractButton, QLineEdit, QComboBox):
            for part in pane.findChildren(kind):
                part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # All of what scrolls is no place to bring into view: Qt watches it too, and its beginning would be shown.
        part = watched if isinstance(watched, QWidget) and watched is not self.widget() else None
        if part and _is_by_keys(event) and _has_keyboard(part) and not self._scrolls_past(part, event):
            # Keys never act on what is scrolled out of view. Qt's own way shows only the line with the cursor.
            reveal(part, part.rect())
        return super().eventFilter(watched, event)

    def _scrolls_past(self, part: QWidget, event: QEvent) -> bool:
        """Whether a key scrolls what stands between this and the part: who reads on must not be taken back to it."""
        above = part.parentWidget()
        while above and not isinstance(above, QAbstractScrollArea):
            above = above.parentWidget()
        return above is not self and isinstance(event, QKeyEvent) and event.key() in SCROLL_KEYS


class LeastHeight(QWidget):
    """A column for a scroll area: as high as the least heights of its parts, at the width that there is.

    Qt would take the heights that they prefer, and scroll where nothing needs it.
    """

    def __init__(self, *parts: QWidget) -> None:
        """The last part takes what height is left."""
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_FREE)
        for part in parts:
            self.column.addWidget(part)
        self.column.setStretchFactor(parts[-1], 1)

    def heightForWidth(self, width: int) -> int:
        return self.column.minimumHeightForWidth(width)


def reveal(part: QWidget, place: QRect) -> None:
    """Scroll every view around `part` as little as it takes to show `place`, in the part's own coordinates.

    Where the place is higher than a view, its beginning is shown.
    """
    above = part.parentWidget()
    while above:
        if isinstance(above, QAbstractScrollArea):
            view = above.viewport()
            top = part.mapTo(view, place.topLeft()).y() - _FREE
            beyond = top + place.height() + 2 * _FREE - view.height()
            bar = above.verticalScrollBar()
            bar.setValue(bar.value() + (min(top, beyond) if beyond > 0 else min(top, 0)))
        above = None if above.isWindow() else above.parentWidget()


def _has_keyboard(part: QWidget) -> bool:
    """Whether the keyboard is in the part. A key that moved it elsewhere is still handed on from where it was."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is part or part.isAncestorOf(focused))


def _is_by_keys(event: QEvent) -> bool:
    """A click scrolls nothing: the button would be released over something else than it was pressed on.

    Nor does coming back from another window, or a modifier on its own: neither has done anything to the part yet.
    """
    if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
        return event.reason() not in _SCROLL_NOTHING
    return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS
