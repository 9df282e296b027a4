import pytest
from PySide6.QtWidgets import QTextEdit

from ketaref.ui.pane_pair import PanePair


@pytest.fixture
def pair(qtbot):
    first, second = QTextEdit(), QTextEdit()
    first.setMinimumHeight(200)
    second.setMinimumHeight(200)
    pair = PanePair(first, second, 60)
    qtbot.addWidget(pair)
    pair.resize(2000, 600)
    pair.show()
    return pair


def panes(pair):
    return pair.splitter.widget(0), pair.splitter.widget(1)


def test_panes_stand_beside_each_other_in_their_shares_where_there_is_room(pair):
    first, second = panes(pair)
    assert first.mapTo(pair, first.rect().topLeft()).y() == second.mapTo(pair, second.rect().topLeft()).y()
    assert first.width() / pair.width() == pytest.approx(0.6, abs=0.03)


def test_panes_stand_one_under_the_other_in_a_narrow_window_and_that_is_told(pair, qtbot):
    with qtbot.waitSignal(pair.arranged) as told:
        pair.resize(400, 600)
    assert told.args == [True]
    first, second = panes(pair)
    assert second.y() >= first.y() + first.height()


def test_large_text_stacks_the_panes_as_a_narrow_window_does(pair, qtbot):
    font = pair.font()
    font.setPointSizeF(font.pointSizeF() * 3)
    with qtbot.waitSignal(pair.arranged) as told:
        pair.setFont(font)
    assert told.args == [True]


def test_stacked_panes_scroll_rather_than_shrink(pair, qtbot):
    pair.resize(400, 250)
    qtbot.waitUntil(lambda: pair.verticalScrollBar().maximum() > 0)
    assert all(pane.height() >= 200 for pane in panes(pair))


def test_panes_keep_their_lines_of_text_when_it_grows(qtbot):
    pair = PanePair(QTextEdit(), QTextEdit(), 50, least_lines=8)
    qtbot.addWidget(pair)
    font = pair.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    pair.setFont(font)
    pair.resize(400, 100)
    pair.show()
    qtbot.waitUntil(lambda: pair.verticalScrollBar().maximum() > 0)
    assert all(pane.height() >= 8 * pair.fontMetrics().lineSpacing() for pane in panes(pair))
