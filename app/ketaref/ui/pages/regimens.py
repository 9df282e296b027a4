"""Regimens as published: dose, rate and course with their population. None is computed for a patient."""

from PySide6.QtWidgets import QWidget

from ketaref.core.agent import Agent
from ketaref.core.location import Kind
from ketaref.core.regimen import Regimen, RegimenStatus
from ketaref.store.content import ContentStore
from ketaref.ui.catalogue_page import Catalogue, CataloguePage, Choice, TextDetail, plain_html, source_names
from ketaref.ui.record_table import Column
from ketaref.ui.theme import Theme

NOTE = (
    "Doses as licensed or as given in a study, each with its population and source. Nothing here is computed for a "
    "patient. Doses do not convert between routes, and anaesthetic doses are not psychiatric doses."
)
_SHAPES = {
    RegimenStatus.APPROVED: "●",
    RegimenStatus.GUIDELINE: "◆",
    RegimenStatus.STUDIED: "◇",
    RegimenStatus.OFF_LABEL_STUDIED: "○",
    RegimenStatus.RETRACTED: "✕",
}


class RegimensPage(CataloguePage):
    """All regimens of the content."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        regimens = store.regimens()
        columns = (
            Column[Regimen]("Agent", _agents, 3),
            Column[Regimen]("Indication", lambda regimen: regimen.indication, 4),
            Column[Regimen]("Dose", lambda regimen: regimen.dose, 4),
            Column[Regimen]("Rate", lambda regimen: regimen.rate or "not stated", 3),
            Column[Regimen]("Status", _status, 3, sort_key=lambda regimen: tuple(RegimenStatus).index(regimen.status)),
            Column[Regimen]("Source", lambda regimen: source_names(store, regimen.sources[:1]), 3),
        )
        catalogue = Catalogue(Kind.REGIMEN, "Regimens", NOTE, "regimens", columns, _choices(regimens), NOTE)
        detail = TextDetail(plain_html(store), catalogue.noun, theme)
        super().__init__(catalogue, regimens, store, detail, parent)


def _agents(regimen: Regimen) -> str:
    return " or ".join(agent.label for agent in regimen.agents)


def _status(regimen: Regimen) -> str:
    return f"{_SHAPES[regimen.status]} {regimen.status.label}"


def _choices(regimens: tuple[Regimen, ...]) -> tuple[Choice, ...]:
    used_agents = {agent for regimen in regimens for agent in regimen.agents}
    used_statuses = {regimen.status for regimen in regimens}
    return (
        Choice.of("Agent", "All agents", ((a.label, a) for a in Agent if a in used_agents), _is_given_as),
        Choice.of("Status", "Any status", ((s.label, s) for s in RegimenStatus if s in used_statuses), _has_status),
    )


def _is_given_as(regimen: Regimen, agent: Agent) -> bool:
    return agent in regimen.agents


def _has_status(regimen: Regimen, status: RegimenStatus) -> bool:
    return regimen.status is status
