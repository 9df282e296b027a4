"""The questions of a checklist as a tree: groups, their items, and under each item a place for its reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer, Checklist, Finding, tally
from ketaref.core.checklist_html import difference_text
from ketaref.core.checklist_report import ChecklistReport
from ketaref.core.contraindication import Contraindication, Position
from ketaref.core.measurement import LimitState, Quantity, Readings

ROW_ROLE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex

ANSWER_NAMES = {Answer.YES: "Present", Answer.NO: "Absent", Answer.UNKNOWN: "Unknown"}
"""The answers as buttons name them. Yes and no would be read as answers to the question, which may ask for the
opposite ("Is the patient monitored?"); what is answered is whether the condition is present."""

ANSWER_KEYS = {Answer.YES: "Y", Answer.NO: "N", Answer.UNKNOWN: "U"}


@dataclass(frozen=True)
class GroupRow:
    """A heading, with how many of its items are answered."""

    name: str
    answered: int
    total: int

    @property
    def spoken(self) -> str:
        return f"{self.name}, {self.answered} of {self.total} answered"


@dataclass(frozen=True)
class ItemRow:
    """An item as it stands: what was answered, and the position that counts.

    `counted` is the answer that counts: present where a reading reaches a limit, whatever was answered. `told` says
    that sources differ and what was measured. `asked` is False where the item need not, or not yet, be asked;
    `contradicted` is True where it is answered as absent, and a reading or a medicine says otherwise.
    """

    item: Contraindication
    position: Position
    told: str = ""
    answer: Answer | None = None
    counted: Answer | None = None
    asked: bool = True
    contradicted: bool = False

    @property
    def spoken(self) -> str:
        """The item as one sentence for assistive tools."""
        answer = ANSWER_NAMES[self.answer] if self.answer else "Not answered"
        level = f"{self.position.level.label}, {self.position.standing.label.lower()}"
        told = f"{self.told}. " if self.told else ""
        return f"{self.item.condition}: present? {level}. {answer}. {told}Ask: {self.item.question}"


class ChecklistModel(QStandardItemModel):
    """The items of one checklist with their answers; a row's data are a GroupRow, an ItemRow, or None for reasons."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QStandardItem] = {}
        self._checklist: Checklist | None = None
        self._quantities: Mapping[str, Quantity] = {}

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of all items, in order."""
        return tuple(self._items)

    def show_checklist(self, checklist: Checklist, quantities: Mapping[str, Quantity]) -> None:
        """Show other items, none of them answered. `quantities`: what can be measured, by id."""
        self.clear()
        self.setHorizontalHeaderLabels(["Items"])  # hidden, but assistive tools name it; Qt's own would be "1"
        self._items = {}
        self._checklist = checklist
        self._quantities = quantities
        for group in checklist.groups:
            heading = QStandardItem()
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for item in group.items:
                line = _item_line(item)
                heading.appendRow(line)
                self._items[item.id] = line
            self.appendRow(heading)
        self.show_run(ChecklistReport(tally(checklist, {}), (), (), ()), {})

    def show_run(self, report: ChecklistReport, readings: Readings) -> None:
        """Take what was found in the run; rows of which nothing changed stay untouched."""
        touched = set()
        for row in _rows(report, readings, self._quantities):
            line = self._items[row.item.id]
            if line.data(ROW_ROLE) != row:
                _fill(line, row)
                touched.add(line.parent().row())
        for number in touched:
            self._count(number)

    def groups(self) -> Iterator[QModelIndex]:
        """The headings, in order."""
        return (self.index(row, 0) for row in range(self.rowCount()))

    def index_of(self, item_id: str) -> QModelIndex:
        """The row of an item; an invalid index for an id that is not on this checklist."""
        line = self._items.get(item_id)
        return line.index() if line else QModelIndex()

    def tell_reasons(self, item_id: str, text: str) -> None:
        """Give assistive tools the text of an item's reasons: Qt tells them of rows, not of widgets within."""
        line = self._items[item_id]
        line.child(0).setAccessibleText(f"{_reasons_name(line.data(ROW_ROLE).item)}. {text}")

    def _count(self, number: int) -> None:
        assert self._checklist
        group = self._checklist.groups[number]
        rows: list[ItemRow] = [self._items[item.id].data(ROW_ROLE) for item in group.items]
        asked = [row for row in rows if row.asked]
        row = GroupRow(group.name, sum(row.counted is not None for row in asked), len(asked))
        heading = self.item(number)
        heading.setData(row, ROW_ROLE)
        heading.setText(group.name)
        heading.setAccessibleText(row.spoken)


def item_row(index: Index) -> ItemRow | None:
    """The item of a row, or None where the row is a heading or reasons."""
    row = index.data(ROW_ROLE)
    return row if isinstance(row, ItemRow) else None


def _rows(report: ChecklistReport, readings: Readings, quantities: Mapping[str, Quantity]) -> Iterator[ItemRow]:
    """Every item as it stands."""
    result = report.result
    parts = (
        (result.present, Answer.YES),
        (result.unknown, Answer.UNKNOWN),
        (result.unanswered, None),
        (result.absent, Answer.NO),
        (result.not_asked, None),
    )
    unasked = {finding.item.id for finding in result.not_asked} | result.waiting
    for findings, counted in parts:
        for finding in findings:
            item, agent = finding.item, result.agent
            medicines = ", ".join(report.entered_for(item))
            denied = bool(medicines) and counted is Answer.NO
            check = ". ANSWERED AS ABSENT: check both" if denied else ""
            told = [
                difference_text(item, agent),
                measured_text(finding, agent, readings, quantities),
                f"Entered as a medicine: {medicines}{check}" if medicines else "",
            ]
            yield ItemRow(
                item,
                finding.strictest,
                ". ".join(filter(None, told)),
                finding.answer,
                counted,
                item.id not in unasked,
                denied or finding.contradicts,
            )


def measured_text(finding: Finding, agent: Agent, readings: Readings, quantities: Mapping[str, Quantity]) -> str:
    """What can be measured for an item, and what the readings reach; nothing where no source gives a number."""
    wanted = [quantities[quantity_id] for quantity_id in finding.item.quantities_for(agent)]
    if not wanted:
        return ""
    there = [f"{each.label} {each.written(readings[each.id])} {each.unit}" for each in wanted if each.id in readings]
    if not there:
        return "Takes a number"
    return f"Measured: {', '.join(there)}: {_reached_text(finding)}"


def _reached_text(finding: Finding) -> str:
    """What the readings reach: a limit that needs another reading is open, not passed."""
    still_open = sum(each.state is LimitState.OPEN for each in finding.limits)
    decided = len(finding.limits) - still_open
    more = f", {still_open} not measured" if still_open else ""
    if not finding.reached:
        return f"no limit reached of {decided}{more}"
    count = f"{len(finding.reached)} of {decided} limits reached{more}"
    if finding.contradicts:
        return f"{count}. ANSWERED AS ABSENT: check both"
    return count if finding.answer is Answer.YES else f"PRESENT BY NUMBER: {count}"


def _item_line(item: Contraindication) -> QStandardItem:
    line = QStandardItem()
    line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    reasons = QStandardItem()
    reasons.setFlags(Qt.ItemFlag.NoItemFlags)  # else it becomes the current row when its text takes the keyboard
    reasons.setAccessibleText(_reasons_name(item))
    line.appendRow(reasons)
    return line


def _reasons_name(item: Contraindication) -> str:
    return f"Reasons and sources: {item.condition}"


def _fill(line: QStandardItem, row: ItemRow) -> None:
    line.setData(row, ROW_ROLE)
    line.setText(row.item.condition)
    line.setAccessibleText(row.spoken)
