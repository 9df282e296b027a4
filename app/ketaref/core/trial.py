"""Trials, written down once: who, what, against what, what came of it. Pages and the screen draw on the same record."""

from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.adverse_effect import Line
from ketaref.core.agent import Agent
from ketaref.core.source import Checked


class Design(StrEnum):
    """How people came to their treatment and who knew of it."""

    PARALLEL = "randomised, parallel"
    CROSSOVER = "randomised, crossover"
    RANDOMISED_OPEN = "randomised, open-label"
    WITHDRAWAL = "randomised withdrawal"
    OPEN_LABEL = "open-label, no control"
    COHORT = "cohort"
    CASE_CONTROL = "case-control"
    CASES = "case series"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Direction(StrEnum):
    """What an outcome says, in the terms of its own test; a null result is a result.

    A nominal p value after the primary outcome has missed shows no significant difference: it could not be tested.
    """

    FAVOURS_TREATMENT = "favours the treatment"
    NO_DIFFERENCE = "no significant difference"
    NOT_INFERIOR = "not inferior to the comparator"
    FAVOURS_COMPARATOR = "favours the comparator"
    MARKER_ONLY = "differs on a marker, not on symptoms"
    WITHOUT_CONTROL = "change without a control"
    PENDING = "no result yet"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True)
class Outcome:
    """One measured result: the scale, when it was taken, the effect with its interval as far as it was read."""

    measure: str
    time_point: str
    result: str
    direction: Direction
    source: str
    checked: Checked
    primary: bool = False


@dataclass(frozen=True)
class Trial:
    """A study of ketamine or esketamine.

    `number` is how many people took part as the source counts them (`counted`: randomised, enrolled, analysed); None
    where it was not read. `registration` is the number in a trial register, only where it was read. `year` is that of
    the main publication, None while there is none.
    """

    id: str
    name: str
    condition: str
    design: Design
    population: str
    agents: tuple[Agent, ...]
    intervention: str
    outcomes: tuple[Outcome, ...]
    sources: tuple[str, ...]
    checked: Checked
    number: int | None = None
    counted: str = ""
    blinding: str = ""
    comparator: str = ""
    year: int | None = None
    registration: str = ""
    follow_up: str = ""
    harms: Line | None = None
    funding: Line | None = None
    risk_of_bias: tuple[Line, ...] = ()
    note: str = ""

    @property
    def primary_outcomes(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.primary)
