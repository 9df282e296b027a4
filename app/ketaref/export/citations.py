"""Sources as files that programs for references read: RIS, BibTeX and CSL-JSON.

Field by field they follow what Zotero takes in (its import translators), within what each format itself allows. All
three are UTF-8. Where a format has no field for something, or no way to write it, it stands in the note.
"""

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from ketaref.core.source import Source
from ketaref.export.author_names import Name
from ketaref.export.bibliography import Entry, EntryType, entry_of
from ketaref.store.content import ContentInfo

ET_AL = "et al."
"""Stands as a last author where the list is shortened: without it, three of twelve would be cited as all there are."""


class CitationFormat(StrEnum):
    """The format of a file of citations."""

    RIS = "ris"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"

    @property
    def label(self) -> str:
        """What a person calls it."""
        return _LABELS[self]

    @property
    def ending(self) -> str:
        """The ending of its files, without a full stop."""
        return _ENDINGS[self]


_LABELS = {CitationFormat.RIS: "RIS", CitationFormat.BIBTEX: "BibTeX", CitationFormat.CSL_JSON: "CSL-JSON"}
_ENDINGS = {CitationFormat.RIS: "ris", CitationFormat.BIBTEX: "bib", CitationFormat.CSL_JSON: "json"}


def citations(sources: Iterable[Source], form: CitationFormat, content: ContentInfo) -> bytes:
    """The sources as a file of this format, in their order, each source once; the same input gives the same bytes.

    The key of an entry is the id of its source, so that a later export updates what an earlier one brought.
    `content` is told in the note of each entry.
    """
    entries = [entry_of(source, content) for source in {source.id: source for source in sources}.values()]
    match form:
        case CitationFormat.RIS:
            text = "".join(_ris(entry) for entry in entries)
        case CitationFormat.BIBTEX:
            text = "\n".join(_bibtex(entry) for entry in entries)
        case CitationFormat.CSL_JSON:
            text = json.dumps([_csl(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8")


# RIS: one line for each value, "XX  - value", lines end with CR LF, nothing is escaped

_RIS_TYPES = {
    EntryType.ARTICLE: "JOUR",
    EntryType.PREPRINT: "UNPD",
    EntryType.REPORT: "RPRT",
    EntryType.WEB_PAGE: "ELEC",
}


def _ris(entry: Entry) -> str:
    extent = entry.extent
    is_report = entry.type is EntryType.REPORT
    values: list[tuple[str, str]] = [("TY", _RIS_TYPES[entry.type]), ("ID", entry.key), ("TI", entry.title)]
    values += [("AU", _ris_name(name)) for name in entry.authors.names]
    values += [
        ("AU", ET_AL if entry.authors.others else ""),
        ("PY", str(entry.year or "")),
        ("PB" if is_report else "T2", entry.container),
        ("VL", extent.volume),
        ("IS", extent.issue),
        ("SP", extent.first_page),
        ("EP", extent.last_page),
        ("DO", entry.doi),
        ("AN", entry.pmid),
        ("DB", "PubMed" if entry.pmid else ""),
        ("M3", entry.genre if is_report else ""),
        ("UR", entry.url),
        ("N1", " ".join(entry.notes)),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in values if value) + "ER  - \r\n\r\n"


def _ris_name(name: Name) -> str:
    """Commas part family name, initials and suffix, so that a body's name must not have any."""
    if name.is_body:
        return name.family.replace(",", ";")
    return ", ".join(part for part in (name.family, name.dotted, name.suffix) if part)


# BibTeX

_BIBTEX_TYPES = {
    EntryType.ARTICLE: "article",
    EntryType.PREPRINT: "unpublished",
    EntryType.REPORT: "techreport",
    EntryType.WEB_PAGE: "online",
}
_BIBTEX_CONTAINERS = {
    EntryType.ARTICLE: "journal",
    EntryType.PREPRINT: "howpublished",
    EntryType.REPORT: "institution",
    EntryType.WEB_PAGE: "howpublished",
}
_IN_LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"\{",
        "}": r"\}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
    }
)
_LONE_BRACES = _IN_LATEX | {ord("{"): r"{\lbrace}", ord("}"): r"{\rbrace}"}
"""For texts whose braces are no pairs: BibTeX counts an escaped brace too, and would not find the end of the field."""
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
"""Addresses stand as they are, for `\\url` and for Zotero; what would end the field is written as URLs write it."""


def _bibtex(entry: Entry) -> str:
    extent = entry.extent
    authors = [_bibtex_name(name) for name in entry.authors.names]
    authors += ["others"] if authors and entry.authors.others else []
    pages = "--".join(page for page in (extent.first_page, extent.last_page) if page)
    fields = {
        "title": f"{{{_latex(entry.title)}}}",  # braces keep the capitals of "PTSD" in styles that write titles small
        "author": " and ".join(authors),
        "year": str(entry.year or ""),
        _BIBTEX_CONTAINERS[entry.type]: _latex(entry.container),
        "type": _latex(entry.genre) if entry.type is EntryType.REPORT else "",
        "volume": extent.volume,
        "number": extent.issue,
        "pages": pages,
        "doi": entry.doi.translate(_IN_ADDRESS),
        "pmid": entry.pmid,
        "url": entry.url.translate(_IN_ADDRESS),
        "note": "Preprint" if entry.type is EntryType.PREPRINT else "",  # which that type must have
        "annote": _latex(" ".join(entry.notes)),  # styles print a `note` in the list of references, this they do not
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{_BIBTEX_TYPES[entry.type]}{{{entry.key},\n{lines}}}\n"


def _bibtex_name(name: Name) -> str:
    if name.is_body:
        return f"{{{_latex(name.family)}}}"
    return ", ".join(_latex(part) for part in (name.family, name.suffix, name.dotted) if part)


def _latex(text: str) -> str:
    return text.translate(_IN_LATEX if _has_pairs(text) else _LONE_BRACES)


def _has_pairs(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0


# CSL-JSON

_CSL_TYPES = {
    EntryType.ARTICLE: "article-journal",
    EntryType.PREPRINT: "article",
    EntryType.REPORT: "report",
    EntryType.WEB_PAGE: "webpage",
}


def _csl(entry: Entry) -> dict[str, Any]:
    extent = entry.extent
    is_report = entry.type is EntryType.REPORT
    authors = [_csl_name(name) for name in entry.authors.names]
    authors += [{"literal": ET_AL}] if authors and entry.authors.others else []
    values: dict[str, Any] = {
        "id": entry.key,
        "type": _CSL_TYPES[entry.type],
        "title": entry.title,
        "author": authors,
        "issued": {"date-parts": [[entry.year]]} if entry.year else None,
        "publisher" if is_report else "container-title": entry.container,
        "genre": entry.genre if is_report else "",
        "volume": extent.volume,
        "issue": extent.issue,
        "page": extent.pages,
        "DOI": entry.doi,
        "PMID": entry.pmid,
        "URL": entry.url,
        "note": " ".join(entry.notes),
    }
    return {name: value for name, value in values.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if name.is_body:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.dotted, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}
