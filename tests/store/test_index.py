"""The index as the compiler writes it and search reads it."""

from array import array

import pytest

from ketaref.core.errors import StoreError
from ketaref.core.location import Kind
from ketaref.core.vocabulary import SynonymEntry
from ketaref.store import index as index_module
from ketaref.store.index import (
    BEST,
    IN_BODY,
    IN_TITLE,
    Index,
    Postings,
    feature,
    impact_of,
    intersection,
    kind_of,
)

DOCUMENTS = (
    {"kind": "topic", "id": "a", "title": "Bladder", "body": "Pain of the bladder after ketamine."},
    {"kind": "glossary", "id": "b", "title": "Ketamine", "body": "Blood pressure rises."},
    {"kind": "source", "id": "c", "title": "Kettles", "body": "Bladder bladder bladder."},
)


@pytest.fixture
def index(make_store):
    entry = SynonymEntry("hypertension", "condition", synonyms=("blood pressure",))
    return Index(make_store(*DOCUMENTS, synonyms=[entry]))


def test_term_knows_its_documents(index):
    assert index.counts(["bladder", "ketamine", "blood pressure", "unheard"]) == {
        "bladder": 2,
        "ketamine": 2,
        "blood pressure": 1,
    }
    postings = index.postings(["bladder", "unheard"])
    assert list(postings) == ["bladder"]
    assert list(postings["bladder"].documents) == [1, 3]
    assert [kind_of(value) for value in postings["bladder"].features] == [Kind.TOPIC, Kind.SOURCE]


def test_title_says_more_than_body(index):
    of_title, of_body = index.postings(["bladder"])["bladder"].features
    assert impact_of(of_title) > impact_of(of_body)
    assert (of_title & IN_TITLE, of_body & IN_TITLE) == (IN_TITLE, 0)


def test_completions_are_words_of_records(index):
    assert list(index.completions("ket")) == ["ketamine"]
    assert list(index.completions("kettles")) == ["kettles"]
    assert list(index.completions("blood p")) == ["blood pressure"]
    assert "blood pressure" not in index.completions("b")
    assert index.has_beginning("keta")
    assert not index.has_beginning("kx")


def test_feature_holds_all_three():
    value = feature(200, 7, IN_BODY)
    assert (impact_of(value), value >> 4 & 15, value & 15) == (200, 7, IN_BODY)


def test_postings_of_candidates_are_the_same_by_either_way():
    documents = array("I", range(1, 2001))
    postings = Postings(documents, array("H", (number % 1000 for number in documents)), array("I"))
    for candidates in (array("I", [5, 70, 1999, 5000]), array("I", range(1, 1500))):
        expected = [(number, number % 1000) for number in candidates if number <= 2000]
        assert list(postings.of(candidates, frozenset(candidates))) == expected


def test_words_that_need_not_stand_together_must_all_be_there():
    def postings(*documents):
        return Postings(array("I", documents), array("H", [feature(9, 0, 1)] * len(documents)), array("I"))

    assert list(intersection([[postings(1, 2, 3)], [postings(2), postings(3, 4)]], 10).documents) == [2, 3]
    assert list(intersection([[postings(1)], [postings(2)]], 10).documents) == []


def test_best_documents_of_a_frequent_term_are_kept_ready(make_store):
    many = [{"kind": "glossary", "id": f"g{n}", "title": f"Word {n}", "body": "bladder"} for n in range(BEST + 10)]
    index = Index(make_store(*many, {"kind": "topic", "id": "t", "title": "Bladder"}))
    postings = index.postings(["bladder"])["bladder"]
    assert len(postings.best) == BEST
    assert postings.best[0] == BEST + 11


def test_long_lists_are_read_in_parts(make_store, monkeypatch):
    monkeypatch.setattr(index_module, "_READ_AT_ONCE", 1)
    index = Index(make_store(*DOCUMENTS))
    assert len(list(index.load(["bladder", "ketamine", "unheard", "pain"]))) == 2
    read = []
    monkeypatch.setattr(index, "_read", read.extend)
    assert set(index.postings(["bladder", "ketamine", "unheard", "pain"])) == {"bladder", "ketamine", "pain"}
    assert read == ["unheard"]


def test_full_cache_is_emptied_before_lists_are_read(make_store, monkeypatch):
    monkeypatch.setattr(index_module, "_CACHED_POSTINGS", 1)
    index = Index(make_store(*DOCUMENTS))
    for terms in (["bladder"], ["ketamine", "pain"], ["bladder"]):
        assert list(index.load(terms)) == []
        assert set(index._cache) == set(terms)


def test_damaged_index_is_told(make_store):
    index = Index(make_store(*DOCUMENTS))
    with pytest.raises(StoreError, match="damaged"):
        index._unpacked(b"123", b"", b"")
    with pytest.raises(StoreError, match="fit together"):
        index._unpacked(b"1234", b"", b"")
