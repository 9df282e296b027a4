import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.hit import MARK_END, MARK_START
from ketaref.core.query import Alternative
from ketaref.store.snippets import LETTERS, Snippets

LONG = "Nothing of it. " * 40 + "Blood   pressure rises after ketamine. " + "Nothing of it. " * 40


def snippet(text, *alternatives):
    marked = Snippets(alternatives).of(text)
    return marked.replace(MARK_START, "[").replace(MARK_END, "]")


def test_what_was_asked_is_marked_where_it_stands():
    assert "[Blood pressure] rises after [ketamine]" in snippet(
        LONG, Alternative(("blood", "pressure")), Alternative(("ketamine",))
    )


def test_whole_words_only_unless_it_is_a_beginning():
    assert snippet("Ketamines", Alternative(("ketamine",))) == "Ketamines"
    assert snippet("Ketamines", Alternative(("ketamine",), prefix=True)) == "[Ketamines]"


def test_what_is_left_out_is_told():
    part = snippet(LONG, Alternative(("ketamine",)))
    assert part.startswith("…")
    assert part.endswith("…")


def test_nothing_found_shows_the_beginning():
    assert snippet(LONG, Alternative(("unheard",))).startswith("Nothing of it.")
    assert snippet("", Alternative(("unheard",))) == ""


@pytest.mark.parametrize("word", ["(", "a.b", "[x", "\\"])
def test_signs_of_patterns_are_taken_as_they_are(word):
    assert snippet("plain", Alternative((word,))) == "plain"


@given(st.text(max_size=400))
def test_any_text_gives_a_short_part_of_itself(text):
    part = Snippets([Alternative(("a",), prefix=True)]).of(text)
    assert len(part) <= LETTERS + 100
