"""The answers of a checklist run with what can be undone and redone. It lives in memory and is written nowhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from ketaref.core.checklist import Answer

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class AnswerHistory:
    """`answers` (item id to answer) with the states before it, oldest first, and those undone, latest first."""

    answers: Answers = field(default_factory=dict)
    before: tuple[Answers, ...] = ()
    undone: tuple[Answers, ...] = ()

    def with_answer(self, item_id: str, answer: Answer | None) -> Self:
        """Answer an item, or take its answer away with None. The same answer again changes nothing."""
        if self.answers.get(item_id) is answer:
            return self
        others = {key: value for key, value in self.answers.items() if key != item_id}
        return self._moved_to(others if answer is None else {**others, item_id: answer})

    def without_answers(self) -> Self:
        """Take every answer away, in one step that can be undone."""
        return self._moved_to({}) if self.answers else self

    def undo(self) -> Self:
        """The state before the last change; this one when there is none."""
        if not self.before:
            return self
        return type(self)(self.before[-1], self.before[:-1], (self.answers, *self.undone))

    def redo(self) -> Self:
        """The state that was undone last; this one when there is none."""
        if not self.undone:
            return self
        return type(self)(self.undone[0], (*self.before, self.answers), self.undone[1:])

    def kept_for(self, item_ids: Collection[str]) -> Self:
        """A new history that begins with the answers to these items: for another agent's checklist."""
        return type(self)(MappingProxyType({key: self.answers[key] for key in self.answers if key in item_ids}))

    def changed_since(self, earlier: Self) -> tuple[str, ...]:
        """The items that are answered differently now than in `earlier`."""
        ids = {**earlier.answers, **self.answers}
        return tuple(key for key in ids if self.answers.get(key) is not earlier.answers.get(key))

    def _moved_to(self, answers: dict[str, Answer]) -> Self:
        return type(self)(MappingProxyType(answers), (*self.before, self.answers))
