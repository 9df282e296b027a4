"""The bracket grammar of `content/README.md`: `[@feder2021; certainty low]`, `[practice point]`, `[editorial]`."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from ketaref.core.location import Kind, Location
from ketaref.core.source import Certainty, Source

MARK_PATTERN = r"\[(?=\s*(?:@|practice\b|editorial\b|certainty\b))([^\[\]]*)\](?!\()"
"""Every bracket that means to be a mark, right or wrong, so that a misspelt one is told and not printed as text."""


@dataclass(frozen=True)
class Mark:
    """What a bracket says of the statement before it."""

    sources: tuple[str, ...] = ()
    certainty: Certainty | None = None
    practice_point: bool = False
    editorial: bool = False


def parse_mark(text: str, sources: Mapping[str, Source]) -> tuple[Mark, list[str]]:
    """The mark inside a bracket, and what is wrong with it (parts that are wrong are left out of the mark)."""
    cited: list[str] = []
    certainty = None
    practice_point = editorial = False
    mistakes = []
    for part in (part.strip() for part in text.split(";")):
        if part.startswith("@"):
            source_id = part.removeprefix("@")
            if source_id not in sources:
                mistakes.append(f"unknown source {source_id!r}: it is not in data/sources.yaml")
            elif source_id in cited:
                mistakes.append(f"source {source_id!r} is cited twice in one bracket")
            else:
                cited.append(source_id)
        elif part.startswith("certainty ") and certainty is None:
            certainty, mistake = _certainty(part)
            mistakes += mistake
        elif part == "practice point":
            practice_point = True
        elif part == "editorial":
            editorial = True
        else:
            mistakes.append(
                f"{part!r} is no mark: write [@source], [@source; certainty low], [practice point] or [editorial]"
            )
    if certainty and not cited and not mistakes:
        mistakes.append("a certainty needs a source in the same bracket")
    if editorial and (cited or practice_point):
        mistakes.append("[editorial] stands alone: it says that nothing clinical is stated")
    return Mark(tuple(cited), certainty, practice_point, editorial), mistakes


def mark_element(mark: Mark, sources: Mapping[str, Source]) -> ElementTree.Element:
    """The mark as the reader shows it: links to the sources, then badges. Nothing for [editorial]."""
    outer = ElementTree.Element("span", {"class": "mark"})
    if mark.sources:
        links = citation_element(mark.sources, sources)
        outer.append(links)
    if mark.certainty:
        badge = ElementTree.SubElement(outer, "span", {"class": "certainty"})
        badge.text = f"{mark.certainty.value} certainty"
    if mark.practice_point:
        badge = ElementTree.SubElement(outer, "span", {"class": "practice-point"})
        badge.text = "practice point"
    for before in list(outer)[:-1]:
        before.tail = " "
    return outer


def citation_element(source_ids: tuple[str, ...], sources: Mapping[str, Source]) -> ElementTree.Element:
    """`[Feder 2021; Rasmussen 2013]`, each a link to its source; a retracted one says so."""
    citation = ElementTree.Element("span", {"class": "citation"})
    citation.text = "["
    for source_id in source_ids:
        source = sources[source_id]
        href = str(Location(Kind.SOURCE, source_id))
        link = ElementTree.SubElement(citation, "a", {"class": "citation", "href": href})
        link.text = f"{source.short} (retracted)" if source.retracted else source.short
        link.tail = "; "
    citation[-1].tail = "]"
    return citation


def _certainty(part: str) -> tuple[Certainty | None, list[str]]:
    word = part.removeprefix("certainty ").strip()
    try:
        return Certainty(word), []
    except ValueError:
        return None, [f"certainty {word!r} is not one of: {', '.join(Certainty)}"]
