"""What search looks through: one document for each record, each page and each section of a page."""

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from ketaref.compiler.appendix import APPENDED
from ketaref.compiler.content import Content
from ketaref.core.agent import Agent
from ketaref.core.contraindication import Contraindication
from ketaref.core.fold import fold
from ketaref.core.instrument import Instrument
from ketaref.core.instrument_text import description_lines
from ketaref.core.interaction import Interaction
from ketaref.core.location import Kind
from ketaref.core.monitoring import MonitoringStep
from ketaref.core.record_text import Record, lines_of, names_of, title_of
from ketaref.core.regimen import Regimen
from ketaref.core.topic import Topic
from ketaref.core.trial import Trial
from ketaref.store.content import RECORD_TYPES


@dataclass(frozen=True)
class Document:
    """What one row of search is made of. `names` are what it is called exactly, `aliases` further words to find it by.

    `beside` is shown with the title and not searched. `asked` is how people ask for it in other words,
    `agents` are those that it is about, none where it is about all.
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
    asked: tuple[str, ...] = ()
    agents: tuple[Agent, ...] = ()

    @property
    def address(self) -> str:
        """What a way to ask for it names: "kind/id", of a section "topic/id#anchor"."""
        return f"{self.kind}/{self.record_id}" + (f"#{self.anchor}" if self.anchor else "")


def documents_of(content: Content) -> Iterator[Document]:
    """Every document, in the order of kinds and, within them, of the files."""
    asked = {item.value.record: item.value.asked for item in content.data.asked}
    for document in _documents_of(content):
        yield replace(document, asked=asked.get(document.address, ()))


def _documents_of(content: Content) -> Iterator[Document]:
    headings = Counter(fold(section.heading) for page in content.pages for section in page.topic.value.sections)
    shared = {heading for heading, pages in headings.items() if pages > 1}
    for kind in RECORD_TYPES:
        for record in records_of(content, kind):
            if isinstance(record, Topic):
                yield from _page_documents(record, shared)
            else:
                yield _document(kind, record, _body(record))


def records_of(content: Content, kind: Kind) -> tuple[Record, ...]:
    """The records of a kind in the order in which they are listed: pages by chapter, others as in their file."""
    if kind is not Kind.TOPIC:
        return tuple(item.value for item in content.data.records.get(kind, ()))
    chapters = {chapter.value.id: chapter.value.position for chapter in content.data.chapters}
    topics = [page.topic.value for page in content.pages]
    return tuple(sorted(topics, key=lambda topic: (chapters.get(topic.chapter, -1), topic.position, topic.id)))


def _page_documents(topic: Topic, shared: Container[str]) -> Iterator[Document]:
    yield _document(Kind.TOPIC, topic, topic.summary)
    for section in topic.sections:
        if section in APPENDED:
            continue
        body = " ".join(section.text.split())
        # What several pages have ("Guidelines", "In brief") names none of them.
        names = () if fold(section.heading) in shared else (section.heading,)
        yield Document(Kind.TOPIC, topic.id, section.anchor, topic.title, section.heading, body, names, "")


def _body(record: Record) -> str:
    """With the labels, so that "dissociation onset" finds it and a snippet says for which agent a level holds."""
    lines = description_lines(record) if isinstance(record, Instrument) else lines_of(record)
    return " · ".join(f"{line.label}: {' '.join(line.text.split())}" for line in lines if line.text)


def _document(kind: Kind, record: Record, body: str) -> Document:
    title, names = title_of(record), names_of(record)
    # The question asks in words that people type ("ever had a stroke?"); it is no name, though.
    asked = record.question if isinstance(record, Contraindication) else ""
    aliases = "\n".join(part for part in (*names, asked) if part)
    agents = record.agents if isinstance(record, MonitoringStep | Regimen | Interaction | Trial) else ()
    return Document(kind, record.id, "", title, "", body, (title, *names), aliases, _beside(record), agents=agents)


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
        case Instrument():
            return "form to fill in here" if record.form else "described, no form here"
        case _:
            return ""
