"""A scale's form, filled in or empty, and what its answers add up to, as HTML: for the screen and for paper."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from ketaref.core.instrument import Form, Instrument, InstrumentItem
from ketaref.core.instrument_text import about_lines
from ketaref.core.record_html import checked_badge, citation_html, lines_html, sources_html
from ketaref.core.score import Answers, Score, form_of, score
from ketaref.core.score_change import Change
from ketaref.core.score_text import (
    INFORMS,
    alert_text,
    asked_items,
    band_text,
    change_headline,
    change_notes,
    change_reach_text,
    endorsed_text,
    headline,
    instruction_text,
    open_items,
    reach_text,
    rule_text,
    sum_lines,
)
from ketaref.core.source import Checked, Source
from ketaref.core.text_line import TextLine

Sources = Mapping[str, Source]
"""Source id to Source, for at least `sources_of(instrument)`."""

_MARK = "\N{BLACK RIGHT-POINTING TRIANGLE}"
"""Before an answer that was chosen, beside bold letters: a sign that black-and-white paper keeps."""
_BLANK = "____"


def score_html(instrument: Instrument, answers: Answers, sources: Sources) -> str:
    """The whole form with its answers, and the result: what a sheet prints. Without answers, a form to fill by hand.

    Raises InputError as `score` does.
    """
    result = score(instrument, answers)
    empty = all(answer is None for answer in answers.values())
    parts = [
        form_html(instrument, answers),
        _hand_sums_html(form_of(instrument)) if empty else result_html(result, sources),
        _thresholds_html(result, sources) if empty else "",
        notes_html(instrument, sources),
    ]
    return "".join(parts)


def form_html(instrument: Instrument, answers: Answers) -> str:
    """The questions with every answer to choose from; a chosen one is bold and marked, an open item says so."""
    form = form_of(instrument)
    empty = all(answer is None for answer in answers.values())
    rows = "".join(_item_html(form, item, answers, empty=empty) for item in asked_items(form))
    return (
        f"<p>{escape(instruction_text(form))}</p>"
        f"<table><thead><tr><th>Item</th><th>Answers</th><th>Score</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def result_html(result: Score, sources: Sources) -> str:
    """Alert, total, the sums written out, then bands, cut points and the counting rule, each with its source."""
    alert = _alert_html(result, sources)
    still_open = open_items(result)
    opened = f"<p><b>{escape(still_open)}.</b></p>" if still_open else ""
    return (
        f"{alert}<h2>{escape(headline(result))}</h2>{opened}{_sums_html(result)}"
        f"{_endorsement_html(result, sources)}{_thresholds_html(result, sources)}"
    )


def notes_html(instrument: Instrument, sources: Sources) -> str:
    """What the scale is, its limits, the credit that its form carries, and every source."""
    lines = (TextLine("Credit", form_of(instrument).credit), *about_lines(instrument))
    told = lines_html([line for line in lines if line.text], sources)
    return f"{told}{sources_html(instrument, sources)}<p>{INFORMS}</p>"


def change_html(change: Change, sources: Sources) -> str:
    """The change between two totals against each threshold, with its source; where sources part, that they do."""
    notes = "".join(f"<p><b>{escape(note)}</b></p>" for note in change_notes(change))
    rows = [
        (escape(change_reach_text(each)), _told(each.threshold.meaning, each.threshold.checked), each.threshold.source)
        for each in change.findings
    ]
    return f"<h3>{escape(change_headline(change))}</h3>{notes}{_table(('Here', 'Threshold'), rows, sources)}"


def _item_html(form: Form, item: InstrumentItem, answers: Answers, *, empty: bool) -> str:
    answer = answers.get(item.number)
    options = "<br>".join(
        f"<b>{_MARK}\N{NO-BREAK SPACE}{option.score}\N{NO-BREAK SPACE}{escape(option.label)}</b>"
        if option.score == answer
        else f"{option.score}\N{NO-BREAK SPACE}{escape(option.label)}"
        for option in form.options_of(item)
    )
    number = f"{item.number}. " if item.number else ""
    unscored = "" if item in form.items else "<br>(not added to the total)"
    shown = f"<b>{answer}</b>" if answer is not None else _BLANK if empty else "<b>not answered</b>"
    return f"<tr><td>{number}{escape(item.text)}{unscored}</td><td>{options}</td><td>{shown}</td></tr>"


def _alert_html(result: Score, sources: Sources) -> str:
    if result.alert is None:
        return ""
    cited = ", ".join(citation_html(sources[source_id]) for source_id in result.alert.sources)
    text = f"{escape(alert_text(result))} [{cited}]{checked_badge(result.alert.checked)}"
    return f'<h2 class="absolute">Act on this answer</h2><p><b>{text}</b></p>'


def _sums_html(result: Score) -> str:
    rows = "".join(
        f"<tr><td>{escape(line.name)}</td><td>{line.terms}</td>"
        f"<td>{'–' if line.value is None else f'<b>{line.value}</b>'}</td></tr>"
        for line in sum_lines(result)
    )
    head = "<tr><th>Added up</th><th>Terms in order</th><th>Sum</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _hand_sums_html(form: Form) -> str:
    """What is added to what, with room to write the sums."""
    lines = [(each.name, ", ".join(map(str, each.items))) for each in form.subscales]
    lines.append(("Total", f"1 to {len(form.items)}"))
    rows = "".join(f"<tr><td>{escape(name)}</td><td>items {items}</td><td>{_BLANK}</td></tr>" for name, items in lines)
    return f"<table><thead><tr><th>Add up</th><th>Items</th><th>Sum</th></tr></thead><tbody>{rows}</tbody></table>"


def _endorsement_html(result: Score, sources: Sources) -> str:
    finding = result.endorsement
    if finding is None:
        return ""
    rule = finding.rule
    counts = "".join(f"<li>{escape(endorsed_text(each, rule.at_least))}</li>" for each in finding.counts)
    cited = f"[{citation_html(sources[rule.source])}]{checked_badge(rule.checked)}"
    return f"<h3>Counting rule: {rule_text(finding)}</h3><ul>{counts}</ul><p>{escape(rule.meaning)} {cited}</p>"


def _thresholds_html(result: Score, sources: Sources) -> str:
    return f"{_bands_html(result, sources)}{_cut_points_html(result, sources)}"


def _bands_html(result: Score, sources: Sources) -> str:
    form = form_of(result.instrument)
    if not form.bands:
        return ""
    badge = checked_badge(form.bands_checked)
    rows = [
        (
            f"<b>{band.least}-{band.most}</b>",
            band_text(band, result),
            f"{escape(band.label)}{badge}",
            form.bands_source,
        )
        for band in form.bands
    ]
    return f"<h3>Bands</h3>{_table(('Total', 'Here', 'Band'), rows, sources)}"


def _cut_points_html(result: Score, sources: Sources) -> str:
    if not result.cut_points:
        return ""
    rows = [
        (
            f"<b>{escape(finding.cut_point.threshold)}</b>",
            escape(reach_text(finding, result.total)),
            _told(finding.cut_point.meaning, finding.cut_point.checked),
            finding.cut_point.source,
        )
        for finding in result.cut_points
    ]
    return f"<h3>Cut points</h3>{_table(('Cut point', 'Here', 'Meaning'), rows, sources)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], sources: Sources) -> str:
    """A table whose last cell of each row is the id of a source."""
    names = "".join(f"<th>{name}</th>" for name in (*head, "Source"))
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row[:-1])}<td>{citation_html(sources[row[-1]])}</td></tr>"
        for row in rows
    )
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"


def _told(text: str, checked: Checked) -> str:
    return f"{escape(text)}{checked_badge(checked)}"
