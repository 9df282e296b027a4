import pytest

from ketaref.core.readings import what_is_read


@pytest.mark.parametrize(
    ("words", "term"),
    [
        (("140", "90"), "raised blood pressure"),
        (("88", "50"), "low blood pressure"),
        (("16", "yo"), "adolescent"),
        (("70", "yo"), "older adults"),
        (("hr", "45"), "bradycardia"),
        (("heart rate", "130"), "tachycardia"),
        (("sats", "88"), "oxygen saturation decreased"),
    ],
)
def test_reading_is_looked_up_by_what_it_may_be_called(words, term):
    assert term in what_is_read(words).terms


@pytest.mark.parametrize("beats", ["30", "72", "130"])
def test_no_pulse_is_judged(beats):
    assert what_is_read(("pulse", beats)).terms == what_is_read(("pulse", "60")).terms
    assert what_is_read(("pulse", beats)).why == f"pulse {beats} → heart rate"


@pytest.mark.parametrize(
    "words", [("40", "yo"), ("200", "yo"), ("90", "140"), ("0", "5"), ("dose", "40"), ("hr", "fast"), ("140",), ()]
)
def test_all_else_is_no_reading(words):
    assert what_is_read(words) is None


def test_pressure_is_one_only_where_no_text_holds_the_very_numbers():
    assert what_is_read(("140", "90")).alone
    assert not what_is_read(("hr", "45")).alone
