"""The answers so far: counts by level, then every finding with its reasons. It tells; it never decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from ketaref.core.checklist import ChecklistResult, Finding
from ketaref.core.checklist_html import level_text
from ketaref.core.checklist_report import ChecklistReport
from ketaref.core.contraindication import Level
from ketaref.core.measurement import Quantity
from ketaref.core.report_html import report_html
from ketaref.core.source import Source
from ketaref.ui.growing import GrowingTable
from ketaref.ui.labels import Heading
from ketaref.ui.pane_pair import GAP
from ketaref.ui.reader import Reader
from ketaref.ui.record_table import Column
from ketaref.ui.theme import Theme

_LEAST_CHARACTERS = 36
"""Findings narrower than this, in average characters, are stood under the counts."""

_LEAST_LINES = 10
_UNLIMITED = 16_777_215


@dataclass(frozen=True)
class LevelCount:
    """How the items of one level were answered."""

    name: str
    present: int
    unknown: int
    unanswered: int
    absent: int


COLUMNS = (
    Column[LevelCount]("Level", lambda row: row.name, 5),
    Column[LevelCount]("Present", lambda row: str(row.present), 4),
    Column[LevelCount]("Unknown", lambda row: str(row.unknown), 4),
    Column[LevelCount]("Unanswered", lambda row: str(row.unanswered), 5),
    Column[LevelCount]("Absent", lambda row: str(row.absent), 4),
)


class ResultPane(QWidget):
    """The result of a run, live.

    Signals:
        location_requested: a link was followed; carries the Location.
    """

    location_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading("", "large")
        self.counts = GrowingTable(COLUMNS, "Items by level and answer")
        self._beneath = False
        self.text = Reader(theme)
        self.text.setAccessibleName("Findings")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.location_requested.connect(self.location_requested)
        self._overview = QWidget()
        overview = QVBoxLayout(self._overview)
        overview.setContentsMargins(0, 0, 0, 0)
        overview.setSpacing(8)
        overview.addWidget(self.heading)
        overview.addWidget(self.counts)
        overview.addStretch()
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setSpacing(GAP)
        self._parts.addWidget(self._overview)
        self._parts.addWidget(self.text, 1)

    def arrange(self, *, beneath: bool) -> None:
        """Stand beneath the items or beside them. Beneath, counts and findings are side by side if they fit."""
        self._beneath = beneath
        self._parts.setContentsMargins(0 if beneath else GAP, GAP if beneath else 0, 0, 0)
        self._fit()

    def _fit(self) -> None:
        findings = _LEAST_CHARACTERS * self.fontMetrics().averageCharWidth()
        needed = self.counts.needed_width()
        side_by_side = self._beneath and self.width() > needed + GAP + findings
        along = QBoxLayout.Direction.LeftToRight if side_by_side else QBoxLayout.Direction.TopToBottom
        self.text.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing())
        self._parts.setDirection(along)
        self.counts.setMinimumWidth(0 if self._beneath and not side_by_side else needed)
        self._overview.setMaximumWidth(needed if side_by_side else _UNLIMITED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_report(
        self, report: ChecklistReport, sources: Mapping[str, Source], quantities: Mapping[str, Quantity]
    ) -> None:
        """Show another report; what is being read stays in view."""
        result = report.result
        position = self.text.reading_position() if self.text.verticalScrollBar().value() else 0
        self.heading.say("; ".join(filter(None, (headline(result), report.medicines_in_brief))))
        self.counts.show_records(level_counts(result))
        self.text.show_html(report_html(report, sources, quantities))
        if position:
            self.text.restore_position(position)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.text.set_theme(theme)


def level_counts(result: ChecklistResult) -> tuple[LevelCount, ...]:
    """One line for each level, and one for all of them."""
    levels = [(level_text(level), _is_at(level)) for level in Level]
    return tuple(_count(name, result, fits) for name, fits in (*levels, ("All levels", lambda _finding: True)))


def headline(result: ChecklistResult) -> str:
    """What is present and what may be, in one line: none of the three is louder than the others."""
    return f"{len(result.present)} present, {len(result.unknown)} unknown, {len(result.unanswered)} unanswered"


def tally_text(result: ChecklistResult) -> str:
    """The result in one short sentence, for announcements."""
    answered = result.total - len(result.unanswered)
    return f"{answered} of {result.total} answered. {len(result.present)} present, {len(result.unknown)} unknown."


def _is_at(level: Level) -> Callable[[Finding], bool]:
    return lambda finding: finding.level is level


def _count(name: str, result: ChecklistResult, fits: Callable[[Finding], bool]) -> LevelCount:
    groups = (result.present, result.unknown, result.unanswered, result.absent)
    return LevelCount(name, *(sum(map(fits, group)) for group in groups))
