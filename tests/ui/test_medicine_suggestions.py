"""Names near to a misspelt medicine: offered, and replaced only when the user says so."""

import pytest
from PySide6.QtWidgets import QPushButton

from ketaref.ui.medicine_suggestions import MedicineSuggestions


@pytest.fixture
def suggestions(qtbot):
    widget = MedicineSuggestions()
    qtbot.addWidget(widget)
    return widget


def buttons(suggestions):
    return [button for button in suggestions.findChildren(QPushButton) if button.isVisibleTo(suggestions)]


def test_nothing_near_shows_nothing(suggestions):
    suggestions.suggest({"foobarol": []})
    assert suggestions.isHidden()


def test_chosen_name_is_told_with_what_it_replaces(suggestions, qtbot):
    suggestions.suggest({"lithum": ["lithium"], "sertralin": ["sertraline"], "foobarol": []})
    first, second = buttons(suggestions)
    with qtbot.waitSignal(suggestions.chosen) as told:
        second.click()
    assert told.args == ["sertralin", "sertraline"]
    assert first.accessibleName() == "lithium, in place of lithum"


def test_new_suggestions_take_the_place_of_the_old(suggestions, qtbot):
    suggestions.suggest({"lithum": ["lithium"]})
    suggestions.suggest({"sertralin": ["sertraline"]})
    qtbot.waitUntil(lambda: [button.text() for button in buttons(suggestions)] == ["sertraline"])
    suggestions.suggest({})
    assert suggestions.isHidden()
