"""A statement as it is copied out: with the references that it cites and the address where it stands."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ketaref.core.age import day_in_words
from ketaref.core.location import Location
from ketaref.core.source import Checked, Source

NO_SOURCE = "No source stands in this statement."
_LOOSE = re.compile(r" +(?=[;,])")


class Origin(NamedTuple):
    """Where a statement stands: the page or record, the heading above it (or nothing), and of which content."""

    title: str
    section: str
    location: Location
    version: str
    reviewed: date


def quotation(statement: str, sources: Sequence[Source], origin: Origin, *, cited_around: bool = False) -> str:
    """Plain text of a statement with its references in full, its address, and the content's version and date.

    Without sources it says that none stands there. `cited_around`: none stands in the statement, which is a part of a
    passage; the sources are that passage's.
    """
    parts = [_LOOSE.sub("", statement)]
    if not sources or cited_around:
        parts.append(NO_SOURCE)
    if sources:
        heading = "The passage that it is taken from cites:" if cited_around else "Sources:"
        lines = (f"{number}. {full_reference(source)}" for number, source in enumerate(sources, start=1))
        parts.append("\n".join((heading, *lines)))
    place = " › ".join(name for name in (origin.title, origin.section) if name)
    parts.append(
        f"From: {place}\n{origin.location}\n"
        f"Ketamine Trauma Reference, content {origin.version}, reviewed {day_in_words(origin.reviewed)}"
    )
    return "\n\n".join(parts) + "\n"


def full_reference(source: Source) -> str:
    """The reference, with what a reader must know before citing it: not read at the source, or not complete."""
    line = source.reference
    if source.checked is not Checked.PAGE:
        line += f" (Checked: {source.checked.label}.)"
    if source.incomplete:
        line += f" (Not complete in this reference: {', '.join(source.incomplete)}.)"
    return line
