"""The checklist as a screen reader tells it."""

import pytest
from by_keys import KEYS, ids, press
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton

from ketaref.core.checklist import Answer
from ketaref.ui.checklist_items import ANSWER_NAMES
from ketaref.ui.checklist_speech import NOTHING_SHOWN


def names_of_items(run):
    tree = QAccessible.queryAccessibleInterface(run.items)
    cells = (tree.child(place) for place in range(tree.childCount()))
    return [cell.text(QAccessible.Text.Name) for cell in cells if cell]


def test_chosen_agent_leads_to_its_first_item_by_name(page, qtbot, said):
    press(qtbot, page, Qt.Key.Key_1)
    assert said[-1] == page.run.items.current_item().spoken


@pytest.mark.parametrize("answer", Answer)
def test_answer_is_heard_with_its_item_the_progress_and_what_comes_next(page, run, qtbot, said, answer):
    first = run.items.current_item().item
    press(qtbot, page, KEYS[answer])
    following = run.items.current_item().item
    told = f"{ANSWER_NAMES[answer]}: {first.condition}. 1 of {len(ids(run))} answered."
    assert said[-1] == f"{told} Next: {following.condition}. {following.question}"


def test_undo_is_heard_with_the_item_it_came_back_to(page, run, qtbot, said):
    first = run.items.current_item().item
    press(qtbot, page, Qt.Key.Key_Y)
    press(qtbot, page, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert said[-1] == f"Undone. Not answered: {first.condition}. 0 of {len(ids(run))} answered."


def test_filter_tells_how_many_items_it_leaves(page, run, qtbot, said):
    press(qtbot, page, Qt.Key.Key_Y)
    run.bar.filters[2].click()
    assert said[-1] == "1 item shown."
    run.bar.filters[3].click()
    assert said[-1] == NOTHING_SHOWN


def test_opened_reasons_are_heard_and_stand_below_their_item_for_assistive_tools(page, run, qtbot, said, listened):
    item = run.items.current_item().item
    before = names_of_items(run)
    press(qtbot, page, Qt.Key.Key_Return)
    names = names_of_items(run)
    here = next(place for place, name in enumerate(names) if name.startswith(f"{item.condition}: present?"))
    assert names[here + 1].startswith(f"Reasons and sources: {item.condition}. Why it matters. {item.rationale[:20]}")
    assert said[-1] == names[here + 1]
    press(qtbot, page, Qt.Key.Key_Return)
    assert names_of_items(run) == before


def test_item_names_its_level_standing_and_answer_to_assistive_tools(page, run, qtbot):
    item = run.items.current_item().item
    told = next(name for name in names_of_items(run) if name.startswith(f"{item.condition}: present?"))
    assert "Absolute, product label. Not answered." in told
    press(qtbot, page, Qt.Key.Key_U)
    told = next(name for name in names_of_items(run) if name.startswith(f"{item.condition}: present?"))
    assert "Absolute, product label. Unknown." in told


def test_whatever_takes_the_keyboard_has_a_name(page, run):
    for button in page.findChildren(QPushButton):
        assert button.accessibleName() or button.text() or not button.isVisible()
    for widget in (run.items, run.result.counts, run.result.text):
        assert widget.accessibleName()
