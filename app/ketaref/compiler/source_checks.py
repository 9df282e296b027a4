"""Whether what is cited can be printed, found again, and relied on where it is read first."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ketaref.compiler.content import Content, Page
from ketaref.core.contraindication import Standing
from ketaref.core.errors import Problem
from ketaref.core.location import Kind
from ketaref.core.record_text import sources_of
from ketaref.core.source import Checked, Source, SourceKind

_BESIDE_A_DOI = ("doi.org", "ncbi.nlm.nih.gov", "pubmed.gov")
"""Where else a publication with a DOI may be read; any other address of it is a mirror, or says what the DOI says."""

EARLIEST = 1800
FEWEST_LETTERS = 3
"""Of a name that names somebody."""

_PRINTED = ("authors", "title", "where", "year")
_MAY_LACK = (*_PRINTED, "jurisdiction")
_LETTER = re.compile(r"[^\W\d_]")
_TELLS_NOTHING = re.compile(
    r"not (shown|captured|seen|read|known|given|stated|available)|paraphrased|unknown|anonymous|recalled|see note"
    r"|^\W*(none|missing|tbd|todo|no authors?|et al)\W*$",
    re.IGNORECASE,
)
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"]+\Z")
_PMID = re.compile(r"[1-9]\d{0,7}\Z")
_WEB_ADDRESS = re.compile(r"https?://[^\s\\<>\"]+\Z", re.IGNORECASE)


def check_sources(content: Content) -> Iterator[Problem]:
    """Every problem of the sources and of how pages and records cite them."""
    sources = content.data.sources()
    newest = content.data.meta.value.reviewed.year if content.data.meta else None
    first: dict[str, str] = {}
    for item in content.data.records.get(Kind.SOURCE, ()):
        for field, mistake in _field_mistakes(item.value, newest):
            yield item.problem(f"{item.value.id}: {mistake}", field)
        doi = item.value.doi.casefold()
        if doi and first.setdefault(doi, item.value.id) != item.value.id:
            yield item.problem(
                f"{item.value.id}: the DOI is that of {first[doi]!r}: one publication, one source", "doi"
            )
    for kind, items in content.data.records.items():
        for item in items if kind is not Kind.SOURCE else ():
            for source_id in sources_of(item.value):
                missing = _missing(sources.get(source_id))
                if missing:
                    yield item.problem(f"{item.value.id}: {_incomplete(source_id, missing)}")
    yield from _labels_without_a_country(content, sources)
    for page in content.pages:
        yield from _page_problems(page, sources)


def _labels_without_a_country(content: Content, sources: dict[str, Source]) -> Iterator[Problem]:
    """A label stands in the column of its country: each says where it holds, or that this is not known."""
    for item in content.data.records.get(Kind.CONTRAINDICATION, ()):
        for place, position in enumerate(item.value.positions):
            source = sources.get(position.source)
            if source is None or source.kind is not SourceKind.LABEL or position.standing is not Standing.LABEL:
                continue
            if not source.jurisdiction and "jurisdiction" not in source.incomplete:
                message = (
                    f"label {source.id!r} does not say where it holds: give its jurisdiction, or name it incomplete"
                )
                yield item.problem(f"{item.value.id}: {message}", "positions", place, "source")


def _field_mistakes(source: Source, newest: int | None) -> Iterator[tuple[str, str]]:
    """Fields that do not have the form of what they should hold, each with what is wrong."""
    if source.doi and not _DOI.match(source.doi):
        yield "doi", f"no DOI: {source.doi!r}; it begins with 10. and has no https://doi.org/ before it"
    if source.pmid and not _PMID.match(source.pmid):
        yield "pmid", f"no PMID: {source.pmid!r}"
    if source.url and not _host(source.url):
        yield "url", f"no web address: {source.url!r}; it begins with https:// or http://"
    elif source.url and source.doi and not _is_beside_a_doi(source.url):
        yield "url", f"with a DOI, no address but PubMed, PMC or doi.org: {source.url}"
    if source.year is not None and not (source.year >= EARLIEST and (newest is None or source.year <= newest)):
        yield "year", f"{source.year} is no year of a publication"
    if source.undated and source.year:
        yield "undated", f"undated, and of {source.year}"
    unknown = sorted({*source.incomplete} - {*_MAY_LACK})
    if unknown:
        yield "incomplete", f"incomplete: {', '.join(unknown)}; there are: {', '.join(_MAY_LACK)}"
    if source.jurisdiction and "jurisdiction" in source.incomplete:
        yield "jurisdiction", f"the jurisdiction is {source.jurisdiction}, and is not known"


def _page_problems(page: Page, sources: dict[str, Source]) -> Iterator[Problem]:
    for citation in page.citations:
        for source_id in citation.sources:
            source = sources.get(source_id)
            missing = _missing(source)
            if missing:
                yield Problem(page.topic.path, citation.line, _incomplete(source_id, missing))
            if source and source.checked is Checked.MEMORY and citation.in_bottom_line:
                message = f"source {source_id!r} was not re-read: it cannot stand in a bottom line"
                yield Problem(page.topic.path, citation.line, message)


def _missing(source: Source | None) -> list[str]:
    """The fields without which a reference cannot be printed; an unknown source is told elsewhere."""
    if source is None:
        return []
    there = {
        "authors": _is_told(source.authors),
        "title": _is_told(source.title),
        "where": _is_told(source.where),
        "year": source.year is not None or source.undated,
    }
    return [name for name, is_there in there.items() if not is_there or name in source.incomplete]


def _is_told(text: str) -> bool:
    """Words that say that there is nothing are nothing to print."""
    return len(_LETTER.findall(text)) >= FEWEST_LETTERS and not _TELLS_NOTHING.search(text)


def _incomplete(source_id: str, missing: list[str]) -> str:
    return f"source {source_id!r} cannot be printed, it has no {', '.join(missing)}: look it up or cite another"


def _is_beside_a_doi(url: str) -> bool:
    host = _host(url)
    return any(host == name or host.endswith(f".{name}") for name in _BESIDE_A_DOI)


def _host(url: str) -> str:
    """The host of a web address, in small letters; nothing for whatever else a browser might be handed."""
    if not _WEB_ADDRESS.match(url):
        return ""
    try:
        address = urlsplit(url)
        return "" if address.username is not None else (address.hostname or "")
    except ValueError:
        return ""
