import pytest

from ketaref.core.words import Phrases, run_length, terms_of, words_of

PHRASES = Phrases([("blood", "pressure"), ("high", "blood", "pressure"), ("nausea",)])


def terms(text):
    return set(terms_of(text, PHRASES))


def test_words_are_folded_and_known_phrases_kept_beside_them():
    assert {"high", "blood", "pressure", "blood pressure", "high blood pressure"} <= terms("High blood pressure")
    assert "blood pressure" not in terms("pressure of blood")


@pytest.mark.parametrize("text", ["PCL-5", "pcl-5"])
def test_what_a_hyphen_holds_together_is_found_whole_and_joined(text):
    assert {"pcl", "5", "pcl 5", "pcl5"} <= terms(text)


def test_number_with_its_unit_is_one_thing():
    assert {"0 5 mg", "0 5 mg kg", "mg kg"} <= terms("0.5 mg/kg over 40 min")
    assert "40 min" in terms("over 40 min")


def test_part_of_a_decimal_is_no_number_of_its_own():
    assert not {"5 mg", "5 mg kg", "0", "5"} & terms("0.5 mg/kg")
    assert "5 mg" in terms("5 mg")
    assert "140" in terms("140/90")


def test_unit_written_to_its_number_is_parted_from_it():
    assert terms("56mg") == terms("56 mg")


@pytest.mark.parametrize("text", ["6 infusions", "six infusions"])
def test_number_stands_with_what_it_counts(text):
    assert "6 infusions" in terms(text)


def test_stems_are_terms_too():
    assert "*drive" in terms("driving")


def test_micro_sign_is_found_as_it_is_typed():
    assert "mcg" in terms("10 µg/mL")


def test_run_ends_where_nothing_holds_words_together():
    words = words_of("k-hole after 0.5 mg/kg today")
    assert [run_length(words, place) for place in (0, 2, 3)] == [2, 1, 4]


def test_capitals_are_noted():
    assert [word.in_capitals for word in words_of("IN the OR a")] == [True, False, True, False]
