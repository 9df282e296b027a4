"""The medicines of this reference, always told apart by route: they differ in licence, dose and evidence."""

from enum import StrEnum

from ketaref.core.errors import NotInContentError


class Agent(StrEnum):
    """A medicine with its route, as the content names it."""

    IV_KETAMINE = "iv_ketamine"
    IM_KETAMINE = "im_ketamine"
    SC_KETAMINE = "sc_ketamine"
    ORAL_KETAMINE = "oral_ketamine"
    SUBLINGUAL_KETAMINE = "sublingual_ketamine"
    INTRANASAL_KETAMINE = "intranasal_ketamine"
    INTRANASAL_ESKETAMINE = "intranasal_esketamine"
    IV_ESKETAMINE = "iv_esketamine"
    IM_ESKETAMINE = "im_esketamine"
    SC_ESKETAMINE = "sc_esketamine"
    ORAL_ESKETAMINE = "oral_esketamine"
    KETAMINE_ROUTE_NOT_STATED = "ketamine_route_not_stated"
    NON_MEDICAL_KETAMINE = "non_medical_ketamine"

    @property
    def label(self) -> str:
        """The name on screen."""
        return _LABELS[self]


_LABELS = {
    Agent.IV_KETAMINE: "IV ketamine",
    Agent.IM_KETAMINE: "IM ketamine",
    Agent.SC_KETAMINE: "SC ketamine",
    Agent.ORAL_KETAMINE: "Oral ketamine",
    Agent.SUBLINGUAL_KETAMINE: "Sublingual ketamine",
    Agent.INTRANASAL_KETAMINE: "Intranasal ketamine",
    Agent.INTRANASAL_ESKETAMINE: "Intranasal esketamine",
    Agent.IV_ESKETAMINE: "IV esketamine",
    Agent.IM_ESKETAMINE: "IM esketamine",
    Agent.SC_ESKETAMINE: "SC esketamine",
    Agent.ORAL_ESKETAMINE: "Oral esketamine",
    Agent.KETAMINE_ROUTE_NOT_STATED: "Ketamine, route not stated",
    Agent.NON_MEDICAL_KETAMINE: "Ketamine used non-medically",
}

SCREENED_AGENTS = (
    Agent.IV_KETAMINE,
    Agent.IM_KETAMINE,
    Agent.ORAL_KETAMINE,
    Agent.INTRANASAL_ESKETAMINE,
    Agent.IV_ESKETAMINE,
)
"""The agents that the contraindication records cover, in the order in which they are offered."""


def screened_agent(name: str) -> Agent:
    """The agent of that name. Raises NotInContentError, naming those there are, where it has no checklist."""
    if name not in SCREENED_AGENTS:
        offered = ", ".join(SCREENED_AGENTS)
        raise NotInContentError(f"There is no checklist for “{name}”. There is one for: {offered}.")
    return Agent(name)
