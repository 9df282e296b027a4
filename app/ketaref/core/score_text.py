"""A score in words that can be checked by hand: each sum written out, and how the total stands to each threshold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ketaref.core.instrument import GATE, AnswerOption, Band, Form, InstrumentItem
from ketaref.core.score import Answers, CutPointFinding, Endorsed, EndorsementFinding, Reach, Score, SubscaleSum
from ketaref.core.score_change import Change, ChangeFinding, ChangeReach

OPEN = "?"
"""Stands in a sum for an item without an answer."""
MINUS = "\N{MINUS SIGN}"
NOT_ANSWERED = "not answered"
INFORMS = "This informs; it does not decide. Nothing is stored."

GATE_OPTIONS = (AnswerOption(1, "Yes"), AnswerOption(0, "No"))
"""The answers to the gate question of a form."""


@dataclass(frozen=True)
class SumLine:
    """A sum as one writes it down: its name, its terms, and what it comes to once all terms are there."""

    name: str
    terms: str
    value: int | None

    @property
    def text(self) -> str:
        return f"{self.name}: {self.terms} = {self.value}" if self.value is not None else f"{self.name}: {self.terms}"


def asked_items(form: Form) -> tuple[InstrumentItem, ...]:
    """Everything that the form asks, in order, the gate question as an item with the number `GATE`."""
    gate = (InstrumentItem(GATE, form.gate, GATE_OPTIONS),) if form.gate else ()
    return (*gate, *form.items, *form.unscored)


def written(terms: Iterable[int | None]) -> str:
    """Terms of a sum: `2 + 1 + ? + 3`."""
    return " + ".join(OPEN if term is None else str(term) for term in terms)


def sum_lines(score: Score) -> tuple[SumLine, ...]:
    """The subscales, then the total: of the subscales where there are any, else of the items."""
    if score.gated:
        return (SumLine("Total", "0 (the first question is answered no, so that no item counts)", 0),)
    lines = tuple(_subscale_line(each) for each in score.subscales)
    terms = [each.sum for each in score.subscales] if score.subscales else list(score.answers)
    return (*lines, SumLine("Total", written(terms), score.total))


def _subscale_line(each: SubscaleSum) -> SumLine:
    return SumLine(each.subscale.name, written(each.answers), each.sum)


def headline(score: Score) -> str:
    """The total with its range and band, or how far the form is filled in."""
    form = score.instrument.form
    assert form  # there is no score without a form
    if score.total is None:
        answered = f"{score.answered} of {len(score.answers)} items answered"
        gate = ", the first question is open" if score.gate_open else ""
        return f"{answered}{gate}; total not shown"
    band = f", {score.band.label}" if score.band else ""
    return f"Total {score.total} (of {form.least} to {form.most}){band}"


def open_items(score: Score) -> str:
    """Which items are still to be answered; nothing where all are."""
    names = ["the first question"] if score.gate_open else []
    if score.missing:
        names.append(f"{'item' if len(score.missing) == 1 else 'items'} {_in_runs(score.missing)}")
    return f"Open: {', '.join(names)}" if names else ""


def _in_runs(numbers: Sequence[int]) -> str:
    """Numbers in rising order, those that follow each other as one: `1 to 3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def reach_text(finding: CutPointFinding, total: int | None) -> str:
    """How the total stands to a cut point: reached, not reached, or inside a range of cut points and at which end."""
    cut = finding.cut_point
    if finding.reach is Reach.IN_RANGE:
        return f"inside the range: {total} reaches {cut.at_least}, not {cut.range_end}"
    return finding.reach.value


def band_text(band: Band, score: Score) -> str:
    """Whether the total lies in a band."""
    if score.total is None:
        return Reach.OPEN.value
    return "the total lies here" if band is score.band else "not here"


def endorsed_text(counted: Endorsed, at_least: int) -> str:
    """How many items of a subscale count by the rule, and how many it needs."""
    count = OPEN if counted.count is None else counted.count
    return f"{counted.subscale.name}: {count} scored {at_least} or more, {counted.needed.count} needed"


def rule_text(finding: EndorsementFinding) -> str:
    """Whether the counting rule is reached."""
    return finding.reach.value if finding.reach is not Reach.OPEN else "open until every item is answered"


def alert_text(score: Score) -> str:
    """The alert with the answers that gave it; nothing without one."""
    if score.alert is None:
        return ""
    given = ", ".join(f"item {number} is answered {score.answers[number - 1]}" for number in score.alerted)
    return f"{given[:1].upper()}{given[1:]}. {score.alert.text}"


def answer_label(form: Form, item: InstrumentItem, answers: Answers) -> str:
    """The answer to an item with its words, or that there is none."""
    answer = answers.get(item.number)
    if answer is None:
        return NOT_ANSWERED
    return next(f"{answer}, {option.label}" for option in form.options_of(item) if option.score == answer)


def change_headline(change: Change) -> str:
    """The change as a sum that can be done again, with its direction in words and its share of the first total."""
    points = f"{MINUS if change.points < 0 else ''}{abs(change.points)}"
    direction = "no change" if not change.points else "a fall" if change.points > 0 else "a rise"
    percent = "" if change.percent is None else f", {MINUS if change.percent < 0 else ''}{abs(change.percent):.1f}%"
    unit = "point" if abs(change.points) == 1 else "points"
    return f"{change.before} {MINUS} {change.after} = {points} {unit}: {direction}{percent}"


def change_reach_text(finding: ChangeFinding) -> str:
    """How the change stands to a threshold."""
    threshold, reach = finding.threshold, finding.reach
    if threshold.most is None:
        return reach.value
    span = f"{threshold.least}-{threshold.most}"
    return {
        ChangeReach.IN_RANGE: f"inside the range {span}",
        ChangeReach.REACHED: f"reached, above {span}",
        ChangeReach.NOT_REACHED: f"not reached, below {span}",
    }[reach]


def change_notes(change: Change) -> tuple[str, ...]:
    """What must be read with the thresholds: a rise, a change within error, sources that part."""
    notes = []
    if change.points < 0:
        notes.append("The total rose. The thresholds are about a fall.")
    if change.percent is None:
        notes.append("The first total is 0: no percentage can be given.")
    if change.small:
        notes.append("A source below says of a change no larger than this that it is probably not a real one.")
    if change.disagree:
        notes.append("The sources disagree about a change of this size; none of them settles it.")
    return tuple(notes)


def instruction_text(form: Form) -> str:
    """What the form asks one to do, and that its criteria are not the wording of the source, where that is so."""
    gated = "After the first question: " if form.gate else ""
    own_words = " The criteria are in this reference's own words." if form.own_words else ""
    return f"{gated}{form.instruction}{own_words}"
