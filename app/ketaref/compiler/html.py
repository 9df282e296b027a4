"""Markdown blocks as HTML trees that suit the reader: no styles, no raw HTML, classes by name."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

import markdown
from markdown.inlinepatterns import InlineProcessor

from ketaref.compiler.citations import MARK_PATTERN, Mark, mark_element, parse_mark
from ketaref.core.source import Source

Element = ElementTree.Element

ALLOWED_TAGS = frozenset(
    ("div", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "strong", "em", "span", "br")
)
MARK_CLASS = "mark"
UNSEARCHED_CLASS = "unsearched"
"""For what search finds elsewhere, and better."""
_WITHOUT_TEXT = (MARK_CLASS, "citation", "certainty", "practice-point", "checked")


class _MarkProcessor(InlineProcessor):
    """Puts the badges and links of a bracket in its place. Wrong parts are left out here and told elsewhere."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        super().__init__(MARK_PATTERN)
        self.sources = sources

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: ARG002, N802
        mark, _ = parse_mark(m[1], self.sources)
        return mark_element(mark, self.sources), m.start(0), m.end(0)


class Renderer:
    """Turns Markdown of the pages' dialect into HTML trees. Raises ParseError for a named entity such as `&nbsp;`."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._markdown = markdown.Markdown(
            extensions=["tables", "sane_lists"],
            extension_configs={"tables": {"use_align_attribute": True}},
            output_format="xhtml",
        )
        # HTML in a page would be a way around every check: `<` is a character like any other here.
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.parser.blockprocessors.deregister("reference")
        for name in ("html", "autolink", "automail", "image_link", "image_reference", "reference", "short_reference",
                     "short_image_ref"):  # fmt: skip
            self._markdown.inlinePatterns.deregister(name)
        # Before links (160), after backticks and escapes (180).
        self._markdown.inlinePatterns.register(_MarkProcessor(sources), "mark", 175)

    def render(self, text: str) -> Element:
        """A `div` with what the Markdown stands for."""
        html = self._markdown.reset().convert(text)
        return ElementTree.fromstring(f"<div>{html}</div>")  # noqa: S314 (made by ourselves a line above)


def html_of(element: Element) -> str:
    """The children of an element as HTML."""
    return "".join(ElementTree.tostring(child, encoding="unicode", method="html") for child in element)


def text_of(element: Element) -> str:
    """The plain text without citations and badges, in one line."""
    return re.sub(r"\s+([.,;:])", r"\1", " ".join("".join(_texts(element)).split()))


def _texts(element: Element) -> Iterator[str]:
    if element.get("class") not in _WITHOUT_TEXT:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield " " if child.tag in ("td", "th", "li", "p", "br") else ""
            yield child.tail or ""
    else:
        yield " "


def marks_of(element: Element) -> list[Mark]:
    """The marks inside a paragraph, row or item, without those of lists nested in it."""
    found = []
    for child in element:
        if child.get("class") == MARK_CLASS:
            found.append(_mark_of(child))
        elif child.tag not in ("ul", "ol", "p") or element.tag != "li":
            found += marks_of(child)
    return found


def _mark_of(element: Element) -> Mark:
    cited = tuple(link.get("href", "").rpartition("/")[2] for link in element.iter("a"))
    badges = [child.get("class") for child in element]
    return Mark(cited, practice_point="practice-point" in badges, editorial=not badges)


def drop_empty_marks(element: Element) -> None:
    """Remove what [editorial] leaves behind, keeping the text around it."""
    for parent in element.iter():
        previous: Element | None = None
        for child in list(parent):
            if child.get("class") == MARK_CLASS and not len(child):
                tail = child.tail or ""
                if previous is None:
                    parent.text = (parent.text or "").rstrip() + tail
                else:
                    previous.tail = (previous.tail or "").rstrip() + tail
                parent.remove(child)
            else:
                previous = child
