"""Doses as labelled or as studied. Nothing here is computed for a patient."""

from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.agent import Agent
from ketaref.core.source import Checked


class RegimenStatus(StrEnum):
    """Whether a regulator licensed the regimen for the indication or a trial merely tested it."""

    APPROVED = "approved"
    GUIDELINE = "guideline"
    STUDIED = "studied"
    OFF_LABEL_STUDIED = "off-label studied"
    RETRACTED = "retracted"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    RegimenStatus.APPROVED: "Licensed",
    RegimenStatus.GUIDELINE: "Guideline",
    RegimenStatus.STUDIED: "As studied in a trial",
    RegimenStatus.OFF_LABEL_STUDIED: "Off-label, as studied",
    RegimenStatus.RETRACTED: "Retracted publication",
}


@dataclass(frozen=True)
class Regimen:
    """A published regimen: dose, rate and course with their population and source."""

    id: str
    agents: tuple[Agent, ...]
    substance: str
    route: str
    indication: str
    regimen: str
    dose: str
    status: RegimenStatus
    sources: tuple[str, ...]
    checked: Checked
    rate: str = ""
    max: str = ""
    notes: str = ""
