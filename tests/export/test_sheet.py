"""A sheet cites by numbers that lead to whole references, and takes nothing to paper that only a screen understands."""

import re
from dataclasses import replace
from datetime import date

import pytest

from ketaref.core.errors import InputError
from ketaref.core.record_html import citation_html
from ketaref.core.source import Checked
from ketaref.export.sheet import REFERENCE_LENGTH, Sheet, numbers_html, own_reference, paper_html, stamp_of
from ketaref.store.content import ContentInfo


def body_of(html):
    return re.sub(r"\s+", " ", html.partition("<body>")[2].replace("\N{NO-BREAK SPACE}", " "))


def test_sources_are_numbered_as_they_are_cited_and_the_others_follow(stamp, sources):
    feder, label, _ = sources
    body = f"<p>One [{citation_html(label)}]. Two [{citation_html(feder)}; {citation_html(label)}].</p>"
    sheet = Sheet("T", body, stamp, sources)
    assert [source.id for source in sheet.references] == ["us_label", "feder", "third"]
    html = body_of(paper_html(sheet))
    assert "One [<b>1</b> Us_label]. Two [<b>2</b> Feder; <b>1</b> Us_label]." in html
    assert html.index("Title of us_label") < html.index("Title of feder") < html.index("Title of third")


def test_numbers_alone_stand_for_sources_in_a_narrow_table(stamp, sources):
    sheet = Sheet("T", f"<p>{numbers_html(['us_label', 'third'])}</p>{numbers_html(())}", stamp, sources)
    assert '<p><span class="citation">[<b>1</b>, <b>2</b>]</span></p>' in paper_html(sheet)


def test_sheet_without_one_of_its_sources_is_not_made(stamp, sources):
    with pytest.raises(ValueError, match="third"):
        Sheet("T", f"<p>{citation_html(sources[2])}</p>", stamp, sources[:2])


def test_address_is_printed_where_no_shorter_one_leads_to_the_source(stamp, sources):
    html = paper_html(Sheet("T", "<p>x</p>", stamp, sources))
    assert "https://example.org/label" in re.sub(r"<[^>]*>", "", html)
    assert "https://doi.org" not in re.sub(r"<[^>]*>", "", html)
    assert "doi:10.1/x" in html


def test_how_a_source_was_read_is_told(stamp, sources):
    doubtful = replace(sources[0], checked=Checked.MEMORY)
    assert "[not re-read]" in paper_html(Sheet("T", "<p>x</p>", stamp, (doubtful,)))


def test_links_into_the_program_and_tips_stay_behind(stamp):
    body = (
        '<p><a href="ketaref://topic/start">Start</a> <span class="term" title="<qt&gt;Meaning.</qt&gt;">word</span> '
        '<a href="https://example.org">web</a></p>'
    )
    html = body_of(paper_html(Sheet("T", body, stamp)))
    assert '<p>Start <span class="term">word</span> <a href="https://example.org">web</a></p>' in html
    assert "ketaref://" not in html


def test_what_a_ground_of_grey_says_on_screen_is_in_brackets_on_paper(stamp):
    body = '<p><span class="certainty">low certainty</span> <span class="checked">[not re-read]</span></p>'
    html = body_of(paper_html(Sheet("T", body, stamp)))
    assert ">[low certainty]<" in html
    assert ">[not re-read]<" in html


def test_head_of_a_table_without_one_is_its_row_of_names(stamp):
    table = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    html = paper_html(Sheet("T", table, stamp))
    assert '<table class="data"><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>1' in html
    rows = "<table><tr><th>A</th><td>1</td></tr></table>"
    assert "<thead>" not in paper_html(Sheet("T", rows, stamp))


def test_numbers_hold_on_to_units_and_limits_to_their_signs(stamp):
    html = paper_html(Sheet("T", "<p>0.5 mg/kg, ≥ 1/10 to &lt; 2</p>", stamp))
    assert "0.5\xa0mg\u2060/\u2060kg, ≥\xa01/10 to &lt;\xa02" in html


def test_sheet_says_what_it_is_for_and_text_is_never_markup(stamp):
    html = paper_html(Sheet("A <b> & c", "<p>x</p>", stamp, subtitle="<i>"))
    assert "<title>A &lt;b&gt; &amp; c</title>" in html
    assert '<p class="summary">&lt;i&gt;</p>' in html
    assert "it does not decide" in html


def test_content_past_its_review_date_says_so(stamp):
    late = replace(stamp, made=date(2027, 5, 28))
    assert "Past its review date (27 May 2027)" in paper_html(Sheet("T", "<p>x</p>", late))
    assert "Past its review date" not in paper_html(Sheet("T", "<p>x</p>", stamp))


def test_stamp_names_content_and_day():
    stamp = stamp_of(ContentInfo("2026.11.1", date(2026, 11, 27), date(2027, 5, 27), 6, ()), date(2026, 11, 30))
    assert stamp.text == "Ketamine Trauma Reference · content 2026.11.1 of 27 Nov 2026 · printed 30 Nov 2026"


def test_own_reference_is_one_line_of_bounded_length():
    assert own_reference("  Ward 7,\n session 3 ") == "Ward 7, session 3"
    assert own_reference("x" * REFERENCE_LENGTH)
    with pytest.raises(InputError, match="at most 60 characters; this has 61"):
        own_reference("x" * (REFERENCE_LENGTH + 1))
