"""A query read against a small content: what is repaired, joined and parted."""

import pytest

from ketaref.core.synonyms import Synonyms
from ketaref.core.vocabulary import SynonymEntry
from ketaref.store.index import Index
from ketaref.store.reading import Reader

SYNONYMS = (
    SynonymEntry("hypertension", "condition", synonyms=("raised blood pressure",), abbreviations=("HTN",)),
    SynonymEntry("ketamine", "drug", misspellings=("ketamin",)),
)
DOCUMENTS = (
    {"kind": "topic", "id": "a", "title": "Heart attack", "body": "The heart and an attack. Lifetime. PCL-5."},
    {"kind": "topic", "id": "b", "title": "Ketamine", "body": "Six infusions in two weeks. Raised blood pressure."},
    {"kind": "glossary", "id": "c", "title": "Hypertension", "body": "Consent before treatment. Driving home."},
)
NEAR = {"consnet": ["consent"], "concent": ["consent"], "ifnusion": ["infusions"]}


@pytest.fixture
def reader(make_store):
    index = Index(make_store(*DOCUMENTS, synonyms=SYNONYMS))
    return Reader(index, Synonyms(SYNONYMS), lambda word, _finished: NEAR.get(word, []))


def texts(reading):
    return [{term.text for term in group.terms} for group in reading.groups]


def test_unknown_word_is_repaired_and_the_rest_stays_as_typed(reader):
    reading = reader.read("Consnet, before", repair=True)
    assert reading.shown_for == "consent, before"
    assert "consent" in texts(reading)[0]


def test_nothing_is_repaired_on_request(reader):
    reading = reader.read("consnet ", repair=False)
    assert (reading.shown_for, reading.unknown) == (None, ("consnet",))


def test_misspelling_of_the_table_is_told_as_repaired(reader):
    assert reader.read("ketamin ", repair=True).shown_for == "ketamine"


@pytest.mark.parametrize("word", ["stuff ", "ok "])
def test_everyday_word_is_never_taken_for_another(make_store, word):
    index = Index(make_store(*DOCUMENTS))
    reader = Reader(index, Synonyms(()), lambda word, _finished: ["consent"])
    assert reader.read(word, repair=True).shown_for is None


def test_beginning_of_a_word_is_no_misspelling_while_it_is_typed(reader):
    assert reader.read("cons", repair=True).shown_for is None
    assert "consent" in texts(reader.read("cons", repair=True))[0]


def test_known_phrase_typed_as_one_word_is_parted(reader, make_store):
    table = (SynonymEntry("heart attack", "condition"),)
    known = Index(make_store(*DOCUMENTS, synonyms=table))
    assert Reader(known, Synonyms(table), None).read("heartattack ", repair=True).shown_for == "heart attack "
    assert reader.read("heartattack ", repair=True).unknown == ("heartattack",)  # no phrase: it may be a name


def test_known_phrase_typed_as_one_is_parted_before_it_becomes_another_word(make_store):
    document = {"kind": "topic", "id": "a", "title": "Head injury", "body": "Who was headinjured."}
    table = (SynonymEntry("head injury", "condition"),)
    index = Index(make_store(document, synonyms=table))
    reader = Reader(index, Synonyms(table), lambda _word, _finished: ["headinjured"])
    assert reader.read("headinjury ", repair=True).shown_for == "head injury "


def test_medicine_is_never_taken_for_another(make_store):
    index = Index(make_store({"kind": "topic", "id": "a", "title": "Dapagliflozin"}))
    reader = Reader(index, Synonyms(()), lambda _word, _finished: ["dapagliflozin"])
    reading = reader.read("canagliflozin ", repair=True)
    assert (reading.shown_for, reading.unknown) == (None, ("canagliflozin",))


def test_two_words_that_stand_as_one_are_joined(reader):
    (group,) = reader.read("life time ", repair=True).groups
    assert "lifetime" in {term.text for term in group.terms}


def test_number_belongs_to_what_it_counts(reader):
    assert "6 infusions" in texts(reader.read("6 infusions ", repair=True))[0]
    assert "6 infusions" in texts(reader.read("six infusions ", repair=True))[0]


def test_words_that_stand_apart_are_sought_apart(reader):
    assert len(reader.read("consent driving ", repair=True).groups) == 2


def test_everyday_word_counts_less(reader):
    everyday, telling = reader.read("really consent ", repair=True).groups
    assert everyday.weight < telling.weight


def test_synonym_counts_less_than_the_word_itself(make_store):
    documents = [*DOCUMENTS, {"kind": "topic", "id": "d", "title": "HTN", "body": "HTN"}]
    reader = Reader(Index(make_store(*documents, synonyms=SYNONYMS)), Synonyms(SYNONYMS), None)
    weights = {term.text: (term.weight, term.typed) for term in reader.read("HTN ", repair=True).groups[0].terms}
    assert weights["htn"] > weights["hypertension"]
    assert (weights["htn"][1], weights["hypertension"][1]) == (True, False)


def test_reading_of_blood_pressure_finds_what_is_said_of_pressure(reader):
    (group,) = reader.read("180/110", repair=True).groups
    assert {term.text for term in group.terms} >= {"raised blood pressure"}


def test_reading_that_stands_in_a_way_of_asking_only_is_still_one_of_pressure(make_store):
    asked = {"kind": "contraindication", "id": "a", "title": "Raised blood pressure", "asked": ("is 163/98 ok",)}
    index = Index(make_store(asked, synonyms=SYNONYMS))
    reading = Reader(index, Synonyms(SYNONYMS), None).read("163/98", repair=True)
    assert texts(reading) == [{"163 98", "raised blood pressure"}]


def test_word_that_is_nowhere_is_told(reader):
    assert reader.read("consent zzyzx ", repair=True).unknown == ("zzyzx",)
