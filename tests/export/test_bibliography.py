from dataclasses import replace
from datetime import date

import pytest

from ketaref.core.source import Checked, Source, SourceKind
from ketaref.export.bibliography import EntryType, Extent, entry_of, parse_extent
from ketaref.store.content import ContentInfo

CONTENT = ContentInfo("2026.11.1", date(2026, 11, 27), date(2027, 5, 27), 7, {})
TRIAL = Source(
    "feder2014", SourceKind.RCT, "Ketamine in PTSD", "Feder 2014", Checked.PAGE, "Feder A", "JAMA Psychiatry"
)


def note(source: Source) -> str:
    return " ".join(entry_of(source, CONTENT).notes)


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("47(8):1574-1581", Extent("47", "8", "1574", "1581")),
        ("376:e067194", Extent("376", "", "e067194")),
        ("86(2):24m15622", Extent("86", "2", "24m15622")),
        ("12(10):1759-1762.e1", Extent("12", "10", "1759", "1762.e1")),
        ("64(2 Suppl):S195-S199", Extent("64", "2 Suppl", "S195", "S199")),
        ("(7-8):e2165-e2174", Extent("", "7-8", "e2165", "e2174")),
        ("73(4)", Extent("73", "4")),
        ("Issue 10, CD011611", Extent("", "10", "CD011611")),
        ("issue 11, p. 1093", Extent("", "11", "1093")),
        ("pages 613-624", Extent("", "", "613", "624")),
        ("64(133):37673-37675 (FR Doc 99-17803)", Extent("64", "133", "37673", "37675", "FR Doc 99-17803")),
        ("", Extent()),
    ],
)
def test_certain_shapes_are_split(text, extent):
    assert parse_extent(text) == extent


@pytest.mark.parametrize("text", ["19", "33-39", "NCT02398136", "June 2014", "SPL version 18", "CD011612.pub3"])
def test_other_shapes_stay_whole(text):
    assert parse_extent(text) == Extent(rest=text)
    assert f"has it: {text}." in note(replace(TRIAL, volume_issue_pages=text))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"doi": "10.1/x"}, EntryType.ARTICLE),
        ({"kind": SourceKind.GUIDELINE, "pmid": "1"}, EntryType.ARTICLE),
        ({"kind": SourceKind.REVIEW, "url": "https://pmc.ncbi.nlm.nih.gov/articles/PMC4961540"}, EntryType.ARTICLE),
        ({"where": "medRxiv (preprint)", "doi": "10.1101/x"}, EntryType.PREPRINT),
        ({"kind": SourceKind.LABEL}, EntryType.REPORT),
        ({"kind": SourceKind.REGULATORY}, EntryType.REPORT),
        ({"kind": SourceKind.REVIEW, "where": "GoodRx", "authors": "GoodRx"}, EntryType.WEB_PAGE),
        ({"kind": SourceKind.REVIEW, "url": "https://www.ncbi.nlm.nih.gov/books/NBK1/"}, EntryType.WEB_PAGE),
        ({"where": "ClinicalTrials.gov"}, EntryType.WEB_PAGE),
        ({}, EntryType.ARTICLE),  # a trial that a person signs, in a journal by its name
    ],
)
def test_type_follows_from_kind_and_what_identifies_it(changes, expected):
    assert entry_of(replace(TRIAL, **changes), CONTENT).type is expected


def test_retraction_stands_before_the_title_and_first_in_the_note():
    entry = entry_of(replace(TRIAL, retracted=True), CONTENT)
    assert entry.title == "RETRACTED: Ketamine in PTSD"
    assert entry.notes[0] == "RETRACTED publication."


def test_note_tells_how_it_was_checked_and_from_which_content():
    told = note(replace(TRIAL, checked=Checked.SECONDARY, note="A news item."))
    assert "How this reference checked it: read in a report of the source." in told
    assert "A news item." in told
    assert told.endswith("From Ketamine Trauma Reference, content 2026.11.1, reviewed 27 Nov 2026.")


def test_note_tells_what_is_not_known():
    told = note(replace(TRIAL, undated=True, incomplete=("authors", "where")))
    assert "No date is shown where it was read." in told
    assert "Not found out or not seen there: authors, where." in told


def test_page_where_an_abstract_was_read_is_no_journal():
    entry = entry_of(replace(TRIAL, doi="10.1/x", where="Abstract on a listing page (booksci.cn)"), CONTENT)
    assert entry.container == ""
    assert "Where it was read: Abstract on a listing page (booksci.cn)." in entry.notes


def test_record_in_place_of_authors_is_told_and_no_author():
    entry = entry_of(replace(TRIAL, authors="PubMed record 1 (National Library of Medicine)"), CONTENT)
    assert entry.authors.names == ()
    assert "In place of the authors stands: PubMed record 1 (National Library of Medicine)." in entry.notes
