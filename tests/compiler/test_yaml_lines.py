"""Every value of a YAML text knows its line."""

import pytest

from ketaref.compiler.yaml_lines import read_yaml
from ketaref.core.errors import Problem

TEXT = """\
- id: one
  parts:
  - name: a
    size: 2
- id: two
"""


def test_value_has_its_line():
    lined = read_yaml(TEXT, "x.yaml", [])
    assert lined is not None
    assert lined.value == [{"id": "one", "parts": [{"name": "a", "size": 2}]}, {"id": "two"}]
    assert lined.line((0, "parts", 0, "size")) == 4
    assert lined.line((1, "id")) == 5


def test_missing_field_has_the_line_of_its_record():
    lined = read_yaml(TEXT, "x.yaml", [])
    assert lined is not None
    assert lined.line((1, "parts", 0, "size")) == 5


def test_text_further_down_in_a_file_counts_from_there():
    lined = read_yaml("a: 1\nb: 2", "x.md", [], first_line=2)
    assert lined is not None
    assert lined.line(("b",)) == 3


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\na: 2", 2, "occurs twice"),
        ("- &x [1]\n- *x", 1, "alias"),
        ("a: 1\nb: [1, 2\n", 3, "not readable as YAML"),
        ("a: 1\nb: \x01", 1, "not readable as YAML"),
        ("day: 2026-02-30", 1, "not readable as YAML"),
        ("a: !!python/object:os.system {}", 1, "not readable as YAML"),
    ],
)
def test_mistake_is_told_with_its_line(text, line, message):
    problems: list[Problem] = []
    read_yaml(text, "x.yaml", problems)
    assert [(problem.path, problem.line) for problem in problems] == [("x.yaml", line)]
    assert message in problems[0].message


def test_recursive_alias_ends():
    problems: list[Problem] = []
    read_yaml("&x [*x]", "x.yaml", problems)
    assert "alias" in problems[0].message


def test_empty_text_is_nothing_and_no_mistake():
    problems: list[Problem] = []
    lined = read_yaml("# only a comment\n", "x.yaml", problems)
    assert lined is not None
    assert lined.value is None
    assert not problems
