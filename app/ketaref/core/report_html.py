"""A whole checklist report as semantic HTML: the result, and what readings, medicines and findings bring in with it."""

from collections.abc import Mapping, Sequence
from html import escape

from ketaref.core.adverse_effect import Line
from ketaref.core.checklist import AppliedLimit
from ketaref.core.checklist_html import Sources, absent_html, item_link, present_html, unresolved_html
from ketaref.core.checklist_report import ChecklistReport, FollowingStep, Measured
from ketaref.core.interaction import Interaction
from ketaref.core.location import Kind, Location
from ketaref.core.measurement import Quantity
from ketaref.core.record_html import checked_badge, citation_html
from ketaref.core.record_text import sources_of

NOT_ASSESSED_HERE = (
    "Check the spelling. No record of this reference speaks of them with this agent. That does not mean that there is "
    "no interaction: read both product labels, or ask a pharmacist."
)
READINGS_ALONE = (
    "A reading that reaches no limit answers no item: a limit is not all that a source says, and most give none."
)


def report_html(report: ChecklistReport, sources: Sources, quantities: Mapping[str, Quantity]) -> str:
    """Present items and medicines, unknown and unanswered items with equal weight, readings, monitoring, absent items.

    `sources` maps source id to Source for at least `report.source_ids`.
    """
    return "".join(
        (
            present_html(report.result, sources, quantities),
            _medicines_html(report, sources),
            unresolved_html(report.result),
            _measured_html(report.measured, report, sources, quantities),
            _monitoring_html(report.monitoring, report, sources),
            absent_html(report.result),
        )
    )


def _medicines_html(report: ChecklistReport, sources: Sources) -> str:
    if not report.medicines:
        return "<h2>Medicines: none entered</h2><p>Not entered is not the same as none taken.</p>"
    parts = [f"<h2>Medicines: {len(report.medicines)}</h2>"]
    unknown = report.not_assessed
    if unknown:
        names = escape(", ".join(unknown))
        parts.append(f"<h3>? Not assessed here: {len(unknown)}</h3><p><b>{names}.</b> {NOT_ASSESSED_HERE}</p>")
    for finding, medicines in report.absent_though_entered:
        link = item_link(finding, report.result.agent)
        names = escape(", ".join(medicines))
        parts.append(f"<p><b>Check both:</b> {link} is answered as absent. Entered as a medicine: <b>{names}</b>.</p>")
    for found in report.assessed:
        parts.append(f"<h3>{escape(found.medicine)}: {len(found.interactions)} recorded</h3>")
        parts += [_interaction_html(item, sources) for item in found.interactions]
    return "".join(parts)


def _interaction_html(item: Interaction, sources: Sources) -> str:
    place = escape(str(Location(Kind.INTERACTION, item.id)))
    cited = ", ".join(citation_html(sources[source_id]) for source_id in sources_of(item))
    lines = (
        ("Effect", _line(item.effect)),
        ("Action", _line(item.action)),
        ("Evidence", escape(item.basis.label) + (f" [{cited}]" if cited else "")),
    )
    told = "".join(f"<li><b>{label}:</b> {html}</li>" for label, html in lines)
    title = f'{item.severity.label}: <a href="{place}">{escape(item.interacting)}</a>{checked_badge(item.checked)}'
    return f"<p>{title}</p><ul>{told}</ul>"


def _measured_html(
    measured: Sequence[Measured], report: ChecklistReport, sources: Sources, quantities: Mapping[str, Quantity]
) -> str:
    if not measured:
        return ""
    rows = "".join(_reading_rows(each, report, sources, quantities) for each in measured)
    return (
        f"<h2>Measured: {len(measured)}</h2><p>{READINGS_ALONE}</p>"
        f"<table><tr><th>Reading</th><th>Limit</th><th>Of which item, and who says so</th></tr>{rows}</table>"
    )


def _reading_rows(each: Measured, report: ChecklistReport, sources: Sources, quantities: Mapping[str, Quantity]) -> str:
    """One row for each limit, whoever sets it: a reading often meets the same number at several sources."""
    quantity = each.quantity
    value = f"{quantity.label[:1].upper()}{quantity.label[1:]} {quantity.written(each.value)} {quantity.unit}"
    reading = escape(value)
    if not each.limits:
        return f"<tr><td>{reading}</td><td>No source gives a limit for this agent.</td><td>–</td></tr>"
    said: dict[str, dict[str, list[str]]] = {}
    for finding, applied in each.limits:
        of_limit = said.setdefault(_state_html(applied, quantities), {})
        of_limit.setdefault(item_link(finding, report.result.agent), []).append(_said_by(applied, sources))
    return "".join(
        f"<tr><td>{reading}</td><td>{state}</td><td>{'; '.join(_of_item(*pair) for pair in by_item.items())}</td></tr>"
        for state, by_item in said.items()
    )


def _of_item(link: str, cited: Sequence[str]) -> str:
    return f"{link}: {', '.join(cited)}"


def _state_html(applied: AppliedLimit, quantities: Mapping[str, Quantity]) -> str:
    state = escape(applied.state.value.capitalize())
    return f"<b>{state}</b>: {escape(applied.limit.text(quantities))}"


def _said_by(applied: AppliedLimit, sources: Sources) -> str:
    position = applied.position
    named = f"{citation_html(sources[position.source])} ({position.standing.label.lower()})"
    return named + checked_badge(position.checked)


def _monitoring_html(following: Sequence[FollowingStep], report: ChecklistReport, sources: Sources) -> str:
    agent = escape(report.result.agent.label)
    everything = escape(str(Location(Kind.MONITORING)))
    rest = f'<p>What is watched whatever was found: <a href="{everything}">monitoring with {agent}</a>.</p>'
    if not following:
        return f"<h2>Monitoring that follows: none recorded</h2>{rest}"
    steps = "".join(_step_html(each, report, sources) for each in following)
    return f"<h2>Monitoring that follows: {len(following)}</h2>{steps}{rest}"


def _step_html(each: FollowingStep, report: ChecklistReport, sources: Sources) -> str:
    step = each.step
    place = escape(str(Location(Kind.MONITORING, step.id)))
    cited = ", ".join(citation_html(sources[source_id]) for source_id in sources_of(step))
    because = "; ".join(item_link(finding, report.result.agent) for finding in each.findings)
    lines = (
        ("How often", _line(step.interval)),
        ("Threshold", _line(step.threshold) if step.threshold else ""),
        ("Action", _line(step.action)),
        ("Because of", because),
        ("Evidence", escape(step.basis.label) + (f" [{cited}]" if cited else "")),
    )
    told = "".join(f"<li><b>{label}:</b> {html}</li>" for label, html in lines if html)
    title = f'{step.phase.label}: <a href="{place}">{escape(step.item.text)}</a>{checked_badge(step.item.checked)}'
    return f"<p>{title}</p><ul>{told}</ul>"


def _line(line: Line) -> str:
    return escape(line.text) + checked_badge(line.checked)
