"""Two panes beside each other, or one under the other where the window is narrow or the text large."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ketaref.ui.scrolled import LeastHeight, Scrolled

GAP = 12
"""Pixels between a pane and the line that parts them."""

NARROW_CHARACTERS = 136
"""Below this width in average characters the second pane of two texts stands under the first."""


class PanePair(Scrolled):
    """Two panes with a line between them that can be moved; they scroll when their least heights do not fit.

    Signals:
        arranged: the panes stand beside each other (False) or one under the other (True).
    """

    arranged = Signal(bool)

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        first_share: int,
        narrow_characters: int = NARROW_CHARACTERS,
        *,
        above: QWidget | None = None,
        least_lines: int = 0,
    ) -> None:
        """`first_share` is the first pane's part of the room until the line is moved, in per cent.

        Below a width of `narrow_characters` the second pane stands under the first. What is `above` both scrolls away
        with them where the window is low. Neither pane is lower than `least_lines` of text.
        """
        super().__init__()
        self._narrow_characters = narrow_characters
        self._first_share = first_share
        self._least_lines = least_lines
        self._panes = (first, second)
        self._stacked: bool | None = None
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(first)
        self.splitter.addWidget(second)
        self.setWidget(LeastHeight(above, self.splitter) if above else self.splitter)
        for pane in (first, second, above):
            if pane:
                self.follow(pane)
        self._keep_readable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._stacked = None
            self._keep_readable()
            self._arrange()

    def _keep_readable(self) -> None:
        if self._least_lines:
            for pane in self._panes:
                pane.setMinimumHeight(self._least_lines * self.fontMetrics().lineSpacing())

    def _arrange(self) -> None:
        stacked = self.width() < self._narrow_characters * self.fontMetrics().averageCharWidth()
        if stacked is self._stacked:
            return
        self._stacked = stacked
        self.splitter.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
        self.arranged.emit(stacked)
        room = self.height() if stacked else self.width()
        self.splitter.setSizes([self._first_share * room // 100, (100 - self._first_share) * room // 100])
