"""The pages of a sheet as they will lie on paper, one below the other."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ketaref.ui.paper import Pages
from ketaref.ui.paper_document import UNITS

_GAP = 16
_LARGEST = 1.6
"""Pixels of the screen to a point of paper: a page grows with the window up to here."""


class PageView(QAbstractScrollArea):
    """Scrolls through pages, each as wide as there is room. Arrows, Page Up, Page Down, Home and End move.

    Signals:
        page_changed: another page is in view, or there are other pages.
    """

    page_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self._seen = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its coming would change the width
        self.setAccessibleName("Preview")
        self.verticalScrollBar().valueChanged.connect(self._tell)

    def show_pages(self, pages: Pages) -> None:
        """Show other pages, or the same ones anew; one stays where one was."""
        self._pages = pages
        self._fit()
        self._seen = 0
        self._tell()
        self.viewport().update()

    @property
    def current(self) -> int:
        """The number of the page that takes the middle of the view, counted from 1."""
        if self._pages is None:
            return 1
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return max(1, min(self._pages.count, int(middle / (self._height() + _GAP)) + 1))

    def _scale(self) -> float:
        """Pixels to a unit of paper."""
        assert self._pages
        points = self._pages.size.width() / UNITS
        return min(_LARGEST, max(0.1, (self.viewport().width() - 2 * _GAP) / points)) / UNITS

    def _height(self) -> float:
        assert self._pages
        return self._pages.size.height() * self._scale()

    def _fit(self) -> None:
        if self._pages is None:
            return
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        whole = round(self._pages.count * (self._height() + _GAP) + _GAP)
        bar.setPageStep(seen)
        bar.setSingleStep(self.fontMetrics().lineSpacing() * 2)
        bar.setRange(0, max(0, whole - seen))

    def _tell(self) -> None:
        if self._pages and self.current != self._seen:
            self._seen = self.current
            self.setAccessibleDescription(f"Page {self._seen} of {self._pages.count}")
            self.page_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pages is None:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Window))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        scale, height = self._scale(), self._height()
        left = (self.viewport().width() - self._pages.size.width() * scale) / 2
        for index in range(self._pages.count):
            top = _GAP + index * (height + _GAP) - self.verticalScrollBar().value()
            sheet = QRectF(left, top, self._pages.size.width() * scale, height)
            if sheet.intersects(QRectF(event.rect())):
                painter.fillRect(sheet, QColor(Qt.GlobalColor.white))
                painter.save()
                painter.setClipRect(sheet)
                painter.translate(QPointF(left, top))
                painter.scale(scale, scale)
                self._pages.draw(painter, index)
                painter.restore()
                painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
                painter.drawRect(sheet)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
