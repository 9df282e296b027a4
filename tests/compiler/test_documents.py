"""What search looks through."""

import pytest

from ketaref.compiler.documents import documents_of
from ketaref.compiler.load import load_content
from ketaref.core.location import Kind


@pytest.fixture
def documents(content_folder):
    return list(documents_of(load_content(content_folder)))


def test_every_record_and_every_section_has_one(documents):
    keys = [(document.kind, document.record_id, document.anchor) for document in documents]
    assert len(keys) == len(set(keys))
    assert {key[2] for key in keys if key[1] == "trials"} == {"", "bottom-line", "in-brief", "doses", "in-a-table"}
    assert sum(kind is not Kind.TOPIC for kind, _, _ in keys) == 21


def test_heading_of_several_pages_names_none_of_them(documents):
    named = {document.heading: document.names for document in documents if document.anchor}
    assert named["In brief"] == ()
    assert named["Doses and rates"] == ("Doses and rates",)


def test_pages_come_in_reading_order(documents):
    pages = [document.record_id for document in documents if document.kind is Kind.TOPIC and not document.anchor]
    assert pages == ["start", "trials"]


@pytest.mark.parametrize(
    ("record_id", "title", "name"),
    [
        ("dose_single", "IV ketamine, chronic PTSD: 0.5 mg/kg over 40 min", None),
        ("ci_pressure", "Blood pressure above the limit today", None),
        ("ae_dissociation", "Dissociation", "k-hole"),
        ("ddi_benzodiazepines", "Benzodiazepines", "clonazepam"),
        ("mon_pressure", "Blood pressure", None),
        ("trial_first", "First trial: PTSD", "NCT00749203"),
        ("c001", "Claim, wrong: One dose works for good.", None),
        ("feder2014", "Feder 2014: Efficacy of intravenous ketamine", "10.1001/example.1"),
    ],
)
def test_titles_and_names_are_what_people_type(documents, record_id, title, name):
    (document,) = (document for document in documents if document.record_id == record_id)
    assert document.title == title
    assert title in document.names
    assert name is None or (name in document.names and name in document.aliases)


def test_question_is_searched_but_is_no_name(documents):
    (document,) = (document for document in documents if document.record_id == "ci_pressure")
    assert "What is the resting blood pressure now?" in document.aliases
    assert document.names == (document.title,)


def test_bottom_line_names_no_section(documents):
    assert [document.names for document in documents if document.heading in ("Bottom line", "In brief")] == [()] * 4
    (section,) = (document for document in documents if document.anchor == "doses")
    assert section.names == ("Doses and rates",)


def test_scale_is_not_found_by_the_symptoms_that_its_form_asks_for(documents):
    scale = next(document for document in documents if document.record_id == "mood4")
    assert "Measures: Low mood" in scale.body
    assert "Broken nights" not in scale.body
    assert scale.beside == "form to fill in here"
    assert {"EMQ-4", "Example Mood Questionnaire"} <= set(scale.names)
