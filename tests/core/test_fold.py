import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Post-Traumatic  Stress", "post traumatic stress"),
        ("K–hole", "k hole"),
        ("Montgomery-Åsberg", "montgomery asberg"),
        ("naïve", "naive"),
        ("0.5 mg/kg", "0 5 mg kg"),
        ("140/90", "140 90"),
        ("(R,S)-ketamine", "r s ketamine"),
        ("St John's wort", "st john s wort"),
        ("β-blocker", "beta blocker"),
        ("Α-1", "alpha 1"),
        ("5 µg/kg", "5 mcg kg"),
        ("5 μg/kg", "5 mcg kg"),
        ("keta\x00mine", "ketamine"),
        ("keta\u00admine", "ketamine"),
        ("a\tb\nc", "a b c"),
        ("a\u00a0b", "a b"),
        ("🦄 *“”", ""),
        ("", ""),
    ],
)
def test_fold_is_what_search_compares(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_holds_only_words_and_single_spaces(text):
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(char.isalnum() or char == " " for char in folded)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_is_folded_like_everything_else(text):
    # The detour over a non-breaking space takes the long way round.
    assert fold(text) == fold(f"{text}\u00a0")
