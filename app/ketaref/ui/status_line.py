"""The line at the bottom: what this program is for, and how old its content is."""

from datetime import date

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from ketaref.core.age import age_in_words, day_in_words, overdue_in_words
from ketaref.store.content import ContentInfo

INFORMS = "It informs; it does not decide."
_LEFT_AND_MIDDLE = 0x81
"""As Qt.AlignmentFlag has it."""
PURPOSE = f"For health professionals. {INFORMS}"


def content_age(info: ContentInfo, today: date) -> str:
    """Version, date and age of the content in one line."""
    return f"Content {info.version}, reviewed {day_in_words(info.reviewed)} ({age_in_words(info.reviewed, today)})"


class _ElidedLabel(QLabel):
    """Shows only what is `kept` of its text where all of it has no room; a screen reader and the tip have it whole."""

    def __init__(self, text: str, kept: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._kept = kept
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        whole, width = super().minimumSizeHint(), self.fontMetrics().horizontalAdvance
        return QSize(whole.width() - width(self.text()) + width(self._kept) + 1, whole.height())

    def shown(self) -> str:
        """What of the text can be read."""
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        if metrics.horizontalAdvance(self.text()) <= room:
            return self.text()
        return metrics.elidedText(self._kept, QtCore.Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        # In words of the style: a painter's own need names of Qt that take long to make, and are not made at the start.
        at, palette, role = self.contentsRect(), self.palette(), self.foregroundRole()
        self.style().drawItemText(QPainter(self), at, _LEFT_AND_MIDDLE, palette, True, self.shown(), role)


class _Purpose(_ElidedLabel):
    """Takes the room that the others leave."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class StatusLine(QStatusBar):
    """Purpose at the left, age of the content at the right; a warning stands between once review is overdue."""

    def __init__(self, info: ContentInfo, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setAccessibleName("Status")
        purpose = _Purpose(PURPOSE, INFORMS, self)
        purpose.setObjectName("muted")
        self.addWidget(purpose, 1)
        warning = overdue_in_words(info.review_due, today)
        if warning:
            overdue = _ElidedLabel(f"! {warning}", f"! {warning.partition(' (')[0]}", self)
            overdue.setObjectName("warning")
            self.addPermanentWidget(overdue)
        age = content_age(info, today)
        self.addPermanentWidget(_ElidedLabel(age, age.partition(",")[0], self))
