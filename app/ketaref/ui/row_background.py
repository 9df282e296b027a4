"""What every list that draws its own rows puts behind them, so that a chosen row looks the same in all."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter

from ketaref.ui.theme import Theme

_BAR = 4
"""Pixels of the bar by which a chosen row is told without its colour."""


def paint_row_background(painter: QPainter, area: QRect, theme: Theme, *, chosen: bool) -> None:
    """The colour and bar of a chosen row, and the line under every row."""
    if chosen:
        painter.fillRect(area, QColor(theme.selection))
        painter.fillRect(QRect(area.topLeft(), QSize(_BAR, area.height())), QColor(theme.accent))
    painter.setPen(QColor(theme.border))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
