"""Fields that hold something, but nothing that could be read: a record must not be empty inside."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from ketaref.compiler.content import Content, Located, Page
from ketaref.compiler.instrument_checks import instrument_mistakes
from ketaref.core.codec import Path
from ketaref.core.errors import Problem
from ketaref.core.location import Kind

LONGEST_DEFINITION = 300
"""Letters that hovering over a term can show at a glance."""
LONGEST_SUMMARY = 160

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def check_fields(content: Content) -> Iterator[Problem]:
    """Blank texts, trials without a result, definitions and summaries that are none."""
    for kind, items in content.data.records.items():
        for item in items:
            for path in _blanks(item.value, ()):
                yield item.problem(f"{item.value.id}: {path[-1]} is empty", *path)
            yield from _own_checks(kind, item)
    for page in content.pages:
        yield from _summary_problems(page)


def _blanks(record: Any, path: Path) -> Iterator[Path]:
    """Every text that must be there and is not, at any depth."""
    for field in fields(record):
        value = getattr(record, field.name)
        here = (*path, field.name)
        if isinstance(value, str) and field.default is MISSING and not value.strip():
            yield here
        elif is_dataclass(value) and not isinstance(value, type):
            yield from _blanks(value, here)
        elif isinstance(value, tuple):
            for index, inner in enumerate(value):
                if is_dataclass(inner):
                    yield from _blanks(inner, (*here, index))


def _own_checks(kind: Kind, item: Located[Any]) -> Iterator[Problem]:
    record = item.value
    if kind is Kind.TRIAL:
        for name in ("outcomes", "agents"):
            if not getattr(record, name):
                yield item.problem(f"{record.id}: no {name}", name)
        if record.number is not None and record.number < 1:
            yield item.problem(f"{record.id}: {record.number} is no number of people", "number")
    if kind is Kind.INSTRUMENT:
        yield from (item.problem(f"{record.id}: {message}", *path) for message, path in instrument_mistakes(record))
    if kind is Kind.GLOSSARY and len(record.definition) > LONGEST_DEFINITION:
        message = f"{record.id}: {len(record.definition)} letters in a definition, at most {LONGEST_DEFINITION}"
        yield item.problem(message, "definition")


def _summary_problems(page: Page) -> Iterator[Problem]:
    """A summary stands above everything and shows no source: it says what the page says, and no figure besides."""
    topic = page.topic.value
    for name in ("title", "summary"):
        if not getattr(topic, name).strip():
            yield page.topic.problem(f"{name} is empty", name)
    if len(topic.summary) > LONGEST_SUMMARY:
        yield page.topic.problem(f"{len(topic.summary)} letters in the summary, at most {LONGEST_SUMMARY}", "summary")
    said = {figure for section in topic.sections for figure in _FIGURE.findall(section.text)}
    for figure in _FIGURE.findall(topic.summary):
        if figure not in said:
            yield page.topic.problem(f"the figure {figure} of the summary stands nowhere on the page", "summary")
