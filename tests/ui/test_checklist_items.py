from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer, build_checklist, tally
from ketaref.core.checklist_report import ChecklistReport
from ketaref.ui.checklist_items import ANSWER_NAMES, ROW_ROLE, ChecklistModel, item_row


@pytest.fixture
def checklist(store):
    return build_checklist(Agent.IV_KETAMINE, store.contraindications())


@pytest.fixture
def model(qapp, checklist, store):
    model = ChecklistModel()
    model.show_checklist(checklist, store.quantities())
    return model


def show(model, checklist, answers, readings=MappingProxyType({})):
    model.show_run(ChecklistReport(tally(checklist, answers, readings), (), (), ()), readings)


def spoken(model, item_id):
    return model.index_of(item_id).data(Qt.ItemDataRole.AccessibleTextRole)


def test_answers_are_about_the_condition_and_not_about_the_question(model, checklist):
    setting = next(item for item in checklist.items if item.id == "ci_setting")
    assert "yes" not in {name.casefold() for name in ANSWER_NAMES.values()}
    assert spoken(model, "ci_setting").startswith(f"{setting.condition}: present?")


@pytest.mark.parametrize("answer", Answer)
def test_answer_is_heard_in_the_name_of_the_item(model, checklist, answer):
    item = checklist.items[0]
    assert "Not answered" in spoken(model, item.id)
    show(model, checklist, {item.id: answer})
    assert f". {ANSWER_NAMES[answer]}." in spoken(model, item.id)
    show(model, checklist, {})
    assert "Not answered" in spoken(model, item.id)


def test_only_rows_with_another_answer_change(model, checklist, qtbot):
    changed = []
    model.dataChanged.connect(lambda index, *_: changed.append(item_row(index)))
    show(model, checklist, {checklist.items[3].id: Answer.NO})
    assert {row.item.id for row in changed if row} == {checklist.items[3].id}


def test_headings_count_their_answers(model, checklist):
    group = checklist.groups[1]
    show(model, checklist, {group.items[0].id: Answer.UNKNOWN})
    heading = model.index(1, 0).data(ROW_ROLE)
    assert heading.spoken == f"{group.name}, 1 of {len(group.items)} answered"
    assert model.index(0, 0).data(ROW_ROLE).answered == 0


def test_unknown_item_has_no_row(model):
    assert not model.index_of("ci_nothing").isValid()


def test_sources_that_differ_are_heard(model, checklist):
    item = next(item for item in checklist.items if item.disagrees(Agent.IV_KETAMINE))
    assert "Sources differ" in spoken(model, item.id)
