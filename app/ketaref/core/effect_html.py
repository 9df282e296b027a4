"""A side effect beside its rates, which are a table: the lines without them, and for which agents none was found."""

from html import escape

from ketaref.core.adverse_effect import AdverseEffect, Rate
from ketaref.core.agent import SCREENED_AGENTS
from ketaref.core.record_text import lines_of
from ketaref.core.text_line import TextLine


def lines_beside_rates(effect: AdverseEffect) -> tuple[TextLine, ...]:
    """What the record says, without its rates."""
    return tuple(line for line in lines_of(effect) if not line.label.startswith("Rate,"))


def rates_by_agent(effect: AdverseEffect) -> tuple[Rate, ...]:
    """The rates of one agent together; the order of the content is kept within."""
    return tuple(sorted(effect.rates, key=lambda rate: effect.agents.index(rate.agent)))


def missing_rates_html(effect: AdverseEffect) -> str:
    """Says for which agents no percentage was found, so that another agent's is not taken for theirs."""
    measured = {rate.agent for rate in effect.rates if rate.percent is not None}
    missing = ", ".join(agent.label for agent in SCREENED_AGENTS if agent not in measured)
    return f'<h2 class="field">No percentage found for</h2><p>{escape(missing)}.</p>' if missing else ""
