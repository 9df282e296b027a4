import pytest
from PySide6.QtCore import Qt

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.checklist import build_checklist
from ketaref.core.wording import banned_words
from ketaref.ui.agent_choice import AgentChange, AgentChoice, name_in_sentence, standing_text


@pytest.fixture
def change(qtbot):
    change = AgentChange()
    qtbot.addWidget(change)
    change.ask(Agent.IV_KETAMINE, Agent.ORAL_KETAMINE, 11, 1)
    change.show()
    qtbot.waitExposed(change)
    change.activateWindow()
    change.setFocus()
    return change


def test_count_of_labelled_items_is_told(store):
    checklist = build_checklist(Agent.ORAL_KETAMINE, store.contraindications())
    assert standing_text(checklist) == f"{len(checklist.items)} items, none on a product label"


def test_agent_of_the_run_is_where_the_keyboard_begins(store, qtbot):
    items = store.contraindications()
    choice = AgentChoice([build_checklist(agent, items) for agent in SCREENED_AGENTS])
    qtbot.addWidget(choice)
    choice.show()
    choice.activateWindow()
    choice.show_current(Agent.INTRANASAL_ESKETAMINE)
    choice.setFocus()
    assert choice.focusWidget().agent is Agent.INTRANASAL_ESKETAMINE


def test_question_tells_what_is_kept_and_what_is_not(change):
    text = change.explanation.text()
    assert "11 answers to items that both checklists ask alike will be kept, and so will numbers and medicines." in text
    assert "1 answer to items that oral ketamine does not have, or has other limits for, will be gone." in text
    assert not banned_words(text)


def test_nothing_lost_is_not_mentioned(change):
    change.ask(Agent.IV_KETAMINE, Agent.ORAL_KETAMINE, 3, 0)
    assert "gone" not in change.explanation.text()


def test_enter_and_escape_stay_until_change_is_chosen(change, qtbot):
    said = []
    change.confirmed.connect(lambda: said.append("change"))
    change.declined.connect(lambda: said.append("stay"))
    qtbot.keyClick(change.stay, Qt.Key.Key_Return)
    qtbot.keyClick(change.stay, Qt.Key.Key_Escape)
    change.change.setFocus()
    qtbot.keyClick(change.change, Qt.Key.Key_Return)
    assert said == ["stay", "stay", "change"]


@pytest.mark.parametrize(
    ("agent", "name"), [(Agent.IV_KETAMINE, "IV ketamine"), (Agent.INTRANASAL_ESKETAMINE, "intranasal esketamine")]
)
def test_names_within_a_sentence_keep_only_abbreviations_in_capitals(agent, name):
    assert name_in_sentence(agent) == name
