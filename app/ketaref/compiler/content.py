"""What the compiler has in hand between reading `content/` and writing the file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from ketaref.compiler.yaml_lines import Lined
from ketaref.core.codec import Path
from ketaref.core.errors import Problem
from ketaref.core.location import Kind
from ketaref.core.measurement import Quantity
from ketaref.core.record_text import Record
from ketaref.core.source import Source
from ketaref.core.topic import Chapter, Topic
from ketaref.core.vocabulary import SynonymEntry

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Watch(Protocol):
    """Passes things through one by one, so that whoever hands it in can show how far the work is."""

    def __call__(self, things: Iterable[T], doing: str) -> Iterator[T]: ...


def unwatched(things: Iterable[T], doing: str) -> Iterator[T]:  # noqa: ARG001 (the shape of Watch)
    """A Watch that shows nothing."""
    return iter(things)


@dataclass(frozen=True)
class ContentMeta:
    """What the content says of itself: version, day of the last review, day of the next, licence.

    `hardest_page` is the LIX that no page may be above, `median_page` that for the median of all pages; 0 for no limit.
    """

    version: str
    reviewed: date
    review_due: date
    licence: str
    hardest_page: float = 0.0
    median_page: float = 0.0


@dataclass(frozen=True)
class Redirect:
    """A removed id and where its location leads now."""

    kind: Kind
    id: str
    target: str


@dataclass(frozen=True)
class Asked:
    """How people ask for a record, page or section ("kind/id" or "kind/id#anchor") in other words than its own."""

    record: str
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Located(Generic[T_co]):
    """A value with the place that it was read from."""

    value: T_co
    path: str
    lined: Lined
    prefix: Path = ()

    def line(self, *field_path: str | int) -> int:
        """The line of one of its fields."""
        return self.lined.line((*self.prefix, *field_path))

    def problem(self, message: str, *field_path: str | int) -> Problem:
        """A mistake in one of its fields."""
        return Problem(self.path, self.line(*field_path), message)


@dataclass(frozen=True)
class PageLink:
    """A link on a page, with its line."""

    path: str
    line: int
    target: str


@dataclass(frozen=True)
class CitedAt:
    """The sources that one statement of a page cites, with its line."""

    line: int
    sources: tuple[str, ...]
    in_bottom_line: bool


@dataclass(frozen=True)
class Tally:
    """Statements (paragraphs, list items, table rows that are not editorial) of a page, and those with a source."""

    statements: int = 0
    sourced: int = 0


@dataclass(frozen=True)
class Page:
    """A topic page that was read, with what only the compiler needs of it."""

    topic: Located[Topic]
    links: tuple[PageLink, ...]
    citations: tuple[CitedAt, ...]
    tally: Tally
    lix: float
    text: str


@dataclass(frozen=True)
class Data:
    """The records of `data/`, as far as they could be read."""

    meta: Located[ContentMeta] | None = None
    records: Mapping[Kind, tuple[Located[Any], ...]] = field(default_factory=dict)
    chapters: tuple[Located[Chapter], ...] = ()
    quantities: tuple[Located[Quantity], ...] = ()
    synonyms: tuple[Located[SynonymEntry], ...] = ()
    redirects: tuple[Located[Redirect], ...] = ()
    asked: tuple[Located[Asked], ...] = ()

    def of(self, kind: Kind) -> dict[str, Record]:
        """The records of one kind by id."""
        return {item.value.id: item.value for item in self.records.get(kind, ())}

    def sources(self) -> dict[str, Source]:
        """The sources by id."""
        return {item.value.id: item.value for item in self.records.get(Kind.SOURCE, ())}


@dataclass(frozen=True)
class Content:
    """The whole content: records and pages. `meta` is missing only where problems were found."""

    data: Data
    pages: tuple[Page, ...]
