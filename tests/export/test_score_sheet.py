"""Scales on paper: every form, filled in and empty, with all its sources, and no word that judges anybody."""

import re
from html import unescape

import pytest

from ketaref.core.instrument import GATE
from ketaref.core.record_text import sources_of
from ketaref.core.score_change import change
from ketaref.core.wording import banned_words
from ketaref.export.score_sheet import score_sheet
from ketaref.export.sheet import paper_html

FORMS = ("pcl5", "pcptsd5", "phq9", "gad7", "aldrete", "padss")


def plain(html):
    text = unescape(re.sub(r"<[^>]*>", " ", html)).replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")
    return " ".join(text.split())


def sheet_of(store, scale, answers, stamp, **further):
    sources = {source_id: store.source(source_id) for source_id in sources_of(scale)}
    return score_sheet(scale, answers, sources, stamp, **further)


def highest(scale):
    scored = {item.number: max(option.score for option in scale.form.options_of(item)) for item in scale.form.items}
    return {GATE: 1, **scored} if scale.form.gate else scored


@pytest.mark.parametrize("name", FORMS)
def test_filled_form_has_every_item_the_total_the_credit_and_every_source(real_store, stamp, name):
    scale = real_store.instrument(name)
    sheet = sheet_of(real_store, scale, highest(scale), stamp)
    text = plain(paper_html(sheet))
    assert f"Total {scale.form.most} (of {scale.form.least} to {scale.form.most})" in text
    for said in (*(item.text for item in scale.form.items), scale.form.credit, scale.limits):
        assert " ".join(said.split()) in text
    assert {source.id for source in sheet.references} == set(sources_of(scale))
    assert not banned_words(text)


@pytest.mark.parametrize("name", FORMS)
def test_empty_form_can_be_filled_in_by_hand(real_store, stamp, name):
    scale = real_store.instrument(name)
    text = plain(paper_html(sheet_of(real_store, scale, {}, stamp)))
    asked = len(scale.form.items) + len(scale.form.unscored) + bool(scale.form.gate)
    assert text.count("____") == asked + len(scale.form.subscales) + 1
    assert "total not shown" not in text


@pytest.mark.parametrize("name", FORMS)
def test_what_is_for_the_clinician_begins_a_page_of_its_own_behind_form_and_credit(real_store, stamp, name):
    scale = real_store.instrument(name)
    before, parted, after = sheet_of(real_store, scale, {}, stamp).body.partition(
        '<h2 style="page-break-before: always">'
    )
    assert parted
    assert " ".join(scale.form.credit.split()) in plain(before)
    assert "Cut point" not in before
    assert "Cut point" in after
    assert "page-break" not in sheet_of(real_store, scale, highest(scale), stamp).body


def test_alert_stands_on_the_sheet_filled_in_or_empty(real_store, stamp):
    scale = real_store.instrument("phq9")
    assert "Item 9 is answered 1." in plain(paper_html(sheet_of(real_store, scale, {9: 1}, stamp)))
    assert "Act on item 9" in plain(paper_html(sheet_of(real_store, scale, {}, stamp)))


def test_change_comes_last_where_there_is_one(real_store, stamp):
    scale = real_store.instrument("pcl5")
    text = plain(paper_html(sheet_of(real_store, scale, {}, stamp, change=change(scale, 52, 40))))
    assert text.index("About the scale") < text.index("52 − 40 = 12 points: a fall, 23.1%")
    assert "Change between two totals" not in plain(paper_html(sheet_of(real_store, scale, {}, stamp)))
