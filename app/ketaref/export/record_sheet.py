"""Sheets of what the content holds: a topic page, or any other record as a table of its lines."""

from collections.abc import Mapping, Sequence
from html import escape

from ketaref.core.adverse_effect import AdverseEffect, Rate
from ketaref.core.effect_html import lines_beside_rates, missing_rates_html, rates_by_agent
from ketaref.core.location import KIND_NAMES, Kind
from ketaref.core.record_html import checked_badge, citation_html
from ketaref.core.record_text import Record, checked_of, lines_of, own_rate_text, share_text, title_of
from ketaref.core.source import Checked, Source
from ketaref.core.text_line import TextLine
from ketaref.core.topic import Topic, reviewed_html
from ketaref.export.sheet import INTENDED_USE, Sheet, Stamp

Sources = Mapping[str, Source]

FOR_PATIENTS = (
    "This sheet does not replace the talk with your treatment team, and not the leaflet in the package. Ask them "
    "whatever is not clear. In an emergency call the emergency number at once; do not wait for the clinic."
)
"""What stands on a handout in place of the sentence for professionals."""
_HANDOUT_SIZE = 1.25
"""Of the usual size: 12 points, for people who may read without their glasses."""


def topic_sheet(topic: Topic, sources: Sequence[Source], stamp: Stamp) -> Sheet:
    """A topic page. `sources`: those of the topic."""
    body = reviewed_html(topic, stamp.made) + topic.html
    use, text_size = (FOR_PATIENTS, _HANDOUT_SIZE) if topic.for_patients else (INTENDED_USE, 1.0)
    return Sheet(topic.title, body, stamp, tuple(sources), topic.summary, use, text_size=text_size)


def record_sheet(
    kind: Kind, record: Record, sources: Sequence[Source], stamp: Stamp, *, note: str = "", further: str = ""
) -> Sheet:
    """Any record but a topic. `sources`: at least `sources_of(record)`; `note`: how to read records of its kind;
    `further`: HTML to put behind its lines."""
    by_id = {source.id: source for source in sources}
    note_html = f'<p class="small">{escape(note)}</p>' if note else ""
    lines = _effect_html(record, by_id) if isinstance(record, AdverseEffect) else lines_table(lines_of(record), by_id)
    body = f"{note_html}{lines}{_checked_html(record)}{further}"
    return Sheet(title_of(record), body, stamp, tuple(sources), KIND_NAMES[kind])


def lines_table(lines: Sequence[TextLine], sources: Sources) -> str:
    """Labelled lines as a table of two columns: what is spoken of at the left, what is said of it at the right."""
    return f"<table>{''.join(_line_row(line, sources) for line in lines)}</table>" if lines else ""


def _line_row(line: TextLine, sources: Sources) -> str:
    cited = "; ".join(citation_html(sources[source_id]) for source_id in line.sources)
    text = escape(line.text) + (f' <span class="citation">[{cited}]</span>' if cited else "")
    return (
        f'<tr><td class="label" width="22%">{escape(line.label)}</td><td>{text}{checked_badge(line.checked)}</td></tr>'
    )


def _checked_html(record: Record) -> str:
    """How the record as a whole was checked, which its sources do not tell of each statement."""
    checked = checked_of(record)
    return f"<p>Checked: {checked.label}.</p>" if checked else ""


def _effect_html(effect: AdverseEffect, sources: Sources) -> str:
    rates = "".join(_rate_row(rate, sources) for rate in rates_by_agent(effect))
    head = "".join(f"<th>{name}</th>" for name in ("Agent", "Dose and setting", "Rate", "Comparator", "Source"))
    table = f"<h2>Published rates</h2><table><tr>{head}</tr>{rates}</table>" if rates else ""
    return lines_table(lines_beside_rates(effect), sources) + table + missing_rates_html(effect)


def _rate_row(rate: Rate, sources: Sources) -> str:
    compared = share_text(rate.comparator_percent, rate.comparator_count) or "–"
    cells = (rate.agent.label, rate.dose_context, own_rate_text(rate), compared)
    told = "" if rate.checked is Checked.PAGE else checked_badge(rate.checked)
    cited = f'<span class="citation">[{citation_html(sources[rate.source])}]</span>{told}'
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}<td>{cited}</td></tr>"
