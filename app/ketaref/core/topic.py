"""Topic pages: the reader's HTML is made at build time; sections are what can be linked to and searched."""

from datetime import date
from typing import NamedTuple

from ketaref.core.age import age_in_words, day_in_words


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
    """A page in three depths (bottom line, in brief, full text). `html` is ready for the reader.

    `for_patients`: a handout, which a patient takes home.
    """

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
    for_patients: bool = False

    def is_overdue(self, today: date) -> bool:
        """Whether the page is past its review date, so that readers must be told."""
        return today > self.review_due


def reviewed_html(topic: Topic, today: date) -> str:
    """When the page was reviewed, and a warning where the next review is overdue."""
    reviewed = f"Reviewed {day_in_words(topic.reviewed)} ({age_in_words(topic.reviewed, today)})"
    due = day_in_words(topic.review_due)
    if not topic.is_overdue(today):
        return f'<p class="reviewed">{reviewed} · next review {due}</p>'
    warning = f"! Review overdue: it was due on {due}. Newer evidence may be missing."
    return f'<p class="reviewed"><span class="overdue">{warning}</span> {reviewed}</p>'
