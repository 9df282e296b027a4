"""What search gives back."""

from dataclasses import dataclass

from ketaref.core.location import Kind, Location

MARK_START = "\x02"
MARK_END = "\x03"
"""Around matched words in a snippet; whoever shows it turns them into emphasis."""


@dataclass(frozen=True)
class Hit:
    """A record or section that answers a query, and where it opens."""

    kind: Kind
    id: str
    title: str
    section: str
    snippet: str
    location: Location


@dataclass(frozen=True)
class SearchResults:
    """Hits in order. `shown_for` is the repaired query when the words as typed found too little.

    `nearest` offers terms of this content when there is no hit at all, so that no answer is ever blank.
    """

    query: str
    hits: tuple[Hit, ...]
    shown_for: str | None = None
    nearest: tuple[str, ...] = ()
