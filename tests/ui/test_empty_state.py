import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from ketaref.ui.empty_state import EmptyState


@pytest.fixture
def state(qtbot):
    state = EmptyState()
    qtbot.addWidget(state)
    state.show()
    return state


def test_what_is_said_is_shown_as_it_is_written(state):
    state.say("Nothing for <b>", "Try:", [("Ketamine & co", "k")], "It may be known.")
    shown = [label.text() for label in state.findChildren(QLabel) if label.isVisible()]
    assert shown == ["Nothing for <b>", "Try:", "It may be known."]
    assert state.words == "Nothing for <b>. Try. Ketamine & co. It may be known"


def test_offers_are_buttons_that_lead_to_their_targets(state, qtbot):
    state.say("Nothing", "Try:", [("First", "1"), ("Second", "2")])
    with qtbot.waitSignal(state.chosen) as chosen:
        state.buttons[1].click()
    assert chosen.args == ["2"]


def test_old_offers_go(state, qtbot):
    state.say("Nothing", "Try:", [("First", "1")])
    state.say("Nothing", "No more.")
    assert state.buttons == []
    qtbot.waitUntil(lambda: not state.findChildren(QPushButton))
