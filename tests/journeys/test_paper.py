"""Ctrl+P on every kind of page: what is shown goes to paper, and where there is nothing to print that is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ketaref.core.agent import Agent
from ketaref.core.location import Kind, Location

PRINT = (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
LISTED = (Kind.ADVERSE_EFFECT, Kind.REGIMEN, Kind.MONITORING, Kind.TRIAL, Kind.CLAIM, Kind.GLOSSARY, Kind.SOURCE)


@pytest.fixture
def printing(window, qtbot):
    """The title of what Ctrl+P shows, or the notice where it shows nothing."""

    def press():
        qtbot.keyClick(window, *PRINT)
        preview = window.findChild(QDialog, "paper")
        return shown_title(preview) if preview else window.notice.text()

    return press


def shown_title(preview):
    title = preview._sheet.title
    assert preview.windowTitle() == f"Print: {title}"
    preview.setObjectName("closed")
    preview.close()
    return title


def test_topic_is_printed(window, printing):
    window.open(Location(Kind.TOPIC, "trials"))
    assert printing() == window.page_area.page.title()


@pytest.mark.parametrize("kind", LISTED)
def test_chosen_record_is_printed(window, printing, kind):
    window.open(Location(kind))
    page = window.page_area.page
    page.table.clearSelection()
    page.table.setCurrentIndex(page.table.model().index(-1, -1))
    assert "Nothing on this page can be printed yet" in printing()
    page.table.selectRow(0)
    assert printing() == page.title()


def test_medicines_that_were_entered_are_printed_else_the_chosen_record(window, printing):
    window.open(Location(Kind.INTERACTION))
    page = window.page_area.page
    assert "Nothing on this page can be printed yet" in printing()
    page.table.selectRow(0)
    assert printing() == page.title()
    page.medicines.add("zzyzx")
    assert printing() == "Interactions with ketamine or esketamine"


def test_session_sheet_of_each_agent_is_a_command_of_the_monitoring_page(window):
    window.open(Location(Kind.MONITORING))
    button = next(each for each in window.findChildren(QWidget) if getattr(each, "text", str)() == "Session sheet…")
    entries = {action.text(): action for action in button.menu().actions()}
    entries[Agent.INTRANASAL_ESKETAMINE.label].trigger()
    assert shown_title(window.findChild(QDialog, "paper")) == "Session sheet: Intranasal esketamine"


def test_list_of_hits_says_that_it_is_not_printed(window, printing):
    window.search("trial")
    assert "A list of hits is not printed" in printing()


def test_preview_closes_when_entries_are_cleared(window, small_program, qtbot):
    window.open(Location(Kind.TOPIC, "start"))
    qtbot.keyClick(window, *PRINT)
    preview = window.findChild(QDialog, "paper")
    preview.reference.setText("canary")
    with qtbot.waitSignal(preview.destroyed):
        small_program._forget()
