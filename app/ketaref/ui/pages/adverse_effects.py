"""The side-effect reference: how often, against what, when, and what to do."""

from PySide6.QtWidgets import QWidget

from ketaref.core.adverse_effect import AdverseEffect, FrequencyBand, Rate, Seriousness
from ketaref.core.agent import Agent
from ketaref.core.location import Kind
from ketaref.core.record_text import rate_text
from ketaref.store.content import ContentStore
from ketaref.ui.catalogue_page import Catalogue, CataloguePage, Choice
from ketaref.ui.effect_detail import EffectDetail
from ketaref.ui.record_table import Column
from ketaref.ui.theme import Theme

NOTE = (
    "Every rate keeps its dose, route, denominator and comparator. Rates of different studies do not compare; "
    "non-medical use and anaesthetic doses say so and are no measure of treatment."
)
_SHAPES = {Seriousness.SERIOUS: "▲", Seriousness.CAN_BE_SERIOUS: "△", Seriousness.USUALLY_NOT_SERIOUS: "·"}
_SHORT_BANDS = {band: band.label.partition(" (")[0] for band in FrequencyBand}


class AdverseEffectsPage(CataloguePage):
    """All side effects of the content."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        effects = store.adverse_effects()
        columns = (
            Column[AdverseEffect]("Effect", _names, 6),
            Column[AdverseEffect]("Frequency", lambda effect: _SHORT_BANDS[effect.band], 3, _band_rank, _band_tip),
            Column[AdverseEffect]("First published rate", self._rate_text, 7, self._percent),
            Column[AdverseEffect]("Seriousness", _seriousness, 3, lambda effect: effect.seriousness.rank),
        )
        choices = _choices(effects)
        catalogue = Catalogue(Kind.ADVERSE_EFFECT, "Side effects", NOTE, "side effects", columns, choices, NOTE)
        self._agent: Agent | None = None
        super().__init__(catalogue, effects, store, EffectDetail(store, theme), parent)

    def apply_filters(self) -> None:
        """Rates are those of the chosen agent; what is not listed for it was not reported, which is said."""
        box = self.choice_box("Agent")
        agent = next((agent for agent in Agent if agent.label == box.currentText()), None)
        if agent is not self._agent:
            self._agent = agent
            self.table.rows.forget_texts()
        super().apply_filters()
        if self._agent:
            self.say(
                f"Listed: effects that the sources read report for {self._agent.label}, with rates of that agent. An "
                "effect that is missing here was not reported, which does not mean that it does not occur."
            )
        else:
            self.say(NOTE)

    def _rate_text(self, effect: AdverseEffect) -> str:
        rate = _first_rate(effect, self._agent)
        if rate is None:
            return "No percentage in treatment; see the record" if effect.rates else "No percentage in the sources read"
        return f"{rate_text(rate)}\n{rate.agent.label}, {rate.dose_context}"

    def _percent(self, effect: AdverseEffect) -> float:
        """Highest first; no percentage last."""
        rate = _first_rate(effect, self._agent)
        return -(rate.percent or 0.0) if rate else 1.0


def _names(effect: AdverseEffect) -> str:
    same = effect.plain_name.casefold() == effect.name.casefold()
    return effect.name if same else f"{effect.name}\n{effect.plain_name}"


def _band_rank(effect: AdverseEffect) -> float:
    return effect.band.rank


def _band_tip(effect: AdverseEffect) -> str:
    return f"{effect.band.label}. {effect.band_basis}"


def _seriousness(effect: AdverseEffect) -> str:
    return f"{_SHAPES[effect.seriousness]} {effect.seriousness.label}"


def _first_rate(effect: AdverseEffect, agent: Agent | None) -> Rate | None:
    """The first percentage that was measured against a comparator, else the first; of one agent if given.

    Non-medical use is no treatment and counts only where it is asked for.
    """
    rates = [
        rate
        for rate in effect.rates
        if rate.percent is not None and (rate.agent is agent if agent else rate.agent is not Agent.NON_MEDICAL_KETAMINE)
    ]
    compared = [rate for rate in rates if rate.comparator_percent is not None]
    return next(iter(compared or rates), None)


def _choices(effects: tuple[AdverseEffect, ...]) -> tuple[Choice, ...]:
    classes = sorted({effect.system_organ_class for effect in effects})
    agents = {agent for effect in effects for agent in effect.agents}
    return (
        Choice.of("Organ class", "All organ classes", ((name, name) for name in classes), _is_of_class),
        Choice.of("Agent", "All agents", ((agent.label, agent) for agent in Agent if agent in agents), _seen_with),
        Choice.of("Frequency", "Any frequency", ((_SHORT_BANDS[band], band) for band in FrequencyBand), _is_in_band),
        Choice.of("Seriousness", "Any seriousness", ((s.label, s) for s in Seriousness), _is_as_serious),
    )


def _is_of_class(effect: AdverseEffect, name: str) -> bool:
    return effect.system_organ_class == name


def _seen_with(effect: AdverseEffect, agent: Agent) -> bool:
    return agent in effect.agents


def _is_in_band(effect: AdverseEffect, band: FrequencyBand) -> bool:
    return effect.band is band


def _is_as_serious(effect: AdverseEffect, seriousness: Seriousness) -> bool:
    return effect.seriousness is seriousness
