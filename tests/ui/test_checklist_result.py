import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer, build_checklist, tally
from ketaref.core.checklist_html import level_text
from ketaref.core.checklist_report import Reference, report
from ketaref.core.checklist_run import Run
from ketaref.core.contraindication import Contraindication, Level, Position, Standing
from ketaref.core.interaction import NotAssessed
from ketaref.core.source import Checked, Source, SourceKind
from ketaref.ui.checklist_result import ResultPane, headline, level_counts, tally_text
from ketaref.ui.record_table import CELL_PADDING
from ketaref.ui.theme import LIGHT

SOURCES = {"label": Source("label", SourceKind.LABEL, "Label", "US label", Checked.PAGE)}


def item(number, level):
    return Contraindication(
        id=f"ci_{number}",
        condition=f"Condition {number}",
        question="Any?",
        group="Heart",
        positions=(Position(Agent.IV_KETAMINE, level, Standing.LABEL, "label", Checked.PAGE),),
        rationale="Because.",
        action="Wait.",
        checked=Checked.PAGE,
        sources=("label",),
    )


CHECKLIST = build_checklist(Agent.IV_KETAMINE, [item(n, level) for n, level in enumerate([*Level, *Level])])
REFERENCE = Reference({}, lambda medicine, agent: NotAssessed(medicine), ())


def told(run):
    return report(CHECKLIST, run, REFERENCE)


answers = st.dictionaries(st.sampled_from([item.id for item in CHECKLIST.items]), st.sampled_from(Answer))


@given(answers)
def test_counts_of_the_levels_add_up_to_the_items(given_answers):
    *levels, total = level_counts(tally(CHECKLIST, given_answers))
    for name in ("present", "unknown", "unanswered", "absent"):
        assert sum(getattr(level, name) for level in levels) == getattr(total, name)
    assert total.present + total.unknown + total.unanswered + total.absent == len(CHECKLIST.items)


@given(answers)
def test_headline_and_announcement_tell_the_same_numbers(given_answers):
    result = tally(CHECKLIST, given_answers)
    answered = list(given_answers.values())
    present, unknown = answered.count(Answer.YES), answered.count(Answer.UNKNOWN)
    assert headline(result) == f"{present} present, {unknown} unknown, {6 - len(answered)} unanswered"
    assert tally_text(result) == f"{len(answered)} of 6 answered. {present} present, {unknown} unknown."


@pytest.mark.parametrize("beneath", [True, False])
def test_findings_and_counts_are_both_in_view(qtbot, beneath):
    pane = ResultPane(LIGHT)
    qtbot.addWidget(pane)
    pane.show_report(told(Run({"ci_0": Answer.YES})), SOURCES, {})
    pane.arrange(beneath=beneath)
    pane.resize(900, 500)
    pane.show()
    assert not pane.counts.geometry().intersects(pane.text.geometry())
    assert pane.counts.verticalScrollBar().maximum() == 0
    assert "Condition 0" in pane.text.toPlainText()
    assert (pane.text.x() > 300) is beneath


def test_no_level_is_cut_off_in_a_narrow_window(qtbot):
    pane = ResultPane(LIGHT)
    qtbot.addWidget(pane)
    pane.resize(320, 500)
    pane.show()
    shown = told(Run())
    result = shown.result
    pane.show_report(shown, SOURCES, {})
    width = pane.counts.fontMetrics().horizontalAdvance
    for level in level_counts(result):
        assert width(level.name) + 2 * CELL_PADDING <= pane.counts.columnWidth(0)


def test_no_level_is_elided_at_any_text_size(qtbot):
    """The width of letters is no whole number of pixels: rounded down it has room for all of them but the last."""
    pane = ResultPane(LIGHT)
    qtbot.addWidget(pane)
    pane.show_report(told(Run()), SOURCES, {})
    pane.arrange(beneath=True)
    pane.resize(320, 500)
    pane.show()
    for tenths in range(70, 300):
        font = pane.counts.font()
        font.setPointSizeF(tenths / 10)
        pane.counts.setFont(font)
        pane.counts._measure()
        letters = max(map(QFontMetricsF(font).horizontalAdvance, (level_text(level) for level in Level)))
        assert letters + 2 * CELL_PADDING + 2 <= pane.counts.columnWidth(0)
