"""A scale as labelled lines of plain text: what it is, then what its form asks."""

from collections.abc import Iterator

from ketaref.core.instrument import AnswerOption, Form, Instrument
from ketaref.core.text_line import TextLine


def instrument_lines(item: Instrument) -> Iterator[TextLine]:
    """Everything that is said of a scale."""
    yield from description_lines(item)
    if item.form:
        yield from _question_lines(item.form)


def description_lines(item: Instrument) -> Iterator[TextLine]:
    """What a scale is and what its totals mean, without the questions of its form: each names a symptom, and a search
    for that symptom is not one for the scale.
    """
    yield from _what_lines(item)
    for cut in item.cut_points:
        yield TextLine(f"Cut point {cut.threshold}", cut.meaning, (cut.source,), cut.checked)
    for change in item.changes:
        yield TextLine("Change", change.meaning, (change.source,), change.checked)
    if item.form:
        yield from _meaning_lines(item.form)
    yield TextLine("Form", "here, to fill in and add up" if item.form else "not here: described only")
    yield from _use_lines(item)


def about_lines(item: Instrument) -> Iterator[TextLine]:
    """What stands beside a form whose thresholds are shown with the score."""
    yield from _what_lines(item)
    yield from _use_lines(item)


def _what_lines(item: Instrument) -> Iterator[TextLine]:
    yield TextLine("Measures", item.measures)
    yield TextLine("Also called", ", ".join(item.aliases))
    yield TextLine("Items", item.item_count)
    yield TextLine("Scores", item.score_range)
    yield TextLine("Time frame", item.time_frame)
    yield TextLine("Given by", item.administration)


def _use_lines(item: Instrument) -> Iterator[TextLine]:
    yield TextLine("With ketamine", item.role)
    yield TextLine("Limits", item.limits)
    yield TextLine("Licence", item.licence)
    yield TextLine("Where to get it", item.obtain)
    yield TextLine("Note", item.note)


def _meaning_lines(form: Form) -> Iterator[TextLine]:
    bands = "; ".join(f"{band.least}-{band.most} {band.label}" for band in form.bands)
    yield TextLine("Bands", bands, (form.bands_source,) if form.bands_source else (), form.bands_checked)
    if form.endorsement:
        rule = form.endorsement
        yield TextLine("Rule", rule.meaning, (rule.source,), rule.checked)
    if form.alert:
        yield TextLine("Alert", form.alert.text, form.alert.sources, form.alert.checked)


def _question_lines(form: Form) -> Iterator[TextLine]:
    yield TextLine("Instruction", form.instruction)
    yield TextLine("First question", form.gate)
    yield TextLine("Answers", _options_text(form.options))
    for item in (*form.items, *form.unscored):
        own = _options_text(item.options)
        unscored = "" if item in form.items else " (not added to the total)"
        yield TextLine(f"Item {item.number}{unscored}", f"{item.text} ({own})" if own else item.text)
    for subscale in form.subscales:
        yield TextLine(subscale.name, f"items {', '.join(map(str, subscale.items))}")
    yield TextLine("Credit", form.credit)


def _options_text(options: tuple[AnswerOption, ...]) -> str:
    return "; ".join(f"{option.score} {option.label}" for option in options)
