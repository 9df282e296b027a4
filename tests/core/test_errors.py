"""What is told of expected failures."""

import pytest

from ketaref.core.errors import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("lithium ≥ 5 mg, é 薬", "lithium ≥ 5 mg, é 薬"),
        ("5\N{NO-BREAK SPACE}mg", "5\N{NO-BREAK SPACE}mg"),
        ("\x1b[31mred", "\N{REPLACEMENT CHARACTER}[31mred"),
        ("a\nThe policy is valid: b", "a\N{REPLACEMENT CHARACTER}The policy is valid: b"),
        ("half \udcff", "half \N{REPLACEMENT CHARACTER}"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}x", "\N{REPLACEMENT CHARACTER}x"),
    ],
)
def test_text_from_outside_cannot_change_a_terminal_or_begin_a_line(text, shown):
    assert printable(text) == shown
