"""The statements of a block: what must show its source, each with its line."""

import re
from collections.abc import Iterator

from ketaref.compiler.blocks import Block, BlockKind
from ketaref.compiler.html import UNSEARCHED_CLASS, Element


def statements_of(block: Block, element: Element) -> Iterator[tuple[int, Element, bool]]:
    """What must carry a mark, each with its line: paragraphs, list items, rows of a table.

    The third part tells whether an item has a list of its own below it.
    """
    if block.kind is BlockKind.LIST:
        items = list(element.iter("li"))
        lines = block.item_lines
        for index, item in enumerate(items):
            line = lines[min(index, len(lines) - 1)]
            has_list = any(child.tag in ("ul", "ol") for child in item)
            for part in item.findall("p") or [_without_lists(item)]:
                yield line, part, has_list
    elif block.kind is BlockKind.TABLE:
        for index, row in enumerate(element.iterfind("table/tbody/tr")):
            yield block.line + 2 + index, row, False
    else:
        for paragraph in element:
            yield block.line, paragraph, False


def only_leads_in(text: str) -> bool:
    """One sentence without a figure that ends in a colon: what follows it says something, and shows its source."""
    return text.endswith(":") and not re.search(r"\d|[.!?]\s", text)


def _without_lists(item: Element) -> Element:
    """A list item without the lists inside it, which are statements of their own."""
    own = Element(item.tag, dict(item.attrib))
    own.text = item.text
    own.extend(child for child in item if child.tag not in ("ul", "ol"))
    return own


def text_units(element: Element) -> Iterator[Element]:
    """The parts whose plain text stands on a line of its own."""
    for child in element:
        if child.get("class") == UNSEARCHED_CLASS:
            continue
        if child.tag in ("ul", "ol"):
            for item in child.iter("li"):
                yield _without_lists(item)
        elif child.tag == "table":
            yield from child.iter("tr")
        else:
            yield child
