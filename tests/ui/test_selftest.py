import json
import sys

import pytest
from PySide6.QtCore import QTimer

from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind
from ketaref.ui import app
from ketaref.ui.selftest import locations, run_selftest
from ketaref.ui.settings import ThemeChoice


def run(program):
    return run_selftest(program.application, program.window, program.appearance, program.store)


def test_every_record_and_screen_is_opened(small_program):
    report = run(small_program)
    assert report.failures == {}
    for kind, count in small_program.store.info().counts:
        assert report.opened[kind] >= count
    assert json.loads(report.as_json())["passed"] is True


@pytest.mark.parametrize("when", ["at once", "later"])
def test_error_in_a_page_is_a_failure_of_its_place_and_the_others_are_tried(small_program, monkeypatch, when, capsys):
    opened = small_program.window.open
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)  # pytest-qt's own would fail this very test
    broken = next(place for place in locations(small_program.store) if place.kind is Kind.GLOSSARY and place.id)

    def fail():
        raise ZeroDivisionError("broken on purpose")

    def failing(location):
        if location == broken:
            fail() if when == "at once" else QTimer.singleShot(0, fail)
        return opened(location)

    monkeypatch.setattr(small_program.window, "open", failing)
    report = run(small_program)
    assert report.failures == {str(broken): "ZeroDivisionError: broken on purpose"}
    assert "broken on purpose" in capsys.readouterr().err
    assert sum(report.opened.values()) > 10
    assert sys.excepthook is sys.__excepthook__


def test_error_outside_of_pages_is_a_failure_too(small_program, monkeypatch):
    def fail(_choice):
        raise ZeroDivisionError("no colours")

    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(small_program.appearance, "choose_theme", fail)
    assert run(small_program).failures == {f"colours: {ThemeChoice.SYSTEM}": "ZeroDivisionError: no colours"}


def test_page_that_does_not_open_is_named(small_program, monkeypatch):
    page_area = small_program.window.page_area
    opened = page_area.open

    def failing(location):
        if location.kind is Kind.GLOSSARY and location.id:
            raise NotInContentError("broken on purpose")
        return opened(location)

    monkeypatch.setattr(page_area, "open", failing)
    report = run(small_program)
    terms = {str(place) for place in locations(small_program.store) if place.kind is Kind.GLOSSARY and place.id}
    assert set(report.failures) == terms
    assert json.loads(report.as_json())["passed"] is False


def test_window_that_cannot_be_made_is_reported_too(monkeypatch, capsys, small_content_file):
    def fail(*_arguments):
        raise ZeroDivisionError("no window")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")  # which is set anew, and put back at the end
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(app, "_application", lambda: None)
    monkeypatch.setattr(app, "Program", fail)
    assert app._run_selftest(app.Start(content=small_content_file)) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["passed"], told["failures"]) == (False, {"start": "ZeroDivisionError: no window"})
