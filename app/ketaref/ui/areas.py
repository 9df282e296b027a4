"""The areas of a window: side by side, and one after the other for the keyboard."""

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtWidgets import QSplitter, QWidget


def splitter(*areas: QWidget, stretched: int) -> QSplitter:
    """Areas side by side, parted by a line that can be dragged; the one at `stretched` takes what room there is."""
    result = QSplitter()
    result.setHandleWidth(1)
    result.setChildrenCollapsible(False)
    for area in areas:
        result.addWidget(area)
    result.setStretchFactor(stretched, 1)
    return result


def area_after(focus: QWidget | None, areas: Sequence[QWidget]) -> QWidget:
    """The visible area after the one that holds `focus`, in a circle; the first if none does."""
    shown = [area for area in areas if area.isVisible()]
    here = next((place for place, area in enumerate(shown) if focus and _holds(area, focus)), -1)
    return shown[(here + 1) % len(shown)]


def take_keyboard(area: QWidget) -> None:
    """Focus an area itself, or the first thing in it that takes the keyboard."""
    for widget in (area, *area.findChildren(QWidget)):
        if widget.isVisible() and widget.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
            widget.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
            return


def _holds(area: QWidget, widget: QWidget) -> bool:
    return area is widget or area.isAncestorOf(widget)
