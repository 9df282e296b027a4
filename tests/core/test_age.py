from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.age import age_in_words, day_in_words

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (-1, "tomorrow"),
        (9, "9 days ago"),
        (21, "3 weeks ago"),
        (45, "1 month ago"),
        (364, "12 months ago"),
        (365, "1 year ago"),
        (800, "2 years ago"),
        (-181, "in 6 months"),
    ],
)
def test_age_is_rounded_down_to_a_unit_people_say(days, words):
    assert age_in_words(TODAY - timedelta(days=days), TODAY) == words


@given(st.dates(), st.dates())
def test_past_and_future_are_never_confused(day, today):
    words = age_in_words(day, today)
    assert (words.startswith("in ") or words == "tomorrow") == (day > today)
    assert (words.endswith(" ago") or words == "yesterday") == (day < today)


def test_month_is_a_word_because_figures_are_read_two_ways():
    assert day_in_words(date(2026, 3, 4)) == "4 Mar 2026"
