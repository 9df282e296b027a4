import pytest
from PySide6.QtCore import Qt

from ketaref.core.hit import Hit, SearchResults
from ketaref.core.location import Kind, Location
from ketaref.ui.hit_notes import HitNotes

HIT = Hit(Kind.TOPIC, "a", "A", "", "", Location(Kind.TOPIC, "a"))


@pytest.fixture
def notes(qtbot):
    notes = HitNotes()
    qtbot.addWidget(notes)
    return notes


def test_usual_hits_need_no_notes(notes):
    notes.show_for(SearchResults("ptsd", (HIT,)))
    assert notes.isHidden()


def test_repaired_query_is_told_with_the_way_back(notes, qtbot):
    notes.show_for(SearchResults("ketamin<e & co", (HIT,), shown_for="ketamine & co"))
    assert notes.label.text() == "Showing results for <b>ketamine &amp; co</b>."
    assert notes.label.accessibleName() == "Showing results for ketamine & co"
    assert notes.as_typed.text() == "Search instead for “ketamin<e && co”"
    with qtbot.waitSignal(notes.as_typed_wanted):
        notes.as_typed.click()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_way_back_is_taken_by_any_key_that_chooses(notes, qtbot, key):
    notes.show_for(SearchResults("ketamin", (HIT,), shown_for="ketamine"))
    notes.show()
    notes.as_typed.setFocus()
    with qtbot.waitSignal(notes.as_typed_wanted):
        qtbot.keyClick(notes.as_typed, key)


def test_medicine_without_an_interaction_record_is_told(notes):
    notes.show_for(SearchResults("keppra", (HIT,), unassessed=("keppra",)))
    assert notes.label.text() == "In no interaction record, and so not assessed: <b>keppra</b>."


def test_words_that_are_nowhere_are_told(notes):
    notes.show_for(SearchResults("ptsd trazo<ne", (HIT,), unknown=("trazo<ne",)))
    assert "not assessed: <b>trazo&lt;ne</b>" in notes.label.text()
    assert notes.as_typed.isHidden()


def test_long_query_is_cut(notes):
    notes.show_for(SearchResults("x" * 300, (HIT,), shown_for="y" * 300))
    assert len(notes.as_typed.text()) < 100
    assert len(notes.label.text()) < 110
