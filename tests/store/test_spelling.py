import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from ketaref.core.vocabulary import SynonymEntry
from ketaref.store.spelling import SUGGESTIONS, Spelling, _alike, nearest_names

WORDS = "dissociation dissociative hypertension ketamine esketamine midazolam pain paint main glaucoma 140 mild mile"
LETTERS = "abcé"


@pytest.fixture
def spelling(make_store):
    return Spelling(
        make_store(
            {"kind": "topic", "id": "a", "title": "First", "body": WORDS},
            {"kind": "topic", "id": "b", "title": "Second", "body": "main dissociative mile"},
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
    assert spelling.suggest("hypretens", finished=False) == ["hypertension"]
    assert spelling.suggest("hypretens") == []


def test_of_equally_near_words_the_more_frequent_comes_first(spelling):
    assert spelling.suggest("milr") == ["mile", "mild"]


def test_word_that_sounds_alike_is_found(spelling):
    assert spelling.suggest("ketameen")[0] == "ketamine"


def test_word_that_only_sounds_alike_comes_after_one_spelt_alike(make_store):
    documents = [{"kind": "topic", "id": "a", "title": "Aldrete score of recovery, also for the elder"}]
    assert Spelling(make_store(*documents)).suggest("aldrere")[0] == "aldrete"


def test_everyday_word_does_not_count_more_for_being_frequent(make_store):
    often = [{"kind": "topic", "id": f"t{number}", "title": f"Younger {number}"} for number in range(20)]
    spelling = Spelling(make_store(*often, {"kind": "topic", "id": "a", "title": "Zounger sign"}))
    assert spelling.suggest("qounger")[0] == "zounger"


def test_word_spelt_alike_comes_before_one_that_only_sounds_alike(make_store):
    store = make_store({"kind": "topic", "id": "a", "title": "Cocaine caffeine"})
    assert Spelling(store).suggest("cocvaine")[0] == "cocaine"


@pytest.mark.parametrize("word", ["rain", "latex", "autism"])
def test_word_that_is_only_another_word_is_left_alone(spelling, word):
    assert spelling.suggest(word) == []


def test_finished_word_may_lack_its_end(spelling):
    assert spelling.suggest("dissoc")[0] in {"dissociation", "dissociative"}


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


@given(word=st.text(LETTERS, max_size=6), other=st.text(LETTERS, max_size=6), allowed=st.integers(0, 3))
def test_word_within_the_slips_is_always_compared(word, other, allowed):
    if OSA.distance(word, other) <= allowed:
        assert _alike(word, [other], allowed) == [other]


def test_word_with_other_letters_is_not_compared():
    assert _alike("ketmine", ["ketamine", "midazolam", "esketamine", "nimodipine"], 1) == ["ketamine"]
