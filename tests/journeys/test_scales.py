"""A scale found, filled in, compared and cleared with keys alone."""

from ketaref.core.location import Kind, Location
from ketaref.ui.navigation import TOOLS
from ketaref.ui.pages.scales import ScalesPage


def open_phq9(person):
    """Choose the PHQ-9 in the list of scales."""
    number = [location for _, location in TOOLS].index(Location(Kind.INSTRUMENT)) + 1
    person.press(f"Alt+{number}")
    person.move_to("Filter scales by text", "Shift+Tab")
    person.type("PHQ-9")
    person.move_to("Scales", "Tab")
    person.press("Return")
    assert person.window.location == Location(Kind.INSTRUMENT, "phq9")
    assert person.focus().accessibleName() == "Items of the PHQ-9"


def test_scale_is_found_filled_in_and_added_up_with_keys(person):
    open_phq9(person)
    person.type("2222222220")
    page = person.window.findChild(ScalesPage)
    assert page.form.progress.accessibleName() == "Total 18 (of 0 to 27), moderately severe"
    assert page.form.alert.isVisible()
    heard = person.rows("Items of the PHQ-9")
    assert heard[8].startswith("Item 9: ")
    assert "2, More than half the days." in heard[8]
    assert all("Not answered" not in row for row in heard)


def test_earlier_total_is_compared_and_the_form_cleared_with_keys(person):
    open_phq9(person)
    person.type("111111110")
    person.move_to("Later total, 0 to 27", "Tab")
    person.type("8")
    person.press("Shift+Tab")
    person.type("20")
    page = person.window.findChild(ScalesPage)
    assert "20 − 8 = 12 points: a fall, 60.0%" in page.form.result.change.text.toPlainText()
    while person.focus() is not page.form.clear_button:
        person.press("Shift+Tab")
    person.press("Space")
    assert not page.form.has_entries()


def test_answers_wait_while_a_source_is_read(person):
    open_phq9(person)
    person.type("12")
    person.window.open(Location(Kind.SOURCE, "kroenke2001"))
    person.press("Alt+Left")
    assert person.window.location == Location(Kind.INSTRUMENT, "phq9")
    assert person.window.findChild(ScalesPage).form.answers == {1: 1, 2: 2}
