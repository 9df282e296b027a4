import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.typing_errors import slip_cost, sound_of

LIMIT = 9.0
words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=12)


@pytest.mark.parametrize(
    ("slip", "worse"),
    [
        (("ketmaine", "ketamine"), ("ketapine", "ketamine")),  # letters swapped
        (("kettamine", "ketamine"), ("kerttamine", "ketamine")),  # a letter doubled
        (("glacoma", "glaucoma"), ("glcoma", "glaucoma")),  # one letter left out
        (("jetamine", "ketamine"), ("zetamine", "ketamine")),  # the key beside
        (("katamine", "ketamine"), ("kbtamine", "ketamine")),  # a vowel for a vowel
        (("aksis", "axsis"), ("atsis", "axsis")),
    ],
)
def test_frequent_slips_cost_less(slip, worse):
    assert slip_cost(*slip, LIMIT) <= slip_cost(*worse, LIMIT)


def test_wrong_first_letter_costs_more():
    assert slip_cost("letamine", "ketamine", LIMIT) > slip_cost("ketaminw", "ketamine", LIMIT)


@given(words)
def test_no_slip_costs_nothing(word):
    assert slip_cost(word, word, LIMIT) == 0


@given(words, words)
def test_different_words_cost_something(one, other):
    assert (slip_cost(one, other, 100.0) > 0) == (one != other)


def test_search_for_the_cost_stops_above_the_limit():
    assert slip_cost("completely", "different", 0.5) > 0.5


@pytest.mark.parametrize(
    ("heard", "right"),
    [("sykosis", "psychosis"), ("siezure", "seizure"), ("scitzofrenia", "scitsophrenia"), ("numonia", "pneumonia")],
)
def test_words_that_sound_alike_share_a_sound(heard, right):
    assert sound_of(heard) == sound_of(right)


@given(words)
def test_every_word_has_a_sound(word):
    assert isinstance(sound_of(word), str)
