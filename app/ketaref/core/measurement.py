"""What can be measured before a dose, and the limits that sources set: as numbers, so that a limit can be applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.errors import InputError

Readings = Mapping[str, float]
"""What was measured: quantity id to number, in the quantity's unit."""

LONGEST = 12
"""Letters of a number as typed; more is something else, pasted."""


@dataclass(frozen=True)
class Quantity:
    """Something measured or counted, in `unit`; `label` as within a sentence ("systolic blood pressure at rest").

    A number below `least` or above `most` is taken for a slip of the hand; the two are limits of what can be typed, and
    say nothing of a patient. `below` is the quantity that must be greater: typed the other way round, the two were
    taken for each other.
    """

    id: str
    label: str
    unit: str
    least: float
    most: float
    decimals: int = 0
    below: str = ""

    def written(self, value: float) -> str:
        """A number of this quantity as one writes it: 181, 92.5."""
        return f"{value:.{self.decimals}f}".rstrip("0").rstrip(".") if self.decimals else f"{value:.0f}"


class Relation(StrEnum):
    """How a reading stands to a limit that it reaches."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="

    @property
    def sign(self) -> str:
        return {"<=": "≤", ">=": "≥"}.get(self.value, self.value)

    def holds(self, reading: float, value: float) -> bool:
        match self:
            case Relation.BELOW:
                return reading < value
            case Relation.AT_MOST:
                return reading <= value
            case Relation.ABOVE:
                return reading > value
        return reading >= value


@dataclass(frozen=True)
class Comparison:
    """One number of a source: `systolic > 180`."""

    quantity: str
    relation: Relation
    value: float


class LimitState(StrEnum):
    """What the readings say of a limit. `OPEN`: a reading that it needs is missing, which is not `NOT_REACHED`."""

    REACHED = "reached"
    NOT_REACHED = "not reached"
    OPEN = "open"


@dataclass(frozen=True)
class Limit:
    """Numbers that a source sets, all of which must hold for it to be reached."""

    comparisons: tuple[Comparison, ...]

    def state(self, readings: Readings) -> LimitState:
        """Whether the readings reach it. One comparison that fails decides, whatever else is missing."""
        known = [
            each.relation.holds(readings[each.quantity], each.value)
            for each in self.comparisons
            if each.quantity in readings
        ]
        if not all(known):
            return LimitState.NOT_REACHED
        return LimitState.REACHED if len(known) == len(self.comparisons) else LimitState.OPEN

    def text(self, quantities: Mapping[str, Quantity]) -> str:
        """The limit in words: systolic blood pressure > 180 mmHg."""
        return " and ".join(_told(each, quantities[each.quantity]) for each in self.comparisons)


def reached_text(limit: Limit, readings: Sequence[float | None], quantities: Mapping[str, Quantity]) -> str:
    """A limit that was reached, beside the readings that reach it: systolic blood pressure 185 mmHg (> 180)."""
    return " and ".join(
        f"{quantity.label} {quantity.written(reading)} {quantity.unit} "
        f"({each.relation.sign} {quantity.written(each.value)})"
        for each, reading in zip(limit.comparisons, readings, strict=True)
        if (quantity := quantities[each.quantity]) and reading is not None
    )


def read_number(text: str, quantity: Quantity) -> float:
    """The number that was typed for a quantity.

    Raises InputError, with what to type instead, for anything that is not one plain number within its range: nothing is
    guessed from a decimal comma, a range, a unit or pasted text.
    """
    typed = text.strip()
    if not typed:
        raise InputError(quantity.label, f"empty: type a number in {quantity.unit}")
    if "," in typed:
        instead = "a decimal point, such as 92.5" if quantity.decimals else f"one whole number, in {quantity.unit}"
        raise InputError(quantity.label, f"a comma could mean two numbers: write {instead}")
    whole, point, part = typed.partition(".")
    if len(typed) > LONGEST or not (whole + part).isascii() or not whole.isdigit() or (point and not part.isdigit()):
        raise InputError(quantity.label, f"one number alone, in {quantity.unit}")
    if len(part) > quantity.decimals:
        places = f"at most {quantity.decimals} after the point" if quantity.decimals else "a whole number"
        raise InputError(quantity.label, f"{places}, in {quantity.unit}")
    value = float(typed)
    if not quantity.least <= value <= quantity.most:
        least, most = quantity.written(quantity.least), quantity.written(quantity.most)
        raise InputError(
            quantity.label, f"{typed} is outside {least} to {most} {quantity.unit}: check it, type it again"
        )
    return value


def check_readings(readings: Readings, quantities: Mapping[str, Quantity]) -> None:
    """Raise InputError for a reading of nothing that is known here, or one outside what can be typed."""
    for quantity_id, value in readings.items():
        if quantity_id not in quantities:
            raise InputError("readings", f"{quantity_id!r} is not measured here; there are: {', '.join(quantities)}")
        quantity = quantities[quantity_id]
        if swapped(quantity, value, readings):
            raise InputError(quantity.label, f"{value:g} is not below the {quantities[quantity.below].label}: swapped?")
        if not quantity.least <= value <= quantity.most:
            least, most = quantity.written(quantity.least), quantity.written(quantity.most)
            raise InputError(quantity.label, f"{value:g} is outside {least} to {most} {quantity.unit}")


def swapped(quantity: Quantity, value: float, readings: Readings) -> bool:
    """Whether a reading is not below the one that must be greater."""
    return quantity.below in readings and value >= readings[quantity.below]


def _told(comparison: Comparison, quantity: Quantity) -> str:
    value = quantity.written(comparison.value)
    return f"{quantity.label} {comparison.relation.sign} {value} {quantity.unit}"
