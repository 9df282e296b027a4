"""Gives the chosen record the whole page, and the list its place again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

KEY = "F7"
ENLARGE, BACK = f"Enlarge record ({KEY})", f"Back to list ({KEY})"
_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class EnlargeButton(QPushButton):
    """Pressed, it shows the record alone. Its key does the same anywhere on the page; Escape leads back."""

    def __init__(self, page: QWidget, record: QWidget, listed: QWidget, others: Sequence[QWidget]) -> None:
        """`listed` and `others` go while the record is alone; the keyboard comes back to `listed`."""
        super().__init__(ENLARGE, page)
        self._record = record
        self._listed = listed
        self._others = (listed, *others)
        self.setCheckable(True)
        QShortcut(QKeySequence(KEY), page, context=_INSIDE).activated.connect(self.click)
        self._back = QShortcut(QKeySequence(Qt.Key.Key_Escape), page, context=_INSIDE)
        self._back.activated.connect(self.click)
        self._back.setEnabled(False)
        self.toggled.connect(self._arrange)

    def offer(self, *, there: bool) -> None:
        """Whether a record is chosen; without one the list is shown."""
        self.setEnabled(there)
        if not there:
            self.setChecked(False)

    def _arrange(self, alone: bool) -> None:
        self.setText(BACK if alone else ENLARGE)
        self._back.setEnabled(alone)
        for other in self._others:
            other.setHidden(alone)
        (self._record if alone else self._listed).setFocus()
