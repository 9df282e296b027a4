"""Studies: what was compared in whom, and what came of it. A null result is shown as plainly as any other."""

from PySide6.QtWidgets import QWidget

from ketaref.core.location import Kind
from ketaref.core.record_text import number_text
from ketaref.core.trial import Design, Direction, Outcome, Trial
from ketaref.store.content import ContentStore
from ketaref.ui.catalogue_page import Catalogue, CataloguePage, Choice, TextDetail, plain_html
from ketaref.ui.record_table import Column
from ketaref.ui.theme import Theme

NOTE = (
    "Studies that pages rest on, each with the result of its primary outcome as its own test gives it. “No significant "
    "difference” is a result, and no proof that there is none. What was not read is left out, not guessed."
)
_SHAPES = {
    Direction.FAVOURS_TREATMENT: "▲",
    Direction.NO_DIFFERENCE: "＝",
    Direction.NOT_INFERIOR: "≥",
    Direction.FAVOURS_COMPARATOR: "▼",
    Direction.MARKER_ONLY: "◇",
    Direction.WITHOUT_CONTROL: "○",
    Direction.PENDING: "…",
}


class TrialsPage(CataloguePage):
    """All trials of the content, newest first within their condition; those without a publication after them."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        conditions = tuple(dict.fromkeys(trial.condition for trial in store.trials()))

        def newest_first(trial: Trial) -> tuple[int, int]:
            return conditions.index(trial.condition), -(trial.year or 0)

        trials = tuple(sorted(store.trials(), key=newest_first))
        columns = (
            Column[Trial]("Trial", lambda trial: trial.name, 3),
            Column[Trial]("Condition", lambda trial: trial.condition, 3),
            Column[Trial]("Main result", _main_result, 5),
            Column[Trial]("People", number_text, 2, sort_key=lambda trial: trial.number or 0),
            Column[Trial]("Design", lambda trial: trial.design.label, 3),
            Column[Trial]("Against", lambda trial: trial.comparator or "no control", 4),
        )
        catalogue = Catalogue(Kind.TRIAL, "Trials", NOTE, "trials", columns, _choices(trials, conditions), NOTE)
        detail = TextDetail(plain_html(store), catalogue.noun, theme)
        super().__init__(catalogue, trials, store, detail, parent)


def _main_outcome(trial: Trial) -> Outcome:
    return (trial.primary_outcomes or trial.outcomes)[0]


def _main_result(trial: Trial) -> str:
    outcome = _main_outcome(trial)
    which = "" if outcome.primary else " (not named as primary)"
    return f"{_SHAPES[outcome.direction]} {outcome.direction.label}: {outcome.measure}, {outcome.time_point}{which}"


def _choices(trials: tuple[Trial, ...], conditions: tuple[str, ...]) -> tuple[Choice, ...]:
    designs = {trial.design for trial in trials}
    directions = {_main_outcome(trial).direction for trial in trials}
    return (
        Choice.of("Condition", "Any condition", ((name, name) for name in conditions), _is_on),
        Choice.of("Design", "Any design", ((d.label, d) for d in Design if d in designs), _is_designed),
        Choice.of("Main result", "Any result", ((d.label, d) for d in Direction if d in directions), _came_out),
    )


def _is_on(trial: Trial, condition: str) -> bool:
    return trial.condition == condition


def _is_designed(trial: Trial, design: Design) -> bool:
    return trial.design is design


def _came_out(trial: Trial, direction: Direction) -> bool:
    return _main_outcome(trial).direction is direction
