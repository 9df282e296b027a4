"""The contraindication checklist: what was answered, and what follows from it. It finds; it never decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.contraindication import (
    STANDING_RANKS,
    Contraindication,
    Indication,
    Level,
    Position,
    Setting,
    Standing,
)
from ketaref.core.errors import InputError, shortened
from ketaref.core.measurement import Limit, LimitState, Readings


class Answer(StrEnum):
    """What was found out about a condition. An item without an answer is unanswered, which is not `no`."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Treatment:
    """What is to be given: the agent, and the indication and setting where one wants only what holds for them."""

    agent: Agent
    indication: Indication | None = None
    setting: Setting | None = None

    @property
    def label(self) -> str:
        parts = [self.agent.label]
        parts += [self.indication.label] if self.indication else []
        parts += [self.setting.label] if self.setting else []
        return ", ".join(parts)


@dataclass(frozen=True)
class ChecklistGroup:
    """Items that belong together, strictest first."""

    name: str
    items: tuple[Contraindication, ...]


@dataclass(frozen=True)
class Checklist:
    """The items that any source speaks of for one treatment; the group with most absolute items first.

    An item carries the positions that count. `left_out` holds, by item id, those on the same agent that speak of
    another indication or setting alone; where nobody else speaks of the item, they count all the same.
    """

    treatment: Treatment
    groups: tuple[ChecklistGroup, ...]
    left_out: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)

    @property
    def agent(self) -> Agent:
        return self.treatment.agent

    @property
    def items(self) -> tuple[Contraindication, ...]:
        return tuple(item for group in self.groups for item in group.items)

    def item(self, item_id: str) -> Contraindication | None:
        """The item with this id, if it is on the checklist."""
        return next((item for item in self.items if item.id == item_id), None)


@dataclass(frozen=True)
class AppliedLimit:
    """A source's number against what was measured. `readings`: what was, for each of its comparisons; None: nothing."""

    position: Position
    limit: Limit
    state: LimitState
    readings: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class Finding:
    """An item that is present or might be, with the position that counts for the agent and all the others.

    `strictest` counts. Where a reading alone makes the item present, it is the strictest of those whose limit is
    reached: a trial's number is not a label's word. Whether the condition itself is present is then still open.
    """

    item: Contraindication
    answer: Answer | None
    strictest: Position
    positions: tuple[Position, ...]
    limits: tuple[AppliedLimit, ...] = ()

    @property
    def level(self) -> Level:
        return self.strictest.level

    @property
    def standing(self) -> Standing:
        return self.strictest.standing

    @property
    def reached(self) -> tuple[AppliedLimit, ...]:
        """The limits that the readings reach."""
        return tuple(each for each in self.limits if each.state is LimitState.REACHED)

    @property
    def left_open(self) -> Position | None:
        """The stricter position on the item itself that a reading alone does not settle; None where there is none."""
        of_item = self.positions[0]
        by_number = self.reached and self.answer is not Answer.YES
        return of_item if by_number and of_item.level.rank < self.strictest.level.rank else None

    @property
    def contradicts(self) -> bool:
        """Whether a reading reaches a limit although the item was answered as absent."""
        return self.answer is Answer.NO and bool(self.reached)


@dataclass(frozen=True)
class ChecklistResult:
    """What was found. Every item of the checklist is in exactly one of the five.

    `not_asked`: items that need not be asked because the item that they depend on is absent. `waiting`: ids of the
    unanswered ones that are asked only once the item that they depend on is answered.
    """

    treatment: Treatment
    present: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    unanswered: tuple[Finding, ...]
    absent: tuple[Finding, ...]
    not_asked: tuple[Finding, ...] = ()
    waiting: frozenset[str] = frozenset()

    @property
    def agent(self) -> Agent:
        return self.treatment.agent

    @property
    def total(self) -> int:
        """The items that are asked."""
        return len(self.present) + len(self.unknown) + len(self.unanswered) + len(self.absent)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every item of the checklist, part after part."""
        return (*self.present, *self.unknown, *self.unanswered, *self.absent, *self.not_asked)

    def present_at(self, level: Level) -> tuple[Finding, ...]:
        """The present items of one level."""
        return tuple(finding for finding in self.present if finding.level is level)


def build_checklist(treatment: Treatment | Agent, contraindications: Sequence[Contraindication]) -> Checklist:
    """The checklist for a treatment, or for an agent whatever the indication and setting.

    Raises InputError for an agent that the content does not screen.
    """
    treatment = treatment if isinstance(treatment, Treatment) else Treatment(treatment)
    agent = treatment.agent
    if agent not in SCREENED_AGENTS:
        offered = ", ".join(SCREENED_AGENTS)
        raise InputError("agent", f"no checklist for {agent.value}; there is one for: {offered}")
    by_group: dict[str, list[Contraindication]] = {}
    left_out: dict[str, tuple[Position, ...]] = {}
    for item in contraindications:
        positions = item.positions_for(agent)
        if positions:
            counting, others = _parted(positions, treatment)
            by_group.setdefault(item.group, []).append(replace(item, positions=counting) if others else item)
            if others:
                left_out[item.id] = others
    groups = [ChecklistGroup(name, tuple(sorted(items, key=_gravity(agent)))) for name, items in by_group.items()]
    ordered = tuple(sorted(groups, key=lambda group: _gravity(agent)(group.items[0])))
    return Checklist(treatment, ordered, left_out)


def _parted(positions: tuple[Position, ...], treatment: Treatment) -> tuple[tuple[Position, ...], tuple[Position, ...]]:
    """Those that count for the treatment and those that do not. Where none does, all count: silence is no answer."""
    counting = tuple(each for each in positions if each.concerns(treatment.indication, treatment.setting))
    if not counting:
        return positions, ()
    return counting, tuple(each for each in positions if each not in counting)


def tally(
    checklist: Checklist, answers: Mapping[str, Answer], readings: Readings = MappingProxyType({})
) -> ChecklistResult:
    """Sort every item by its answer (item id to answer) and its readings (quantity id to number), strictest first.

    An item is present where it was answered so, or where a reading reaches a limit that a source sets, whatever was
    answered. A reading that reaches none answers nothing: a limit is not all that a source says. An item that depends
    on an absent one need not be asked, unless something was entered for it.

    Raises InputError where an answer names an item that is not on this checklist.
    """
    known = {item.id for item in checklist.items}
    for item_id in answers:
        if item_id not in known:
            raise InputError(
                "answers", f"{shortened(item_id)} is not an item of the checklist for {checklist.agent.value}"
            )
    ordered = sorted(checklist.items, key=_gravity(checklist.agent))
    findings = [_finding(item, checklist.agent, answers.get(item.id), readings) for item in ordered]
    present = tuple(sorted((each for each in findings if each.answer is Answer.YES or each.reached), key=_order))
    present_ids = {each.item.id for each in present}
    others = [each for each in findings if each.item.id not in present_ids]

    def is_asked(finding: Finding) -> bool:
        parent = finding.item.asked_if
        absent = answers.get(parent) is Answer.NO and parent not in present_ids
        return finding.answer is not None or not absent

    def answered(answer: Answer | None) -> tuple[Finding, ...]:
        return tuple(each for each in others if each.answer is answer and is_asked(each))

    unanswered = answered(None)
    open_ids = {each.item.id for each in unanswered}
    return ChecklistResult(
        checklist.treatment,
        present=present,
        unknown=answered(Answer.UNKNOWN),
        unanswered=unanswered,
        absent=answered(Answer.NO),
        not_asked=tuple(each for each in others if not is_asked(each)),
        waiting=frozenset(each.item.id for each in unanswered if each.item.asked_if in open_ids),
    )


def kept_answers(before: Checklist, after: Checklist) -> frozenset[str]:
    """The items of both checklists whose answer means the same in both: the same limits apply to them.

    "Not above the limit" for one agent says nothing of another one's lower limit.
    """

    def limits(checklist: Checklist, item: Contraindication) -> frozenset[Limit]:
        return frozenset(limit for position in item.positions_for(checklist.agent) for limit in position.limits)

    there = {item.id: limits(before, item) for item in before.items}
    return frozenset(item.id for item in after.items if there.get(item.id) == limits(after, item))


def read_answers(data: object) -> dict[str, Answer]:
    """Answers from plain values, `{"ci_avm": "no", ...}`. Raises InputError naming the first that does not fit."""
    if not isinstance(data, dict):
        raise InputError("answers", 'expected an object such as {"ci_avm": "no"}')
    answers = {}
    for item_id, value in data.items():
        try:
            answers[str(item_id)] = Answer(value)
        except ValueError:
            raise InputError(
                "answers", f"{shortened(item_id)} must be yes, no or unknown, not {shortened(value)}"
            ) from None
    return answers


def _finding(item: Contraindication, agent: Agent, answer: Answer | None, readings: Readings) -> Finding:
    positions = item.positions_for(agent)
    limits = [(position, limit) for position in positions for limit in position.limits]
    applied = tuple(
        AppliedLimit(
            position,
            limit,
            limit.state(readings),
            tuple(readings.get(each.quantity) for each in limit.comparisons),
        )
        for position, limit in limits
    )
    reached = [each.position for each in applied if each.state is LimitState.REACHED]
    counts = reached[0] if reached and answer is not Answer.YES else positions[0]
    return Finding(item, answer, counts, positions, applied)


def _order(finding: Finding) -> tuple[int, int, str]:
    return (finding.level.rank, STANDING_RANKS[finding.standing], finding.item.id)


def _gravity(agent: Agent) -> Callable[[Contraindication], tuple[int, int, str]]:
    def key(item: Contraindication) -> tuple[int, int, str]:
        position = item.positions_for(agent)[0]
        return (position.level.rank, STANDING_RANKS[position.standing], item.id)

    return key
