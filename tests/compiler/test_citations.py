"""The bracket grammar."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.compiler.citations import MARK_PATTERN, Mark, citation_element, mark_element, parse_mark
from ketaref.compiler.html import text_of
from ketaref.core.source import Certainty, Checked, Source, SourceKind

SOURCES = {
    "a2020": Source("a2020", SourceKind.RCT, "A", "Able 2020", Checked.PAGE),
    "b2021": Source("b2021", SourceKind.RCT, "B", "Baker 2021", Checked.PAGE, retracted=True),
}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("@a2020", Mark(("a2020",))),
        ("@a2020; @b2021", Mark(("a2020", "b2021"))),
        ("@a2020; certainty very low", Mark(("a2020",), Certainty.VERY_LOW)),
        ("@a2020; practice point", Mark(("a2020",), practice_point=True)),
        ("practice point", Mark(practice_point=True)),
        ("editorial", Mark(editorial=True)),
    ],
)
def test_mark_is_read(text, mark):
    assert parse_mark(text, SOURCES) == (mark, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@nobody", "unknown source 'nobody'"),
        ("@a2020 @b2021", "unknown source 'a2020 @b2021'"),
        ("@a2020; @a2020", "twice"),
        ("@a2020; certainty good", "not one of: high, moderate, low, very low"),
        ("certainty low", "needs a source"),
        ("@a2020; editorial", "stands alone"),
        ("practice points", "is no mark"),
        ("@a2020; p. 3", "is no mark"),
        ("@a2020; certainty low; certainty high", "is no mark"),
    ],
)
def test_wrong_mark_is_told(text, message):
    _, mistakes = parse_mark(text, SOURCES)
    assert len(mistakes) == 1
    assert message in mistakes[0]


@given(st.text() | st.lists(st.sampled_from(["@a2020", "@x", ";", "certainty low", " ", "editorial"])).map("".join))
def test_any_text_is_a_mark_or_a_mistake(text):
    mark, mistakes = parse_mark(text, SOURCES)
    assert mistakes or mark.sources or mark.practice_point or mark.editorial


@pytest.mark.parametrize("text", ["[0.03 to 0.51]", "[text](ketaref://topic/x)", "[sic]", "[@a](ketaref://topic/x)"])
def test_other_brackets_are_text(text):
    assert not re.search(MARK_PATTERN, text)


def test_citation_links_to_the_source_and_tells_a_retraction():
    element = citation_element(("a2020", "b2021"), SOURCES)
    assert [link.get("href") for link in element.iter("a")] == ["ketaref://source/a2020", "ketaref://source/b2021"]
    assert "".join(element.itertext()) == "[Able 2020; Baker 2021 (retracted)]"


def test_badges_follow_the_citation_and_are_no_text_of_the_statement():
    element = mark_element(Mark(("a2020",), Certainty.LOW, practice_point=True), SOURCES)
    assert "".join(element.itertext()) == "[Able 2020] low certainty practice point"
    assert text_of(element) == ""
