import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketaref.core.hit import MARK_END, MARK_START
from ketaref.core.location import Kind, Location
from ketaref.core.parts import finished
from ketaref.core.query import SearchQuery
from ketaref.core.vocabulary import SynonymEntry
from ketaref.store import search as search_module
from ketaref.store.search import Search

SYNONYMS = (
    SynonymEntry("hypertension", "condition", synonyms=("high blood pressure",), abbreviations=("HTN",),
                 misspellings=("hypertenshun",), not_same_as=("pulmonary hypertension",)),
    SynonymEntry("dissociation", "adverse effect", lay=("K-hole",), misspellings=("disociation",)),
    SynonymEntry("benzodiazepine", "drug class", synonyms=("clonazepam",), brands=("Klonopin",)),
    SynonymEntry("ketamine", "drug", brands=("Ketalar",), not_same_as=("esketamine",)),
    SynonymEntry("increased heart rate", "adverse effect", abbreviations=("HR",)),
)  # fmt: skip


def document(kind, record_id, title, *names, body="", heading="", anchor="", **further):
    return further | {
        "kind": kind,
        "id": record_id,
        "title": title,
        "names": names,
        "body": body,
        "heading": heading,
        "anchor": anchor,
    }


DOCUMENTS = (
    document("topic", "evidence", "What the trials found", "efficacy", body="Ketamine against midazolam."),
    document("topic", "evidence", "What the trials found", heading="Bladder", anchor="bladder",
             body="Bladder pain was not reported. Bladder toxicity was not measured."),
    document("topic", "evidence", "What the trials found", heading="Bladder again", anchor="again",
             body="Bladder symptoms follow bladder injury."),
    document("topic", "evidence", "What the trials found", heading="Bladder once more", anchor="more",
             body="Bladder. Bladder. Bladder."),
    document("contraindication", "ci_htn", "Uncontrolled hypertension", body="Readings above 180/100 mmHg."),
    document("contraindication", "ci_pulm", "Pulmonary hypertension", body="Known pulmonary hypertension?"),
    document("adverse_effect", "ae_dissociation", "Dissociation", "feeling detached",
             body="Dissociation passes within two hours of 0.5 mg/kg."),
    document("adverse_effect", "ae_hr", "Heart rate increased", body="A faster pulse."),
    document("glossary", "dissociation", "Dissociation", body="A change in the sense of self."),
    document("glossary", "hypertension", "Hypertension", body="High blood pressure that lasts."),
    document("interaction", "ddi_benzo", "Benzodiazepines", "clonazepam", "lorazepam", body="More sedation."),
    document("regimen", "dose_a", "5 mg, oral", body="A dose of 0 mg or 5 kg."),
    document("regimen", "dose_b", "0.5 mg/kg over 40 min, IV ketamine", body="Six infusions."),
    document("source", "feder2021", "Feder 2021: Report on ketamine in dissociation", "Feder 2021",
             body="Dissociation dissociation dissociation."),
    document("monitoring", "mon_bp", "Blood pressure before dosing", body="Weigh the risk above 140/90 mmHg."),
)  # fmt: skip


@pytest.fixture
def search(make_store):
    return Search(make_store(*DOCUMENTS, synonyms=SYNONYMS))


def ids(results):
    return [hit.id for hit in results.hits]


def test_exact_title_comes_first_and_safety_before_the_glossary(search):
    assert ids(search.search("dissociation"))[:2] == ["ae_dissociation", "dissociation"]


def test_safety_record_with_a_definitions_words_in_its_title_comes_before_it(make_store):
    uncontrolled = document("contraindication", "ci", "Uncontrolled hypertension")
    longer = document("interaction", "ddi", "Medicines that raise pressure in hypertension or its crises")
    store = make_store(document("glossary", "word", "Hypertension", body="Hypertension lasts."), uncontrolled, longer)
    assert ids(Search(store).search("hypertension")) == ["ci", "word", "ddi"]


def test_definition_that_is_asked_for_comes_first(search):
    assert ids(search.search("what does dissociation mean"))[:2] == ["dissociation", "ae_dissociation"]


@pytest.mark.parametrize("text", ["klonopin", "klonopin ketamine", "Klonopin and Ketalar"])
def test_medicine_is_answered_as_the_interactions_screen_does(make_store, text):
    asked = document("claim", "c001", "Klonopin spoils ketamine", body="Klonopin, ketamine, Klonopin.")
    search = Search(make_store(*DOCUMENTS, asked, synonyms=SYNONYMS))
    assert ids(search.search(text))[0] == "ddi_benzo"
    assert search.search(text).unknown == ()


@pytest.mark.parametrize(
    ("text", "unknown", "unassessed"),
    [
        ("klonopin", (), ()),
        ("midazolam ketamine", (), ("midazolam",)),
        ("keppra klonopin", ("keppra",), ()),
        ("benzodiazepine", (), ()),
        ("ketalar", (), ()),
        ("lithium O'Shaughnessy-Xqzw", ("lithium", "o shaughnessy xqzw"), ()),
    ],
)
def test_medicine_that_no_interaction_record_speaks_of_is_told(search, text, unknown, unassessed):
    results = search.search(text)
    assert (results.unknown, results.unassessed) == (unknown, unassessed)


def test_what_is_recorded_of_others_is_no_answer_for_a_medicine(make_store):
    like = document("interaction", "ddi", "Antidepressants as a class", "fluvoxamine", asked=("on wellbutrin",))
    page = document("topic", "page", "Wellbutrin in trials", body="Antidepressants.")
    search = Search(make_store(like, page))
    assert ids(search.search("wellbutrin"))[0] == "page"


def test_graver_record_on_a_medicine_comes_first_and_that_on_its_class_last(make_store):
    table = (SynonymEntry("CYP3A4 inhibitor", "pharmacology", synonyms=("ritonavir", "clarithromycin")),)
    records = (
        document("interaction", "class", "CYP3A4 inhibitors", severity="major"),
        document("interaction", "nasal", "Inhibitors with the spray", "clarithromycin"),
        document("interaction", "oral", "Inhibitors by mouth", "clarithromycin", severity="major"),
    )
    search = Search(make_store(*records, synonyms=table))
    assert ids(search.search("clarithromycin")) == ["oral", "nasal", "class"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Clonazepam for dissociation", True),
        ("HTN 180/100", True),
        ("clonazep", False),
        ("Mr Ketamine", False),
        ("dissociation 1234567", False),
        ("feder dissociation", False),
        ("clonazepam O'Shaughnessy", False),
    ],
)
def test_strange_words_long_numbers_and_authors_are_not_known(search, text, known):
    assert search.knows(text) is known


def test_comparison_of_medicines_is_no_interaction(search):
    assert SearchQuery.parse("ketamine klonopin", search.synonyms).prefers is Kind.INTERACTION
    assert SearchQuery.parse("ketamine versus klonopin", search.synonyms).prefers is None
    assert SearchQuery.parse("ketamine", search.synonyms).prefers is None


def test_exact_alias_comes_first(search):
    assert ids(search.search("efficacy"))[0] == "evidence"
    assert ids(search.search("feder 2021"))[0] == "feder2021"


def test_exact_title_is_that_in_british_and_american_spelling(make_store):
    table = (SynonymEntry("randomisation", "calculation", synonyms=("randomization",)),)
    other = document("topic", "other", "Chance", body="Randomization, randomization and randomization.")
    store = make_store(document("glossary", "random", "Randomisation", body="By lot."), other, synonyms=table)
    assert ids(Search(store).search("randomization"))[0] == "random"


def test_question_finds_what_is_asked(search):
    assert ids(search.search("can I give it with clonazepam?"))[0] == "ddi_benzo"


def test_brand_leads_to_its_class(search):
    assert ids(search.search("klonopin"))[0] == "ddi_benzo"


def test_name_turned_round_is_the_same_name(search):
    assert ids(search.search("HR"))[0] == "ae_hr"


def test_what_is_mistaken_for_the_words_comes_later(search):
    found = ids(search.search("high blood pressure"))
    assert found.index("ci_htn") < found.index("ci_pulm")


def test_number_with_unit_is_one_thing(search):
    assert ids(search.search("0.5 mg/kg")) == ["dose_b", "ae_dissociation"]
    assert ids(search.search("140/90")) == ["mon_bp"]


def test_last_word_is_a_beginning(search):
    assert ids(search.search("benzodiaz")) == ["ddi_benzo"]


@pytest.mark.parametrize(("letters", "first"), [("d", "ae_dissociation"), ("l", "ddi_benzo"), ("hy", "hypertension")])
def test_one_or_two_letters_look_in_names(search, letters, first):
    assert ids(search.search(letters))[0] == first


def test_hits_of_one_kind_only(search):
    assert {hit.kind for hit in search.search("dissociation", kind=Kind.GLOSSARY).hits} == {Kind.GLOSSARY}
    assert {hit.kind for hit in search.search("d", kind=Kind.GLOSSARY).hits} == {Kind.GLOSSARY}


def test_limit_is_kept(search):
    assert len(search.search("dissociation", limit=1).hits) == 1


def test_page_gives_at_most_two_sections(search):
    hits = [hit for hit in search.search("bladder").hits if hit.id == "evidence"]
    assert len(hits) == 2


def test_page_alone_gives_all_its_sections_and_nothing_else(search):
    page = Location(Kind.TOPIC, "evidence", "bladder")
    hits = search.search("bladder", within=page).hits
    assert {hit.id for hit in hits} == {"evidence"}
    assert {hit.location.anchor for hit in hits} == {"bladder", "again", "more"}


def test_page_alone_takes_any_word_and_may_hold_nothing(search):
    page = Location(Kind.TOPIC, "evidence")
    assert ids(search.search("bladder dissociation", within=page)) == ["evidence"] * 3
    assert search.search("hypertension", within=page).hits == ()
    assert search.search("d", within=page).hits == ()


def test_hit_names_its_section_and_opens_there(search):
    hit = next(hit for hit in search.search("bladder pain").hits)
    assert (hit.section, hit.location) == ("Bladder", Location(Kind.TOPIC, "evidence", "bladder"))
    assert f"{MARK_START}Bladder{MARK_END} {MARK_START}pain{MARK_END}" in hit.snippet


def test_misspelling_of_the_table_is_repaired_and_told(search):
    results = search.search("disociation")
    assert results.shown_for == "dissociation"
    assert ids(results)[0] == "ae_dissociation"


def test_misspelling_is_sought_as_typed_on_request(search):
    assert search.search("hypertenshun", repair=False).shown_for is None


def test_unknown_word_is_repaired_by_suggestion(make_store):
    search = Search(make_store(*DOCUMENTS), lambda word, _finished: ["bladder", "missing"] if word == "blader" else [])
    results = search.search("blader pain")
    assert results.shown_for == "bladder pain"
    assert results.hits[0].section == "Bladder"


def test_known_word_is_not_repaired(make_store):
    asked = []
    search = Search(make_store(*DOCUMENTS), lambda word, _finished: asked.append(word) or [])
    search.search("bladder lorazepam")
    assert asked == []


def test_known_phrase_is_also_found_by_its_words(make_store):
    entry = SynonymEntry("pain bladder trial", "trial")
    assert Search(make_store(*DOCUMENTS, synonyms=[entry])).search("pain bladder trial").hits[0].id == "evidence"


def test_any_word_will_do_where_all_together_find_nothing(search):
    results = search.search("lorazepam bladder")
    assert {"ddi_benzo", "evidence"} <= set(ids(results))
    assert results.shown_for is None


def test_documents_with_all_words_come_before_those_with_any(search):
    assert ids(search.search("bladder pain"))[0] == "evidence"


@pytest.mark.parametrize("text", ["xylophone", "🦄", "qqq www", "'", "zz"])
def test_query_without_hit_gives_nearest_terms(search, text):
    results = search.search(text)
    assert results.hits == ()
    assert results.nearest


def test_nearest_terms_are_all_in_the_content(make_store):
    search = Search(make_store(*DOCUMENTS), lambda _word, _finished: ["unheard", "dissociation"])
    assert search.search("qqqq", repair=False).nearest[0] == "dissociation"


def test_nearest_terms_are_titles_that_begin_alike(search):
    assert "Benzodiazepines" in search.search("lorry").nearest


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_empty_query_gives_nothing_to_show(search, text):
    results = search.search(text)
    assert (results.hits, results.nearest, results.shown_for) == ((), (), None)


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""" * ^ : { } - + ( )',
        "NEAR(a b, 3)",
        "AND OR NOT",
        "title:dissociation",
        "dissociation*",
        '"dissociation',
        "dissociation' OR 1=1 --",
        "dissocia\x00tion",
        "🦄 dissociation 🦄",
        "dissociation " * 1000,
        "x" * 10_000,
        "\ud800",
        "؀ ݁",
        "%_[]",
    ],
)
def test_hostile_query_does_no_harm(search, text):
    results = search.search(text)
    assert results.hits or results.nearest


def test_search_that_is_given_up_leaves_the_next_one_right(search):
    whole = search.search("ketamine bladder 140/90")
    for part in range(1, 6):
        left = search.in_parts("dissociation of the bladder")
        for _ in range(part):
            next(left)
        assert finished(search.in_parts("ketamine bladder 140/90")) == whole


def test_words_behind_nothing_to_look_for_are_told_too(search):
    assert search.search("-" * 250 + " tranylcypromine").unread == ("tranylcypromine",)
    assert search.search("bladder " * 16 + "disociation").unread == ("disociation",)


def test_repair_does_not_forget_what_was_not_read(search):
    results = search.search("disociation " + "bladder " * 15 + "tranylcypromine")
    assert (results.shown_for is not None, results.unread) == (True, ("tranylcypromine",))


def test_very_large_content_is_not_quick(search, monkeypatch):
    assert search.is_quick
    monkeypatch.setattr(search_module, "QUICK", 3)
    assert not search.is_quick


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(), kind=st.none() | st.sampled_from(Kind))
def test_any_text_gives_hits_or_nearest_terms(search, text, kind):
    results = search.search(text, kind)
    assert results.hits or results.nearest or not text.strip() or not text[:200].strip()
    assert all(kind in (None, hit.kind) for hit in results.hits)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["bladder", "NEAR", "AND", "dissociation", '"', "*", "(", "0.5", "mg/kg", "k-hole"])))
def test_words_and_operators_in_any_order_do_no_harm(search, words):
    results = search.search(" ".join(words))
    assert not words or results.hits or results.nearest


def test_importing_search_does_not_import_spelling():
    code = "import sys, ketaref.store.search; sys.exit('rapidfuzz' in sys.modules or 'PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
