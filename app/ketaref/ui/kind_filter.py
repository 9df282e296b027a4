"""A row of buttons that narrows the hits to one kind; only kinds that were hit are offered. PageOnly ends its row."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ketaref.core.hit import Hit
from ketaref.core.location import KIND_NAMES, Kind
from ketaref.ui.page_only import PageOnly

_MARGIN, _GAP = 16, 8

_PLURALS = {
    Kind.TOPIC: "Topics",
    Kind.CONTRAINDICATION: "Contraindications",
    Kind.ADVERSE_EFFECT: "Side effects",
    Kind.INTERACTION: "Interactions",
    Kind.REGIMEN: "Regimens",
    Kind.INSTRUMENT: "Scales",
    Kind.TRIAL: "Trials",
    Kind.CLAIM: "Claims",
    Kind.SOURCE: "Sources",
}


class KindFilter(QWidget):
    """`All` and a button for each kind of the hits, with counts.

    Signals:
        kind_chosen: carries the Kind, or None for all.
    """

    kind_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: list[tuple[Kind | None, int]] = []
        self._with_page_only = False
        self._more = False
        self._buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._button(0)  # here, so that Tab comes to the kinds before it comes to the hits
        self.page_only = PageOnly(self)
        self.page_only.toggled.connect(self._arrange)
        self._group.idClicked.connect(lambda position: self.kind_chosen.emit(self._counts[position][0]))

    def offer(self, hits: Sequence[Hit], more: bool = False) -> None:
        """Count these hits by kind, most frequent first, and choose `All`. Hides where there is nothing to choose.

        Where there are `more` than these, a kind chosen alone may show more than its count: "3+".
        """
        by_kind = Counter(hit.kind for hit in hits)
        counts: list[tuple[Kind | None, int]] = [(None, len(hits)), *by_kind.most_common()] if hits else []
        self._buttons[0].setChecked(True)
        for button in self._buttons:  # Tab comes to the one that is chosen, as it does after a choice by hand
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus)
        with_page_only = not self.page_only.isHidden()
        self.setVisible(bool(hits) or with_page_only)
        if (counts, with_page_only, more) == (self._counts, self._with_page_only, self._more):
            return
        self._counts, self._with_page_only, self._more = counts, with_page_only, more
        for position, (kind, count) in enumerate(counts):
            button = self._button(position)
            further = more and kind is not None
            button.setText(f"{_name(kind)}  {count}{'+' if further else ''}")
            button.setAccessibleName(f"{_name(kind)}, {count}{' or more' if further else ''}")
            button.show()
        for button in self._buttons[len(counts) :]:
            button.hide()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        """Place the buttons in a row, and in further rows where the text is large or the window narrow.

        The switch keeps the end of the first row to itself, so that it stays where it is whatever is hit.
        """
        left, top, row_height = _MARGIN, _GAP, 0
        end = self.width() - _MARGIN
        if not self.page_only.isHidden():
            size = self.page_only.sizeHint()
            row_height = size.height()
            self.page_only.setGeometry(QRect(QPoint(max(_MARGIN, end - size.width()), top), size))
            end = self.page_only.x() - _GAP
        for button in self._buttons[: len(self._counts)]:
            size = button.sizeHint()
            row_height = size.height()
            if left + size.width() > end and (left > _MARGIN or end < self.width() - _MARGIN):
                left, top, end = _MARGIN, top + row_height + _GAP, self.width() - _MARGIN
            button.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + _GAP
        self.setFixedHeight(top + row_height + _GAP)

    def _button(self, position: int) -> QPushButton:
        """The button at a position, made when it is needed for the first time."""
        if position == len(self._buttons):
            button = QPushButton(self)
            button.setObjectName("kind_filter")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setChecked(position == 0)
            self._group.addButton(button, position)
            if self._buttons:
                QWidget.setTabOrder(self._buttons[-1], button)
            self._buttons.append(button)
        return self._buttons[position]


def _name(kind: Kind | None) -> str:
    return "All" if kind is None else _PLURALS.get(kind, KIND_NAMES[kind])
