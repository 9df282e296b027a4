"""Scales and questionnaires: what each measures, its cut points with their sources, and its form where one may ship.

A form is here only for scales whose items may be reproduced, or whose criteria are written in own words. All others are
described, with the licence and where to get them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ketaref.core.source import Checked

GATE = 0
"""The number under which the gate question of a form is answered: 0 no, 1 yes."""


@dataclass(frozen=True)
class AnswerOption:
    """One answer and what it scores: a whole number from 0 to 9, so that one key answers."""

    score: int
    label: str


@dataclass(frozen=True)
class InstrumentItem:
    """A question or criterion, numbered from 1. `options` where they are its own; else those of the form hold."""

    number: int
    text: str
    options: tuple[AnswerOption, ...] = ()


@dataclass(frozen=True)
class Subscale:
    """Items that are also added up by themselves. No item is in two of them."""

    id: str
    name: str
    items: tuple[int, ...]


@dataclass(frozen=True)
class Band:
    """Totals from `least` to `most`, both included, under one name. The bands of a form cover every total once."""

    least: int
    most: int
    label: str


@dataclass(frozen=True)
class CutPoint:
    """A threshold of the total, as the source prints it; `meaning` with population, number, sensitivity, specificity.

    What a form compares the total with, if it does: reached from `at_least` upwards, or down from `at_most`. With
    `range_end` the source gives a range of cut points, `at_least` to `range_end` ("31-33"): inside it, whether the cut
    point is reached depends on which value is used. Without a number the cut point is only described.
    """

    threshold: str
    meaning: str
    source: str
    checked: Checked
    at_least: int | None = None
    at_most: int | None = None
    range_end: int | None = None


@dataclass(frozen=True)
class ChangeThreshold:
    """What a source says of the change between two totals. At most one of these is compared; without, only described.

    `least`: a fall of so many points; with `most` a range of thresholds ("9-12" is least 9, most 12).
    `percent`: a fall of at least so many per cent. `total_below`: the second total is below it (remission).
    `within_error`: a change of at most so many points, up or down, is probably no real change.
    """

    meaning: str
    source: str
    checked: Checked
    least: int | None = None
    most: int | None = None
    percent: int | None = None
    total_below: int | None = None
    within_error: int | None = None


@dataclass(frozen=True)
class Needed:
    """How many items of a subscale must be endorsed."""

    subscale: str
    count: int


@dataclass(frozen=True)
class Endorsement:
    """A rule that counts items scored `at_least` so much, by subscale (PCL-5: the provisional rule)."""

    at_least: int
    needed: tuple[Needed, ...]
    meaning: str
    source: str
    checked: Checked


@dataclass(frozen=True)
class ItemAlert:
    """What one answer calls for, whatever the total and however many items are open.

    It speaks when `item` (None: any scored item) is answered at least `at_least`, or at most `at_most`.
    """

    text: str
    sources: tuple[str, ...]
    checked: Checked
    item: int | None = None
    at_least: int | None = None
    at_most: int | None = None

    def speaks_for(self, item: int, answer: int) -> bool:
        """Whether this answer to this item is one that it is about."""
        if self.item not in (None, item):
            return False
        high = self.at_least is not None and answer >= self.at_least
        return high or (self.at_most is not None and answer <= self.at_most)


@dataclass(frozen=True)
class Form:
    """What is asked and how it is added up. `credit` is what must be printed with it.

    `gate`: a question before the items, answered yes or no (`GATE`); after "no" the total is 0 and no item is asked.
    `unscored`: items that are asked with the form and never added, numbered on from the scored ones.
    `own_words`: the criteria are written anew here and are not the wording of the source.
    `change`: two totals may be compared; a fall is an improvement. (Not where more is better, nor for a screen.)
    """

    instruction: str
    items: tuple[InstrumentItem, ...]
    credit: str
    options: tuple[AnswerOption, ...] = ()
    subscales: tuple[Subscale, ...] = ()
    bands: tuple[Band, ...] = ()
    bands_source: str = ""
    bands_checked: Checked | None = None
    gate: str = ""
    alert: ItemAlert | None = None
    endorsement: Endorsement | None = None
    unscored: tuple[InstrumentItem, ...] = ()
    own_words: bool = False
    change: bool = False

    def options_of(self, item: InstrumentItem) -> tuple[AnswerOption, ...]:
        """The answers to choose from, in the order of the form."""
        return item.options or self.options

    @property
    def least(self) -> int:
        """The smallest total there can be."""
        return sum(min(option.score for option in self.options_of(item)) for item in self.items)

    @property
    def most(self) -> int:
        """The largest total there can be."""
        return sum(max(option.score for option in self.options_of(item)) for item in self.items)


@dataclass(frozen=True)
class Instrument:
    """A scale: what it measures, who fills it in, what its totals mean and say of change, and how to come by it.

    `item_count` and `score_range` as printed ("20", "0-80 (each item 0-4)"); `licence` says whether and why its items
    may be reproduced, `obtain` where to get it. Without a `form` it is described only.
    """

    id: str
    name: str
    abbreviation: str
    measures: str
    item_count: str
    score_range: str
    time_frame: str
    administration: str
    licence: str
    obtain: str
    sources: tuple[str, ...]
    checked: Checked
    role: str = ""
    limits: str = ""
    note: str = ""
    cut_points: tuple[CutPoint, ...] = ()
    changes: tuple[ChangeThreshold, ...] = ()
    form: Form | None = None
    aliases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its name, with the abbreviation where the name does not hold it."""
        known = not self.abbreviation or self.abbreviation in self.name
        return self.name if known else f"{self.name} ({self.abbreviation})"

    def named_sources(self) -> Iterator[str]:
        """The source ids of the record and of all its parts, in the order in which they are read."""
        yield from self.sources
        yield from (cut.source for cut in self.cut_points)
        yield from (change.source for change in self.changes)
        if self.form:
            yield from (source for source in (self.form.bands_source,) if source)
            yield from (rule.source for rule in (self.form.endorsement,) if rule)
            yield from (source for alert in (self.form.alert,) if alert for source in alert.sources)
