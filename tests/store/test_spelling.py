import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketaref.core.vocabulary import SynonymEntry
from ketaref.store.spelling import SUGGESTIONS, Spelling, nearest_names

WORDS = "dissociation dissociative hypertension ketamine esketamine midazolam pain paint main glaucoma 140"


@pytest.fixture
def spelling(make_store):
    return Spelling(
        make_store(
            {"kind": "topic", "id": "a", "title": "First", "body": WORDS},
            {"kind": "topic", "id": "b", "title": "Second", "body": "main dissociative"},
            synonyms=[SynonymEntry("esketamine", "drug", brands=("Spravato",))],
        )
    )


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [
        ("disociation", "dissociation"),
        ("hypretension", "hypertension"),
        ("glaucom", "glaucoma"),
        ("Glaukoma", "glaucoma"),
        ("ketmaine", "ketamine"),
        ("midazalom", "midazolam"),
        ("spravado", "spravato"),
    ],
)
def test_nearest_word_comes_first(spelling, misspelt, right):
    assert spelling.suggest(misspelt)[0] == right


def test_unfinished_word_is_taken_for_a_beginning(spelling):
    assert spelling.suggest("hypretens") == ["hypertension"]


def test_of_equally_near_words_the_more_frequent_comes_first(spelling):
    assert spelling.suggest("rain") == ["main", "pain"]


@pytest.mark.parametrize("word", ["", "xx", "qqqqqqqq", "🦄", "141", "pxxn"])
def test_nothing_is_suggested_where_nothing_is_near(spelling, word):
    assert spelling.suggest(word) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(word=st.text())
def test_any_text_gives_at_most_three_known_words(spelling, word):
    suggested = spelling.suggest(word)
    assert len(suggested) <= SUGGESTIONS
    assert set(suggested) <= {*WORDS.split(), "first", "second", "spravato"}


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("clonazepan", ["Clonazepam"]),
        ("CLONZAEPAM", ["Clonazepam"]),
        ("Clonazepam", []),
        ("lithum", ["lithium"]),
        ("xyz", []),
        ("a", []),
        ("", []),
    ],
)
def test_names_near_are_given_as_they_are_written(typed, near):
    assert nearest_names(typed, ["Clonazepam", "lorazepam", "lithium", "St John's wort"]) == near
