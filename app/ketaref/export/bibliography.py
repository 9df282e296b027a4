"""What a source is as an entry of a bibliography, in no file format yet: type, names, places, and what stays a note."""

import re
from enum import Enum
from typing import NamedTuple

from ketaref.core.age import day_in_words
from ketaref.core.source import Source, SourceKind
from ketaref.export.author_names import Authors, parse_authors
from ketaref.store.content import ContentInfo

RETRACTED = "RETRACTED: "
"""Before the title of what was withdrawn, as journals and PubMed put it."""


class EntryType(Enum):
    """What programs for references tell apart here."""

    ARTICLE = "article"
    PREPRINT = "preprint"
    REPORT = "report"
    WEB_PAGE = "web page"


class Extent(NamedTuple):
    """Where in a journal: each part only where the shape of the text is certain. `rest`: what no part holds."""

    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    rest: str = ""

    @property
    def pages(self) -> str:
        return f"{self.first_page}-{self.last_page}" if self.last_page else self.first_page


class Entry(NamedTuple):
    """A source ready to be written. `key` is its id, which never changes; `note` holds whole sentences, one each."""

    key: str
    type: EntryType
    genre: str
    title: str
    authors: Authors
    year: int | None
    container: str
    extent: Extent
    doi: str
    pmid: str
    url: str
    notes: tuple[str, ...]


_PAGE = r"[A-Za-z]{0,5}\d+[A-Za-z]*\d*(?:\.e\d+)?"
_PAGES = rf"(?P<first>{_PAGE})(?:[-–](?P<last>{_PAGE}))?"
_SHAPES = (
    re.compile(
        rf"(?P<volume>\d+)\((?P<issue>\d+(?:[-–]\d+)?(?: Suppl(?: \d+)?)?)\)(?::{_PAGES})?(?: \((?P<rest>.+)\))?"
    ),
    re.compile(rf"(?P<volume>\d+):{_PAGES}"),
    re.compile(rf"\((?P<issue>\d+(?:[-–]\d+)?)\):{_PAGES}"),
    re.compile(rf"[Ii]ssue (?P<issue>\d+)(?:, |:)(?:p\. |pages )?{_PAGES}"),
    re.compile(rf"pages {_PAGES}"),
)
_ARTICLE_PAGE = re.compile(r"^https?://(?:pmc|www|pubmed)?\.?ncbi\.nlm\.nih\.gov/(?:pmc/)?(?:articles/PMC)?\d+")
_IN_PUBLICATIONS = frozenset({SourceKind.LABEL, SourceKind.REGULATORY, SourceKind.GUIDELINE, SourceKind.CONSENSUS})
_NO_JOURNAL = re.compile(r"^(?:Abstract|Conference abstract|PubMed Central|Reported)\b")
"""What `where` begins with if it tells where an article was read, not where it was published."""
_JOURNAL = re.compile(r"\bJ(?:ournal)?\b")


def entry_of(source: Source, content: ContentInfo) -> Entry:
    """The entry of a source. `content` tells from which version of the content it was taken."""
    authors = parse_authors(source.authors, bodies_only=source.kind is SourceKind.LABEL)
    extent = parse_extent(source.volume_issue_pages)
    kind_of_entry = _type(source, authors, extent)
    read_elsewhere = kind_of_entry is EntryType.ARTICLE and _NO_JOURNAL.match(source.where) is not None
    return Entry(
        key=source.id,
        type=kind_of_entry,
        genre=source.kind.label,
        title=_one_line(f"{RETRACTED if source.retracted else ''}{source.title}"),
        authors=authors,
        year=source.year,
        container="" if read_elsewhere else _one_line(source.where),
        extent=extent,
        doi=source.doi,
        pmid=source.pmid,
        url=source.url,
        notes=tuple(_one_line(note) for note in _notes(source, authors, extent, content, read_elsewhere)),
    )


def parse_extent(text: str) -> Extent:
    """Split "47(8):1574-1581". A text of any other shape stays whole, in `rest`."""
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match:
            parts = match.groupdict()
            return Extent(
                parts.get("volume") or "",
                parts.get("issue") or "",
                parts.get("first") or "",
                parts.get("last") or "",
                parts.get("rest") or "",
            )
    return Extent(rest=text)


def _type(source: Source, authors: Authors, extent: Extent) -> EntryType:
    if "preprint" in source.where.casefold():
        return EntryType.PREPRINT
    if source.doi or source.pmid or extent.first_page or _ARTICLE_PAGE.match(source.url):
        return EntryType.ARTICLE
    if source.kind in _IN_PUBLICATIONS:
        return EntryType.REPORT
    return EntryType.ARTICLE if _is_in_journal(source, authors) else EntryType.WEB_PAGE


def _is_in_journal(source: Source, authors: Authors) -> bool:
    """Persons sign a study, in what is no web address and bears no remark. Of a review, only "Journal" says so."""
    if not source.where or all(name.is_body for name in authors.names) or re.search(r"[\d(.]", source.where):
        return False
    return source.kind is not SourceKind.REVIEW or _JOURNAL.search(source.where) is not None


def _notes(source: Source, authors: Authors, extent: Extent, content: ContentInfo, read_elsewhere: bool) -> list[str]:
    notes = ["RETRACTED publication." if source.retracted else ""]
    notes.append(f"How this reference checked it: {source.checked.label}.")
    notes.append(f"Kind of source: {source.kind.label}.")
    if not authors.is_exact:
        notes.append(f"In place of the authors stands: {source.authors}." if not authors.names else "")
        notes.append(f"Authors as this reference has them: {source.authors}." if authors.names else "")
    if authors.others:
        notes.append("The list of authors is shortened.")
    if extent.rest:
        notes.append(f"Place in the publication as this reference has it: {source.volume_issue_pages}.")
    if read_elsewhere:
        notes.append(f"Where it was read: {source.where}.")
    if source.undated:
        notes.append("No date is shown where it was read.")
    if source.incomplete:
        notes.append(f"Not found out or not seen there: {', '.join(source.incomplete)}.")
    notes.append(source.note)
    reviewed = day_in_words(content.reviewed)
    notes.append(f"From Ketamine Trauma Reference, content {content.version}, reviewed {reviewed}.")
    return [note for note in notes if note]


def _one_line(text: str) -> str:
    return " ".join(text.split())
