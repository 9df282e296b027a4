"""Unwanted effects with their rates. A rate without its dose, route and denominator is not a rate."""

from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.agent import Agent
from ketaref.core.source import Checked


class FrequencyBand(StrEnum):
    """Bands of the Council for International Organizations of Medical Sciences (CIOMS)."""

    VERY_COMMON = "very common"
    COMMON = "common"
    UNCOMMON = "uncommon"
    RARE = "rare"
    VERY_RARE = "very rare"
    UNKNOWN = "unknown"

    @property
    def rank(self) -> int:
        return tuple(FrequencyBand).index(self)

    @property
    def label(self) -> str:
        return _BAND_LABELS[self]


_BAND_LABELS = {
    FrequencyBand.VERY_COMMON: "Very common (≥ 1/10)",
    FrequencyBand.COMMON: "Common (≥ 1/100 to < 1/10)",
    FrequencyBand.UNCOMMON: "Uncommon (≥ 1/1,000 to < 1/100)",
    FrequencyBand.RARE: "Rare (≥ 1/10,000 to < 1/1,000)",
    FrequencyBand.VERY_RARE: "Very rare (< 1/10,000)",
    FrequencyBand.UNKNOWN: "Not known",
}


class Seriousness(StrEnum):
    """Whether the effect meets a regulator's idea of serious; `rank` 0 is the most serious."""

    SERIOUS = "serious"
    CAN_BE_SERIOUS = "can be serious"
    USUALLY_NOT_SERIOUS = "usually not serious"

    @property
    def rank(self) -> int:
        return tuple(Seriousness).index(self)

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True)
class Count:
    """Affected of observed, `n/N`."""

    affected: int
    observed: int

    @property
    def percent(self) -> float:
        return 100 * self.affected / self.observed

    def __str__(self) -> str:
        return f"{self.affected}/{self.observed}"


@dataclass(frozen=True)
class Rate:
    """One published frequency: percent as the source prints it, with what it counts and what it was compared to."""

    agent: Agent
    dose_context: str
    source: str
    checked: Checked
    percent: float | None = None
    comparator_percent: float | None = None
    count: Count | None = None
    comparator_count: Count | None = None
    denominator: str = ""

    def is_figure(self, text: str) -> bool:
        """Whether a text such as `8.4%` names this rate, as the source prints it or as its count gives it."""
        printed = {f"{self.percent:g}%", f"{self.percent:.1f}%"} if self.percent is not None else set()
        counted = {f"{self.count.percent:.1f}%"} if self.count else set()
        return text in printed | counted


@dataclass(frozen=True)
class Line:
    """A line of practical text with how it was checked."""

    text: str
    checked: Checked


@dataclass(frozen=True)
class AdverseEffect:
    """An unwanted effect: how often, when, how long, how serious, what to do.

    `band_basis` says what figure puts it into its band, `band_source` which source gives the figure.
    """

    id: str
    name: str
    plain_name: str
    system_organ_class: str
    band: FrequencyBand
    band_basis: str
    seriousness: Seriousness
    rates: tuple[Rate, ...]
    sources: tuple[str, ...]
    checked: Checked
    seriousness_note: str = ""
    band_source: str = ""
    synonyms: tuple[str, ...] = ()
    long_term: bool = False
    onset: Line | None = None
    peak: Line | None = None
    duration: Line | None = None
    risk_factors: Line | None = None
    prevention: Line | None = None
    management: Line | None = None
    when_to_stop: Line | None = None
    note: str = ""

    @property
    def agents(self) -> tuple[Agent, ...]:
        """The agents with a published observation, in the order of `Agent`."""
        present = {rate.agent for rate in self.rates}
        return tuple(agent for agent in Agent if agent in present)
