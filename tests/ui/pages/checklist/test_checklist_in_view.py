"""The checklist with large text in a small window: what keys act on is in view, and whole."""

import pytest
from by_keys import current, ids
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from ketaref.core.agent import Agent
from ketaref.core.location import Kind, Location


def is_in_view(page, widget):
    """Whether nothing of a widget of the run is scrolled away."""
    area = page.run.panes.viewport()
    return area.rect().contains(QRect(widget.mapTo(area, QPoint()), widget.size()))


@pytest.mark.usefixtures("large_text")
def test_agent_is_in_view_whenever_the_run_is_opened(page, qtbot):
    place = Location(Kind.CHECKLIST, Agent.IV_KETAMINE)
    for _ in range(2):  # the second time the keyboard is there already
        page.open(place)
        page.focus_content()
        qtbot.wait(20)
        assert page.run.panes.verticalScrollBar().maximum() > 0
        assert "IV ketamine" in page.run.heading.text()
        assert is_in_view(page, page.run.heading)
        qtbot.keyClick(page.run.items, Qt.Key.Key_Down)
        assert not is_in_view(page, page.run.heading)  # keys never act on what is out of view


@pytest.mark.usefixtures("large_text")
def test_item_that_an_address_names_is_in_view(page, run, qtbot):
    page.open(Location(Kind.CHECKLIST, Agent.IV_KETAMINE, ids(run)[5]))
    page.focus_content()
    qtbot.wait(20)
    shown, place = run.items.viewport(), run.items.visualRect(run.items.currentIndex())
    area = run.panes.viewport()
    assert current(run) == ids(run)[5]
    assert area.rect().contains(QRect(shown.mapTo(area, place.topLeft()), place.size()))


@pytest.mark.parametrize("size", ["as it is", "large"])
def test_what_is_wrong_with_a_number_is_whole_and_in_view(page, run, qtbot, request, size):
    if size == "large":
        request.getfixturevalue("large_text")
    run.items.select(next(id_ for id_ in ids(run) if run.checklist.item(id_).quantities_for(Agent.IV_KETAMINE)))
    first, second = (field for field in run.readings.fields.values() if not field.isHidden())
    for digit in "185165":
        qtbot.keyClick(QApplication.focusWidget(), digit)
    qtbot.waitUntil(lambda: is_in_view(page, first.message))
    message = first.message
    assert message.text().startswith("185165 is outside 40 to 300")
    assert message.height() >= message.heightForWidth(message.width())
    assert first.rect().contains(message.geometry())
    if size != "large":  # there they stand one under the other
        assert first.y() == second.y()
