"""A sheet of what is recorded on the medicines that were entered; those that no record names come first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from ketaref.core.agent import Agent
from ketaref.core.interaction import Interaction, MedicineFindings, NotAssessed
from ketaref.core.interaction_html import next_steps_html, not_assessed_text, severity_text
from ketaref.core.record_html import checked_badge
from ketaref.core.record_text import lines_of
from ketaref.core.source import Source
from ketaref.export.record_sheet import lines_table
from ketaref.export.sheet import Sheet, Stamp, numbers_html

Found = MedicineFindings | NotAssessed


def interaction_sheet(
    found: Sequence[Found], agent: Agent | None, sources: Sequence[Source], stamp: Stamp, *, note: str = ""
) -> Sheet:
    """What `found` says of each medicine with an agent, or with any of them where it is None.

    `sources`: at least those of the interactions found; `note`: how to read them.
    """
    by_id = {source.id: source for source in sources}
    entered = ", ".join(each.medicine for each in found)
    records = _records(found)
    recorded = f"{len(records)} recorded interaction{'' if len(records) == 1 else 's'}, gravest first."
    body = "".join(
        (
            f'<p class="small">{escape(note)}</p>' if note else "",
            f"<p><b>Entered:</b> {escape(entered)}. {recorded}</p>",
            _not_assessed_html(tuple(_not_assessed(found))),
            _overview_html(records),
            *(_record_html(item, by_id) for item, _ in records),
        )
    )
    title = f"Interactions with {agent.label if agent else 'ketamine or esketamine'}"
    return Sheet(title, body, stamp, tuple(sources))


def _records(found: Sequence[Found]) -> list[tuple[Interaction, list[str]]]:
    """Each record once, with the medicines that led to it; gravest first."""
    medicines: dict[str, list[str]] = {}
    items: dict[str, Interaction] = {}
    for each in found:
        for item in each.interactions if isinstance(each, MedicineFindings) else ():
            items[item.id] = item
            medicines.setdefault(item.id, []).append(each.medicine)
    ordered = sorted(items.values(), key=lambda item: (item.severity.rank, item.interacting))
    return [(item, medicines[item.id]) for item in ordered]


def _not_assessed(found: Sequence[Found]) -> Iterator[NotAssessed]:
    for each in found:
        if isinstance(each, NotAssessed):
            yield each
        else:
            yield from (NotAssessed(word) for word in each.unrecognised)


def _not_assessed_html(unknown: Sequence[NotAssessed]) -> str:
    if not unknown:
        return ""
    items = "".join(f"<li><b>{escape(each.medicine)}.</b> {escape(not_assessed_text(each))}</li>" for each in unknown)
    return f"<h2>{severity_text(None)}: {len(unknown)}</h2><ul>{items}</ul>{next_steps_html('h3')}"


def _overview_html(records: Sequence[tuple[Interaction, Sequence[str]]]) -> str:
    if not records:
        return ""
    head = "".join(f"<th>{name}</th>" for name in ("Medicine", "Recorded as", "Severity", "Action", "Sources"))
    rows = "".join(_overview_row(item, medicines) for item, medicines in records)
    return f"<h2>Recorded: {len(records)}</h2><table><tr>{head}</tr>{rows}</table>"


def _overview_row(item: Interaction, medicines: Sequence[str]) -> str:
    action = escape(item.action.text) + checked_badge(item.action.checked)
    severity = severity_text(item.severity).replace(" ", "\N{NO-BREAK SPACE}")
    sources = numbers_html(item.sources) or escape(item.basis.label)
    texts = (escape(", ".join(medicines)), escape(item.interacting), severity, action, sources)
    return f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


def _record_html(item: Interaction, sources: Mapping[str, Source]) -> str:
    lines = (replace(line, sources=item.sources) if line.label == "Evidence" else line for line in lines_of(item))
    return f"<h2>{escape(item.interacting)}</h2>{lines_table(tuple(lines), sources)}"
