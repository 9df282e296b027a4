"""Every record of the content goes to paper with its sources, and loses none of its lines."""

import re
from html import unescape

import pytest

from ketaref.core.location import Kind
from ketaref.core.record_text import lines_of, sources_of, title_of
from ketaref.export.record_sheet import FOR_PATIENTS, record_sheet, topic_sheet
from ketaref.export.sheet import INTENDED_USE, paper_html

RECORD_KINDS = [
    kind for kind in Kind if kind not in (Kind.TOPIC, Kind.CHECKLIST)
]  # fmt: skip


def plain(html):
    text = unescape(re.sub(r"<[^>]*>", " ", html)).replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")
    return " ".join(text.split())


def sheet_of(store, kind, record, stamp, **further):
    return record_sheet(kind, record, store.sources_named(sources_of(record)), stamp, **further)


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_line_and_every_source_of_a_record_is_there(real_store, kind, stamp):
    for entry in real_store.entries(kind):
        record = real_store.record(kind, entry.location.id)
        sheet = sheet_of(real_store, kind, record, stamp)
        text = plain(paper_html(sheet))
        assert sheet.title == title_of(record)
        assert {source.id for source in sheet.references} == set(sources_of(record))
        for line in lines_of(record):
            if not line.label.startswith("Rate,"):  # rates are a table
                assert " ".join(line.text.split()) in text, (entry, line.label)


def test_every_rate_keeps_agent_setting_comparator_and_source(real_store, stamp):
    for effect in real_store.adverse_effects():
        text = plain(sheet_of(real_store, Kind.ADVERSE_EFFECT, effect, stamp).body)
        for rate in effect.rates:
            assert " ".join(rate.dose_context.split()) in text
            assert rate.agent.label in text
            assert real_store.source(rate.source).short in text


def test_agents_without_a_percentage_are_named(real_store, stamp):
    dissociation = real_store.adverse_effect("ae_dissociation")
    assert "No percentage found for IV ketamine, " in plain(
        sheet_of(real_store, Kind.ADVERSE_EFFECT, dissociation, stamp).body
    )


def test_note_and_further_text_stand_around_the_lines(real_store, stamp):
    regimen = real_store.regimens()[0]
    sheet = sheet_of(real_store, Kind.REGIMEN, regimen, stamp, note="Not <computed>.", further="<p>More.</p>")
    assert sheet.body.startswith('<p class="small">Not &lt;computed&gt;.</p>')
    assert sheet.body.endswith("<p>More.</p>")
    assert sheet.subtitle == "Regimen"


def test_topic_has_its_review_dates_and_all_its_sources(real_store, stamp):
    topic = real_store.topic("ptsd-evidence")
    sheet = topic_sheet(topic, real_store.sources_named(topic.sources), stamp)
    assert sheet.title == topic.title
    assert "next review" in plain(sheet.body)
    assert {source.id for source in sheet.references} == set(topic.sources)


def test_every_topic_has_the_sources_that_it_cites(real_store, stamp):
    for entry in real_store.topics():
        topic = real_store.topic(entry.id)
        topic_sheet(topic, real_store.sources_named(topic.sources), stamp)  # raises where one is missing


def test_a_handout_says_to_patients_what_it_is_for_and_every_other_page_to_professionals(real_store, stamp):
    topics = [real_store.topic(entry.id) for entry in real_store.topics()]
    for topic in topics:
        said = topic_sheet(topic, real_store.sources_named(topic.sources), stamp).intended_use
        assert said == (FOR_PATIENTS if topic.id.startswith("handout-") else INTENDED_USE)
        assert ("health professionals" in said) is not topic.for_patients
    assert sum(topic.for_patients for topic in topics) == 3


def test_letters_of_a_handout_are_larger(real_store, stamp):
    for topic_id, size in (("handout-ketamine", "11.88pt"), ("ptsd-evidence", "9.5pt")):
        topic = real_store.topic(topic_id)
        html = paper_html(topic_sheet(topic, real_store.sources_named(topic.sources), stamp))
        assert f"body {{ color: #000000; font-size: {size}; }}" in html
