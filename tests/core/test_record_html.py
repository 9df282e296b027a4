"""Records as HTML: nothing is lost, nothing is markup that was not meant, and doubt stays visible."""

import pytest

from ketaref.core.adverse_effect import Line
from ketaref.core.agent import Agent
from ketaref.core.interaction import Basis, Interaction, InteractionSeverity
from ketaref.core.location import Kind, Location
from ketaref.core.record_html import checked_badge, citation_html, record_html, synonym_html
from ketaref.core.source import Checked, Source, SourceKind
from ketaref.core.vocabulary import GlossaryTerm, SynonymEntry

LABEL = Source("us_label", SourceKind.LABEL, "A <label> & more", "US label 2024", Checked.PAGE)
OLD = Source("old_trial", SourceKind.RCT, "Gone", "Old 2011", Checked.SECONDARY, retracted=True)
SOURCES = {source.id: source for source in (LABEL, OLD)}


def interaction(**fields):
    values = {
        "id": "ddi_x",
        "interacting": "Xs & Ys",
        "examples": ("x",),
        "agents": (Agent.IV_KETAMINE,),
        "mechanism": "additive",
        "effect": Line("more sedation", Checked.PAGE),
        "severity": InteractionSeverity.MAJOR,
        "action": Line("watch <closely>", Checked.PRACTICE_POINT),
        "basis": Basis.MIXED,
        "sources": ("us_label", "old_trial"),
        "checked": Checked.PAGE,
    }
    return Interaction(**(values | fields))


def test_text_of_a_record_is_never_markup():
    html = record_html(interaction(), SOURCES)
    assert ">Xs &amp; Ys</h1>" in html
    assert "watch &lt;closely&gt;" in html
    assert "A &lt;label&gt; &amp; more" in html


def test_practice_point_is_told_and_what_was_read_is_not():
    html = record_html(interaction(), SOURCES)
    assert "watch &lt;closely&gt; <span" in html
    assert "more sedation</p>" in html


def test_every_source_is_a_link_and_a_retraction_is_told():
    html = record_html(interaction(), SOURCES)
    assert 'href="ketaref://source/us_label"' in html
    assert "Old 2011 (retracted)" in html
    assert "RETRACTED. Gone." in html
    assert "[read in a report of the source]" in html


def test_links_stand_under_their_heading():
    html = record_html(LABEL, {}, [("Page & more", Location(Kind.TOPIC, "start"))], "Cited by")
    assert ">Cited by</h2>" in html
    assert '<a href="ketaref://topic/start">Page &amp; more</a>' in html


def test_no_links_no_heading():
    assert "See also" not in record_html(LABEL, {})


@pytest.mark.parametrize("checked", [checked for checked in Checked if checked is not Checked.PAGE])
def test_whatever_was_not_read_at_its_source_has_a_badge(checked):
    assert checked.label in checked_badge(checked)


@pytest.mark.parametrize("checked", [None, Checked.PAGE])
def test_what_was_read_at_its_source_has_none(checked):
    assert checked_badge(checked) == ""


def test_citation_names_the_source_and_leads_to_its_card():
    assert citation_html(LABEL) == '<a class="citation" href="ketaref://source/us_label">US label 2024</a>'


def test_glossary_term_without_source_says_how_it_was_checked():
    html = record_html(GlossaryTerm("t", "T", "A definition.", Checked.MEMORY), {})
    assert "Not re-read." in html
    assert "Sources" not in html


def test_synonyms_tell_what_is_not_the_same():
    html = synonym_html(SynonymEntry("ketamine", "drug", brands=("Ketalar",), not_same_as=("esketamine",)))
    assert "Brands: Ketalar" in html
    assert "Not the same as: esketamine" in html
    assert "Abbreviations" not in html
