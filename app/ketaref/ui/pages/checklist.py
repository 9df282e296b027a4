"""The contraindication checklist."""

from datetime import datetime
from functools import cached_property

from PySide6.QtWidgets import QStackedLayout, QWidget

from ketaref import __version__
from ketaref.core.agent import SCREENED_AGENTS, Agent, screened_agent
from ketaref.core.checklist import Treatment, build_checklist, kept_answers
from ketaref.core.checklist_report import Reference
from ketaref.core.interaction import MedicineFindings, NotAssessed
from ketaref.core.interaction_check import MedicineIndex
from ketaref.core.location import Kind, Location
from ketaref.core.synonyms import Synonyms
from ketaref.export.record import Made
from ketaref.export.sheet import Sheet, Stamp
from ketaref.store.content import ContentStore
from ketaref.ui.agent_choice import AgentChange, AgentChoice
from ketaref.ui.checklist_screen import ChecklistScreen
from ketaref.ui.page import Page
from ketaref.ui.scrolled import Scrolled
from ketaref.ui.theme import Theme

TITLE = "Contraindication checklist"


class ChecklistPage(Page):
    """Agent first, then the run; a run goes on where it was left as long as the program is open.

    `checklist` shows the run, or the choice of agent when there is none; `checklist/AGENT#ITEM` that agent's run.
    """

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._items = store.contraindications()
        self._checklists = {agent: build_checklist(agent, self._items) for agent in SCREENED_AGENTS}
        self._wanted: Location | None = None
        self._from_top = False
        """Whether to show what stands above the items, with the agent's name: the limits are those of the agent."""
        self.choice = AgentChoice(tuple(self._checklists.values()))
        self.change = AgentChange()
        sources = {source.id: source for source in store.sources()}
        reference = Reference(store.quantities(), self._find, store.monitoring_steps())
        self.run = ChecklistScreen(sources, reference, self._known_names, theme)
        self._stack = QStackedLayout(self)
        self._views: dict[QWidget, QWidget] = {view: Scrolled(view) for view in (self.choice, self.change)}
        for view in (self.choice, self.change, self.run):
            self._stack.addWidget(self._views.setdefault(view, view))
        self.choice.agent_chosen.connect(self._choose)
        self.change.confirmed.connect(self._change_agent)
        self.change.declined.connect(self._stay)
        self.run.agent_change_requested.connect(self._offer_agents)
        self.run.treatment_chosen.connect(self._start)
        self.run.location_requested.connect(self.location_requested)

    @property
    def agent(self) -> Agent | None:
        """The agent of the run, if one was begun."""
        return self.run.checklist.agent if self.run.checklist else None

    # Page

    def open(self, location: Location) -> None:
        self._from_top = not self.has_section(location)
        if location.id:
            self._open_run(location)
        else:
            self._remind()
            self._show(self.run if self.agent else self.choice)

    def title(self) -> str:
        shown = self._stack.currentWidget()
        return f"{TITLE}, {self.agent.label}" if shown is self.run and self.agent else TITLE

    def set_theme(self, theme: Theme) -> None:
        self.run.set_theme(theme)

    def focus_content(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self.run:
            self.run.items.setFocus()
            if self._from_top:
                self._from_top = False
                self.run.panes.verticalScrollBar().setValue(0)
        elif shown:
            shown.setFocus()

    def has_section(self, location: Location) -> bool:
        """An anchor here is an item of the agent's checklist."""
        within = location.kind is Kind.CHECKLIST and location.id in SCREENED_AGENTS
        return within and any(item.id == location.anchor for item in self._checklists[Agent(location.id)].items)

    def forget(self) -> bool:
        """Take what was entered away for good. Returns whether there was anything."""
        held = self.run.forget()
        if self.agent:
            self._show(self.run)
        return held

    def sheet(self, stamp: Stamp) -> Sheet | None:
        """The run with its record; nothing before one was begun."""
        shown = self._stack.currentWidget()
        if shown is self.run and self.run.checklist:
            info = self._store.info()
            made = Made(datetime.now().astimezone(), info.version, info.reviewed.isoformat(), __version__)
            return self.run.sheet(stamp, made)
        return None

    # Medicines

    @cached_property
    def _medicines(self) -> MedicineIndex:
        """Made with the first medicine: most runs come without."""
        return MedicineIndex(self._store.interactions(), Synonyms(self._store.synonyms()))

    def _known_names(self) -> tuple[str, ...]:
        return self._medicines.names()

    def _find(self, medicine: str, agent: Agent) -> MedicineFindings | NotAssessed:
        return self._medicines.find(medicine, agent)

    # Agent

    def _open_run(self, location: Location) -> None:
        agent = screened_agent(location.id)
        if self.agent is not agent and not self.run.history.run.is_empty:
            self._ask(location, agent)
            return
        if self.agent is not agent:
            self._start(Treatment(agent))
        self._remind()
        self._show(self.run)
        if location.anchor:
            self.run.select(location.anchor)

    def _remind(self) -> None:
        if not self.isVisible():  # one comes from another page
            self.run.remind()

    def _ask(self, location: Location, agent: Agent) -> None:
        assert self.agent
        self._wanted = location
        assert self.run.checklist
        same = kept_answers(self.run.checklist, self._checklists[agent])
        kept = sum(item_id in same for item_id in self.run.history.answers)
        self.change.ask(self.agent, agent, kept, len(self.run.history.answers) - kept)
        self._show(self.change)

    def _offer_agents(self) -> None:
        self.choice.show_current(self.agent)
        self._show(self.choice)

    def _choose(self, agent: Agent) -> None:
        self._go(Location(Kind.CHECKLIST, agent))

    def _change_agent(self) -> None:
        if self._wanted:
            self._start(Treatment(Agent(self._wanted.id)))
            self._go(self._wanted)

    def _start(self, treatment: Treatment) -> None:
        """Begin or go on with the checklist for a treatment; entries that it asks for too are kept."""
        self.run.start(build_checklist(treatment, self._items))
        self.run.treatment.offer(treatment, self._items)

    def _stay(self) -> None:
        if self.agent:
            self._go(Location(Kind.CHECKLIST, self.agent))

    def _go(self, location: Location) -> None:
        """Show it, and have the window take note of where one is."""
        self.open(location)
        self.focus_content()
        self.location_requested.emit(location)

    def _show(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(self._views[view])
        self.context_changed.emit()
