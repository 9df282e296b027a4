"""What decides on the order of hits."""

import pytest

from ketaref.core.agent import Agent
from ketaref.core.location import Kind
from ketaref.core.parts import finished
from ketaref.core.query import SearchQuery
from ketaref.core.synonyms import Synonyms
from ketaref.store import ranking
from ketaref.store.index import Index
from ketaref.store.ordering import UNASKED, Asked, Found, Names, Ordering
from ketaref.store.ranking import Group, Ranking, Score, Term

DOCUMENTS = (
    {"kind": "topic", "id": "a", "title": "Bladder", "body": "pain and ketamine"},
    {"kind": "topic", "id": "b", "title": "Ketamine", "body": "bladder"},
    {"kind": "glossary", "id": "c", "title": "Pain", "body": "ketamine"},
    *({"kind": "glossary", "id": f"f{n}", "title": f"Filler {n}", "body": "ketamine"} for n in range(40)),
)
BLADDER, PAIN, KETAMINE = (Group((Term(word),)) for word in ("bladder", "pain", "ketamine"))


@pytest.fixture
def index(make_store):
    return Index(make_store(*DOCUMENTS))


def scores_of(index, groups, **narrowed):
    return finished(Ranking(index, index.documents).scores(groups, **narrowed))


def test_what_is_missing_is_counted(index):
    scores = scores_of(index, [BLADDER, PAIN])
    assert (scores[1].found, round(scores[2].found, 1)) == (1.0, 0.5)
    assert (scores[1].titled, scores[1].named) == (pytest.approx(0.5), pytest.approx(0.5))


def test_rare_word_counts_more(index):
    bladder, ketamine, unheard = Ranking(index, index.documents).importances([BLADDER, KETAMINE, Group((Term("x"),))])
    assert bladder > ketamine > unheard == 0


def test_what_is_nowhere_counts_where_it_is_told_to(index):
    groups = [BLADDER, Group((Term("unheard"),))]
    assert scores_of(index, groups)[1].found == 1
    assert scores_of(index, groups, at_most=[1.0, 1.0])[1].found == pytest.approx(0.5)


def test_kind_and_place_narrow(index):
    assert set(scores_of(index, [PAIN], kind=Kind.GLOSSARY)) == {3}
    assert set(scores_of(index, [PAIN], within=frozenset({1}))) == {1}


def test_words_that_need_not_stand_together(index):
    apart = Group((Term("bladder pain", 0.5, (("bladder",), ("pain",))),))
    assert set(scores_of(index, [apart])) == {1}


def test_of_a_large_content_the_best_are_looked_at(index, monkeypatch):
    monkeypatch.setattr(ranking, "EVERY_MATCH", 10)
    monkeypatch.setattr(ranking, "CANDIDATES", 6)
    monkeypatch.setattr(ranking, "ALL_OF_RAREST", 3)
    scores = scores_of(index, [KETAMINE, BLADDER])
    assert {1, 2} <= set(scores)
    assert len(scores) < 40


def found(title="Bladder", kind=Kind.TOPIC, number=1, **fields):
    values = {"record_id": "x", "anchor": "", "heading": "", "beside": "", "agents": "", **fields}
    return Found(number=number, kind=kind, title=title, **values)


def before(first, second, text, names=None, score=None):
    query = SearchQuery.parse(text, Synonyms(()))
    ordering = Ordering(query, names or Names())
    score = score or Score(Kind.TOPIC, 1.0, 1.0)
    return ordering.key(first, score, UNASKED) < ordering.key(second, score, UNASKED)


def test_exact_title_comes_before_everything():
    names = Names(typed=frozenset({2}), titled=frozenset({2}))
    assert before(found(number=2, title="Long other title"), found(number=1), "bladder", names)


def test_heading_of_a_section_is_no_name_of_its_page():
    names = Names(typed=frozenset({2}), titled=frozenset({2}))
    section = found("Older adults", number=2, anchor="bladder", heading="Bladder")
    effect = found("Bladder pain", kind=Kind.ADVERSE_EFFECT)
    score = Score(Kind.ADVERSE_EFFECT, 5.0, 1.0, 1.0, 1.0)
    ordering = Ordering(SearchQuery.parse("bladder", Synonyms(())), names)
    assert ordering.key(effect, score, UNASKED) < ordering.key(section, Score(Kind.TOPIC, 1.0, 1.0), UNASKED)


def test_covered_title_comes_before_a_longer_one():
    assert before(found(number=2), found("Bladder and other organs", number=1), "bladder ")


def test_subject_of_the_reference_comes_first_of_equals():
    assert before(found("PTSD one", number=2), found("OCD one", number=1), "something")


def test_other_agent_comes_later():
    esketamine, ketamine = Agent.INTRANASAL_ESKETAMINE.value, Agent.IV_KETAMINE.value
    assert before(found(number=2, agents=esketamine), found(number=1, agents=ketamine), "nasal spray observation")
    assert not before(found(number=2, agents=esketamine), found(number=1, agents=ketamine), "observation")


def test_likeness_to_a_way_of_asking_counts():
    ordering = Ordering(SearchQuery.parse("bladder", Synonyms(())), Names())
    score = Score(Kind.TOPIC, 1.0, 1.0)
    assert ordering.key(found(number=2), score, Asked(1.0, Kind.TOPIC, "")) < ordering.key(
        found(number=1), score, UNASKED
    )
