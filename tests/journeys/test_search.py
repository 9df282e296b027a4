import pytest
from PySide6.QtCore import Qt

from ketaref.core.location import Kind, Location


def test_high_blood_pressure_is_typed_and_opened_with_enter(person):
    person.press("Ctrl+K")
    person.type("high blood pressure")
    assert any("Contraindication" in row for row in person.rows("Hits")[:5])
    first = person.window.results.hit_list.hits[0]
    person.press("Return")
    assert person.window.location == first.location
    assert not person.window.shows_results


def test_hits_follow_every_key_and_backspace(person):
    person.press("/")
    person.type("dissoc")
    assert "issociation" in person.rows("Hits")[0]
    before = person.rows("Hits")
    person.type("z")
    person.press("Backspace")
    assert person.rows("Hits") == before


def test_second_hit_is_chosen_with_down_and_back_leads_home(person):
    person.press("Ctrl+L")
    person.type("cystitis")
    person.press("Down")
    second = person.window.results.hit_list.hits[1]
    person.press("Return")
    assert person.window.location == second.location
    person.press("Alt+Left")
    assert person.window.location.id == "start"


def test_escape_returns_to_the_page_with_the_keyboard_in_it(person):
    person.press("Ctrl+K")
    person.type("ketamine")
    person.press("Escape")
    assert person.window.location.id == "start"
    assert person.window.page_area.isAncestorOf(person.focus())


def test_escape_in_the_page_of_a_hit_returns_to_the_hits_with_it_chosen(person):
    person.press("Ctrl+K")
    person.type("cystitis")
    person.press("Down")
    before = person.rows("Hits")
    person.press("Return")
    opened = person.window.location
    assert person.window.top_bar.field.text() == "cystitis"
    person.press("Escape")
    assert person.window.shows_results
    assert person.rows("Hits") == before
    assert person.find("Hits").currentIndex().row() == 1
    person.press("Down")
    person.press("Return")
    assert person.window.location != opened
    person.press("Escape")
    person.press("Escape")
    assert not person.window.shows_results
    assert person.window.top_bar.field.text() == ""
    person.press("Escape")
    assert not person.window.shows_results


@pytest.mark.parametrize("query", ["first-line", "nausea", "lithium", "feder 2021", "pregnancy"])
def test_escape_returns_to_the_hits_from_every_kind_of_page(person, query):
    person.press("Ctrl+K")
    person.type(query)
    kinds = set()
    for row, hit in enumerate(person.window.results.hit_list.hits[:12]):
        if hit.kind in kinds:
            continue
        kinds.add(hit.kind)
        person.window.results.hit_list.step(row - person.window.results.hit_list.currentIndex().row())
        person.press("Return")
        assert person.window.location == hit.location
        person.press("Escape")
        assert person.window.shows_results, hit.location
        assert person.find("Hits").currentIndex().row() == row


def test_escape_closes_the_find_bar_before_it_leaves_the_page(person):
    person.press("Ctrl+K")
    person.type("guidelines")
    person.press("Return")
    assert person.window.location.kind is Kind.TOPIC
    person.press("Ctrl+F")
    person.press("Escape")
    assert not person.window.shows_results
    person.press("Escape")
    assert person.window.shows_results


def test_each_of_the_first_hits_opens_what_it_names(person):
    for query in ("MAOI", "k-hole", "0.5 mg/kg", "140/90", "esketamine pregnancy", "bladder problems", "HTN"):
        person.press("Ctrl+K")
        person.type(query)
        hits = person.window.results.hit_list.hits[:5]
        assert hits, query
        for hit in hits:
            assert person.window.open(hit.location), f"{query}: {hit.location}"
            assert person.window.location.without_anchor() == hit.location.without_anchor()


def test_misspelt_brand_is_found_and_told(person):
    person.press("Ctrl+K")
    person.type("spravado")
    assert person.rows("Hits")


def test_kinds_narrow_the_hits_by_keyboard(person):
    person.press("Ctrl+K")
    person.type("blood pressure")
    count = sum(hit.kind is Kind.CONTRAINDICATION for hit in person.window.results.hit_list.hits)
    person.move_to(f"All, {len(person.window.results.hit_list.hits)}", "Tab")
    person.move_to(f"Contraindications, {count} or more", "Right")
    assert {hit.kind for hit in person.window.results.hit_list.hits} == {Kind.CONTRAINDICATION}
    person.press("Escape")
    assert not person.window.shows_results


def test_nonsense_is_never_answered_with_an_empty_page(person):
    person.press("Ctrl+K")
    person.type("zzzzqqqq xxyy")
    assert not person.window.results.hit_list.hits
    offers = person.window.results._empty.buttons
    assert offers
    assert all(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in offers)


def test_tool_that_is_typed_opens_by_keys_and_escape_leads_back(person):
    person.press("Ctrl+K")
    person.type("checklist")
    person.move_to("Open the tool Contraindication checklist", "Tab")
    person.press("Return")
    assert person.window.location == Location(Kind.CHECKLIST)
    assert person.window.results.recents.newest_first() == ()  # no hit was opened
    person.press("Escape")
    assert person.window.shows_results


def test_escape_leaves_a_page_that_no_hit_opened(person):
    person.press("Ctrl+K")
    person.type("cystitis")
    person.press("Return")
    person.window.open(Location(Kind.TOPIC, "guidelines"))
    person.press("Escape")
    assert not person.window.shows_results
