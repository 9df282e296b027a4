import json

from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind
from ketaref.ui.selftest import locations, run_selftest


def run(program):
    return run_selftest(program.application, program.window, program.appearance, program.store)


def test_every_record_and_screen_is_opened(small_program):
    report = run(small_program)
    assert report.failures == {}
    for kind, count in small_program.store.info().counts:
        assert report.opened[kind] >= count
    assert json.loads(report.as_json())["passed"] is True


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
