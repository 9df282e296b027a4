"""The questions of a scale's form as rows, each with its answers to choose from and the one that was chosen."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ketaref.core.instrument import GATE, AnswerOption, Instrument
from ketaref.core.score import NO, Answers, form_of
from ketaref.core.score_text import NOT_ANSWERED, asked_items

ROW_ROLE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class ScaleRow:
    """An item as it stands. `needed`: the total waits for it. `asked`: a gate answered no asks for nothing more."""

    number: int
    text: str
    options: tuple[AnswerOption, ...]
    answer: int | None = None
    needed: bool = True
    asked: bool = True

    @property
    def name(self) -> str:
        """What the item is called: its number, or that it comes first."""
        return "First question" if self.number == GATE else f"Item {self.number}"

    @property
    def remark(self) -> str:
        """What must be known of it before it is answered; nothing for most."""
        if not self.asked:
            return "Not asked: the first question is answered no"
        if self.number == GATE:
            return "Decides whether the items count; not added to the total"
        return "" if self.needed else "Not added to the total"

    @property
    def is_open(self) -> bool:
        """Whether the total waits for its answer."""
        return self.asked and self.needed and self.answer is None

    @property
    def is_added(self) -> bool:
        """Whether its answer is a term of the total."""
        return self.needed and self.number != GATE

    @property
    def mark(self) -> str:
        """Its answer at a glance: the score, the word of the first question, `?` for open, `–` for not needed."""
        option = self.option(self.answer) if self.answer is not None and self.asked else None
        if option is None:
            return "?" if self.is_open else "–"
        return option.label if self.number == GATE else str(option.score)

    def option(self, score: int) -> AnswerOption | None:
        """The answer with this score, if it takes one."""
        return next((option for option in self.options if option.score == score), None)

    @property
    def answer_text(self) -> str:
        """The answer with its score and words, or that there is none."""
        option = None if self.answer is None else self.option(self.answer)
        return f"{option.score}, {option.label}" if option else NOT_ANSWERED.capitalize()

    @property
    def spoken(self) -> str:
        """The item as one sentence for assistive tools, its answers with the keys that give them."""
        remark = f" {self.remark}." if self.remark else ""
        answers = ", ".join(f"{option.score} {option.label}" for option in self.options)
        return f"{self.name}: {self.text} {self.answer_text}.{remark} Answers: {answers}."


class ScaleModel(QAbstractListModel):
    """The items of one form with their answers; a row's data are a ScaleRow."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ScaleRow, ...] = ()

    def show_form(self, instrument: Instrument, answers: Answers) -> None:
        """Show the items of another form."""
        self.beginResetModel()
        self.rows = _rows_of(instrument, answers)
        self.endResetModel()

    def show_answers(self, instrument: Instrument, answers: Answers) -> None:
        """Take other answers to the same form; rows that stay as they are, are not touched."""
        for place, row in enumerate(_rows_of(instrument, answers)):
            if row != self.rows[place]:
                self.rows = (*self.rows[:place], row, *self.rows[place + 1 :])
                self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, number: int) -> int:
        """The place of the item with this number; -1 where there is none."""
        return next((place for place, row in enumerate(self.rows) if row.number == number), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row.text if role == Qt.ItemDataRole.DisplayRole else None


def _rows_of(instrument: Instrument, answers: Answers) -> tuple[ScaleRow, ...]:
    form = form_of(instrument)
    gated = bool(form.gate) and answers.get(GATE) == NO
    unscored = {item.number for item in form.unscored}
    rows = []
    for item in asked_items(form):
        row = ScaleRow(item.number, item.text, form.options_of(item), answers.get(item.number))
        asked = not gated or item.number == GATE
        rows.append(replace(row, needed=item.number not in unscored, asked=asked))
    return tuple(rows)
