"""Pages are cut into blocks without losing a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.compiler.blocks import (
    BlockKind,
    anchor_of,
    misplaced_items,
    read_directive,
    read_heading,
    split_blocks,
    uneven_rows,
)
from ketaref.core.errors import Problem

PAGE = """\
## Bottom line

- One
  goes on
    - inside

- Two

A paragraph
of two lines.

| a | b |
|---|---|
| 1 | 2 |

{{regimen x y}}
"""


def split(text: str) -> list[tuple[BlockKind, int, int]]:
    return [(block.kind, block.line, len(block.lines)) for block in split_blocks(text, "p.md", 1, [])]


def test_blocks_have_kind_and_line():
    assert split(PAGE) == [
        (BlockKind.HEADING, 1, 1),
        (BlockKind.LIST, 3, 5),
        (BlockKind.PARAGRAPH, 9, 2),
        (BlockKind.TABLE, 12, 3),
        (BlockKind.DIRECTIVE, 16, 1),
    ]


def test_items_have_their_lines():
    block = split_blocks(PAGE, "p.md", 1, [])[1]
    assert block.item_lines == (3, 5, 7)


def test_paragraph_after_a_list_is_a_paragraph():
    assert [kind for kind, _, _ in split("- One\n\nText")] == [BlockKind.LIST, BlockKind.PARAGRAPH]


@pytest.mark.parametrize("text", ["Text\n- item", "Text\n| a |", "| a |\nText"])
def test_blocks_that_touch_are_told(text):
    problems: list[Problem] = []
    split_blocks(text, "p.md", 5, problems)
    assert [problem.line for problem in problems] == [6]
    assert "empty line between" in problems[0].message


@given(st.lists(st.sampled_from(["", "text", "- item", "    - inner", "| a | b |", "## H", "{{regimen x}}", "1. one"])))
def test_every_line_is_in_exactly_one_block(lines):
    blocks = split_blocks("\n".join(lines), "p.md", 1, [])
    kept = [(block.line + index, line) for block in blocks for index, line in enumerate(block.lines) if line]
    assert kept == [(number, line) for number, line in enumerate(lines, 1) if line]


def test_anchor_is_set_or_made():
    set_by_hand, made = (
        read_heading(split_blocks(text, "p.md", 1, [])[0]) for text in ("## Dates, due {#dates}", "### VA/DoD 2023")
    )
    assert (set_by_hand.text, set_by_hand.anchor, set_by_hand.level) == ("Dates, due", "dates", 2)
    assert (made.anchor, made.level) == ("va-dod-2023", 3)


def test_anchor_keeps_letters_of_every_language():
    assert anchor_of("Über α-blockers?") == "über-α-blockers"


def test_directive_names_kind_and_ids():
    directive = read_directive(split_blocks("{{regimen a b}}", "p.md", 1, [])[0])
    assert directive is not None
    assert (directive.kind, directive.ids) == ("regimen", ("a", "b"))
    assert read_directive(split_blocks("{{regimen a", "p.md", 1, [])[0]) is None


def test_item_indented_by_two_is_told():
    block = split_blocks("- a\n  - b\n    - c", "p.md", 1, [])[0]
    assert list(misplaced_items(block)) == [2]


def test_row_with_a_cell_too_many_is_told():
    block = split_blocks("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 1 \\| 2 | 3 |", "p.md", 1, [])[0]
    assert list(uneven_rows(block)) == [3]
