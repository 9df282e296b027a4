"""Conditions that a prescriber looks for before a dose, and who says how much each matters."""

from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.agent import Agent
from ketaref.core.source import Checked


class Level(StrEnum):
    """How strongly a source speaks against giving the agent; `rank` 0 is the strongest."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    CAUTION = "caution"

    @property
    def rank(self) -> int:
        return tuple(Level).index(self)

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Standing(StrEnum):
    """In what capacity a source speaks: a label's word is not a trial's exclusion nor a clinician's judgement."""

    LABEL = "label"
    GUIDANCE = "guidance"
    LITERATURE = "literature"
    PROTOCOL = "protocol"
    TRIAL_EXCLUSION = "trial_exclusion"
    CLINICAL_JUDGEMENT = "clinical_judgement"

    @property
    def label(self) -> str:
        return _STANDING_LABELS[self]


_STANDING_LABELS = {
    Standing.LABEL: "Product label",
    Standing.GUIDANCE: "Guideline or regulator",
    Standing.LITERATURE: "Published literature",
    Standing.PROTOCOL: "Local protocol",
    Standing.TRIAL_EXCLUSION: "Trial exclusion",
    Standing.CLINICAL_JUDGEMENT: "Clinical judgement",
}


@dataclass(frozen=True)
class Position:
    """What one source says of the condition for one agent."""

    agent: Agent
    level: Level
    standing: Standing
    source: str
    checked: Checked
    detail: str = ""


@dataclass(frozen=True)
class Contraindication:
    """A condition, the question that finds it, and every source's position on it."""

    id: str
    condition: str
    question: str
    group: str
    positions: tuple[Position, ...]
    rationale: str
    action: str
    checked: Checked
    sources: tuple[str, ...]
    threshold: str = ""
    note: str = ""
    action_is_practice_point: bool = False

    def positions_for(self, agent: Agent) -> tuple[Position, ...]:
        """The positions on this agent: the strictest first, and a label before a trial at the same level."""
        mine = [position for position in self.positions if position.agent is agent]
        standings = tuple(Standing)
        return tuple(sorted(mine, key=lambda p: (p.level.rank, standings.index(p.standing))))

    def strictest(self, agent: Agent) -> Position | None:
        """The position that counts for this agent, or None where no source speaks of it."""
        return next(iter(self.positions_for(agent)), None)

    def disagrees(self, agent: Agent) -> bool:
        """Whether sources put this condition at different levels for the agent."""
        return len({position.level for position in self.positions if position.agent is agent}) > 1
