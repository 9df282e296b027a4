import pytest

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer, build_checklist, tally
from ketaref.ui.checklist_speech import answered_text, returned_text, sentences


@pytest.fixture
def checklist(store):
    return build_checklist(Agent.IV_KETAMINE, store.contraindications())


def test_answer_to_the_last_item_shown_says_that_nothing_follows(checklist):
    result = tally(checklist, {checklist.items[0].id: Answer.NO})
    told = answered_text(checklist.items[0], Answer.NO, result, None)
    assert told.startswith(f"Absent: {checklist.items[0].condition}. 1 of ")
    assert told.endswith("No further item is shown.")


def test_many_answers_that_come_back_are_counted(checklist):
    answers = {item.id: Answer.UNKNOWN for item in checklist.items[:3]}
    told = returned_text("Undone", tuple(answers), answers, checklist, tally(checklist, answers))
    assert told == f"Undone: 3 answers. 3 of {len(checklist.items)} answered."


def test_lines_are_spoken_as_sentences():
    assert sentences("Level\n\n  Do not give.\nDate?") == "Level. Do not give. Date?"
