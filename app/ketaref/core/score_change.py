"""The change between two totals, held against what the literature calls real, important, response or remission."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from ketaref.core.errors import InputError
from ketaref.core.instrument import ChangeThreshold, Form, Instrument
from ketaref.core.measurement import Quantity, read_number
from ketaref.core.score import form_of

BEFORE, AFTER = "before", "after"
"""The two totals, by the names of their fields."""


class ChangeReach(StrEnum):
    """How a change stands to a threshold. `UNTOLD`: per cent of 0 is nothing; `DESCRIBED`: no number to compare."""

    REACHED = "reached"
    IN_RANGE = "inside the range"
    NOT_REACHED = "not reached"
    NO_LARGER = "no larger than this"
    LARGER = "larger than this"
    UNTOLD = "cannot be told: the first total is 0"
    DESCRIBED = "described only"


@dataclass(frozen=True)
class ChangeFinding:
    """A threshold of change and how the change stands to it."""

    threshold: ChangeThreshold
    reach: ChangeReach


@dataclass(frozen=True)
class Change:
    """The change between two totals: positive points are a fall, which is better.

    `percent` of the first total, half up to one decimal; None where that is 0.
    """

    instrument: Instrument
    before: int
    after: int
    points: int
    percent: float | None
    findings: tuple[ChangeFinding, ...]

    @property
    def disagree(self) -> bool:
        """Whether thresholds in points part over this change: some are reached, others not or only in part."""
        reached = {finding.reach for finding in self.findings if finding.threshold.least is not None}
        return len(reached) > 1

    @property
    def small(self) -> bool:
        """Whether a source says of a change of this size that it is probably no real change."""
        return self.points != 0 and any(finding.reach is ChangeReach.NO_LARGER for finding in self.findings)


def change(instrument: Instrument, before: int, after: int) -> Change:
    """Compare two totals of a form on which a fall is an improvement.

    Raises InputError naming the total where one is out of range or not whole, and for a scale that is not compared so.
    """
    form = changing_form(instrument)
    for name, total in ((BEFORE, before), (AFTER, after)):
        if type(total) is not int:  # exact: neither True nor 12.0 is a total
            raise InputError(name, f"{total!r:.60} is not a whole number from {form.least} to {form.most}")
        if not form.least <= total <= form.most:
            raise InputError(name, f"{total} is out of range: {form.least} to {form.most}")
    points = before - after
    findings = tuple(ChangeFinding(each, _reach(each, before, after)) for each in instrument.changes)
    return Change(instrument, before, after, points, percent_of(points, before), findings)


def changing_form(instrument: Instrument) -> Form:
    """The form of a scale whose totals are compared. Raises InputError for every other scale."""
    form = form_of(instrument)
    if not form.change:
        raise InputError("change", f"two totals of the {instrument.abbreviation} are not compared here")
    return form


def read_total(form: Form, name: str, text: str) -> int:
    """A total as it was typed. Raises InputError, with what to type instead, for anything but a whole number in range.

    `name` is what the field is called.
    """
    quantity = Quantity(id=name, label=name, unit="points", least=form.least, most=form.most)
    return int(read_number(text, quantity))


def percent_of(points: int, before: int) -> float | None:
    """Points as per cent of the first total, half up (away from 0) to one decimal; None where that is 0."""
    if before == 0:
        return None
    return float((Decimal(points) * 100 / Decimal(before)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _reach(threshold: ChangeThreshold, before: int, after: int) -> ChangeReach:  # noqa: PLR0911 (one for each kind)
    points = before - after
    if threshold.least is not None:
        if points < threshold.least:
            return ChangeReach.NOT_REACHED
        inside = threshold.most is not None and points <= threshold.most
        return ChangeReach.IN_RANGE if inside else ChangeReach.REACHED
    if threshold.percent is not None:
        if before == 0:
            return ChangeReach.UNTOLD
        return _reached(points * 100 >= threshold.percent * before)
    if threshold.total_below is not None:
        return _reached(after < threshold.total_below)
    if threshold.within_error is not None:
        return ChangeReach.NO_LARGER if abs(points) <= threshold.within_error else ChangeReach.LARGER
    return ChangeReach.DESCRIBED


def _reached(reached: bool) -> ChangeReach:
    return ChangeReach.REACHED if reached else ChangeReach.NOT_REACHED
