"""A filled form added up. Nothing is guessed: an open item leaves the total open."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.errors import InputError
from ketaref.core.instrument import (
    GATE,
    Band,
    CutPoint,
    Endorsement,
    Form,
    Instrument,
    InstrumentItem,
    ItemAlert,
    Needed,
    Subscale,
)

Answers = Mapping[int, int | None]
"""Item number (`GATE` for the gate question) to the score of its answer; None or missing is unanswered, not 0."""

NO, YES = 0, 1
"""How the gate question is answered."""


class Reach(StrEnum):
    """How a total stands to a cut point. `OPEN`: there is no total yet; `DESCRIBED`: there is no number to compare."""

    REACHED = "reached"
    IN_RANGE = "inside the range"
    NOT_REACHED = "not reached"
    OPEN = "open: no total yet"
    DESCRIBED = "described only"


@dataclass(frozen=True)
class CutPointFinding:
    """A cut point and how the total stands to it."""

    cut_point: CutPoint
    reach: Reach


@dataclass(frozen=True)
class SubscaleSum:
    """The answers of a subscale in its order, and their sum once all are there."""

    subscale: Subscale
    answers: tuple[int | None, ...]

    @property
    def sum(self) -> int | None:
        return added(self.answers)


@dataclass(frozen=True)
class Endorsed:
    """How many items of a subscale are endorsed; None while one of them is open."""

    needed: Needed
    subscale: Subscale
    count: int | None


@dataclass(frozen=True)
class EndorsementFinding:
    """The counting rule of a form on its answers; `reach` is open while any scored item is."""

    rule: Endorsement
    counts: tuple[Endorsed, ...]
    reach: Reach


@dataclass(frozen=True)
class Score:
    """What a form's answers add up to.

    `answers`: those of the scored items in order. `total` is None while one is open. `gated`: the gate question was
    answered no, so that the total is 0 and no item counts. `alert` speaks whatever the total; `alerted` are the numbers
    of the items that gave it.
    """

    instrument: Instrument
    answers: tuple[int | None, ...]
    total: int | None
    subscales: tuple[SubscaleSum, ...]
    band: Band | None
    cut_points: tuple[CutPointFinding, ...]
    endorsement: EndorsementFinding | None
    alert: ItemAlert | None
    alerted: tuple[int, ...]
    gate_open: bool = False
    gated: bool = False

    @property
    def answered(self) -> int:
        """How many scored items are answered."""
        return sum(answer is not None for answer in self.answers)

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the scored items that are still to be answered."""
        if self.gated:
            return ()
        return tuple(number for number, answer in enumerate(self.answers, 1) if answer is None)


def form_of(instrument: Instrument) -> Form:
    """The form of a scale. Raises InputError, with where to get it, for one that is described only."""
    if instrument.form is None:
        where = instrument.obtain.rstrip(".")
        raise InputError("instrument", f"{instrument.name} has no form here, it is described only. {where}.")
    return instrument.form


def score(instrument: Instrument, answers: Answers) -> Score:
    """Add up the answers to a form.

    Raises InputError for a scale without a form, an item that it does not have, and an answer that is no whole number
    within its range, naming the item and what it takes.
    """
    form = form_of(instrument)
    for number, answer in answers.items():
        check_answer(instrument, number, answer)
    gated = bool(form.gate) and answers.get(GATE) == NO
    gate_open = bool(form.gate) and answers.get(GATE) is None
    scored = tuple(answers.get(item.number) for item in form.items)
    total = 0 if gated else None if gate_open else added(scored)
    alerted = () if gated else _alerted(form, answers)
    return Score(
        instrument=instrument,
        answers=scored,
        total=total,
        subscales=tuple(
            SubscaleSum(subscale, tuple(answers.get(number) for number in subscale.items))
            for subscale in form.subscales
        ),
        band=next((band for band in form.bands if total is not None and band.least <= total <= band.most), None),
        cut_points=tuple(CutPointFinding(cut, reach_of(cut, total)) for cut in instrument.cut_points),
        endorsement=_endorsement(form, answers, total),
        alert=form.alert if alerted else None,
        alerted=alerted,
        gate_open=gate_open,
        gated=gated,
    )


def check_answer(instrument: Instrument, number: int, answer: object) -> None:
    """Raise InputError unless the scale has this item and the item takes this answer (None: unanswered)."""
    form = form_of(instrument)
    name = item_name(number)
    allowed = _allowed(form, number)
    if not allowed:
        raise InputError(name, f"{instrument.abbreviation} has no such item: its items are {_numbers(form)}")
    if answer is None:
        return
    span = f"{min(allowed)} to {max(allowed)}"
    if type(answer) is not int:  # exact: neither True nor 2.0 is an answer
        raise InputError(name, f"{answer!r:.60} is not a whole number from {span}")
    if answer not in allowed:
        raise InputError(name, f"{answer} is out of range: {span}")


def item_name(number: int) -> str:
    """What an error calls an item."""
    return "gate question" if number == GATE else f"item {number}"


def reach_of(cut: CutPoint, total: int | None) -> Reach:
    """How a total stands to a cut point."""
    if cut.at_least is None and cut.at_most is None:
        return Reach.DESCRIBED
    if total is None:
        return Reach.OPEN
    if cut.at_least is None:
        assert cut.at_most is not None  # one of the two is there
        return Reach.REACHED if total <= cut.at_most else Reach.NOT_REACHED
    if total < cut.at_least:
        return Reach.NOT_REACHED
    return Reach.IN_RANGE if cut.range_end is not None and total < cut.range_end else Reach.REACHED


def added(answers: tuple[int | None, ...]) -> int | None:
    """The sum, or None where one of them is open."""
    known = [answer for answer in answers if answer is not None]
    return sum(known) if len(known) == len(answers) else None


def _allowed(form: Form, number: int) -> tuple[int, ...]:
    """The scores that an item takes; nothing where there is no such item."""
    if number == GATE:
        return (NO, YES) if form.gate else ()
    items: tuple[InstrumentItem, ...] = (*form.items, *form.unscored)
    found = next((item for item in items if item.number == number), None)
    return tuple(option.score for option in form.options_of(found)) if found else ()


def _numbers(form: Form) -> str:
    last = len(form.items) + len(form.unscored)
    return f"{'gate, ' if form.gate else ''}1 to {last}"


def _alerted(form: Form, answers: Answers) -> tuple[int, ...]:
    if not form.alert:
        return ()
    given = ((item.number, answers.get(item.number)) for item in form.items)
    return tuple(number for number, answer in given if answer is not None and form.alert.speaks_for(number, answer))


def _endorsement(form: Form, answers: Answers, total: int | None) -> EndorsementFinding | None:
    rule = form.endorsement
    if rule is None:
        return None
    subscales = {subscale.id: subscale for subscale in form.subscales}
    counts = tuple(_endorsed(rule, needed, subscales[needed.subscale], answers) for needed in rule.needed)
    if total is None:
        return EndorsementFinding(rule, counts, Reach.OPEN)
    met = all(each.count is not None and each.count >= each.needed.count for each in counts)
    return EndorsementFinding(rule, counts, Reach.REACHED if met else Reach.NOT_REACHED)


def _endorsed(rule: Endorsement, needed: Needed, subscale: Subscale, answers: Answers) -> Endorsed:
    given = [answers.get(number) for number in subscale.items]
    known = [answer for answer in given if answer is not None]
    complete = len(known) == len(given)
    return Endorsed(needed, subscale, sum(answer >= rule.at_least for answer in known) if complete else None)
