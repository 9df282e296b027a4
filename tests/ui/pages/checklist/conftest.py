"""The checklist screen, opened on the shipped content."""

import pytest
from PySide6.QtGui import QAccessible

from ketaref.core.agent import Agent
from ketaref.core.location import Kind, Location
from ketaref.ui import checklist_screen, checklist_view
from ketaref.ui.pages.checklist import ChecklistPage
from ketaref.ui.theme import LIGHT


@pytest.fixture
def page(store, qtbot):
    page = ChecklistPage(store, LIGHT)
    qtbot.addWidget(page)
    page.resize(1400, 800)
    page.open(Location(Kind.CHECKLIST))
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.focus_content()
    return page


@pytest.fixture
def run(page):
    """A run for IV ketamine, the keyboard on its first item."""
    page.open(Location(Kind.CHECKLIST, Agent.IV_KETAMINE))
    page.focus_content()
    return page.run


@pytest.fixture
def listened():
    """A screen reader is running."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


@pytest.fixture
def said(monkeypatch):
    """What was announced."""
    said = []
    for module in (checklist_screen, checklist_view):
        monkeypatch.setattr(module, "announce", lambda _source, text: said.append(text))
    return said


@pytest.fixture
def large_text(page):
    """Twice the text size in a small window."""
    font = page.font()
    font.setPointSizeF(2 * font.pointSizeF())
    page.setFont(font)
    page.resize(760, 650)
