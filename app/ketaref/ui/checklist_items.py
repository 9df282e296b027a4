"""The questions of a checklist as a tree: groups, their items, and under each item a place for its reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer, Checklist
from ketaref.core.checklist_html import difference_text
from ketaref.core.contraindication import Contraindication, Position

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
    """An item as it stands: what was answered, and the position that counts."""

    item: Contraindication
    position: Position
    difference: str
    answer: Answer | None

    @property
    def spoken(self) -> str:
        """The item as one sentence for assistive tools."""
        answer = ANSWER_NAMES[self.answer] if self.answer else "Not answered"
        level = f"{self.position.level.label}, {self.position.standing.label.lower()}"
        differs = f"{self.difference}. " if self.difference else ""
        return f"{self.item.condition}: present? {level}. {answer}. {differs}Ask: {self.item.question}"


class ChecklistModel(QStandardItemModel):
    """The items of one checklist with their answers; a row's data are a GroupRow, an ItemRow, or None for reasons."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QStandardItem] = {}
        self._checklist: Checklist | None = None

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of all items, in order."""
        return tuple(self._items)

    def show_checklist(self, checklist: Checklist, answers: Mapping[str, Answer]) -> None:
        """Show other items."""
        self.clear()
        self.setHorizontalHeaderLabels(["Items"])  # hidden, but assistive tools name it; Qt's own would be "1"
        self._items = {}
        self._checklist = checklist
        for group in checklist.groups:
            heading = QStandardItem()
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for item in group.items:
                line = _item_line(item, checklist.agent)
                heading.appendRow(line)
                self._items[item.id] = line
            self.appendRow(heading)
        self.show_answers(answers)

    def show_answers(self, answers: Mapping[str, Answer]) -> None:
        """Take the answers of the run; rows whose answer is the same stay untouched."""
        touched = set()
        for item_id, line in self._items.items():
            row: ItemRow = line.data(ROW_ROLE)
            if row.answer is not answers.get(item_id) or not line.text():
                _fill(line, ItemRow(row.item, row.position, row.difference, answers.get(item_id)))
                touched.add(line.parent().row())
        for number in touched:
            self._count(number, answers)

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

    def _count(self, number: int, answers: Mapping[str, Answer]) -> None:
        assert self._checklist
        group = self._checklist.groups[number]
        answered = sum(item.id in answers for item in group.items)
        row = GroupRow(group.name, answered, len(group.items))
        heading = self.item(number)
        heading.setData(row, ROW_ROLE)
        heading.setText(group.name)
        heading.setAccessibleText(row.spoken)


def item_row(index: Index) -> ItemRow | None:
    """The item of a row, or None where the row is a heading or reasons."""
    row = index.data(ROW_ROLE)
    return row if isinstance(row, ItemRow) else None


def _item_line(item: Contraindication, agent: Agent) -> QStandardItem:
    position = item.strictest(agent)
    assert position  # a checklist holds only items that some source speaks of
    line = QStandardItem()
    line.setData(ItemRow(item, position, difference_text(item, agent), None), ROW_ROLE)
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
