"""The words of a judgement are found wherever they stand."""

import pytest

from ketaref.core.wording import BANNED, banned_words


@pytest.mark.parametrize("word", BANNED)
def test_each_banned_word_is_found_in_any_case(word):
    assert banned_words(f"The patient is {word.upper()}.") == [word]


@pytest.mark.parametrize(
    "text",
    ["Drug is cleared by the liver"],
)
def test_clearance_of_a_drug_must_be_said_otherwise(text):
    assert banned_words(text) == ["cleared"]


@pytest.mark.parametrize("text", ["Clearance falls with age.", "Unsafe formulations.", "Safety data", ""])
def test_other_words_pass(text):
    assert banned_words(text) == []
