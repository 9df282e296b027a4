"""A page's Markdown, cut into its blocks with their lines.

The Markdown library does not tell lines. Cutting first and rendering block by block makes every mistake findable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.errors import Problem

_HEADING = re.compile(r"(#+)\s+(.*?)\s*(?:\{#([\w-]+)\})?\s*#*$")
_DIRECTIVE = re.compile(r"\{\{\s*(\w+)\s*(.*?)\s*\}\}$")
_ITEM = re.compile(r"( *)(?:[-*+]|\d+\.)\s+\S")


class BlockKind(StrEnum):
    """What a block is; the value is how a message names it."""

    HEADING = "heading"
    DIRECTIVE = "table of records"
    LIST = "list"
    TABLE = "table"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True)
class Block:
    """Consecutive lines that belong together; `line` is that of the first, counted from 1 in its file."""

    kind: BlockKind
    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def item_lines(self) -> tuple[int, ...]:
        """The lines on which the items of a list start."""
        return tuple(self.line + index for index, text in enumerate(self.lines) if _ITEM.match(text))


@dataclass(frozen=True)
class Heading:
    """A heading: `level` is the number of `#`; the anchor is its words in lower case with hyphens, or set by hand."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Directive:
    """`{{kind id id}}`."""

    kind: str
    ids: tuple[str, ...]


def read_heading(block: Block) -> Heading:
    """The heading that a heading block holds."""
    match = _HEADING.match(block.text)
    assert match  # split_blocks() has matched it
    hashes, text, anchor = match.groups()
    return Heading(len(hashes), text, anchor or anchor_of(text))


def anchor_of(heading: str) -> str:
    """The heading in lower case with hyphens for whatever is neither letter nor digit."""
    return re.sub(r"\W+", "-", heading.casefold()).strip("-")


def read_directive(block: Block) -> Directive | None:
    """The directive that a block holds, or None where it is not written as one."""
    match = _DIRECTIVE.match(block.text.strip())
    return Directive(match[1], tuple(match[2].split())) if match else None


def split_blocks(text: str, path: str, first_line: int, problems: list[Problem]) -> list[Block]:
    """The blocks of a page whose text starts on `first_line`. Notes where two run into each other."""
    blocks: list[Block] = []
    kind: BlockKind | None = None
    start, held = 0, list[str]()
    lines = text.split("\n")

    def close() -> None:
        if kind and held:
            while not held[-1].strip():
                held.pop()
            blocks.append(Block(kind, start, tuple(held)))
        held.clear()

    for number, line in enumerate(lines, first_line):
        if not line.strip():
            if kind is BlockKind.LIST:
                held.append("")  # a list goes on over empty lines as long as items or indented lines follow
            else:
                close()
                kind = None
            continue
        found = _kind_of(line, kind, after_gap=bool(held) and not held[-1])
        if found is kind and kind not in (BlockKind.HEADING, BlockKind.DIRECTIVE):
            held.append(line)
            continue
        if held and held[-1] and {found, kind}.isdisjoint({BlockKind.HEADING, BlockKind.DIRECTIVE}):
            problems.append(Problem(path, number, f"leave an empty line between a {kind} and a {found}"))
        close()
        kind, start = found, number
        held.append(line)
    close()
    return blocks


def _kind_of(line: str, open_kind: BlockKind | None, after_gap: bool) -> BlockKind:
    """What a line that is not empty belongs to, given the block that is open before it."""
    if _HEADING.match(line):
        return BlockKind.HEADING
    if line.startswith("{{"):
        return BlockKind.DIRECTIVE
    if _ITEM.match(line):
        return BlockKind.LIST
    if line.startswith("|"):
        return BlockKind.TABLE
    if open_kind is BlockKind.LIST and (line.startswith("  ") or not after_gap):
        return BlockKind.LIST
    return BlockKind.PARAGRAPH


def misplaced_items(block: Block) -> Iterator[int]:
    """Lines of a list whose items are indented by other than a multiple of four, which Markdown would misread."""
    for index, line in enumerate(block.lines):
        match = _ITEM.match(line)
        if match and len(match[1]) % 4:
            yield block.line + index


def uneven_rows(block: Block) -> Iterator[int]:
    """Lines of a table with more or fewer cells than its head: Markdown would drop cells without a word."""
    expected = _cells(block.lines[0])
    for index, line in enumerate(block.lines):
        if _cells(line) != expected:
            yield block.line + index


def _cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line.strip().removesuffix("|")))
