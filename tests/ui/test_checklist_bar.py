import pytest

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer, build_checklist, tally
from ketaref.ui.checklist_bar import FILTERS, ChecklistBar


@pytest.fixture
def checklist(store):
    return build_checklist(Agent.IV_KETAMINE, store.contraindications())


@pytest.fixture
def bar(qtbot):
    bar = ChecklistBar()
    qtbot.addWidget(bar)
    return bar


def test_filters_count_what_they_show(bar, checklist):
    first, second, third = (item.id for item in checklist.items[:3])
    answers = {first: Answer.YES, second: Answer.UNKNOWN, third: Answer.NO}
    result = tally(checklist, answers)
    bar.show_result(result, can_undo=True, can_redo=False, can_clear=True)
    assert result.waiting
    total = len(checklist.items)
    for button, each in zip(bar.filters, FILTERS, strict=True):
        shown = sum(each.accepts(answers.get(item.id)) for item in checklist.items if item.id not in result.waiting)
        assert button.text() == f"{each.name} {shown}"
    assert bar.progress.accessibleName() == f"3 of {total} answered, {len(result.waiting)} not asked yet"


def test_items_that_wait_for_no_other_are_not_spoken_of(bar, checklist):
    all_yes = dict.fromkeys((item.id for item in checklist.items), Answer.YES)
    bar.show_result(tally(checklist, all_yes), can_undo=True, can_redo=False, can_clear=True)
    total = len(checklist.items)
    assert bar.progress.accessibleName() == f"{total} of {total} answered"


def test_only_what_can_be_done_is_offered(bar, checklist):
    bar.show_result(tally(checklist, {}), can_undo=False, can_redo=False, can_clear=False)
    assert [b.isEnabled() for b in (bar.next, bar.undo, bar.redo, bar.remove)] == [True, False, False, False]
    all_no = dict.fromkeys((item.id for item in checklist.items), Answer.NO)
    bar.show_result(tally(checklist, all_no), can_undo=True, can_redo=True, can_clear=True)
    assert [b.isEnabled() for b in (bar.next, bar.undo, bar.redo, bar.remove)] == [False, True, True, True]


def test_going_back_to_all_is_told_once(bar, checklist):
    told = []
    bar.filter_chosen.connect(lambda chosen: told.append(chosen.name))
    bar.filters[2].click()
    bar.choose_all()
    bar.choose_all()
    assert told == ["Present", "All"]
