"""What happens when a medicine meets ketamine or esketamine. A medicine not known here is never 'no interaction'."""

from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.adverse_effect import Line
from ketaref.core.agent import Agent
from ketaref.core.source import Checked


class InteractionSeverity(StrEnum):
    """Editorial grade; `rank` 0 is the gravest. What the label says stands in `Interaction.label_status`."""

    MAJOR = "major"
    MODERATE = "moderate"
    MINOR = "minor"

    @property
    def rank(self) -> int:
        return tuple(InteractionSeverity).index(self)

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Basis(StrEnum):
    """What kind of evidence a record rests on."""

    LABEL = "label"
    REGULATORY = "regulatory"
    GUIDELINE = "guideline"
    TRIAL = "trial"
    MIXED = "mixed"
    PRACTICE_POINT = "practice_point"

    @property
    def label(self) -> str:
        return {"practice_point": "Practice point"}.get(self.value, self.value.capitalize())


@dataclass(frozen=True)
class Interaction:
    """A medicine or class against the agents: severity, evidence and action kept apart."""

    id: str
    interacting: str
    examples: tuple[str, ...]
    agents: tuple[Agent, ...]
    mechanism: str
    effect: Line
    severity: InteractionSeverity
    action: Line
    basis: Basis
    sources: tuple[str, ...]
    checked: Checked
    label_status: str = ""
    note: str = ""


@dataclass(frozen=True)
class NotAssessed:
    """A medicine that no record here names: nothing is known from this reference, not even that it is harmless.

    `recorded_with` holds the agents that records do speak of, where one was asked for that they leave out.
    """

    medicine: str
    recorded_with: tuple[Agent, ...] = ()


@dataclass(frozen=True)
class MedicineFindings:
    """What the records say of what was typed, gravest first, and the words in it that no record knows."""

    medicine: str
    interactions: tuple[Interaction, ...]
    unrecognised: tuple[str, ...] = ()
