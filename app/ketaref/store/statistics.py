"""What a content file amounts to, in numbers, for those who write and review it."""

from dataclasses import dataclass

from ketaref.core.location import Kind
from ketaref.core.source import Checked
from ketaref.store.content import ContentInfo, ContentStore


@dataclass(frozen=True)
class ContentStatistics:
    """`statements` counts the clinical paragraphs, list items and table rows of all pages, `statements_sourced` those
    that cite a source (the others are marked as practice points). `answers` maps a heading of the article that this
    reference grew from to the pages that answer it.
    """

    info: ContentInfo
    statements: int
    statements_sourced: int
    sources_by_checked: tuple[tuple[Checked, int], ...]
    uncited_sources: tuple[str, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def sourced_share(self) -> float:
        """The share of statements that cite a source, 0 to 1."""
        return self.statements_sourced / self.statements if self.statements else 0.0


def read_statistics(store: ContentStore) -> ContentStatistics:
    """Count the content. Raises StoreError when the file is damaged."""
    meta = dict(store.all("SELECT key, value FROM meta"))
    uncited = store.all(
        "SELECT id FROM record WHERE kind = ? AND id NOT IN (SELECT source_id FROM citation) ORDER BY id",
        (Kind.SOURCE.value,),
    )
    checked = [source.checked for source in store.sources()]
    try:
        statements, sourced = int(meta["statements"]), int(meta["statements_sourced"])
    except (KeyError, TypeError, ValueError) as error:
        raise store.damaged(error) from error
    return ContentStatistics(
        info=store.info(),
        statements=statements,
        statements_sourced=sourced,
        sources_by_checked=tuple((value, checked.count(value)) for value in Checked),
        uncited_sources=tuple(source_id for (source_id,) in uncited),
        answers=_answers(store),
    )


def _answers(store: ContentStore) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pages: dict[str, list[str]] = {}
    for entry in store.topics():
        for heading in store.topic(entry.id).answers:
            pages.setdefault(heading, []).append(entry.id)
    return tuple((heading, tuple(ids)) for heading, ids in sorted(pages.items()))
