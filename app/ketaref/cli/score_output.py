"""A score and a change between two totals, as lines of text and as plain values for `--json`."""

from collections.abc import Iterator, Mapping
from typing import Any

from ketaref.cli.plain_text import WIDTH, source_text, wrapped
from ketaref.core.instrument import GATE, Form, Instrument, InstrumentItem
from ketaref.core.record_text import sources_of
from ketaref.core.score import Answers, Score, form_of
from ketaref.core.score_change import Change
from ketaref.core.score_text import (
    INFORMS,
    alert_text,
    answer_label,
    asked_items,
    band_text,
    change_headline,
    change_notes,
    change_reach_text,
    endorsed_text,
    headline,
    open_items,
    reach_text,
    rule_text,
    sum_lines,
)
from ketaref.core.source import Checked, Source

Sources = Mapping[str, Source]


def title_lines(instrument: Instrument) -> list[str]:
    """The name of the scale, underlined."""
    title = instrument.title
    return [title, "=" * min(len(title), WIDTH)]


def score_lines(result: Score, answers: Answers, sources: Sources) -> list[str]:
    """Alert, items, sums, then bands, rule and cut points, each threshold with its source."""
    form = form_of(result.instrument)
    lines = []
    if result.alert:
        cited = "; ".join(sources[source_id].short for source_id in result.alert.sources)
        lines += ["", wrapped(f"! {alert_text(result)} [{cited}]{_unchecked(result.alert.checked)}", "", "  ")]
    lines += ["", "Items", *(_item_line(form, item, answers) for item in asked_items(form))]
    lines += ["", "Added up", *(wrapped(line.text, "  ", "    ") for line in sum_lines(result))]
    lines += ["", *(text for text in (headline(result), open_items(result)) if text)]
    lines += _threshold_lines(result, form, sources)
    return lines


def change_lines(change: Change, sources: Sources) -> list[str]:
    """The change as a sum, what must be read with it, and each threshold with its source."""
    lines = [
        "",
        "Change",
        f"  {change_headline(change)}",
        *(wrapped(note, "  ", "  ") for note in change_notes(change)),
    ]
    for each in change.findings:
        threshold = each.threshold
        cited = _cited(threshold.meaning, threshold.source, threshold.checked, sources)
        lines.append(wrapped(f"{change_reach_text(each)}: {cited}", "- ", "  "))
    return lines


def closing_lines(instrument: Instrument, sources: Sources) -> list[str]:
    """Limits, the credit that the form carries, sources."""
    form = form_of(instrument)
    told = (
        ("Limits", instrument.limits),
        ("Note", instrument.note),
        ("Credit", form.credit),
        ("Licence", instrument.licence),
    )
    return [
        "",
        *(wrapped(f"{name}: {text}", "", "    ") for name, text in told if text),
        "",
        "Sources",
        *(source_text(sources[source_id]) for source_id in sources_of(instrument)),
        "",
        INFORMS,
    ]


def score_data(result: Score, answers: Answers) -> dict[str, Any]:
    """A score as plain values; what is open is null."""
    form = form_of(result.instrument)
    rule = result.endorsement
    return {
        "answers": {str(item.number): answers.get(item.number) for item in (*form.items, *form.unscored)},
        **({"gate": answers.get(GATE)} if form.gate else {}),
        "answered": result.answered,
        "items": len(result.answers),
        "missing": list(result.missing),
        "total": result.total,
        "least": form.least,
        "most": form.most,
        "told": headline(result),
        "sums": [{"name": line.name, "terms": line.terms, "sum": line.value} for line in sum_lines(result)],
        "subscales": {each.subscale.id: each.sum for each in result.subscales},
        "band": result.band.label if result.band else None,
        "band_source": form.bands_source or None,
        "cut_points": [
            {
                "threshold": each.cut_point.threshold,
                "reach": each.reach.value,
                "meaning": each.cut_point.meaning,
                "source": each.cut_point.source,
                "checked": each.cut_point.checked.value,
            }
            for each in result.cut_points
        ],
        "rule": {
            "reach": rule.reach.value,
            "at_least": rule.rule.at_least,
            "counts": {each.subscale.id: each.count for each in rule.counts},
            "needed": {each.subscale.id: each.needed.count for each in rule.counts},
            "meaning": rule.rule.meaning,
            "source": rule.rule.source,
        }
        if rule
        else None,
        "alert": {
            "items": list(result.alerted),
            "text": result.alert.text,
            "sources": list(result.alert.sources),
        }
        if result.alert
        else None,
        "credit": form.credit,
    }


def change_data(change: Change) -> dict[str, Any]:
    """A change as plain values; positive points are a fall."""
    return {
        "before": change.before,
        "after": change.after,
        "points": change.points,
        "percent": change.percent,
        "disagree": change.disagree,
        "notes": list(change_notes(change)),
        "thresholds": [
            {
                "reach": each.reach.value,
                "least": each.threshold.least,
                "most": each.threshold.most,
                "percent": each.threshold.percent,
                "total_below": each.threshold.total_below,
                "within_error": each.threshold.within_error,
                "meaning": each.threshold.meaning,
                "source": each.threshold.source,
                "checked": each.threshold.checked.value,
            }
            for each in change.findings
        ],
    }


def _item_line(form: Form, item: InstrumentItem, answers: Answers) -> str:
    """The answer first, so that the numbers stand below each other and can be added up."""
    number = f"{item.number}." if item.number else "First:"
    unscored = "" if item in form.items else " (not added to the total)"
    return wrapped(f"{answer_label(form, item, answers)}: {item.text}{unscored}", f"{number:>6} ", " " * 7)


def _threshold_lines(result: Score, form: Form, sources: Sources) -> Iterator[str]:
    if form.bands:
        yield f"\nBands [{sources[form.bands_source].short}]{_unchecked(form.bands_checked)}"
        yield from (f"- {band.least}-{band.most} {band.label}: {band_text(band, result)}" for band in form.bands)
    if result.endorsement:
        rule = result.endorsement.rule
        yield f"\nCounting rule: {rule_text(result.endorsement)}"
        yield from (f"- {endorsed_text(each, rule.at_least)}" for each in result.endorsement.counts)
        yield wrapped(_cited(rule.meaning, rule.source, rule.checked, sources), "  ", "  ")
    if result.cut_points:
        yield "\nCut points"
    for each in result.cut_points:
        cut = each.cut_point
        cited = _cited(cut.meaning, cut.source, cut.checked, sources)
        yield wrapped(f"{cut.threshold}: {reach_text(each, result.total)}. {cited}", "- ", "  ")


def _cited(text: str, source_id: str, checked: Checked, sources: Sources) -> str:
    return f"{text} [{sources[source_id].short}]{_unchecked(checked)}"


def _unchecked(checked: Checked | None) -> str:
    return f" ({checked.label})" if checked and checked is not Checked.PAGE else ""
