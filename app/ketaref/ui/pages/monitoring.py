"""Monitoring steps in time order. What is a practice point and what a source says are told apart in every cell."""

from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ketaref.core.adverse_effect import Line
from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.location import Kind
from ketaref.core.monitoring import MonitoringStep, Phase
from ketaref.core.source import Checked
from ketaref.export.session_sheet import session_sheet
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
        catalogue = Catalogue(Kind.MONITORING, "Monitoring", NOTE, "monitoring steps", columns, _choices(), NOTE)
        detail = TextDetail(plain_html(store), catalogue.noun, theme)
        self.session = QPushButton("Session sheet…")
        self.session.setAccessibleDescription("A sheet for paper with empty columns, for the agent that you choose")
        super().__init__(catalogue, steps, store, detail, parent, buttons=(self.session,))
        agents = QMenu(self.session)
        for agent in SCREENED_AGENTS:
            agents.addAction(agent.label).triggered.connect(partial(self._print_session, agent))
        self.session.setMenu(agents)

    def _print_session(self, agent: Agent) -> None:
        steps = tuple(step for step in self.store.monitoring_steps() if step.concerns(agent))
        cited = dict.fromkeys(source_id for step in steps for source_id in step.sources)
        self.paper_requested.emit(partial(session_sheet, agent, steps, self.store.sources_named(tuple(cited))))


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
