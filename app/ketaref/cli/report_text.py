"""A checklist report as plain text."""

from collections.abc import Iterator, Mapping

from ketaref.cli.plain_text import cited, wrapped
from ketaref.core.checklist import Finding
from ketaref.core.checklist_report import ChecklistReport
from ketaref.core.contraindication import Position
from ketaref.core.measurement import Quantity
from ketaref.core.record_text import sources_of
from ketaref.core.report_html import NOT_ASSESSED_HERE
from ketaref.core.source import Source

Sources = Mapping[str, Source]
Quantities = Mapping[str, Quantity]


def report_text(report: ChecklistReport, sources: Sources, quantities: Quantities) -> str:
    """What is present with its reasons, then unknown, unanswered, medicines, readings, monitoring, and absent.

    `sources` maps source id to Source for at least `report.source_ids` and the positions of the unknown items.
    """
    result = report.result
    counts = (
        f"{len(result.present)} present, {len(result.unknown)} unknown, {len(result.unanswered)} unanswered, "
        f"{len(result.absent)} absent; {result.total} items"
    )
    parts = [f"Contraindication checklist: {result.treatment.label}", counts, ""]
    for name, findings in (("Present", result.present), ("Unknown", result.unknown)):
        parts += [f"{name}: {len(findings)}", *(_finding_text(each, sources, quantities) for each in findings), ""]
    parts += [f"Unanswered, not the same as absent: {len(result.unanswered)}"]
    parts += [*(_finding_line(finding) for finding in result.unanswered), ""]
    parts += [*_medicines(report, sources), *_measured(report, sources, quantities), *_monitoring(report, sources)]
    for name, findings in (
        ("Absent", result.absent),
        ("Not asked, as what they depend on is absent", result.not_asked),
    ):
        if findings or name == "Absent":
            parts += [f"{name}: {len(findings)}", *(_finding_line(finding) for finding in findings), ""]
    parts.append("This informs; it does not decide.")
    return "\n".join(parts)


def _medicines(report: ChecklistReport, sources: Sources) -> Iterator[str]:
    if not report.medicines:
        return
    yield f"Medicines: {len(report.medicines)}"
    for name in report.not_assessed:
        yield wrapped(f"NOT ASSESSED HERE: {name}. {NOT_ASSESSED_HERE}", "- ", "  ")
    for finding, medicines in report.absent_though_entered:
        condition, names = finding.item.condition, ", ".join(medicines)
        yield wrapped(f"CHECK BOTH: answered as absent: {condition}. Entered as a medicine: {names}", "- ", "  ")
    for found in report.assessed:
        for item in found.interactions:
            yield wrapped(f"{found.medicine}: {item.severity.label}, {item.interacting}", "- ", "  ")
            for label, line in (("Effect", item.effect), ("Action", item.action)):
                yield wrapped(f"{label}: {line.text} ({line.checked.label})", "    ", "      ")
            yield wrapped(f"Evidence: {item.basis.label} [{cited(sources_of(item), sources)}]", "    ", "      ")
    yield ""


def _measured(report: ChecklistReport, sources: Sources, quantities: Quantities) -> Iterator[str]:
    if not report.measured:
        return
    yield f"Measured: {len(report.measured)}"
    for each in report.measured:
        value = f"{each.quantity.label} {each.quantity.written(each.value)} {each.quantity.unit}"
        yield wrapped(
            value if each.limits else f"{value}: no limit of a source is held here for this agent", "- ", "  "
        )
        for finding, applied in each.limits:
            said = f"{cited((applied.position.source,), sources)}, {applied.position.standing.label.lower()}"
            limit = f"{applied.state.value}: {applied.limit.text(quantities)} [{said}; {finding.item.condition}]"
            yield wrapped(limit, "    ", "      ")
    yield ""


def _monitoring(report: ChecklistReport, sources: Sources) -> Iterator[str]:
    if not report.monitoring:
        return
    yield f"Monitoring that follows: {len(report.monitoring)}"
    for each in report.monitoring:
        step = each.step
        yield wrapped(f"{step.phase.label}: {step.item.text}", "- ", "  ")
        yield wrapped(f"How often: {step.interval.text} ({step.interval.checked.label})", "    ", "      ")
        yield wrapped(f"Action: {step.action.text} ({step.action.checked.label})", "    ", "      ")
        because = "; ".join(finding.item.condition for finding in each.findings)
        yield wrapped(f"Because of: {because} [{cited(sources_of(step), sources)}]", "    ", "      ")
    yield ""


def _finding_line(finding: Finding) -> str:
    strictest = f"{finding.level.label}, {finding.standing.label.lower()}"
    return wrapped(f"{finding.item.condition} ({strictest})", "- ", "  ")


def _said_as(position: Position) -> str:
    """Level and standing of a source whose limit is reached: often less than the strictest, which heads the item."""
    return f"{position.level.label}, {position.standing.label}".lower()


def _finding_text(finding: Finding, sources: Sources, quantities: Quantities) -> str:
    item = finding.item
    positions = [
        f"{position.level.label}, {position.standing.label.lower()} [{cited((position.source,), sources)}]"
        + (f": {position.detail}" if position.detail else "")
        for position in finding.positions
    ]
    action = f"{item.action} [practice point]" if item.action_is_practice_point else item.action
    reached = "; ".join(
        f"{each.limit.text(quantities)} [{cited((each.position.source,), sources)}: {_said_as(each.position)}]"
        for each in finding.reached
    )
    contradiction = "the reading and the answer do not fit, check both" if finding.contradicts else ""
    left = finding.left_open
    still = f"whether the condition itself is present ({_said_as(left)})" if left else ""
    measured = [("Reached", reached), ("Answered as absent", contradiction), ("Still to be answered", still)]
    details = [("Threshold", item.threshold), ("Why", item.rationale), ("Action", action)]
    told = [f"{label}: {text}" for label, text in measured if text]
    told += [*positions, *(f"{label}: {text}" for label, text in details if text)]
    return "\n".join([_finding_line(finding), *(wrapped(text, "    ", "      ") for text in told)])
