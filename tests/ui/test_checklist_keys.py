"""The listed keys are those that work, and the other way round."""

from PySide6.QtGui import QKeySequence, QShortcut

from ketaref.core.agent import SCREENED_AGENTS
from ketaref.core.checklist_report import Reference
from ketaref.core.interaction import NotAssessed
from ketaref.ui import checklist_keys as keys
from ketaref.ui.checklist_screen import ChecklistScreen
from ketaref.ui.theme import LIGHT


def test_listed_keys_are_exactly_those_of_items_and_run(qtbot):
    reference = Reference({}, lambda medicine, agent: NotAssessed(medicine), ())
    screen = ChecklistScreen({}, reference, tuple, LIGHT)
    qtbot.addWidget(screen)
    in_view = [code for line in (*keys.ANSWERS.values(), *keys.IN_VIEW) for code in line.codes]
    assert sorted(in_view) == sorted(screen.items._deeds)
    of_run = {shortcut.key().toString() for shortcut in screen.findChildren(QShortcut)}
    assert {QKeySequence(text).toString() for line in keys.IN_SCREEN for text in line.keys} <= of_run
    listed = {QKeySequence(text).toString() for line in keys.ALL for text in line.keys}
    assert {key for key in of_run if key} <= listed


def test_each_agent_has_its_key():
    assert keys.AGENTS.keys == tuple(str(number) for number in range(1, len(SCREENED_AGENTS) + 1))


def test_no_key_means_two_things():
    listed = [QKeySequence(text).toString() for line in keys.ALL[1:] for text in line.keys]
    assert keys.ALL[0] is keys.AGENTS  # on a screen of its own, before the run
    assert len(listed) == len(set(listed))
