"""What the shipped content answers to questions that people ask; the first hits, by id."""

import pytest

from ketaref.core.location import Kind
from ketaref.core.query import SearchQuery
from ketaref.store.search import Search
from ketaref.store.spelling import Spelling


@pytest.fixture(scope="session")
def search(real_store):
    return Search(real_store, Spelling(real_store).suggest)


@pytest.mark.parametrize(
    ("text", "first_eight_hold"),
    [
        ("high blood pressure", {"ae_bp_increased", "ci_bp_day", "ci_htn_uncontrolled"}),
        ("high BP", {"ae_bp_increased", "ci_bp_day", "ci_htn_uncontrolled"}),
        ("HTN", {"ae_bp_increased", "ci_bp_day", "ci_htn_uncontrolled"}),
        ("MAOI", {"ddi_maoi", "ci_maoi"}),
        ("k-hole", {"ae_dissociation"}),
        ("khole", {"ae_dissociation"}),
        ("ketamin", {"the-drug"}),
        ("spravado", {"esketamine-rems"}),
        ("dissociation", {"ae_dissociation", "ci_dissociative"}),
        ("can I give it with clonazepam?", {"ddi_benzodiazepines"}),
        ("klonopin", {"ddi_benzodiazepines"}),
        ("140/90", {"ci_bp_day"}),
        ("esketamine pregnancy", {"ci_pregnancy"}),
        ("bladder problems", {"ae_luts", "ae_cystitis", "ci_cystitis"}),
        ("ptsd", {"ptsd-overview"}),
        ("glaucoma", {"ci_glaucoma", "ae_iop"}),
        ("aneurism", {"ci_aneurysm"}),
        ("blurred vision", {"ae_vision_blurred"}),
        ("feder 2021", {"feder2021"}),
        ("when can they go home", {"preparation-monitoring"}),
        ("suicidal patient ketamine", {"suicidality"}),
        ("my patient is suicidal", {"suicidality"}),
        ("bipolar patient", {"bipolar"}),
        ("pregnant patient", {"pregnancy-reproduction"}),
    ],
)
def test_question_is_answered_at_the_top(search, text, first_eight_hold):
    assert first_eight_hold <= {hit.id for hit in search.search(text).hits[:8]}


def test_dose_finds_regimens(search):
    hits = search.search("0.5 mg/kg").hits[:6]
    assert sum(hit.kind is Kind.REGIMEN and "0.5 mg/kg" in hit.title for hit in hits) >= 3


def test_safety_comes_before_the_glossary_where_both_are_called_so(search):
    assert search.search("dissociation").hits[0].kind is Kind.ADVERSE_EFFECT


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("how often does dissociation happen", "ae_dissociation"),
        ("how common is nausea", "ae_nausea"),
        ("how frequently does vomiting occur", "ae_vomiting"),
        ("what happens to blood pressure", "ae_bp_increased"),
        ("what happens if a session is missed", "mon_missed"),
    ],
)
def test_question_how_often_is_answered_by_what_happens_first(search, text, first):
    assert search.search(text).hits[0].id == first


@pytest.mark.parametrize(
    "text",
    [
        "what must be watched during a session",
        "what should be monitored during the session",
        "how often is blood pressure checked",
        "watch blood pressure",
    ],
)
def test_question_what_is_watched_is_answered_by_monitoring(search, text):
    first = search.search(text).hits[:6]
    assert sum(hit.kind is Kind.MONITORING or hit.id == "preparation-monitoring" for hit in first) >= 4
    assert any(hit.kind is Kind.MONITORING for hit in first[:3])


def test_question_how_often_it_is_given_is_answered_by_regimens(search):
    assert sum(hit.kind is Kind.REGIMEN for hit in search.search("how often is esketamine given").hits[:12]) >= 3


def test_nearly_every_synonym_and_misspelling_finds_something(search):
    # Not all: the table knows more words than the content has need of.
    words = [word for entry in search.synonyms.entries for word in (*entry.terms, *entry.misspellings)]
    unanswered = [word for word in words if not search.search(word).hits]
    assert len(unanswered) < len(words) / 50, unanswered


def test_ketamine_is_never_expanded_to_esketamine(search):
    alternatives = {
        alternative.text
        for text in ("ketamine", "ketalar", "ketamin ", "special K")
        for group in SearchQuery.parse(text, search.synonyms).groups
        for alternative in group.alternatives
    }
    assert not {"esketamine", "s ketamine", "spravato"} & alternatives


def test_hit_shows_with_its_title_what_must_not_be_overlooked(search):
    beside = {hit.id: hit.section for hit in search.search("high blood pressure").hits}
    assert beside["ci_htn_uncontrolled"] == "up to absolute, sources differ"
    driving = [hit.section for hit in search.search("driving").hits if hit.kind is Kind.MONITORING]
    assert "Intranasal esketamine" in driving
    assert "IV ketamine, IM ketamine and 7 more" in driving


def test_every_page_is_found_by_its_title_and_by_each_of_its_other_names(search, real_store):
    topics = [real_store.topic(entry.id) for entry in real_store.topics()]
    assert len(topics) >= 54
    missed = []
    for topic in topics:
        for name in (topic.title, *topic.aliases):
            first = [hit.id for hit in search.search(name).hits[:3]]
            if topic.id not in first:
                missed.append((name, topic.id, first))
    assert not missed


def test_a_claim_never_stands_before_what_this_reference_says(search):
    for text in ("ketamine for trauma", "is ketamine addictive", "ketamine unconsciousness"):
        hits = search.search(text).hits
        assert hits[0].kind is not Kind.CLAIM, text


def test_title_of_a_claim_says_what_becomes_of_it(search):
    claims = [hit for hit in search.search("claim ketamine lasting relief").hits if hit.kind is Kind.CLAIM]
    assert claims
    assert all(hit.title.startswith("Claim, ") for hit in claims)


@pytest.mark.parametrize("text", ["dosis spravato", "ketanest dosis", "spravato driving", "esketamine infusion dose"])
def test_no_record_of_another_agent_stands_before_those_of_the_agent_asked_for(search, real_store, text):
    asked = SearchQuery.parse(text, search.synonyms).agents
    agents = [
        set(agents.split())
        for hit in search.search(text).hits
        for (agents,) in [real_store.one("SELECT agents FROM document WHERE record_id = ?", (hit.id,))]
        if agents
    ]
    others = [not asked & of_record for of_record in agents]
    assert others == sorted(others)


def test_inducer_is_not_answered_by_inhibitors(search):
    first = [hit.id for text in ("rifampicin", "St John's wort") for hit in search.search(text).hits[:4]]
    assert not [record for record in first if "inhibitor" in record]


@pytest.mark.parametrize("medicine", ["linezolid", "metformin", "etomidate", "trazodone", "albuterol"])
def test_medicine_that_is_not_assessed_is_told_so(search, medicine):
    results = search.search(f"{medicine} ")
    assert results.unknown == (medicine,)


@pytest.mark.parametrize("medicine", ["Zoloft", "fluvoxamine", "dobutamine", "amisulpride"])
def test_medicine_assessed_by_its_class_alone_is_not_called_unassessed(search, medicine):
    results = search.search(f"{medicine} ")
    assert (results.unknown, results.hits[0].kind) == ((), Kind.INTERACTION)


def test_abbreviation_is_no_plural(search):
    assert search.search("TMS").unknown == ("tms",)


def test_retracted_regimen_comes_after_others(search):
    titles = [hit.title for hit in search.search("suicidal in emergency department").hits]
    retracted = [title.startswith("RETRACTED") for title in titles]
    assert not any(retracted[:3])
