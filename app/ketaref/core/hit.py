"""What search gives back."""

import re
from dataclasses import dataclass

from ketaref.core.location import Kind, Location

MARK_START = "\x02"
MARK_END = "\x03"
"""Around matched words in a snippet; whoever shows it turns them into emphasis."""

_MARKED = re.compile(f"{MARK_START}([^{MARK_END}]*){MARK_END}")


@dataclass(frozen=True)
class Hit:
    """A record or section that answers a query, and where it opens.

    `section` is a page's heading; of a record what must be seen with its title, such as how strict it is at most.

    `matched` says by which expansions of the synonym table ("HTN → hypertension") where the typed words are not in it.
    """

    kind: Kind
    id: str
    title: str
    section: str
    snippet: str
    location: Location
    matched: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchResults:
    """Hits in order. `shown_for` is the repaired query when the words as typed found too little.

    `more` where further documents hold something of the query, but answer worse than all that are listed.

    `unknown` holds words of the query that are neither in this content nor near one that is; `unassessed` medicines
    that stand in it somewhere, but of which no interaction record speaks.

    `unread` holds the words at the end of a long query that were not looked up.

    `nearest` offers terms of this content when there is no hit at all, so that no answer is ever blank.
    """

    query: str
    hits: tuple[Hit, ...]
    shown_for: str | None = None
    nearest: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unassessed: tuple[str, ...] = ()
    more: bool = False
    unread: tuple[str, ...] = ()

    @property
    def silences(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What this reference does not tell of the query: a line for each sort, with the words that it is about."""
        told = (
            ("Not in this reference", self.unknown),
            ("In no interaction record", self.unassessed),
            ("Too long to be looked up to its end", (" ".join(self.unread),) if self.unread else ()),
        )
        return tuple((f"{where}, and so not assessed", words) for where, words in told if words)


def marked_words(snippet: str) -> str:
    """What matched in a snippet, without the rest."""
    return " ".join(_MARKED.findall(snippet))
