"""The line at the bottom: what this program is for, and how old its content is."""

from datetime import date

from PySide6 import QtCore
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from ketaref.core.age import age_in_words, day_in_words, overdue_in_words
from ketaref.store.content import ContentInfo

PURPOSE = "For health professionals. It informs; it does not decide."


def content_age(info: ContentInfo, today: date) -> str:
    """Version, date and age of the content in one line."""
    return f"Content {info.version}, reviewed {day_in_words(info.reviewed)} ({age_in_words(info.reviewed, today)})"


class _ElidedLabel(QLabel):
    """Gives way where there is no room, and shows that it did; a screen reader and the tip have it whole."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        if self.fontMetrics().horizontalAdvance(self.text()) <= room.width():
            super().paintEvent(event)
            return
        shown = self.fontMetrics().elidedText(self.text(), QtCore.Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), shown)


class StatusLine(QStatusBar):
    """Purpose at the left, age of the content at the right; a warning stands between once review is overdue."""

    def __init__(self, info: ContentInfo, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setAccessibleName("Status")
        purpose = _ElidedLabel(PURPOSE, self)
        purpose.setObjectName("muted")
        age = QLabel(content_age(info, today), self)
        self.addWidget(purpose, 1)
        warning = overdue_in_words(info.review_due, today)
        if warning:
            overdue = _ElidedLabel(f"! {warning}", self)
            overdue.setObjectName("warning")
            self.addPermanentWidget(overdue, 2)
        self.addPermanentWidget(age)
