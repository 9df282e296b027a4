"""Documents that people ask for in other words than those that stand in them."""

import pytest

from ketaref.core.agent import Agent
from ketaref.core.location import Kind
from ketaref.core.vocabulary import SynonymEntry
from ketaref.store.search import Search

SYNONYMS = (
    SynonymEntry("esketamine", "drug", brands=("Spravato",)),
    SynonymEntry("benzodiazepine", "drug class", synonyms=("clobazam", "lorazepam")),
    SynonymEntry("antidepressant", "drug class", synonyms=("trazodone",)),
)
DOCUMENTS = (
    {
        "kind": "adverse_effect",
        "id": "ae_constipation",
        "title": "Constipation",
        "body": "Usually mild.",
        "asked": ("can't poop", "bowels not moving", "needs a laxative"),
    },
    {
        "kind": "monitoring",
        "id": "mon_stay_esk",
        "title": "Observation",
        "body": "After esketamine.",
        "asked": ("how long must she stay after the spray", "when can she leave"),
        "agents": (Agent.INTRANASAL_ESKETAMINE,),
    },
    {
        "kind": "monitoring",
        "id": "mon_stay_iv",
        "title": "Observation of infusions",
        "body": "After ketamine.",
        "asked": ("how long must he stay after the drip",),
        "agents": (Agent.IV_KETAMINE,),
    },
    {"kind": "interaction", "id": "ddi_benzo", "title": "Benzodiazepine", "body": "More sedation. Lorazepam."},
    {
        "kind": "topic",
        "id": "depression",
        "title": "Depression",
        "body": "With an antidepressant.",
        "asked": ("on trazodone already",),
    },
)


@pytest.fixture
def search(make_store):
    return Search(make_store(*DOCUMENTS, synonyms=SYNONYMS))


def first(results):
    return results.hits[0].id


@pytest.mark.parametrize("text", ["cant poop", "bowels", "laxatives", "my bowels do not move"])
def test_document_is_found_by_the_way_people_ask(search, text):
    assert first(search.search(text)) == "ae_constipation"


def test_hit_tells_the_way_that_led_to_it(search):
    assert search.search("needs laxative").hits[0].matched == ("asked as “needs a laxative”",)
    assert search.search("constipation").hits[0].matched == ()


def test_way_that_reads_like_notes_on_somebody_is_not_told_word_by_word(make_store):
    told = "44f day 9, no motion since, belly tight"
    store = make_store({"kind": "adverse_effect", "id": "ae", "title": "Constipation", "asked": (told,)})
    assert Search(store).search("belly tight no motion").hits[0].matched == ("asked in other words",)


def test_unfinished_word_is_sought_in_ways_of_asking_too(search):
    assert first(search.search("laxat")) == "ae_constipation"


def test_agent_of_the_query_decides(search):
    assert first(search.search("how long must they stay after spravato")) == "mon_stay_esk"
    assert first(search.search("how long must they stay after iv ketamine")) == "mon_stay_iv"


def test_kind_and_page_narrow_ways_of_asking(search):
    assert {hit.kind for hit in search.search("stay", kind=Kind.MONITORING).hits} == {Kind.MONITORING}
    assert not search.search("laxative", kind=Kind.TOPIC).hits


def test_medicine_that_stands_nowhere_is_told_though_its_class_is_found(search):
    results = search.search("trazodone ")
    assert results.hits
    assert results.unknown == ("trazodone",)


@pytest.mark.parametrize("text", ["clobazam ", "lorazepam ", "antidepressant ", "spravato ", "laxative "])
def test_what_is_assessed_or_no_medicine_is_not_called_unknown(search, text):
    assert search.search(text).unknown == ()
