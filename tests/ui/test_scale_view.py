from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt

from ketaref.core.instrument import GATE
from ketaref.ui import scale_keys as keys
from ketaref.ui import scale_view
from ketaref.ui.scale_view import ScaleView
from ketaref.ui.theme import LIGHT

KEY = Qt.Key


@pytest.fixture
def answers():
    return {}


@pytest.fixture
def view(mood, answers, qtbot):
    """The form, its answers taken as a screen takes them."""
    view = ScaleView(LIGHT)
    qtbot.addWidget(view)
    view.resize(700, 500)

    def take(number, answer):
        answers[number] = answer
        view.show_answers(view.instrument, answers)

    view.instrument = mood
    view.answer_chosen.connect(take)
    view.show_form(mood, answers)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    return view


@pytest.fixture
def gated(view, mood):
    view.instrument = replace(mood, form=replace(mood.form, gate="Did it ever happen?"))
    view.show_form(view.instrument, {})
    return view


def current(view):
    return view.current_row().number


def test_number_key_answers_and_goes_on(view, answers, qtbot):
    qtbot.keyClicks(view, "2103")
    assert answers == {1: 2, 2: 1, 3: 0, 4: 3}
    assert current(view) == 5


def test_last_item_keeps_the_keyboard(view, answers, qtbot):
    qtbot.keyClick(view, KEY.Key_End)
    qtbot.keyClicks(view, "01")
    assert (answers, current(view)) == ({5: 1}, 5)


def test_keypad_answers_too(view, answers, qtbot):
    qtbot.keyClick(view, KEY.Key_3, Qt.KeyboardModifier.KeypadModifier)
    assert answers == {1: 3}


@pytest.mark.parametrize("key", [KEY.Key_Delete, KEY.Key_Backspace])
def test_answer_is_taken_away_and_the_item_stays(view, answers, qtbot, key):
    qtbot.keyClicks(view, "2")
    qtbot.keyClick(view, KEY.Key_Up)
    qtbot.keyClick(view, key)
    assert (answers, current(view)) == ({1: None}, 1)
    with qtbot.assertNotEmitted(view.answer_chosen):
        qtbot.keyClick(view, KEY.Key_Down)
        qtbot.keyClick(view, key)


@pytest.mark.parametrize("digit", "456789")
def test_digit_that_is_no_answer_is_refused_and_told(view, answers, qtbot, digit):
    with qtbot.waitSignal(view.answer_refused) as refused:
        qtbot.keyClicks(view, digit)
    assert refused.args == [1, int(digit)]
    assert (answers, current(view)) == ({}, 1)


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier])
def test_digits_with_a_modifier_are_left_to_the_window(view, answers, qtbot, modifier):
    qtbot.keyClick(view, KEY.Key_1, modifier)
    assert answers == {}


def test_arrows_home_end_and_pages_move_and_stop_at_the_ends(view, qtbot):
    seen = []
    for key in (KEY.Key_Down, KEY.Key_Up, KEY.Key_Up, KEY.Key_End, KEY.Key_Down, KEY.Key_Home):
        qtbot.keyClick(view, key)
        seen.append(current(view))
    assert seen == [2, 1, 1, 5, 5, 1]
    qtbot.keyClick(view, KEY.Key_PageDown)
    assert current(view) == 5
    qtbot.keyClick(view, KEY.Key_PageUp)
    assert current(view) == 1


def test_next_open_item_is_found_from_the_top_again(view, qtbot):
    qtbot.keyClicks(view, "21")
    qtbot.keyClick(view, KEY.Key_Down)
    qtbot.keyClicks(view, "0")
    assert view.select_open()
    assert current(view) == 3
    qtbot.keyClicks(view, "0")
    assert not view.select_open()


def test_yes_and_no_have_keys_where_they_are_the_answers(gated, answers, qtbot):
    qtbot.keyClick(gated, KEY.Key_Y)
    assert (answers, current(gated)) == ({GATE: 1}, 1)
    qtbot.keyClick(gated, KEY.Key_Y)
    assert answers == {GATE: 1}


def test_gate_answered_no_stays_and_leaves_the_items_unasked(gated, answers, qtbot):
    qtbot.keyClick(gated, KEY.Key_N)
    assert (answers, current(gated)) == ({GATE: 0}, GATE)
    qtbot.keyClick(gated, KEY.Key_Down)
    qtbot.keyClicks(gated, "3")
    assert answers == {GATE: 0}


def option_place(view, place, score):
    index = view.rows.index(place)
    row = view.rows.rows[place]
    layout = view.itemDelegate()._layout(row, view.visualRect(index).width())
    button = next(button for option, button in layout.options if option.score == score)
    return view.visualRect(index).topLeft() + button.center()


def test_mouse_answers_the_item_it_is_on_and_takes_the_answer_back(view, answers, qtbot):
    for expected in (2, None):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=option_place(view, 2, 2))
        assert (answers, current(view)) == ({3: expected}, 3)


def test_mouse_beside_the_answers_only_chooses_the_item(view, answers, qtbot):
    place = view.visualRect(view.rows.index(1)).topLeft() + QPoint(20, 10)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (answers, current(view)) == ({}, 2)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=option_place(view, 1, 1))
    assert answers == {}


def test_mouse_does_not_answer_what_is_not_asked(gated, answers, qtbot):
    qtbot.keyClick(gated, KEY.Key_N)
    qtbot.mouseClick(gated.viewport(), Qt.MouseButton.LeftButton, pos=option_place(gated, 1, 1))
    assert answers == {GATE: 0}


def test_pointer_shows_what_can_be_clicked(view, answers, qtbot):
    qtbot.keyClicks(view, "2")
    shapes = []
    for place in (option_place(view, 0, 2), option_place(view, 0, 1), QPoint(10, 5)):
        qtbot.mouseMove(view.viewport(), place)
        view._point_out(_Moved(place))
        shapes.append((view.viewport().cursor().shape(), view.viewport().toolTip() != ""))
    hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
    assert shapes == [(hand, True), (hand, False), (arrow, False)]


class _Moved:
    """A mouse that is somewhere."""

    def __init__(self, place):
        self._place = place

    def position(self):
        return self

    def toPoint(self):
        return self._place


def test_item_is_heard_when_the_keyboard_comes(view, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(scale_view, "announce", lambda _source, text: said.append(text))
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert said == [view.current_row().spoken]


def test_listed_keys_are_exactly_those_of_the_view(view):
    listed = {code for line in keys.ALL if line is not keys.NEXT_OPEN for code in line.codes}
    more_digits = {Qt.Key(ord(digit)) for digit in keys.DIGITS}
    assert listed | more_digits == set(view._deeds)


def test_current_item_is_in_view_while_one_answers(view, qtbot):
    view.resize(400, 240)
    for digit in "2103":
        qtbot.keyClicks(view, digit)
        rect = view.visualRect(view.currentIndex())
        assert view.viewport().rect().top() <= rect.top()
