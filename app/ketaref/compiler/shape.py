"""Whether Markdown made of a block what its lines look like: what it misreads could pass without a source."""

from collections.abc import Iterator

from ketaref.compiler.blocks import Block, BlockKind, misplaced_items, uneven_rows
from ketaref.compiler.html import ALLOWED_TAGS, Element


def shape_mistakes(block: Block, element: Element) -> Iterator[tuple[int, str]]:
    """What is wrong with the shape of a block that was rendered as `element`, each with its line."""
    for tag in sorted({child.tag for child in element.iter()} - ALLOWED_TAGS):
        yield block.line, f"<{tag}> is not used in pages: paragraphs, lists and tables are"
    for index, line in enumerate(block.lines):
        if "{{" in line:
            yield block.line + index, "'{{…}}' stands on a line of its own, with nothing around it"
    if element.find(".//a[@title]") is not None:
        yield block.line, "a link has no title: what is said is said in the text, with its source"
    if block.kind is BlockKind.TABLE:
        yield from _table_mistakes(block, element)
    elif element.find(".//table") is not None:
        yield block.line, "a table stands on its own: each row begins with '|' at the start of its line"
    if block.kind is BlockKind.LIST:
        yield from _list_mistakes(block, element)


def _list_mistakes(block: Block, element: Element) -> Iterator[tuple[int, str]]:
    for line in misplaced_items(block):
        yield line, "indent a list inside a list by four spaces"
    if len(block.item_lines) != sum(1 for _ in element.iter("li")):
        yield block.line, "this list does not read as it is written: part it by empty lines"


def _table_mistakes(block: Block, element: Element) -> Iterator[tuple[int, str]]:
    for line in uneven_rows(block):
        yield line, "this row has not as many cells as the head of its table"
    if element.find("table") is None:
        yield block.line, "this table does not read: its second line must be '|---|---|'"
