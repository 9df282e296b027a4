"""The contraindication checklist: what was answered, and what follows from it. It finds; it never decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.contraindication import Contraindication, Level, Position, Standing
from ketaref.core.errors import InputError


class Answer(StrEnum):
    """What was found out about a condition. An item without an answer is unanswered, which is not `no`."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ChecklistGroup:
    """Items that belong together, strictest first."""

    name: str
    items: tuple[Contraindication, ...]


@dataclass(frozen=True)
class Checklist:
    """The items that any source speaks of for one agent; the group with most absolute items first."""

    agent: Agent
    groups: tuple[ChecklistGroup, ...]

    @property
    def items(self) -> tuple[Contraindication, ...]:
        return tuple(item for group in self.groups for item in group.items)


@dataclass(frozen=True)
class Finding:
    """An item that is present or might be, with the position that counts for the agent and all the others."""

    item: Contraindication
    answer: Answer | None
    strictest: Position
    positions: tuple[Position, ...]

    @property
    def level(self) -> Level:
        return self.strictest.level

    @property
    def standing(self) -> Standing:
        return self.strictest.standing


@dataclass(frozen=True)
class ChecklistResult:
    """What was found. Every item of the checklist is in exactly one of the four."""

    agent: Agent
    present: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    unanswered: tuple[Finding, ...]
    absent: tuple[Finding, ...]

    @property
    def total(self) -> int:
        return len(self.present) + len(self.unknown) + len(self.unanswered) + len(self.absent)

    def present_at(self, level: Level) -> tuple[Finding, ...]:
        """The present items of one level."""
        return tuple(finding for finding in self.present if finding.level is level)


def build_checklist(agent: Agent, contraindications: Sequence[Contraindication]) -> Checklist:
    """The checklist for an agent. Raises InputError for an agent that the content does not screen."""
    if agent not in SCREENED_AGENTS:
        offered = ", ".join(SCREENED_AGENTS)
        raise InputError("agent", f"no checklist for {agent.value}; there is one for: {offered}")
    by_group: dict[str, list[Contraindication]] = {}
    for item in contraindications:
        if item.strictest(agent):
            by_group.setdefault(item.group, []).append(item)
    groups = [ChecklistGroup(name, tuple(sorted(items, key=_gravity(agent)))) for name, items in by_group.items()]
    return Checklist(agent, tuple(sorted(groups, key=lambda group: _gravity(agent)(group.items[0]))))


def tally(checklist: Checklist, answers: Mapping[str, Answer]) -> ChecklistResult:
    """Sort every item by its answer (item id to answer), strictest first.

    Raises InputError where an answer names an item that is not on this checklist.
    """
    known = {item.id for item in checklist.items}
    for item_id in answers:
        if item_id not in known:
            raise InputError("answers", f"{item_id!r} is not an item of the checklist for {checklist.agent.value}")
    gravity = _gravity(checklist.agent)
    findings = [_finding(item, checklist.agent, answers.get(item.id)) for item in sorted(checklist.items, key=gravity)]

    def answered(answer: Answer | None) -> tuple[Finding, ...]:
        return tuple(finding for finding in findings if finding.answer is answer)

    return ChecklistResult(
        checklist.agent,
        present=answered(Answer.YES),
        unknown=answered(Answer.UNKNOWN),
        unanswered=answered(None),
        absent=answered(Answer.NO),
    )


def read_answers(data: object) -> dict[str, Answer]:
    """Answers from plain values, `{"ci_avm": "no", ...}`. Raises InputError naming the first that does not fit."""
    if not isinstance(data, dict):
        raise InputError("answers", 'expected an object such as {"ci_avm": "no"}')
    answers = {}
    for item_id, value in data.items():
        try:
            answers[str(item_id)] = Answer(value)
        except ValueError:
            raise InputError("answers", f"{item_id!r} must be yes, no or unknown, not {value!r}") from None
    return answers


def _finding(item: Contraindication, agent: Agent, answer: Answer | None) -> Finding:
    positions = item.positions_for(agent)
    return Finding(item, answer, positions[0], positions)


def _gravity(agent: Agent) -> Callable[[Contraindication], tuple[int, int, str]]:
    def key(item: Contraindication) -> tuple[int, int, str]:
        position = item.positions_for(agent)[0]
        return (position.level.rank, tuple(Standing).index(position.standing), item.id)

    return key
