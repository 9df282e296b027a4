"""Whether what is cited can be printed, found again, and relied on where it is read first."""

import re
from collections.abc import Iterator
from urllib.parse import urlparse

from ketaref.compiler.content import Content, Page
from ketaref.core.errors import Problem
from ketaref.core.location import Kind
from ketaref.core.record_text import sources_of
from ketaref.core.source import Checked, Source

_BESIDE_A_DOI = ("doi.org", "ncbi.nlm.nih.gov", "pubmed.gov")
"""Where else a publication with a DOI may be read; any other address of it is a mirror, or says what the DOI says."""

_TELLS_NOTHING = re.compile(r"not (shown|captured|seen|read|known|given)|paraphrased|unknown", re.IGNORECASE)


def check_sources(content: Content) -> Iterator[Problem]:
    """Every problem of the sources and of how pages and records cite them."""
    sources = content.data.sources()
    for item in content.data.records.get(Kind.SOURCE, ()):
        source = item.value
        if source.doi and source.url and not _is_beside_a_doi(source.url):
            yield item.problem(f"{source.id}: with a DOI, no address but PubMed, PMC or doi.org: {source.url}", "url")
        if source.undated and source.year:
            yield item.problem(f"{source.id}: undated, and of {source.year}", "undated")
    for kind, items in content.data.records.items():
        for item in items if kind is not Kind.SOURCE else ():
            for source_id in sources_of(item.value):
                missing = _missing(sources.get(source_id))
                if missing:
                    yield item.problem(f"{item.value.id}: {_incomplete(source_id, missing)}")
    for page in content.pages:
        yield from _page_problems(page, sources)


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
    return bool(text) and not _TELLS_NOTHING.search(text)


def _incomplete(source_id: str, missing: list[str]) -> str:
    return f"source {source_id!r} cannot be printed, it has no {', '.join(missing)}: look it up or cite another"


def _is_beside_a_doi(url: str) -> bool:
    host = urlparse(url).netloc.casefold()
    return any(host == name or host.endswith(f".{name}") for name in _BESIDE_A_DOI)
