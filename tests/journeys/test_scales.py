"""A scale found, filled in, compared and cleared with keys alone."""

import pytest

from ketaref.core.location import Kind, Location
from ketaref.ui.pages.scales import ScalesPage


@pytest.fixture
def at_form(person):
    """Someone who has searched for the PHQ-9 and opened it."""
    person.press("Ctrl+K")
    person.type("PHQ-9")
    person.press("Return")
    assert person.window.location == Location(Kind.INSTRUMENT, "phq9")
    person.move_to("Items of the PHQ-9", "F6")
    return person


def test_scale_is_found_filled_in_and_added_up_with_keys(at_form):
    at_form.type("2222222220")
    page = at_form.window.findChild(ScalesPage)
    assert page.form.progress.accessibleName() == "Total 18 (of 0 to 27), moderately severe"
    assert page.form.alert.isVisible()
    heard = at_form.rows("Items of the PHQ-9")
    assert heard[8].startswith("Item 9: ")
    assert "2, More than half the days." in heard[8]
    assert all("Not answered" not in row for row in heard)


def test_earlier_total_is_compared_and_the_form_cleared_with_keys(at_form):
    at_form.type("111111110")
    at_form.move_to("Later total, 0 to 27", "Tab")
    at_form.type("8")
    at_form.press("Shift+Tab")
    at_form.type("20")
    page = at_form.window.findChild(ScalesPage)
    assert "20 − 8 = 12 points: a fall, 60.0%" in page.form.result.change.text.toPlainText()
    while at_form.focus() is not page.form.clear_button:
        at_form.press("Shift+Tab")
    at_form.press("Space")
    assert not page.has_entries()


def test_answers_wait_while_a_source_is_read(at_form):
    at_form.type("12")
    at_form.window.open(Location(Kind.SOURCE, "kroenke2001"))
    at_form.press("Alt+Left")
    assert at_form.window.location == Location(Kind.INSTRUMENT, "phq9")
    assert at_form.window.findChild(ScalesPage).form.answers == {1: 1, 2: 2}


def test_every_scale_is_found_by_its_abbreviation(person, content_file):
    store = person.window.store if hasattr(person.window, "store") else None
    names = [scale.abbreviation for scale in store.instruments()] if store else ["PCL-5", "GAD-7", "CADSS", "MADRS"]
    for name in names:
        person.press("Ctrl+K")
        person.type(name)
        person.press("Return")
        assert person.window.location.kind is Kind.INSTRUMENT, name
