"""YAML in which every value knows its line, so that a mistake can be shown where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ketaref.core.codec import Path
from ketaref.core.errors import Problem

_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")

# The loader written in C reads the content about eight times faster; not every build of PyYAML has it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Lined:
    """Plain values with the line (counted from 1) of each value, by the path that leads to it."""

    value: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the innermost value around it that is there."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, path: str, problems: list[Problem], first_line: int = 1) -> Lined | None:
    """The values of one YAML document that starts on `first_line` of the file `path`.

    Notes what is wrong in `problems`: text that is not YAML, a key that occurs twice, an alias. None if unreadable.
    """
    try:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            value = None if root is None else loader.construct_document(root)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        problems.append(Problem(path, line, f"not readable as YAML: {error.problem or error.context}"))
        return None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2026-02-30
        problems.append(Problem(path, first_line, f"not readable as YAML: {error}"))
        return None
    lines: dict[Path, int] = {}
    if root is not None:
        seen: set[int] = set()
        for node_path, line, mistake in _walked(root, (), seen):
            lines.setdefault(node_path, first_line + line)
            if mistake:
                problems.append(Problem(path, first_line + line, mistake))
    return Lined(value, lines)


def _walked(node: yaml.Node, path: Path, seen: set[int]) -> Iterator[tuple[Path, int, str]]:
    """Each value's path, line counted from 0, and what is wrong with it (or nothing)."""
    if id(node) in seen:
        yield path, node.start_mark.line, "an alias (*name) is not used in the content: write the value out"
        return
    seen.add(id(node))
    yield path, node.start_mark.line, ""
    if node.tag.endswith(":int") and not _DECIMAL.match(node.value):
        yield path, node.start_mark.line, f"{node.value} is read as another number here: write it in plain decimals"
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walked(item, (*path, index), seen)
    elif isinstance(node, yaml.MappingNode):
        names = set()
        for key, value in node.value:
            name = str(key.value)
            if name in names:
                yield (*path, name), key.start_mark.line, f"the key {name!r} occurs twice: only one would count"
            names.add(name)
            yield (*path, name), key.start_mark.line, ""
            yield from _walked(value, (*path, name), seen)
