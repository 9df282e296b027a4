"""The sheet of a checklist run: what was entered, found and follows, with its record attached to the PDF."""

from collections.abc import Mapping, Sequence
from html import escape

from ketaref.core.checklist_report import ChecklistReport
from ketaref.core.checklist_run import Run
from ketaref.core.measurement import Quantity
from ketaref.core.report_html import report_html
from ketaref.core.source import Source
from ketaref.export.record import FILE_NAME, Made, printed_hash, record_of
from ketaref.export.sheet import Attachment, Sheet, Stamp

HOW_TO_READ = (
    "Levels and actions are those of the sources named. Unknown and unanswered items are never counted as absent. The "
    "strictest position on the agent stands at each item; trial exclusions and clinical judgement stand apart from "
    "product labels."
)


def run_sheet(
    report: ChecklistReport,
    run: Run,
    sources: Mapping[str, Source],
    quantities: Mapping[str, Quantity],
    *,
    stamp: Stamp,
    made: Made,
    mistaken: Sequence[str] = (),
) -> Sheet:
    """A run for paper. `sources` maps source id to Source for at least `report.source_ids`.

    `mistaken`: what was typed for these quantities is no number within their range, and counts for nothing.
    """
    record = record_of(report, run, sources, made)
    result = report.result
    counts = (
        f"{len(result.present)} present, {len(result.unknown)} unknown, {len(result.unanswered)} unanswered, "
        f"{len(result.absent)} absent, of {result.total} items asked"
    )
    body = "".join(
        (
            f'<p class="small">{HOW_TO_READ}</p>',
            f"<p><b>{escape(counts)}.</b> Run of {escape(made.at.strftime('%Y-%m-%d %H:%M %Z').strip())}.</p>",
            _mistaken_html(mistaken),
            report_html(report, sources, quantities),
            f'<h2>Record</h2><p class="small">The PDF file of this run carries {FILE_NAME}, with the hash (SHA-256) '
            f"{printed_hash(record)}. “ketaref record check FILE” tells whether file and record are as they were "
            "saved. A hash is no signature.</p>",
        )
    )
    return Sheet(
        f"Contraindication checklist: {result.agent.label}",
        body,
        stamp,
        tuple(sources[source_id] for source_id in report.source_ids),
        result.treatment.label,
        attachments=(Attachment(FILE_NAME, record, "application/json"),),
    )


def _mistaken_html(labels: Sequence[str]) -> str:
    if not labels:
        return ""
    return f"<p><b>Not counted: {escape(', '.join(labels))}.</b> What was typed there is no number that fits.</p>"
