import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ketaref.core.hit import Hit
from ketaref.core.location import Kind, Location
from ketaref.ui.kind_filter import KindFilter


@pytest.fixture
def kinds(qtbot):
    kinds = KindFilter()
    qtbot.addWidget(kinds)
    kinds.resize(900, 40)
    kinds.show()
    return kinds


def offer(kinds, *wanted):
    kinds.offer([Hit(kind, str(n), "t", "", "", Location(kind, str(n))) for n, kind in enumerate(wanted)])


def kind_buttons(kinds):
    return [button for button in kinds.findChildren(QPushButton) if button is not kinds.page_only]


def names(kinds):
    return [button.accessibleName() for button in kind_buttons(kinds) if button.isVisible()]


def test_only_kinds_that_were_hit_are_offered_with_their_counts(kinds):
    offer(kinds, Kind.TOPIC, Kind.CONTRAINDICATION, Kind.CONTRAINDICATION)
    assert names(kinds) == ["All, 3", "Contraindications, 2", "Topics, 1"]
    offer(kinds, Kind.MONITORING)
    assert names(kinds) == ["All, 1", "Monitoring, 1"]


def test_choosing_a_kind_is_announced_and_all_means_none(kinds, qtbot):
    offer(kinds, Kind.TOPIC, Kind.SOURCE, Kind.SOURCE)
    buttons = kind_buttons(kinds)
    with qtbot.waitSignal(kinds.kind_chosen) as chosen:
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert chosen.args == [Kind.SOURCE]
    with qtbot.waitSignal(kinds.kind_chosen) as chosen:
        qtbot.keyClick(buttons[0], Qt.Key.Key_Space)
    assert chosen.args == [None]


def test_new_hits_start_with_all_kinds(kinds, qtbot):
    offer(kinds, Kind.TOPIC, Kind.SOURCE)
    qtbot.mouseClick(kind_buttons(kinds)[1], Qt.MouseButton.LeftButton)
    offer(kinds, Kind.TOPIC, Kind.SOURCE)
    assert kind_buttons(kinds)[0].isChecked()


def test_buttons_wrap_instead_of_being_cut_off(kinds):
    offer(kinds, Kind.TOPIC, Kind.SOURCE, Kind.MONITORING, Kind.REGIMEN)
    kinds.resize(260, 40)
    for button in kind_buttons(kinds):
        assert button.geometry().right() <= kinds.width()
        assert button.geometry().bottom() <= kinds.height()
        assert button.width() >= button.sizeHint().width()


def test_count_of_a_kind_tells_that_there_are_more(kinds):
    topic, source = (Hit(kind, "a", "t", "", "", Location(kind, "a")) for kind in (Kind.TOPIC, Kind.SOURCE))
    kinds.offer([topic, source], more=True)
    assert names(kinds) == ["All, 2", "Topics, 1 or more", "Sources, 1 or more"]
    kinds.offer([topic, source])
    assert names(kinds) == ["All, 2", "Topics, 1", "Sources, 1"]


def test_tab_comes_to_the_kind_that_is_chosen(kinds):
    offer(kinds, Kind.TOPIC, Kind.SOURCE)
    everything, topics, *_ = kind_buttons(kinds)
    topics.click()
    offer(kinds, Kind.TOPIC)
    assert everything.isChecked()
    assert everything.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not topics.focusPolicy() & Qt.FocusPolicy.TabFocus
