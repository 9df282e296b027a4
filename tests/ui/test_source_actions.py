"""What can be done with a source."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication

from ketaref.core.source import Checked, Source, SourceKind
from ketaref.ui.source_actions import SourceActions
from ketaref.ui.web_browser import switch_links_off

FULL = Source(
    id="x",
    kind=SourceKind.RCT,
    title="A trial",
    short="X 2021",
    checked=Checked.PAGE,
    doi="10.1/x",
    pmid="123",
    url="https://pmc.example/x",
)


@pytest.fixture
def actions(qtbot):
    actions = SourceActions()
    qtbot.addWidget(actions)
    return actions


@pytest.fixture
def opened(monkeypatch):
    """The addresses that the web browser was asked for. It answers that it could not be started."""
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(asked.append(url.toString())))
    return asked


def test_each_number_can_be_copied(actions):
    actions.act_on(FULL)
    values = {"reference": FULL.reference, "DOI": "10.1/x", "PMID": "123", "address": "https://pmc.example/x"}
    for name, value in values.items():
        actions.copies[name].click()
        assert QGuiApplication.clipboard().text() == value


def test_what_a_source_has_not_is_not_offered(actions):
    actions.act_on(replace(FULL, doi="", pmid="", url=""))
    assert [name for name, button in actions.copies.items() if button.isVisibleTo(actions)] == ["reference"]
    assert not actions.browser.isVisibleTo(actions)
    actions.act_on(None)
    assert not any(button.isVisibleTo(actions) for button in actions.copies.values())


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({}, "https://doi.org/10.1/x"),
        ({"doi": ""}, "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ({"doi": "", "pmid": ""}, "https://pmc.example/x"),
    ],
)
def test_browser_is_asked_only_on_a_click(actions, opened, fields, address):
    actions.act_on(replace(FULL, **fields))
    assert opened == []
    assert address in actions.browser.toolTip()
    actions.browser.click()
    assert opened == [address]


def test_browser_that_does_not_start_is_told_with_the_address(actions, opened):
    actions.act_on(FULL)
    assert not actions.failure.isVisibleTo(actions)
    actions.browser.click()
    assert actions.failure.isVisibleTo(actions)
    assert opened[0] in actions.failure.text()
    actions.act_on(FULL)
    assert not actions.failure.isVisibleTo(actions)


@pytest.mark.parametrize("fields", [{}, {"url": ""}, {"url": "", "doi": ""}])
def test_links_that_are_off_leave_the_address_to_copy_and_say_why(qapp, actions, opened, fields):
    switch_links_off(qapp, "switched off by your organisation")
    try:
        source = replace(FULL, **fields)
        actions.act_on(source)
        assert not actions.browser.isVisibleTo(actions)
        assert actions.absence.isVisibleTo(actions)
        assert "switched off by your organisation" in actions.absence.text()
        actions.copies["address"].click()
        assert QGuiApplication.clipboard().text() == (source.url or source.web_address)
        actions.browser.click()
        assert opened == []
        actions.act_on(replace(FULL, doi="", pmid="", url=""))
        assert not actions.absence.isVisibleTo(actions)
    finally:
        switch_links_off(qapp, "")
    actions.act_on(FULL)
    assert actions.browser.isVisibleTo(actions)
    assert not actions.absence.isVisibleTo(actions)
