"""A screen whose items are answered one by one by keys: what its room is given to, and when."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ketaref.ui.labels import Note

_LINES_FOR_KEYS = 36
_CHARACTERS_FOR_MARGINS = 72


class AnsweringScreen(QWidget):
    """`column` holds what is shown, `keys` the reminder of keys beneath it."""

    def __init__(self, reminder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = Note(reminder)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(8)

    @property
    def is_narrow(self) -> bool:
        """Whether the width is too small for margins, and for a heading with controls beside it."""
        return self.width() < _CHARACTERS_FOR_MARGINS * self.fontMetrics().averageCharWidth()

    def fit(self) -> None:
        """Where there is little height, the items need it more than a reminder of keys."""
        self.keys.setVisible(self.height() > _LINES_FOR_KEYS * self.fontMetrics().lineSpacing())
        side = 8 if self.is_narrow else 24
        self.column.setContentsMargins(side, 16, side, 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()


class WholeColumn(QWidget):
    """A column never lower than its parts at its width, which a splitter does not ask wrapped labels for."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setSpacing(8)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.setMinimumHeight(max(0, self.column.minimumHeightForWidth(self.width())))
        return handled
