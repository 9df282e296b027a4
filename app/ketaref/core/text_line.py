"""A labelled line of plain text: what every record is made of when it is read."""

from dataclasses import dataclass

from ketaref.core.source import Checked


@dataclass(frozen=True)
class TextLine:
    """One labelled line. `sources` and `checked` stand where the line has its own, beside those of its record."""

    label: str
    text: str
    sources: tuple[str, ...] = ()
    checked: Checked | None = None
