import pytest
from PySide6.QtCore import QPoint, Qt

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer, build_checklist, tally
from ketaref.core.checklist_report import ChecklistReport
from ketaref.ui.checklist_view import ChecklistView
from ketaref.ui.theme import LIGHT

REASONS = "<p>Why it matters, at some length. </p>" * 12


@pytest.fixture
def checklist(store):
    return build_checklist(Agent.IV_KETAMINE, store.contraindications())


@pytest.fixture
def view(checklist, store, qtbot):
    view = ChecklistView(lambda _item_id: REASONS, LIGHT)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show_checklist(checklist, store.quantities())
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    return view


@pytest.fixture
def chosen(view):
    """What was answered, in order."""
    answers = []
    view.answer_chosen.connect(lambda item_id, answer: answers.append((item_id, answer)))
    return answers


def current(view):
    return view.current_item().item.id


def test_arrows_skip_headings_and_stop_at_the_ends(view, checklist, qtbot):
    seen = [current(view)]
    asked = [item.id for item in checklist.items if not item.asked_if]
    for _ in asked[1:]:
        qtbot.keyClick(view, Qt.Key.Key_Down)
        seen.append(current(view))
    assert seen == asked
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert current(view) == checklist.items[-1].id
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert current(view) == checklist.items[0].id


def test_groups_are_stepped_over_and_stop_at_the_ends(view, checklist):
    firsts = [group.items[0].id for group in checklist.groups]
    view.step(1)
    seen = []
    for _ in firsts:
        view.step_group(1)
        seen.append(current(view))
    assert seen == [*firsts[1:], firsts[-1]]
    view.step_group(-1)
    assert current(view) == firsts[-2]


def test_current_item_and_the_one_after_it_are_in_view(view, checklist, qtbot):
    asked = [item for item in checklist.items if not item.asked_if]
    for number in range(1, len(asked) - 1):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        for item in asked[number : number + 2]:
            row = view.visualRect(view.rows.index_of(item.id))
            assert view.viewport().rect().adjusted(0, 0, 0, 1).contains(row), item.id


def test_disclosure_opens_by_mouse_and_answers_nothing(view, checklist, chosen, qtbot):
    index = view.rows.index_of(checklist.items[1].id)
    area = view.visualRect(index)
    places = (QPoint(x, area.top() + 20) for x in range(area.right(), area.left(), -2))
    place = next(place for place in places if view.itemDelegate().target(index, area, place) is True)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.isExpanded(index)
    assert chosen == []


def test_click_on_the_text_only_chooses_the_item(view, checklist, chosen, qtbot):
    area = view.visualRect(view.rows.index_of(checklist.items[1].id))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(area.left() + 30, area.top() + 40))
    assert current(view) == checklist.items[1].id
    assert chosen == []


def test_click_on_a_heading_leaves_the_current_item(view, chosen, qtbot):
    before = current(view)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.rows.index(0, 0)).center())
    assert current(view) == before
    assert chosen == []


def test_row_is_as_high_as_the_reasons_in_it(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Return)
    place = view.rows.index(0, 0, view.currentIndex())
    reader = view.indexWidget(place)
    qtbot.waitUntil(lambda: view.visualRect(place).height() == reader.height())
    assert reader.verticalScrollBar().maximum() == 0


def test_opened_reasons_leave_their_item_in_view(view, checklist, qtbot):
    view.select(checklist.items[30].id)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    place = view.rows.index(0, 0, view.currentIndex())
    qtbot.waitUntil(lambda: view.visualRect(place).height() > 300)
    qtbot.waitUntil(lambda: 0 <= view.visualRect(view.currentIndex()).top() < view.viewport().height() // 2)
    assert view.visualRect(place).top() < view.viewport().height()


def test_letters_that_are_no_answers_move_nothing(view, chosen, qtbot):
    before = current(view)
    qtbot.keyClicks(view, "abcx")
    assert current(view) == before
    assert chosen == []


def test_keys_with_control_answer_nothing(view, chosen, qtbot):
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U):
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
    assert chosen == []


def test_larger_text_makes_rows_higher(view, qtbot):
    index = view.currentIndex()
    before = view.visualRect(index).height()
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    qtbot.waitUntil(lambda: view.visualRect(index).height() > 1.5 * before)


def test_filter_hides_headings_without_items(view, checklist):
    found = tally(checklist, {checklist.groups[2].items[0].id: Answer.YES})
    view.show_run(ChecklistReport(found, (), (), ()), {})
    view.show_only(lambda answer: answer is Answer.YES)
    hidden = [view.isRowHidden(number, view.rootIndex()) for number in range(len(checklist.groups))]
    assert [number for number, is_hidden in enumerate(hidden) if not is_hidden] == [2]
    assert current(view) == checklist.groups[2].items[0].id


def test_escape_closes_open_reasons_and_is_left_to_others_without(view, checklist, qtbot):
    view.select(checklist.items[3].id)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.isExpanded(view.currentIndex())
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isExpanded(view.currentIndex())
    assert view._leave_reasons() is False
