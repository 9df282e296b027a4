import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.spellings import american
from ketaref.core.stems import stem


@pytest.mark.parametrize(
    ("british", "other"),
    [
        ("anaesthesia", "anesthesia"),
        ("oedema", "edema"),
        ("diarrhoea", "diarrhea"),
        ("randomised", "randomized"),
        ("paralysed", "paralyzed"),
        ("tranquilliser", "tranquilizer"),
        ("behavioural", "behavioral"),
        ("centre", "center"),
        ("programmes", "programs"),
        ("defence", "defense"),
        ("analogue", "analog"),
        ("sulphate", "sulfate"),
    ],
)
def test_british_and_american_spelling_are_one_word(british, other):
    assert american(british) == american(other)
    assert stem(british) == stem(other)


@pytest.mark.parametrize("word", ["does", "hour", "ae", "aerosol", "dose", "disease", "pulled", "genre", "sentence"])
def test_what_has_one_spelling_stays(word):
    assert american(word) == word


@given(st.text())
def test_spelling_once_is_enough(word):
    assert american(american(word)) == american(word)
