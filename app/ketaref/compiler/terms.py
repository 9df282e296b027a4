"""Glossary terms in running text: the first in each section carries its definition, which the window shows on hover."""

import re
from collections.abc import Iterable
from html import escape
from xml.etree import ElementTree

from ketaref.compiler.html import MARK_CLASS, UNSEARCHED_CLASS, Element
from ketaref.core.fold import fold
from ketaref.core.vocabulary import GlossaryTerm, SynonymEntry

TERM_CLASS = "term"
_PASSED_OVER = ("a", "th", "h2", "h3")
_PASSED_OVER_CLASSES = (MARK_CLASS, UNSEARCHED_CLASS)
_SHORTEST_ABBREVIATION = 3


class TermMarker:
    """Finds the terms of the glossary, and their abbreviations in the synonym table, in the texts of a page."""

    def __init__(self, glossary: Iterable[GlossaryTerm], synonyms: Iterable[SynonymEntry]) -> None:
        abbreviations = {fold(entry.canonical): entry.abbreviations for entry in synonyms}
        self._terms: dict[str, GlossaryTerm] = {}
        for term in glossary:
            if term.marked:
                short = [name for name in abbreviations.get(fold(term.term), ()) if len(name) >= _SHORTEST_ABBREVIATION]
                for name in (term.term, *short):
                    self._terms.setdefault(_key(name), term)
        # The longest first: complex PTSD is more than PTSD.
        names = sorted(self._terms, key=lambda name: (-len(name), name))
        alternatives = "|".join(re.escape(name) if _is_exact(name) else f"(?i:{re.escape(name)})" for name in names)
        self._pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])") if names else None

    def mark(self, element: Element, seen: dict[str, GlossaryTerm]) -> None:
        """Wrap the first occurrence of each term that is not in `seen` (terms by id), and add it there."""
        if self._pattern is None or element.tag in _PASSED_OVER or element.get("class") in _PASSED_OVER_CLASSES:
            return
        children = list(element)
        element[:] = []
        element.text = self._append(element, element.text, seen)
        for child in children:
            self.mark(child, seen)
            tail, child.tail = child.tail, None
            element.append(child)
            child.tail = self._append(element, tail, seen)

    def _append(self, parent: Element, text: str | None, seen: dict[str, GlossaryTerm]) -> str:
        """Append the terms in `text` as elements, each with the text after it. What stands before the first is left."""
        assert self._pattern
        text = before = text or ""
        last: Element | None = None
        at = 0
        for match in self._pattern.finditer(text):
            # None where letters are the same to the pattern only, as the Turkish dotless i is.
            term = self._terms.get(match[0]) or self._terms.get(match[0].casefold())
            if term is None or term.id in seen:
                continue
            seen[term.id] = term
            if last is None:
                before = text[: match.start()]
            else:
                last.tail = text[at : match.start()]
            last = ElementTree.SubElement(
                parent, "span", {"class": TERM_CLASS, "title": f"<qt>{escape(term.definition)}</qt>"}
            )
            last.text, at = match[0], match.end()
        if last is not None:
            last.tail = text[at:]
        return before


def _key(name: str) -> str:
    return name if _is_exact(name) else name.casefold()


def _is_exact(name: str) -> bool:
    """Abbreviations are meant in capitals only."""
    return name.upper() == name
