"""Glossary terms in running text."""

from xml.etree import ElementTree

import pytest

from ketaref.compiler.terms import TermMarker
from ketaref.core.source import Checked
from ketaref.core.vocabulary import GlossaryTerm, SynonymEntry


def term(name, **fields):
    return GlossaryTerm(name.casefold().replace(" ", "-"), name, f"What {name} means.", Checked.PAGE, **fields)


GLOSSARY = (term("PTSD"), term("Complex PTSD"), term("Half-life"), term("CAPS-5"), term("Label", marked=False))
SYNONYMS = (SynonymEntry("half-life", "pharmacology", abbreviations=("THL", "t")),)


@pytest.fixture
def marker():
    return TermMarker(GLOSSARY, SYNONYMS)


def marked(marker, html, seen=None):
    element = ElementTree.fromstring(f"<div>{html}</div>")
    marker.mark(element, {} if seen is None else seen)
    return element, [span.text for span in element.iter("span") if span.get("class") == "term"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>PTSD and PTSD</p>", ["PTSD"]),
        ("<p>Complex PTSD is not PTSD</p>", ["Complex PTSD", "PTSD"]),
        ("<p>The half-life, THL, t</p>", ["half-life"]),
        ("<p>THL and thl</p>", ["THL"]),
        ("<p>caps-5 is not written so; CAPS-5 is</p>", ["CAPS-5"]),
        ("<p>non-PTSD, PTSDs, xPTSD, PTSD-like</p>", []),
        ("<p>A label says</p>", []),
        ('<p><a href="x">PTSD</a> <span class="mark">PTSD</span></p>', []),
        ("<table><tr><th>PTSD</th><td>in <strong>PTSD</strong> x</td></tr></table>", ["PTSD"]),
        ('<ul class="unsearched"><li>PTSD</li></ul>', []),
    ],
)
def test_first_occurrence_is_marked(marker, html, found):
    assert marked(marker, html)[1] == found


@pytest.mark.parametrize("html", ["<p>a PTSD b <em>half-life c</em> CAPS-5 d</p>", "<p>PTSD CAPS-5</p>", "<p>x</p>"])
def test_no_word_is_lost_or_moved(marker, html):
    before = "".join(ElementTree.fromstring(html).itertext())
    element, _ = marked(marker, html)
    assert "".join(element.itertext()) == before


def test_mark_carries_the_definition(marker):
    element, _ = marked(marker, "<p>CAPS-5</p>")
    assert element.find("p/span").get("title") == "<qt>What CAPS-5 means.</qt>"


def test_what_was_seen_is_not_marked_again(marker):
    seen = {}
    assert marked(marker, "<p>CAPS-5</p>", seen)[1] == ["CAPS-5"]
    assert marked(marker, "<p>CAPS-5 and PTSD</p>", seen)[1] == ["PTSD"]
    assert set(seen) == {"caps-5", "ptsd"}


def test_letters_that_only_the_pattern_takes_for_others_are_left(marker):
    assert marked(marker, "<p>COMPLEX PTSD, CAPS-5, halfl\u0131fe, COMPLEX PTSD \u0130</p>")[1] == [
        "COMPLEX PTSD",
        "CAPS-5",
    ]
    assert marked(TermMarker((term("Dissociation"),), ()), "<p>D\u0130SSOC\u0130AT\u0130ON</p>")[1] == []


def test_empty_glossary_marks_nothing():
    assert marked(TermMarker((), ()), "<p>PTSD</p>")[1] == []
