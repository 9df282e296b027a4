"""Statements of the shipped content copied out with keys alone."""

import pytest
from PySide6.QtGui import QGuiApplication

from ketaref.core.location import Kind, Location
from ketaref.core.quotation import NO_SOURCE, full_reference


@pytest.fixture
def copied(person):
    """Presses the key and returns what is then in the clipboard."""

    def copy():
        QGuiApplication.clipboard().setText("nothing was copied")
        person.press("Ctrl+Shift+C")
        return QGuiApplication.clipboard().text()

    return copy


def test_bottom_line_comes_with_all_its_references(person, copied, real_store):
    person.window.open(Location(Kind.TOPIC, "ketamine-ptsd"))
    person.press("Ctrl+Down")
    while "Abdallah" not in person.focus().textCursor().selectedText():
        person.press("Ctrl+Down")
    text = copied()
    assert "0.5 mg/kg" in text.split("\n")[0], "marks of the layout are left out"
    for number, source_id in enumerate(("feder2021", "abdallah2022"), start=1):
        assert f"{number}. {full_reference(real_store.source(source_id))}" in text
    assert "ketaref://topic/ketamine-ptsd#bottom-line" in text
    info = real_store.info()
    assert f"content {info.version}, reviewed" in text


def test_every_cited_list_item_of_a_page_names_exactly_its_citations(person, copied, real_store):
    person.window.open(Location(Kind.TOPIC, "ketamine-ptsd"))
    seen = 0
    for _ in range(40):
        person.press("Ctrl+Down")
        shown = person.focus().textCursor().selection().toHtml()
        cited = list(dict.fromkeys(part.split('"')[0] for part in shown.split("ketaref://source/")[1:]))
        text = copied()
        listed = [line for line in text.split("\n") if line[:1].isdigit() and line[1:3] == ". "]
        expected = [f"{n}. {full_reference(real_store.source(each))}" for n, each in enumerate(cited, start=1)]
        assert [line for line in listed if line in expected] == expected[:9]
        assert (NO_SOURCE in text) == (not cited)
        seen += len(cited)
    assert seen > 5


def test_record_is_copied_with_its_own_address(person, copied):
    person.window.open(Location(Kind.ADVERSE_EFFECT, "ae_dissociation"))
    person.move_to("About the chosen side effect", "Tab")
    assert "ketaref://adverse_effect/ae_dissociation" in copied()
