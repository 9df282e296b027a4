"""Small line icons, drawn from paths: sharp at any size, in the theme's colour, and without an SVG reader at start."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPixmap

SIZE = 20
"""Pixels at the usual text size."""


def back_icon(colour: str) -> QIcon:
    """An arrow to the left."""
    return _icon(_arrow(forward=False), colour)


def forward_icon(colour: str) -> QIcon:
    """An arrow to the right."""
    return _icon(_arrow(forward=True), colour)


def search_icon(colour: str) -> QIcon:
    """A magnifying glass."""
    path = QPainterPath()
    path.addEllipse(QPointF(8.5, 8.5), 5, 5)
    path.moveTo(12.2, 12.2)
    path.lineTo(16.5, 16.5)
    return _icon(path, colour)


def panel_icon(colour: str) -> QIcon:
    """A window with a panel at its right."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(2.5, 4, 15, 12), 2, 2)
    path.moveTo(12, 4)
    path.lineTo(12, 16)
    return _icon(path, colour)


def _arrow(*, forward: bool) -> QPainterPath:
    tip, tail, barb = (16, 4, 11) if forward else (4, 16, 9)
    path = QPainterPath(QPointF(tail, 10))
    path.lineTo(tip, 10)
    path.moveTo(barb, 5)
    path.lineTo(tip, 10)
    path.lineTo(barb, 15)
    return path


def _icon(path: QPainterPath, colour: str) -> QIcon:
    """The icon for the sharpest screen and twice the text size; Qt scales it down, and greys it out when disabled."""
    scale = 2 * max(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    pixmap = QPixmap(round(SIZE * scale), round(SIZE * scale))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = painter.pen()
    pen.setColor(QColor(colour))
    pen.setWidthF(1.7)
    painter.strokePath(path, pen)
    painter.end()
    return QIcon(pixmap)
