"""Lists that a page takes from the records: the claims that it answers, the terms that it uses, the synonym table."""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from ketaref.compiler.html import UNSEARCHED_CLASS, Element, html_of
from ketaref.core.claim import Claim
from ketaref.core.location import Kind, Location
from ketaref.core.record_html import synonym_lines
from ketaref.core.record_text import title_of
from ketaref.core.topic import Section
from ketaref.core.vocabulary import GlossaryTerm, SynonymEntry

CLAIMS = Section("claims", "Claims on this subject", 2, "")
TERMS = Section("terms", "Terms on this page", 2, "")
APPENDED = (CLAIMS, TERMS)
"""They hold no words of the page's own; search finds the records themselves."""

Appended = tuple[Section, str]
"""A section and its HTML."""


def claims_section(claims: Sequence[Claim]) -> list[Appended]:
    """A line for each claim with its appraisal, the gravest first."""
    ordered = sorted(claims, key=lambda claim: (claim.appraisal.rank, claim.id))
    return _appended(CLAIMS, ((title_of(claim), Location(Kind.CLAIM, claim.id), "") for claim in ordered))


def terms_section(terms: Iterable[GlossaryTerm]) -> list[Appended]:
    """A line for each glossary term with its definition, in alphabetical order."""
    ordered = sorted(terms, key=lambda term: term.term.casefold())
    return _appended(TERMS, ((t.term, Location(Kind.GLOSSARY, t.id), f": {t.definition}") for t in ordered))


def synonym_list(entries: Iterable[SynonymEntry]) -> Element:
    """The whole synonym table, a line for each word. Search reads it already, so its words are no text of the page."""
    box = Element("div")
    items = ElementTree.SubElement(box, "ul", {"class": UNSEARCHED_CLASS})
    for entry in sorted(entries, key=lambda entry: entry.canonical.casefold()):
        item = ElementTree.SubElement(items, "li")
        word = ElementTree.SubElement(item, "strong")
        word.text = entry.canonical
        word.tail = ". ".join(f"{label}: {', '.join(words)}" for label, words in synonym_lines(entry))
        word.tail = f" ({entry.category}). {word.tail}." if word.tail else f" ({entry.category})."
    return box


def _appended(section: Section, lines: Iterable[tuple[str, Location, str]]) -> list[Appended]:
    """The section with a list of links, each with the text after it; no section without lines."""
    box = Element("div")
    ElementTree.SubElement(box, "h2", {"id": section.anchor}).text = section.heading
    items = ElementTree.SubElement(box, "ul")
    for text, location, after in lines:
        link = ElementTree.SubElement(ElementTree.SubElement(items, "li"), "a", {"href": str(location)})
        link.text, link.tail = text, after
    return [(section, html_of(box))] if len(items) else []
