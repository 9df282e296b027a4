"""Whether a scale's form can be answered and added up, and its thresholds say what they compare."""

import re
from collections import Counter
from collections.abc import Iterator

from ketaref.core.codec import Path
from ketaref.core.instrument import ChangeThreshold, CutPoint, Form, Instrument, InstrumentItem

FEWEST_OPTIONS = 2
HIGHEST_SCORE = 9
"""Of one answer: one key answers."""

Mistake = tuple[str, Path]
"""What is wrong, and the path to the field from the record."""

_FIGURE = re.compile(r"\d+")


def instrument_mistakes(item: Instrument) -> Iterator[Mistake]:
    """Every mistake of one scale."""
    for index, cut in enumerate(item.cut_points):
        yield from _placed(_cut_point_mistakes(cut, item.form), ("cut_points", index))
    for index, change in enumerate(item.changes):
        yield from _placed(_change_mistakes(change, item.form), ("changes", index))
    if item.form:
        yield from _placed(_form_mistakes(item.form), ("form",))


def _placed(mistakes: Iterator[Mistake], prefix: Path) -> Iterator[Mistake]:
    return ((message, (*prefix, *path)) for message, path in mistakes)


def _cut_point_mistakes(cut: CutPoint, form: Form | None) -> Iterator[Mistake]:
    numbers = {"at_least": cut.at_least, "at_most": cut.at_most, "range_end": cut.range_end}
    if cut.at_least is not None and cut.at_most is not None:
        yield "reached from at_least upwards or from at_most downwards, not both", ("at_most",)
    if cut.range_end is not None and (cut.at_least is None or cut.range_end <= cut.at_least):
        yield "range_end comes after at_least", ("range_end",)
    for name, number in numbers.items():
        if number is None:
            continue
        if number not in _printed(cut.threshold):
            yield f"{number} does not stand in the threshold {cut.threshold!r}", (name,)
        if form and not form.least <= number <= form.most:
            yield f"no total is {number}: they go from {form.least} to {form.most}", (name,)


def _printed(threshold: str) -> set[int]:
    """The totals that a threshold names: `below 10` is reached by 9 and less, `above 30` from 31."""
    shift = -1 if "below" in threshold else 1 if "above" in threshold else 0
    return {int(figure) + shift for figure in _FIGURE.findall(threshold)}


def _change_mistakes(change: ChangeThreshold, form: Form | None) -> Iterator[Mistake]:
    numbers = {
        name: number
        for name in ("least", "most", "percent", "total_below", "within_error")
        if (number := getattr(change, name)) is not None
    }
    if change.most is not None and (change.least is None or change.most <= change.least):
        yield "most comes after least", ("most",)
    if len(numbers.keys() - {"most"}) > 1:
        yield f"one of {', '.join(numbers)} is compared, not several", ()
    for name, number in numbers.items():
        highest = 100 if name == "percent" else form.most if form else number
        if not 0 < number <= highest:
            yield f"{number} is out of range: 1 to {highest}", (name,)
        if str(number) not in _FIGURE.findall(change.meaning):
            yield f"{number} does not stand in the meaning", (name,)
    if numbers and form and not form.change:
        yield "a form without `change: true` compares no two totals", ()


def _form_mistakes(form: Form) -> Iterator[Mistake]:
    if not form.items:
        yield "a form without items", ("items",)
        return
    every = (*form.items, *form.unscored)
    if [item.number for item in every] != list(range(1, len(every) + 1)):
        yield "the items are numbered 1, 2, 3 ... without a gap, the unscored ones last", ("items",)
    for name, items in (("items", form.items), ("unscored", form.unscored)):
        for index, item in enumerate(items):
            yield from _placed(_option_mistakes(form, item), (name, index))
    yield from _subscale_mistakes(form)
    yield from _band_mistakes(form)
    yield from _rule_mistakes(form)


def _option_mistakes(form: Form, item: InstrumentItem) -> Iterator[Mistake]:
    scores = [option.score for option in form.options_of(item)]
    if len(scores) < FEWEST_OPTIONS:
        yield f"item {item.number} has no answers to choose from", ("options",)
    if len(set(scores)) < len(scores):
        yield f"two answers to item {item.number} score the same", ("options",)
    if any(not 0 <= score <= HIGHEST_SCORE for score in scores):
        yield f"an answer scores from 0 to {HIGHEST_SCORE}", ("options",)


def _subscale_mistakes(form: Form) -> Iterator[Mistake]:
    """With subscales each scored item is in one of them: their sums make the total."""
    counted = Counter(number for subscale in form.subscales for number in subscale.items)
    known = {item.number for item in form.items}
    for index, subscale in enumerate(form.subscales):
        for number in subscale.items:
            if number not in known:
                yield f"there is no scored item {number}", ("subscales", index, "items")
            elif counted[number] > 1:
                yield f"item {number} is in two subscales", ("subscales", index, "items")
    if form.subscales and known - counted.keys():
        left = ", ".join(map(str, sorted(known - counted.keys())))
        yield f"no subscale has item {left}", ("subscales",)
    ids = Counter(subscale.id for subscale in form.subscales)
    yield from ((f"two subscales are called {name!r}", ("subscales",)) for name, times in ids.items() if times > 1)


def _band_mistakes(form: Form) -> Iterator[Mistake]:
    if not form.bands:
        return
    starts = [band.least for band in form.bands]
    if starts != [form.least, *(band.most + 1 for band in form.bands[:-1])] or form.bands[-1].most != form.most:
        yield f"the bands cover {form.least} to {form.most} in order, without gap or overlap", ("bands",)
    if not (form.bands_source and form.bands_checked):
        yield "bands have a bands_source and bands_checked", ("bands",)


def _rule_mistakes(form: Form) -> Iterator[Mistake]:
    sizes = {subscale.id: len(subscale.items) for subscale in form.subscales}
    for index, needed in enumerate(form.endorsement.needed if form.endorsement else ()):
        if needed.subscale not in sizes:
            yield f"there is no subscale {needed.subscale!r}", ("endorsement", "needed", index)
        elif not 0 < needed.count <= sizes[needed.subscale]:
            yield f"{needed.count} of {sizes[needed.subscale]} items", ("endorsement", "needed", index, "count")
    alert = form.alert
    if alert and not any(
        alert.speaks_for(item.number, option.score) for item in form.items for option in form.options_of(item)
    ):
        yield "no answer gives this alert", ("alert",)
    if alert and not alert.sources:
        yield "an alert without a source", ("alert", "sources")
