"""What was entered in a checklist run, and what can be undone. It lives in memory and is written nowhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self, TypeVar

from ketaref.core.checklist import Answer
from ketaref.core.fold import fold
from ketaref.core.measurement import Readings

V = TypeVar("V")


@dataclass(frozen=True)
class Run:
    """Answers (item id to answer), readings (quantity id to number) and the medicines taken, as they were typed."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    readings: Readings = field(default_factory=dict)
    medicines: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.answers or self.readings or self.medicines)

    @property
    def entries(self) -> int:
        """How much was entered, in all."""
        return len(self.answers) + len(self.readings) + len(self.medicines)


@dataclass(frozen=True)
class RunHistory:
    """The run as it stands, the states before it, oldest first, and those undone, latest first."""

    run: Run = field(default_factory=Run)
    before: tuple[Run, ...] = ()
    undone: tuple[Run, ...] = ()

    @property
    def answers(self) -> Mapping[str, Answer]:
        return self.run.answers

    def with_answer(self, item_id: str, answer: Answer | None) -> Self:
        """Answer an item, or take its answer away with None. The same answer again changes nothing."""
        return self._moved_to(replace(self.run, answers=_with(self.run.answers, item_id, answer)))

    def with_reading(self, quantity_id: str, value: float | None) -> Self:
        """Enter what was measured, or take it away with None. The same number again changes nothing."""
        return self._moved_to(replace(self.run, readings=_with(self.run.readings, quantity_id, value)))

    def with_medicines(self, medicines: tuple[str, ...]) -> Self:
        """Enter the medicines taken, in their order; each name once, whatever its capitals."""
        once = {fold(name): name for name in reversed(medicines)}
        return self._moved_to(
            replace(self.run, medicines=tuple(name for name in medicines if once[fold(name)] is name))
        )

    def emptied(self) -> Self:
        """Take everything away, in one step that can be undone."""
        return self._moved_to(Run())

    def undo(self) -> Self:
        """The state before the last change; this one when there is none."""
        if not self.before:
            return self
        return type(self)(self.before[-1], self.before[:-1], (self.run, *self.undone))

    def redo(self) -> Self:
        """The state that was undone last; this one when there is none."""
        if not self.undone:
            return self
        return type(self)(self.undone[0], (*self.before, self.run), self.undone[1:])

    def kept_for(self, item_ids: Collection[str]) -> Self:
        """A new history that begins with the answers to these items: for another agent's checklist.

        Readings and medicines are the same whatever is given.
        """
        kept = {key: answer for key, answer in self.answers.items() if key in item_ids}
        return type(self)(replace(self.run, answers=MappingProxyType(kept)))

    def changed_since(self, earlier: Self) -> tuple[str, ...]:
        """The items that are answered differently now than in `earlier`."""
        return _changed(earlier.answers, self.answers)

    def measured_since(self, earlier: Self) -> tuple[str, ...]:
        """The quantities that are read differently now than in `earlier`."""
        return _changed(earlier.run.readings, self.run.readings)

    def _moved_to(self, run: Run) -> Self:
        return self if run == self.run else type(self)(run, (*self.before, self.run))


def _with(values: Mapping[str, V], key: str, value: V | None) -> Mapping[str, V]:
    others = {name: each for name, each in values.items() if name != key}
    return MappingProxyType(others if value is None else {**others, key: value})


def _changed(earlier: Mapping[str, V], now: Mapping[str, V]) -> tuple[str, ...]:
    return tuple(key for key in {**earlier, **now} if earlier.get(key) != now.get(key))
