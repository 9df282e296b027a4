"""Conditions that a prescriber looks for before a dose, and who says how much each matters."""

from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.agent import Agent
from ketaref.core.measurement import Limit
from ketaref.core.source import Checked


class Level(StrEnum):
    """How strongly a source speaks against giving the agent; `rank` 0 is the strongest."""

    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    CAUTION = "caution"

    @property
    def rank(self) -> int:
        return _RANKS[self]

    @property
    def label(self) -> str:
        return self.value.capitalize()


_RANKS = {level: rank for rank, level in enumerate(Level)}


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


STANDING_RANKS = {standing: rank for rank, standing in enumerate(Standing)}
"""0 for the standing that counts first among positions of one level."""

_STANDING_LABELS = {
    Standing.LABEL: "Product label",
    Standing.GUIDANCE: "Guideline or regulator",
    Standing.LITERATURE: "Published literature",
    Standing.PROTOCOL: "Local protocol",
    Standing.TRIAL_EXCLUSION: "Trial exclusion",
    Standing.CLINICAL_JUDGEMENT: "Clinical judgement",
}


class Indication(StrEnum):
    """What the agent is given for, where a source speaks of that alone."""

    TRAUMA = "trauma"
    DEPRESSION = "depression"
    SUICIDALITY = "suicidality"
    PAIN = "pain"
    ANAESTHESIA = "anaesthesia"

    @property
    def label(self) -> str:
        return _INDICATION_LABELS[self]


_INDICATION_LABELS = {
    Indication.TRAUMA: "PTSD or another trauma-related disorder",
    Indication.DEPRESSION: "Depression",
    Indication.SUICIDALITY: "Acute suicidal ideation or behaviour",
    Indication.PAIN: "Pain",
    Indication.ANAESTHESIA: "Anaesthesia or procedural sedation",
}


class Setting(StrEnum):
    """Where the agent is given, where a source speaks of that place alone."""

    CLINIC = "clinic"
    HOSPITAL = "hospital"
    EMERGENCY = "emergency"
    OPERATING_ROOM = "operating_room"
    HOME = "home"

    @property
    def label(self) -> str:
        return _SETTING_LABELS[self]


_SETTING_LABELS = {
    Setting.CLINIC: "Outpatient clinic",
    Setting.HOSPITAL: "Hospital ward",
    Setting.EMERGENCY: "Emergency department or ambulance",
    Setting.OPERATING_ROOM: "Operating or procedure room",
    Setting.HOME: "At home",
}


@dataclass(frozen=True)
class Position:
    """What one source says of the condition for one agent.

    `limits`: the source's own numbers, any of which counts. `indications` and `settings`: those of which alone the
    source speaks; empty where it speaks of all, or does not say.
    """

    agent: Agent
    level: Level
    standing: Standing
    source: str
    checked: Checked
    detail: str = ""
    limits: tuple[Limit, ...] = ()
    indications: tuple[Indication, ...] = ()
    settings: tuple[Setting, ...] = ()

    def concerns(self, indication: Indication | None, setting: Setting | None) -> bool:
        """Whether the source speaks of this indication and setting; None is any."""
        asked_for = indication is None or not self.indications or indication in self.indications
        return asked_for and (setting is None or not self.settings or setting in self.settings)


@dataclass(frozen=True)
class Contraindication:
    """A condition, the question that finds it, and every source's position on it.

    `asked_if`: the item without which this one need not be asked; it is asked once that one is present or unknown.
    `monitoring`: ids of the monitoring steps that matter where this is present. `interactions`: ids of the records on
    medicines of which this item asks.
    """

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
    asked_if: str = ""
    monitoring: tuple[str, ...] = ()
    interactions: tuple[str, ...] = ()

    def quantities_for(self, agent: Agent) -> tuple[str, ...]:
        """The ids of what the limits for this agent measure, each once, in their order."""
        limits = (limit for position in self.positions_for(agent) for limit in position.limits)
        return tuple(dict.fromkeys(each.quantity for limit in limits for each in limit.comparisons))

    def positions_for(self, agent: Agent) -> tuple[Position, ...]:
        """The positions on this agent: the strictest first, and a label before a trial at the same level."""
        mine = [position for position in self.positions if position.agent is agent]
        return tuple(sorted(mine, key=lambda p: (p.level.rank, STANDING_RANKS[p.standing])))

    def strictest(self, agent: Agent) -> Position | None:
        """The position that counts for this agent, or None where no source speaks of it."""
        return next(iter(self.positions_for(agent)), None)

    def disagrees(self, agent: Agent) -> bool:
        """Whether sources put this condition at different levels for the agent."""
        return len({position.level for position in self.positions if position.agent is agent}) > 1
