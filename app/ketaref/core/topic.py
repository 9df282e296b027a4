"""Topic pages: the reader's HTML is made at build time; sections are what can be linked to and searched."""

from datetime import date
from typing import NamedTuple


class Chapter(NamedTuple):
    """A part of the table of contents."""

    id: str
    title: str
    position: int


class Section(NamedTuple):
    """A heading of a page with its anchor and plain text. `level` is 2 or 3, as in the page."""

    anchor: str
    heading: str
    level: int
    text: str


class Topic(NamedTuple):
    """A page in three depths (bottom line, in brief, full text). `html` is ready for the reader."""

    id: str
    title: str
    chapter: str
    position: int
    summary: str
    aliases: tuple[str, ...]
    answers: tuple[str, ...]
    reviewed: date
    review_due: date
    html: str
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    statements: int
    words: int

    def is_overdue(self, today: date) -> bool:
        """Whether the page is past its review date, so that readers must be told."""
        return today > self.review_due
