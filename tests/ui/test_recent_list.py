import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence

from ketaref.ui.recent_list import CLEAR_KEY, RecentList, cross_of
from ketaref.ui.theme import DARK, LIGHT

TEXTS = ("bladder", "k hole", "dose " * 39)


@pytest.fixture
def recents(qtbot):
    recents = RecentList(LIGHT)
    qtbot.addWidget(recents)
    recents.resize(500, 400)
    recents.show()
    recents.activateWindow()
    recents.show_texts(TEXTS)
    qtbot.waitExposed(recents)
    return recents


def place_in(recents, row, *, cross=False):
    area = recents.view.visualRect(recents.view.texts.index(row))
    return cross_of(area).center() if cross else QPoint(30, area.center().y())


def test_newest_is_chosen_and_steps_stop_at_the_ends(recents):
    assert recents.chosen_text == "bladder"
    assert recents.choose(recents.row() - 1) == "bladder. 1 of 3"
    assert recents.choose(recents.row() + 8) == f"{TEXTS[2]}. 3 of 3"


def test_row_stays_when_one_above_or_at_the_end_is_gone(recents):
    recents.show_texts(TEXTS[:2], 2)
    assert recents.chosen_text == "k hole"


def test_empty_list_has_nothing_chosen(recents):
    recents.show_texts(())
    assert recents.chosen_text == ""
    assert recents.choose(0) == ""


def test_click_looks_up_again_and_the_cross_removes(recents, qtbot):
    with qtbot.waitSignal(recents.chosen) as chosen, qtbot.assertNotEmitted(recents.removed):
        qtbot.mouseClick(recents.view.viewport(), Qt.MouseButton.LeftButton, pos=place_in(recents, 1))
    assert chosen.args == ["k hole"]
    with qtbot.waitSignal(recents.removed) as removed, qtbot.assertNotEmitted(recents.chosen):
        qtbot.mouseClick(recents.view.viewport(), Qt.MouseButton.LeftButton, pos=place_in(recents, 2, cross=True))
    assert removed.args == [TEXTS[2]]


def test_click_below_the_rows_or_with_another_button_does_nothing(recents, qtbot):
    with qtbot.assertNotEmitted(recents.chosen), qtbot.assertNotEmitted(recents.removed):
        qtbot.mouseClick(recents.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 250))
        qtbot.mouseClick(recents.view.viewport(), Qt.MouseButton.RightButton, pos=place_in(recents, 1))


def test_keys_of_the_list_choose_and_remove(recents, qtbot):
    qtbot.keyClick(recents.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(recents.chosen) as chosen:
        qtbot.keyClick(recents.view, Qt.Key.Key_Return)
    assert chosen.args == ["k hole"]
    with qtbot.waitSignal(recents.removed) as removed:
        qtbot.keyClick(recents.view, Qt.Key.Key_Delete)
    assert removed.args == ["k hole"]


def test_all_are_cleared_by_key_and_by_button(recents, qtbot):
    keys = QKeySequence(CLEAR_KEY)[0]
    with qtbot.waitSignal(recents.cleared):
        qtbot.keyClick(recents, keys.key(), keys.keyboardModifiers())
    with qtbot.waitSignal(recents.closed):
        recents.close_button.click()


def test_look_ups_cannot_be_edited_in_place(recents, qtbot):
    qtbot.keyClick(recents.view, Qt.Key.Key_F2)
    assert recents.texts == list(TEXTS)
    assert not recents.view.model().flags(recents.view.currentIndex()) & Qt.ItemFlag.ItemIsEditable


def test_long_look_up_is_drawn_and_its_tip_has_it_whole(recents):
    recents.set_theme(DARK)
    assert not recents.grab().isNull()
    tip = recents.view.texts.index(2).data(Qt.ItemDataRole.ToolTipRole)
    assert TEXTS[2] in tip


def test_rows_grow_with_the_text(recents, qtbot):
    before = recents.view.visualRect(recents.view.texts.index(0)).height()
    font = recents.font()
    font.setPointSizeF(2 * font.pointSizeF())
    recents.setFont(font)
    qtbot.waitUntil(lambda: recents.view.visualRect(recents.view.texts.index(0)).height() > 1.4 * before)
