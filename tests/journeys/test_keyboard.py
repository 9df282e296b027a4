import pytest
from PySide6.QtWidgets import QApplication

from ketaref.core.location import Kind, Location
from ketaref.ui.navigation import TOOLS


def test_checklist_is_reached_and_left_with_keys_alone(person):
    person.press("F6")
    person.press("F6")
    contents = person.find("Contents")
    while person.focus() is not contents:
        person.press("F6")
    while contents.currentIndex().data() != "Contraindication checklist":
        person.press("Down")
    person.press("Return")
    assert person.window.location == Location(Kind.CHECKLIST)
    assert person.window.page_area.isAncestorOf(person.focus())
    person.press("Alt+Left")
    assert person.window.location.id == "start"


@pytest.mark.parametrize(("number", "tool"), [*enumerate(TOOLS[:10], start=1)])
def test_each_of_the_first_ten_tools_has_a_key(person, number, tool):
    person.press(f"Alt+{number % 10}")
    assert person.window.location == tool[1]
    assert person.window.page_area.isAncestorOf(person.focus())


def test_tab_goes_through_a_page_and_comes_out_again(person):
    for location in (Location(Kind.TOPIC, "guidelines"), *(location for _, location in TOOLS)):
        person.window.open(location)
        seen = set()
        for _ in range(400):
            person.press("Tab")
            seen.add(person.focus())
            if person.focus() is person.window.top_bar.field:
                break
        assert person.focus() is person.window.top_bar.field, f"Tab is caught in {location}"
        assert any(person.window.page_area.isAncestorOf(widget) for widget in seen)


def test_text_grows_to_twice_its_size_everywhere_and_nothing_is_lost(person):
    person.window.resize(1280, 800)
    for _ in range(8):
        person.press("Ctrl++")
    for _, location in TOOLS:
        assert person.window.open(location)
    person.press("Ctrl+K")
    person.type("ketamine")
    assert person.rows("Hits")
    person.press("Ctrl+0")


def test_find_in_page_is_begun_with_keys(person):
    person.window.open(Location(Kind.TOPIC, "guidelines"))
    person.press("Ctrl+F")
    person.type("VA/DoD")
    assert person.window.location.id == "guidelines"
    assert not person.window.shows_results


@pytest.mark.parametrize("place", ["checklist", "checklist/iv_ketamine", "contraindication/ci_avm"])
def test_checklist_at_twice_the_text_size_leaves_the_window_on_the_screen(person, place):
    for _ in range(8):
        person.press("Ctrl++")
    assert person.window.open(Location.parse(f"ketaref://{place}"))
    QApplication.processEvents()
    person.window.resize(1280, 800)
    least = person.window.minimumSizeHint()
    assert (least.width() <= 1280, least.height() <= 800) == (True, True), least
    assert (person.window.width(), person.window.height()) == (1280, 800)
    person.press("Ctrl+0")
