"""What is written, read back by other programs than the writer."""

import json
from dataclasses import replace
from datetime import date

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from pybtex.database import parse_string

from ketaref.core.source import Checked, Source, SourceKind
from ketaref.export.citations import CitationFormat, citations
from ketaref.store.content import ContentInfo

CONTENT = ContentInfo("2026.11.1", date(2026, 11, 27), date(2027, 5, 27), 7, {})
HARD = 'A & B: 50% of _x_ #3 {set} p<0.05 >3 Å é – ≥ ± “q” "q" $5'
SOURCE = Source(
    id="garcia2020",
    kind=SourceKind.RCT,
    title=HARD,
    short="García 2020",
    checked=Checked.PAGE,
    authors="García-López Å, O'Neill BC Jr, van de Loo AJAE, et al.",
    where="Drugs & Therapy_100%",
    year=2020,
    volume_issue_pages="17(15):1661-1668",
    doi="10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
    pmid="12345",
    url="https://example.org/a_b?c=1&d=%20#e~f",
    note=HARD,
)
BODY = replace(
    SOURCE,
    id="faculty",
    kind=SourceKind.GUIDELINE,
    authors="Faculty of Pain, Arts and Sciences, {X}",
    doi="",
    pmid="",
    volume_issue_pages="",
)


def written(*sources: Source, form: CitationFormat) -> str:
    return citations(sources, form, CONTENT).decode("utf-8")


def from_bibtex(*sources: Source):
    text = written(*sources, form=CitationFormat.BIBTEX)
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return library.entries_dict


# RIS


def test_ris_is_read_back():
    (entry,) = rispy.loads(written(SOURCE, form=CitationFormat.RIS))
    assert entry["type_of_reference"] == "JOUR"
    assert entry["title"] == HARD
    assert entry["authors"] == ["García-López, Å.", "O'Neill, B. C., Jr", "van de Loo, A. J. A. E.", "et al."]
    assert (entry["year"], entry["volume"], entry["number"]) == ("2020", "17", "15")
    assert (entry["start_page"], entry["end_page"], entry["secondary_title"]) == ("1661", "1668", SOURCE.where)
    assert (entry["doi"], entry["accession_number"], entry["urls"]) == (SOURCE.doi, "12345", [SOURCE.url])


def test_ris_lines_end_as_the_format_says():
    lines = citations([SOURCE, BODY], CitationFormat.RIS, CONTENT).split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert lines[0] == b"TY  - JOUR"
    assert lines.count(b"ER  - ") == 2


def test_line_break_in_a_value_begins_no_field_of_ris():
    (entry,) = rispy.loads(written(replace(SOURCE, title="One\r\nTY  - BOOK\nTwo"), form=CitationFormat.RIS))
    assert entry["title"] == "One TY - BOOK Two"
    assert entry["type_of_reference"] == "JOUR"


def test_ris_name_of_a_body_has_no_comma_that_would_split_it():
    (entry,) = rispy.loads(written(BODY, form=CitationFormat.RIS))
    assert entry["authors"] == ["Faculty of Pain; Arts and Sciences; {X}"]
    assert (entry["type_of_reference"], entry["publisher"], entry["type_of_work"]) == ("RPRT", BODY.where, "Guideline")


# BibTeX


def test_bibtex_is_read_back_by_bibtexparser():
    entry = from_bibtex(SOURCE)["garcia2020"]
    assert entry.entry_type == "article"
    assert entry["title"] == HARD
    assert entry["journal"] == SOURCE.where
    assert entry["doi"] == SOURCE.doi
    assert HARD in entry["annote"]


def test_bibtex_is_read_back_by_pybtex():
    entry = parse_string(written(SOURCE, form=CitationFormat.BIBTEX), "bibtex").entries["garcia2020"]
    persons = [
        (person.prelast_names, person.last_names, person.lineage_names, [*person.first_names, *person.middle_names])
        for person in entry.persons["author"]
    ]
    assert persons == [
        ([], ["García-López"], [], ["Å."]),
        ([], ["O'Neill"], ["Jr"], ["B.", "C."]),
        (["van", "de"], ["Loo"], [], ["A.", "J.", "A.", "E."]),
        ([], ["others"], [], []),
    ]
    fields = entry.fields
    assert (fields["pages"], fields["number"], fields["pmid"]) == ("1661--1668", "15", "12345")
    assert fields["url"] == SOURCE.url
    assert "note" not in fields, "styles would print it"


def test_bibtex_body_is_one_name_in_braces():
    text = written(replace(BODY, authors="Faculty of Pain, Arts and Sciences"), form=CitationFormat.BIBTEX)
    assert "author = {{Faculty of Pain, Arts and Sciences}}" in text
    (person,) = parse_string(text, "bibtex").entries["faculty"].persons["author"]
    assert str(person) == "{Faculty of Pain, Arts and Sciences}"


@pytest.mark.parametrize("lone", ["only } here", "only { here", "} wrong way {", "back\\slash \\"])
def test_lone_brace_does_not_end_a_bibtex_field(lone):
    entries = from_bibtex(replace(SOURCE, title=lone, note=""), BODY)
    assert list(entries) == ["garcia2020", "faculty"]
    assert lone in entries["garcia2020"]["title"]


def test_bibtex_address_with_braces_keeps_its_meaning():
    entry = parse_string(written(replace(SOURCE, url="https://a.org/{id}}"), form=CitationFormat.BIBTEX), "bibtex")
    assert entry.entries["garcia2020"].fields["url"] == "https://a.org/%7Bid%7D%7D"


def test_bibtex_preprint_has_the_note_that_its_type_must_have():
    preprint = replace(SOURCE, where="medRxiv (preprint)", volume_issue_pages="")
    entry = from_bibtex(preprint)["garcia2020"]
    assert (entry.entry_type, entry["note"], entry["howpublished"]) == ("unpublished", "Preprint", "medRxiv (preprint)")


# CSL-JSON


def test_csl_json_holds_every_field():
    (item,) = json.loads(written(SOURCE, form=CitationFormat.CSL_JSON))
    assert item.pop("note").startswith("How this reference checked it: ")
    assert item == {
        "id": "garcia2020",
        "type": "article-journal",
        "title": HARD,
        "author": [
            {"family": "García-López", "given": "Å."},
            {"family": "O'Neill", "given": "B. C.", "suffix": "Jr"},
            {"family": "van de Loo", "given": "A. J. A. E."},
            {"literal": "et al."},
        ],
        "issued": {"date-parts": [[2020]]},
        "container-title": SOURCE.where,
        "volume": "17",
        "issue": "15",
        "page": "1661-1668",
        "DOI": SOURCE.doi,
        "PMID": "12345",
        "URL": SOURCE.url,
    }


def test_csl_json_body_is_literal():
    (item,) = json.loads(written(BODY, form=CitationFormat.CSL_JSON))
    assert item["author"] == [{"literal": BODY.authors}]
    assert (item["type"], item["publisher"], item["genre"]) == ("report", BODY.where, "Guideline")


# All


@pytest.mark.parametrize("form", CitationFormat)
def test_a_source_named_twice_is_written_once(form):
    assert written(SOURCE, SOURCE, form=form) == written(SOURCE, form=form)


@pytest.mark.parametrize("form", CitationFormat)
def test_retraction_is_told_in_every_format(form):
    text = written(replace(SOURCE, retracted=True, title="Low dose"), form=form)
    assert "RETRACTED: Low dose" in text
    assert "RETRACTED publication." in text


def test_no_sources_are_a_file_without_entries():
    assert citations([], CitationFormat.RIS, CONTENT) == b""
    assert json.loads(citations([], CitationFormat.CSL_JSON, CONTENT)) == []
