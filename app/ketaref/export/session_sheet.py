"""A sheet to fill in by hand: what is watched with an agent, phase by phase, with empty columns."""

from collections.abc import Sequence
from html import escape

from ketaref.core.adverse_effect import Line
from ketaref.core.agent import Agent
from ketaref.core.monitoring import MonitoringStep, Phase
from ketaref.core.record_html import checked_badge
from ketaref.core.source import Source
from ketaref.export.sheet import Sheet, Stamp, numbers_html

NOTE = (
    "What published sources and usual practice watch with this agent; none of it was chosen for a person, and a row "
    "may not apply. Practice points have no source of their own. Local policy and the product label come first. What a "
    "service needs before it opens, and what is followed up later, stands under Monitoring in the program. What "
    "to do where a threshold is met stands behind the tables."
)
_PHASES = (Phase.BEFORE, Phase.BEFORE_AND_DURING, Phase.DURING, Phase.AFTER)
_READ_AGAIN = (Phase.BEFORE_AND_DURING, Phase.DURING, Phase.AFTER)
"""In these phases the same is looked at several times: a column for each time."""
_ONCE = (("Time", 8), ("Value or finding", 18), ("Initials", 8))
_AGAIN = (("Time<br>&nbsp;", 7),) * 5


def session_sheet(agent: Agent, steps: Sequence[MonitoringStep], sources: Sequence[Source], stamp: Stamp) -> Sheet:
    """The steps that concern an agent, in time order, on paper turned on its side.

    `sources`: at least those of these steps.
    """
    concerned = [step for phase in _PHASES for step in steps if step.phase is phase and step.concerns(agent)]
    phases = ((phase, [step for step in concerned if step.phase is phase]) for phase in _PHASES)
    body = "".join(_phase_html(phase, of_phase) for phase, of_phase in phases if of_phase)
    body += _actions_html(concerned)
    cited = {source_id for step in concerned for source_id in step.sources}
    named = tuple(source for source in sources if source.id in cited)
    title, subtitle = f"Session sheet: {agent.label}", "Monitoring before, during and after a session"
    return Sheet(title, f'<p class="small">{NOTE}</p>{body}', stamp, named, subtitle, wide=True)


def _phase_html(phase: Phase, steps: Sequence[MonitoringStep]) -> str:
    again = phase in _READ_AGAIN
    blank = _AGAIN if again else _ONCE
    head = "".join(f"<th>{name}</th>" for name in ("What", "How often", "Threshold", "Sources"))
    head += "".join(f'<th class="blank" width="{width}%">{name}</th>' for name, width in blank)
    rows = "".join(_step_row(step, len(blank)) for step in steps)
    last = f'<tr><td class="label">Initials</td>{"<td></td>" * 3}{_empty(len(blank))}</tr>' if again else ""
    return f"<h2>{phase.label}</h2><table><tr>{head}</tr>{rows}{last}</table>"


def _actions_html(steps: Sequence[MonitoringStep]) -> str:
    """What to do, behind the tables to fill in: beside each row it would make them too long to work with."""
    rows = "".join(f"<tr><td>{_line(step.item)}</td><td>{_line(step.action)}</td></tr>" for step in steps)
    return f"<h2>Actions</h2><table><tr><th>What</th><th>Action</th></tr>{rows}</table>"


def _step_row(step: MonitoringStep, blank: int) -> str:
    limit = _line(step.threshold) if step.threshold else "–"
    sources = numbers_html(step.sources) or escape(step.basis.label)
    told = "".join(f"<td>{text}</td>" for text in (_line(step.item), _line(step.interval), limit, sources))
    return f"<tr>{told}{_empty(blank)}</tr>"


def _line(line: Line) -> str:
    return escape(line.text) + checked_badge(line.checked)


def _empty(count: int) -> str:
    return '<td class="blank"></td>' * count
