"""What search looks through: one document for each record, each page and each section of a page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ketaref.compiler.appendix import APPENDED
from ketaref.compiler.content import Content
from ketaref.compiler.pages import BOTTOM_LINE, IN_BRIEF
from ketaref.core.agent import Agent
from ketaref.core.contraindication import Contraindication
from ketaref.core.fold import fold
from ketaref.core.location import Kind
from ketaref.core.monitoring import MonitoringStep
from ketaref.core.record_text import Record, lines_of, names_of, title_of
from ketaref.core.topic import Topic
from ketaref.core.trial import Trial
from ketaref.store.content import RECORD_TYPES

_EVERY_PAGE_HAS = (BOTTOM_LINE, IN_BRIEF)


@dataclass(frozen=True)
class Document:
    """A row of the full-text index. `names` are what it is called exactly, `aliases` further words to find it by.

    `beside` is shown with the title and not searched.
    """

    kind: Kind
    record_id: str
    anchor: str
    title: str
    heading: str
    body: str
    names: tuple[str, ...]
    aliases: str
    beside: str = ""


def documents_of(content: Content) -> Iterator[Document]:
    """Every document, in the order of kinds and, within them, of the files."""
    for kind in RECORD_TYPES:
        for record in records_of(content, kind):
            if isinstance(record, Topic):
                yield from _page_documents(record)
            else:
                yield _document(kind, record, _body(record))


def records_of(content: Content, kind: Kind) -> tuple[Record, ...]:
    """The records of a kind in the order in which they are listed: pages by chapter, others as in their file."""
    if kind is not Kind.TOPIC:
        return tuple(item.value for item in content.data.records.get(kind, ()))
    chapters = {chapter.value.id: chapter.value.position for chapter in content.data.chapters}
    topics = [page.topic.value for page in content.pages]
    return tuple(sorted(topics, key=lambda topic: (chapters.get(topic.chapter, -1), topic.position, topic.id)))


def _page_documents(topic: Topic) -> Iterator[Document]:
    yield _document(Kind.TOPIC, topic, topic.summary)
    for section in topic.sections:
        if section in APPENDED:
            continue
        body = " ".join(section.text.split())
        # What every page has names none of them.
        names = () if section.heading in _EVERY_PAGE_HAS else (section.heading,)
        yield Document(Kind.TOPIC, topic.id, section.anchor, topic.title, section.heading, body, names, _spelt([body]))


def _body(record: Record) -> str:
    """With the labels, so that "dissociation onset" finds it and a snippet says for which agent a level holds."""
    return " · ".join(f"{line.label}: {' '.join(line.text.split())}" for line in lines_of(record))


def _document(kind: Kind, record: Record, body: str) -> Document:
    title, names = title_of(record), names_of(record)
    # The question asks in words that people type ("ever had a stroke?"); it is no name, though.
    asked = record.question if isinstance(record, Contraindication) else ""
    aliases = "\n".join(part for part in (*names, asked, _spelt([title, *names, body])) if part)
    return Document(kind, record.id, "", title, "", body, (title, *names), aliases, _beside(record))


def _beside(record: Record) -> str:
    """What must be seen with the title: how strict a contraindication is at most, and whom a step concerns."""
    match record:
        case Contraindication():
            levels = {position.level for position in record.positions}
            strictest = min(levels, key=lambda level: level.rank).label.lower()
            if len(levels) == 1:
                return strictest
            differ = any(record.disagrees(agent) for agent in Agent)
            return f"up to {strictest}, {'sources differ' if differ else 'depends on the agent'}"
        case MonitoringStep():
            return record.agents_in_brief if record.agents else ""
        case Trial():
            primary = dict.fromkeys(outcome.direction.value for outcome in record.primary_outcomes)
            return f"primary outcome: {', '.join(primary)}" if primary else record.design.value
        case _:
            return ""


def _spelt(texts: Iterable[str]) -> str:
    """The words that folding changes beyond what the index does itself: `β` is typed as `beta`, `µg` as `mcg`."""
    words: dict[str, None] = {}
    for text in texts:
        if not text.isascii():
            plain = set(re.findall(r"[^\W_]+", text.casefold()))
            words |= dict.fromkeys(word for word in fold(text).split() if word not in plain)
    return " ".join(words)
