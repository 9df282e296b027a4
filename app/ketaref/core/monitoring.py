"""What is watched before, during and after a session."""

from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.adverse_effect import Line
from ketaref.core.agent import Agent
from ketaref.core.interaction import Basis
from ketaref.core.source import Checked


class Phase(StrEnum):
    """When in a course a step falls, in time order."""

    SETTING = "setting"
    BEFORE = "before"
    BEFORE_AND_DURING = "before and during"
    DURING = "during"
    AFTER = "after"
    FOLLOW_UP = "follow-up"

    @property
    def label(self) -> str:
        return self.value.capitalize()


_NAMED = 3
"""As many agents are named one by one where room is short."""


@dataclass(frozen=True)
class MonitoringStep:
    """One thing to watch. `agents` empty means every agent."""

    id: str
    phase: Phase
    agents: tuple[Agent, ...]
    item: Line
    interval: Line
    action: Line
    basis: Basis
    sources: tuple[str, ...]
    checked: Checked
    threshold: Line | None = None
    note: str = ""

    @property
    def agents_in_brief(self) -> str:
        """The agents, for a line with little room: the first two and a number where there are many."""
        names = [agent.label for agent in self.agents]
        if len(names) > _NAMED:
            return f"{', '.join(names[:2])} and {len(names) - 2} more"
        return ", ".join(names) or "Every agent"

    def concerns(self, agent: Agent) -> bool:
        return not self.agents or agent in self.agents
