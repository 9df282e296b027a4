"""Published rates as paired bars, treated above comparator. Every bar has its figure, so colour is not needed."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ketaref.core.adverse_effect import Rate
from ketaref.ui.theme import Theme

GAP = 8


class RateChart(QWidget):
    """Bars on a scale that starts at 0 and ends at a round figure above the highest rate."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rates: tuple[Rate, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of another theme."""
        self._theme = theme
        self.update()

    def show_rates(self, rates: tuple[Rate, ...], name: str) -> None:
        """Draw the rates that have a percentage; hidden when there are none."""
        self._rates = tuple(rate for rate in rates if rate.percent is not None)
        self.setVisible(bool(self._rates))
        self.setAccessibleName(f"Chart of {name}")
        self.setAccessibleDescription(". ".join(_in_words(rate) for rate in self._rates))
        self.updateGeometry()
        self.update()

    def scale_end(self) -> int:
        """The end of the scale in per cent: the first of 1, 2, 5, 10, 20, 50, 100 that holds every bar."""
        highest = max((_highest(rate) for rate in self._rates), default=0.0)
        return next(end for end in (1, 2, 5, 10, 20, 50, 100) if highest <= end or end == 100)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = len(self._rates) * self._row_height() + metrics.height() + GAP
        return QSize(metrics.averageCharWidth() * 50, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for row, rate in enumerate(self._rates):
            self._draw_row(painter, rate, row * self._row_height())
        self._draw_scale(painter)

    def _row_height(self) -> int:
        return 3 * self.fontMetrics().height() + 2 * GAP

    def _plot_width(self) -> int:
        return max(40, self.width() - self.fontMetrics().horizontalAdvance("comparator 99.9 % (999/9,999)"))

    def _draw_row(self, painter: QPainter, rate: Rate, top: int) -> None:
        line = self.fontMetrics().height()
        painter.setPen(QColor(self._theme.muted))
        label = f"{rate.agent.label}: {rate.dose_context}"
        room = QRect(0, top, self.width(), line)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._elided(label))
        assert rate.percent is not None
        self._draw_bar(painter, top + line, rate.percent, str(rate.count or ""), QColor(self._theme.accent), solid=True)
        if rate.comparator_percent is not None:
            counted = str(rate.comparator_count or "")
            colour = QColor(self._theme.neutral)
            self._draw_bar(painter, top + 2 * line, rate.comparator_percent, counted, colour, solid=False)

    def _draw_bar(
        self, painter: QPainter, top: int, percent: float, counted: str, colour: QColor, *, solid: bool
    ) -> None:
        line = self.fontMetrics().height()
        width = max(2, round(self._plot_width() * percent / self.scale_end()))
        bar = QRect(0, top + line // 6, width, line * 2 // 3)
        if solid:
            painter.fillRect(bar, colour)
        else:
            painter.setPen(QPen(colour, 1))
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(self._theme.text))
        text = f"{'' if solid else 'comparator '}{percent:g} %{f' ({counted})' if counted else ''}"
        painter.drawText(QRect(width + GAP, top, self.width(), line), Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_scale(self, painter: QPainter) -> None:
        bottom = len(self._rates) * self._row_height()
        painter.setPen(QColor(self._theme.border))
        painter.drawLine(0, 0, 0, bottom)
        painter.drawLine(0, bottom, self._plot_width(), bottom)
        painter.setPen(QColor(self._theme.muted))
        line = QRect(0, bottom, self._plot_width(), self.fontMetrics().height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, "0 %")
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, f"{self.scale_end()} %")

    def _elided(self, text: str) -> str:
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width())


def _highest(rate: Rate) -> float:
    return max(rate.percent or 0.0, rate.comparator_percent or 0.0)


def _in_words(rate: Rate) -> str:
    compared = f" against {rate.comparator_percent:g} per cent" if rate.comparator_percent is not None else ""
    return f"{rate.percent:g} per cent{compared}, {rate.agent.label}, {rate.dose_context}"
