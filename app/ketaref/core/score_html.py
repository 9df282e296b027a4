"""A scale's form, filled in or empty, and what its answers add up to, as HTML: for the screen and for paper."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from ketaref.core.instrument import AnswerOption, Form, Instrument, InstrumentItem, ItemAlert
from ketaref.core.instrument_text import about_lines
from ketaref.core.record_html import checked_badge, citation_html, lines_html
from ketaref.core.score import Answers, Score, form_of, score
from ketaref.core.score_change import Change
from ketaref.core.score_text import (
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

_BLANK = "____"


def score_html(instrument: Instrument, answers: Answers, sources: Sources) -> str:
    """The whole form with its answers, and the result: what a sheet holds. Without answers, a form to fill by hand.

    Raises InputError as `score` does.
    """
    result = score(instrument, answers)
    empty = all(answer is None for answer in answers.values())
    counted = _by_hand_html(result, sources) if empty else result_html(result, sources)
    # The credit goes with the form, wherever its first page goes.
    credit = f"<p>{escape(form_of(instrument).credit)}</p>"
    about = lines_html([line for line in about_lines(instrument) if line.text], sources)
    return f"{form_html(instrument, answers)}{credit}{counted}<h2>About the scale</h2>{about}"


def form_html(instrument: Instrument, answers: Answers) -> str:
    """The questions with every answer to choose from; a chosen one is marked, an open item says so."""
    form = form_of(instrument)
    empty = all(answer is None for answer in answers.values())
    parts = [f"<p>{escape(instruction_text(form))}</p>"]
    for own, items in groupby(asked_items(form), key=lambda item: bool(item.options)):
        table = _own_table if own else _shared_table
        parts.append(table(form, tuple(items), answers, empty=empty))
    return "".join(parts)


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
    """The credit that the form carries, what the scale is, and its limits."""
    lines = (TextLine("Credit", form_of(instrument).credit), *about_lines(instrument))
    return lines_html([line for line in lines if line.text], sources)


def change_html(change: Change, sources: Sources) -> str:
    """The change between two totals against each threshold, with its source; where sources part, that they do."""
    notes = "".join(f"<p><b>{escape(note)}</b></p>" for note in change_notes(change))
    rows = [
        (escape(change_reach_text(each)), _told(each.threshold.meaning, each.threshold.checked))
        for each in change.findings
    ]
    table = _table(("Here", "Threshold"), rows, [each.threshold.source for each in change.findings], sources)
    return f"<h3>{escape(change_headline(change))}</h3>{notes}{table}"


def _shared_table(form: Form, items: Sequence[InstrumentItem], answers: Answers, *, empty: bool) -> str:
    """Items with the same answers: a column for each of these."""
    head = "".join(f"<th>{option.score} {escape(option.label)}</th>" for option in form.options)
    rows = []
    for item in items:
        cells = "".join(f"<td>{_marked(option, '', answers.get(item.number))}</td>" for option in form.options)
        rows.append(f"<tr><td>{_asked(form, item)}</td>{cells}{_score_cell(item, answers, empty=empty)}</tr>")
    return _form_table(f"<th>Item</th>{head}<th>Score</th>", rows)


def _own_table(form: Form, items: Sequence[InstrumentItem], answers: Answers, *, empty: bool) -> str:
    """Items with answers of their own, one below the other."""
    rows = []
    for item in items:
        options = (_marked(option, option.label, answers.get(item.number)) for option in form.options_of(item))
        cells = f"<td>{_asked(form, item)}</td><td>{'<br>'.join(options)}</td>"
        rows.append(f"<tr>{cells}{_score_cell(item, answers, empty=empty)}</tr>")
    return _form_table("<th>Item</th><th>Answers</th><th>Score</th>", rows)


def _form_table(head: str, rows: Sequence[str]) -> str:
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _asked(form: Form, item: InstrumentItem) -> str:
    number = f"{item.number}. " if item.number else ""
    return f"{number}{escape(item.text)}{'' if item in form.items else '<br>(not added to the total)'}"


def _marked(option: AnswerOption, label: str, answer: int | None) -> str:
    """An answer; the chosen one is bold and in brackets, which paper keeps without colours."""
    words = f"\N{NO-BREAK SPACE}{escape(label)}" if label else ""
    return f"<b>[{option.score}]{words}</b>" if option.score == answer else f"{option.score}{words}"


def _score_cell(item: InstrumentItem, answers: Answers, *, empty: bool) -> str:
    answer = answers.get(item.number)
    return f"<td>{f'<b>{answer}</b>' if answer is not None else _BLANK if empty else '<b>not answered</b>'}</td>"


def _alert_html(result: Score, sources: Sources) -> str:
    if result.alert is None:
        return ""
    told = _alert_told(result.alert, alert_text(result), sources)
    return f'<h2 class="absolute">Act on this answer</h2><p><b>{told}</b></p>'


def _alert_told(alert: ItemAlert, text: str, sources: Sources) -> str:
    cited = ", ".join(citation_html(sources[source_id]) for source_id in alert.sources)
    return f"{escape(text)} [{cited}]{checked_badge(alert.checked)}"


def _sums_html(result: Score) -> str:
    rows = "".join(
        f"<tr><td>{escape(line.name)}</td><td>{line.terms}</td>"
        f"<td>{'–' if line.value is None else f'<b>{line.value}</b>'}</td></tr>"
        for line in sum_lines(result)
    )
    head = "<tr><th>Added up</th><th>Terms in order</th><th>Sum</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _by_hand_html(result: Score, sources: Sources) -> str:
    """For a form that is filled in on paper: what is added to what, and what the total will be held against. It begins
    a page of its own: the form goes to a patient, and this does not.
    """
    form = form_of(result.instrument)
    alert = form.alert
    name = f"item {alert.item}" if alert and alert.item else "an answer"
    told = f"<h3>Act on {name}</h3><p>{_alert_told(alert, alert.text, sources)}</p>" if alert else ""
    rule = _endorsement_html(result, sources)
    counted = f"{_hand_sums_html(form)}{told}{rule}{_thresholds_html(result, sources)}"
    return f'<h2 style="page-break-before: always">For the clinician: added up</h2>{counted}'


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
    reach = "" if _is_blank(result) else f": {rule_text(finding)}"
    return f"<h3>Counting rule{reach}</h3><ul>{counts}</ul><p>{escape(rule.meaning)} {cited}</p>"


def _is_blank(result: Score) -> bool:
    """Whether nothing is answered: a threshold is then described, and not held against a total."""
    return result.answered == 0 and not result.gated


def _thresholds_html(result: Score, sources: Sources) -> str:
    """Bands and cut points, each with its source, and once something is answered with how the total stands to it."""
    form = form_of(result.instrument)
    bands = [
        (f"<b>{band.least}-{band.most}</b>", band_text(band, result), _told(band.label, form.bands_checked))
        for band in form.bands
    ]
    cuts = [
        (
            f"<b>{escape(finding.cut_point.threshold)}</b>",
            escape(reach_text(finding, result.total)),
            _told(finding.cut_point.meaning, finding.cut_point.checked),
        )
        for finding in result.cut_points
    ]
    cited = [finding.cut_point.source for finding in result.cut_points]
    parts = (
        ("Bands", ("Total", "Here", "Band"), bands, [form.bands_source] * len(bands)),
        ("Cut points", ("Cut point", "Here", "Meaning"), cuts, cited),
    )
    told = []
    for name, head, rows, source_ids in parts:
        shown = [(row[0], *row[2:]) if _is_blank(result) else row for row in rows]
        heads = (head[0], *head[2:]) if _is_blank(result) else head
        told.append(f"<h3>{name}</h3>{_table(heads, shown, source_ids, sources)}" if rows else "")
    return "".join(told)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], source_ids: Iterable[str], sources: Sources) -> str:
    """A table of which each row has a source in its last column."""
    names = "".join(f"<th>{name}</th>" for name in (*head, "Source"))
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}<td>{citation_html(sources[source_id])}</td></tr>"
        for row, source_id in zip(rows, source_ids, strict=True)
    )
    return f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>"


def _told(text: str, checked: Checked | None) -> str:
    return f"{escape(text)}{checked_badge(checked)}"
