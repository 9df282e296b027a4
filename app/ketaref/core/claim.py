"""What is said of ketamine in trauma, held against the evidence: told to be appraised, never to be believed."""

from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.adverse_effect import Line
from ketaref.core.source import Checked


class Appraisal(StrEnum):
    """What the evidence makes of a claim; `rank` 0 is the one that a reader must hear of first."""

    WRONG = "wrong"
    UNSUPPORTED = "unsupported"
    OVERSTATED = "overstated"
    OUT_OF_DATE = "out of date"
    NOT_CHECKABLE = "not checkable"
    PARTLY_SUPPORTED = "partly supported"
    SUPPORTED = "supported"

    @property
    def rank(self) -> int:
        return tuple(Appraisal).index(self)

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def meaning(self) -> str:
        """The value in a sentence, for those who see it first."""
        return _MEANINGS[self]


_MEANINGS = {
    Appraisal.WRONG: "Sources that were read say the contrary.",
    Appraisal.UNSUPPORTED: "No source that was read bears it out.",
    Appraisal.OVERSTATED: "There is something in it, but less, for fewer people or for a shorter time than it says.",
    Appraisal.OUT_OF_DATE: "It was right once; newer sources say otherwise.",
    Appraisal.NOT_CHECKABLE: "It is too vague, or too personal, to be held against evidence.",
    Appraisal.PARTLY_SUPPORTED: "Part of it is borne out; the rest is not, or needs a condition that it leaves out.",
    Appraisal.SUPPORTED: "Sources that were read bear it out.",
}


class Confidence(StrEnum):
    """How sure the editors are of an appraisal. It is not the certainty of the evidence, which each page gives."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


@dataclass(frozen=True)
class Claim:
    """A statement of the article that this reference grew from, with its appraisal.

    `heading` is the article's heading under which it stands, `topic` the id of the page that treats it. `consequence`
    says what follows for practice and carries its own check, mostly that of a practice point.
    """

    id: str
    heading: str
    claim: str
    appraisal: Appraisal
    confidence: Confidence
    evidence: str
    topic: str
    sources: tuple[str, ...]
    checked: Checked
    consequence: Line | None = None
    note: str = ""
