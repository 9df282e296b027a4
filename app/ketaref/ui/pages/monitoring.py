"""Monitoring steps in time order. What is a practice point and what a source says are told apart in every cell."""

from PySide6.QtWidgets import QWidget

from ketaref.core.adverse_effect import Line
from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.location import Kind
from ketaref.core.monitoring import MonitoringStep, Phase
from ketaref.core.source import Checked
from ketaref.store.content import ContentStore
from ketaref.ui.catalogue_page import Catalogue, CataloguePage, Choice, TextDetail, plain_html
from ketaref.ui.record_table import Column
from ketaref.ui.theme import Theme

NOTE = (
    "Before, during and after a session, in time order. Many intervals are practice points without a source of their "
    "own and say so; local policy and the product label come first."
)


class MonitoringPage(CataloguePage):
    """All monitoring steps of the content."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        phases = tuple(Phase)
        steps = tuple(sorted(store.monitoring_steps(), key=lambda step: phases.index(step.phase)))
        columns = (
            Column[MonitoringStep]("Phase", lambda step: step.phase.label, 2, lambda step: phases.index(step.phase)),
            Column[MonitoringStep]("What", lambda step: _told(step.item), 6),
            Column[MonitoringStep]("How often", lambda step: _told(step.interval), 4),
            Column[MonitoringStep]("Action", lambda step: _told(step.action), 5),
            Column[MonitoringStep]("Threshold", lambda step: _told(step.threshold), 4),
            Column[MonitoringStep]("Agent", lambda step: step.agents_in_brief, 3),
        )
        catalogue = Catalogue(Kind.MONITORING, "Monitoring", NOTE, "monitoring steps", columns, _choices())
        detail = TextDetail(plain_html(store), catalogue.noun, theme)
        super().__init__(catalogue, steps, store, detail, parent)


def _told(line: Line | None) -> str:
    """The text with how it was checked, where that is not the rule."""
    if line is None:
        return "—"
    return line.text if line.checked is Checked.PAGE else f"{line.text} [{line.checked.label}]"


def _choices() -> tuple[Choice, ...]:
    return (
        Choice.of("Agent", "All agents", ((agent.label, agent) for agent in SCREENED_AGENTS), _concerns),
        Choice.of("Phase", "Any phase", ((phase.label, phase) for phase in Phase), _is_in),
    )


def _concerns(step: MonitoringStep, agent: Agent) -> bool:
    return step.concerns(agent)


def _is_in(step: MonitoringStep, phase: Phase) -> bool:
    """A step that runs before and during a session is shown for either."""
    spans = step.phase is Phase.BEFORE_AND_DURING and phase in (Phase.BEFORE, Phase.DURING)
    return step.phase is phase or spans
