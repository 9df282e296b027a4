import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ketaref.core.location import Kind, Location
from ketaref.ui.page_only import KEY, PageOnly

PTSD = Location(Kind.TOPIC, "ptsd", "doses")


@pytest.fixture
def place(qtbot):
    """A window for the switch to stand in."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def switch(place):
    switch = PageOnly(place)
    QVBoxLayout(place).addWidget(switch)
    place.show()
    place.activateWindow()
    switch.stand_on(PTSD, "PTSD", anew=True)
    return switch


def test_page_is_wanted_only_while_switched_on(switch):
    assert switch.within is None
    switch.click()
    assert switch.within == Location(Kind.TOPIC, "ptsd")
    switch.click()
    assert switch.within is None


def test_page_is_named_for_pointer_and_assistive_tools(switch):
    assert "“PTSD”" in switch.toolTip()
    assert "“PTSD”" in switch.accessibleDescription()
    assert switch.accessibleName() == "In this page only"
    assert KEY in switch.toolTip()


def test_state_is_shown_by_more_than_a_colour(switch):
    switch.click()
    assert switch.text().startswith("✓")
    switch.click()
    assert not switch.text().startswith("✓")


def test_key_switches(switch, qtbot):
    with qtbot.waitSignal(switch.toggled):
        qtbot.keyClick(switch.window(), Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    assert switch.within


@pytest.mark.parametrize("other", [None, Location(Kind.REGIMEN), Location(Kind.CHECKLIST, "iv_ketamine")])
def test_only_topics_are_searched_by_themselves(switch, other):
    switch.click()
    switch.stand_on(other, "Regimens", anew=False)
    assert switch.isHidden()
    assert switch.within is None


def test_same_page_keeps_it_and_another_or_a_new_search_does_not(switch, qtbot):
    switch.click()
    switch.stand_on(PTSD.without_anchor(), "PTSD", anew=False)
    assert switch.within
    with qtbot.assertNotEmitted(switch.toggled):
        switch.stand_on(Location(Kind.TOPIC, "trials"), "Trials", anew=False)
    assert switch.within is None
    assert not switch.text().startswith("✓")
    switch.click()
    switch.stand_on(Location(Kind.TOPIC, "trials"), "Trials", anew=True)
    assert switch.within is None
