"""All sources of the shipped content, written and read back by other programs, field by field."""

import json
import re

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from ketaref.export.author_names import Name
from ketaref.export.bibliography import Entry, entry_of
from ketaref.export.citations import CitationFormat, citations

PROSE = frozenset({"title", "journal", "institution", "howpublished", "annote", "type"})
"""The fields of BibTeX that LaTeX sets as text; the others are read as they stand."""


@pytest.fixture(scope="module")
def entries(real_store) -> dict[str, Entry]:
    return {source.id: entry_of(source, real_store.info()) for source in real_store.sources()}


@pytest.fixture(scope="module")
def written(real_store):
    return lambda form: citations(real_store.sources(), form, real_store.info()).decode("utf-8")


def test_no_source_loses_its_authors(real_store, entries):
    for source in real_store.sources():
        told = " ".join(entries[source.id].notes)
        held = {word for name in entries[source.id].authors.names for word in re.findall(r"\w+", " ".join(name[:3]))}
        missing = set(re.findall(r"\w+", source.authors.removesuffix("et al."))) - held
        assert not missing or source.authors in told, source.id


def test_no_source_loses_its_place_in_a_journal(real_store, entries):
    for source in real_store.sources():
        extent = entries[source.id].extent
        figures = re.findall(r"\d+", " ".join(extent[:4]))
        lost = extent.rest and source.volume_issue_pages not in " ".join(entries[source.id].notes)
        assert extent.rest or figures == re.findall(r"\d+", source.volume_issue_pages), source.id
        assert not lost, source.id


def test_keys_are_plain(entries):
    assert all(re.fullmatch(r"[a-z0-9_]+", key) for key in entries)


def test_every_field_of_ris_is_read_back(entries, written):
    read = rispy.loads(written(CitationFormat.RIS))
    assert [item["id"] for item in read] == list(entries)
    for item in read:
        entry = entries[item["id"]]
        assert item["title"] == entry.title
        authors = [_in_ris(name) for name in entry.authors.names]
        assert item.get("authors", []) == authors + ["et al."] * entry.authors.others
        assert item.get("year", "") == str(entry.year or "")
        assert item.get("secondary_title", item.get("publisher", "")) == entry.container
        place = tuple(item.get(field, "") for field in ("volume", "number", "start_page", "end_page"))
        assert place == entry.extent[:4]
        assert (item.get("doi", ""), item.get("accession_number", "")) == (entry.doi, entry.pmid)
        assert item.get("urls", []) == [entry.url] * bool(entry.url)
        assert item["notes"] == [" ".join(entry.notes)]


def test_every_field_of_bibtex_is_read_back(entries, written):
    read = parse_string(written(CitationFormat.BIBTEX), "bibtex").entries
    plain = LatexNodes2Text(math_mode="verbatim").latex_to_text
    assert list(read) == list(entries)
    for key, entry in entries.items():
        fields = {name: plain(value) if name in PROSE else value for name, value in read[key].fields.items()}
        assert fields["title"] == entry.title
        people = [plain(str(person)) for person in read[key].persons.get("author", [])]
        authors = [", ".join(filter(None, (name.family, name.suffix, name.dotted))) for name in entry.authors.names]
        assert people == authors + ["others"] * entry.authors.others
        assert fields.get("year", "") == str(entry.year or "")
        container = fields.get("journal", fields.get("institution", fields.get("howpublished", "")))
        assert container == entry.container
        assert (fields.get("volume", ""), fields.get("number", "")) == entry.extent[:2]
        assert fields.get("pages", "").replace("--", "-") == entry.extent.pages
        assert (fields.get("doi", ""), fields.get("pmid", "")) == (entry.doi, entry.pmid)
        assert fields.get("url", "") == entry.url
        assert fields["annote"] == " ".join(entry.notes)


def test_every_item_of_csl_json_is_read(entries, written):
    items = json.loads(written(CitationFormat.CSL_JSON))
    source = CiteProcJSON(items)  # warns of any field or type that it does not know, and warnings are errors here
    assert list(source) == list(entries)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    some = list(entries)[::15]  # the style takes long
    shown = CitationStylesBibliography(style, source, formatter.plain)
    shown.register(Citation([CitationItem(key) for key in some]))
    references = _letters(" ".join(str(reference) for reference in shown.bibliography()))
    assert all(_letters(entries[key].title) in references for key in some)


def test_same_content_gives_the_same_bytes(written):
    assert all(written(form) == written(form) for form in CitationFormat)


def _in_ris(name: Name) -> str:
    if name.is_body:
        return name.family.replace(",", ";")
    return ", ".join(filter(None, (name.family, name.dotted, name.suffix)))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
