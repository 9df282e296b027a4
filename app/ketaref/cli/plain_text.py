"""Records, pages and checklists as plain text for a terminal, with sources and how each was checked."""

import re
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from ketaref.core.checklist import Checklist
from ketaref.core.location import KIND_NAMES
from ketaref.core.record_text import Record, checked_of, lines_of, sources_of, title_of
from ketaref.core.source import Checked, Source
from ketaref.core.text_line import TextLine
from ketaref.core.topic import Topic
from ketaref.store.statistics import ContentStatistics

WIDTH = 100


def record_text(record: Record, sources: Mapping[str, Source]) -> str:
    """A record as its labelled lines; a page as its text. `sources` maps id to Source for at least its own."""
    title = title_of(record)
    parts = [title, "=" * min(len(title), WIDTH), ""]
    if isinstance(record, Topic):
        parts += [wrapped(record.summary), "", f"Reviewed {record.reviewed}, next review {record.review_due}", ""]
        parts += [page_text(record.html)]
    else:
        parts += [_line_text(line, sources) for line in lines_of(record)]
    checked = checked_of(record)
    if checked:
        parts += ["", f"Checked: {checked.label}"]
    named = [sources[source_id] for source_id in sources_of(record)]
    if named:
        parts += ["", "Sources", *(source_text(source) for source in named)]
    return "\n".join(parts)


def page_text(html: str) -> str:
    """The reader's HTML as text: headings underlined, items with dashes, cells of a row parted by bars."""
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(reader.lines)).strip("\n")


def checklist_text(checklist: Checklist) -> str:
    """The items of a checklist by group, each with its id for an answers file."""
    parts = [f"Contraindication checklist: {checklist.agent.label}", f"{len(checklist.items)} items", ""]
    for group in checklist.groups:
        parts += [group.name, "-" * len(group.name)]
        for item in group.items:
            position = item.positions_for(checklist.agent)[0]
            standing = f"{position.level.label}, {position.standing.label.lower()}"
            parts.append(wrapped(f"{item.id}: {item.question} ({standing})", "- ", "  "))
        parts.append("")
    return "\n".join(parts).rstrip("\n")


def _line_text(line: TextLine, sources: Mapping[str, Source]) -> str:
    named = f" [{cited(line.sources, sources)}]" if line.sources else ""
    checked = f" ({line.checked.label})" if line.checked and line.checked is not Checked.PAGE else ""
    return wrapped(f"{line.label}: {line.text}{named}{checked}", "", "    ")


def cited(source_ids: Sequence[str], sources: Mapping[str, Source]) -> str:
    """The short names of sources."""
    return "; ".join(sources[source_id].short for source_id in source_ids)


def source_text(source: Source) -> str:
    """A source as an item of a list: kind, reference, how it was checked."""
    return wrapped(f"{source.short}: {source.kind.label}. {source.reference} ({source.checked.label})", "- ", "  ")


def wrapped(text: str, first: str = "", further: str = "") -> str:
    """A paragraph of lines that fit; `first` and `further` begin its first and its other lines."""
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )


class _PageReader(HTMLParser):
    """Collects the lines of a page. Knows the few tags that the compiler writes."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._text: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self._end_item()
            self._depth += 1
        elif tag in ("h2", "h3", "p", "li", "tr"):
            self._end_item()
        elif dict(attrs).get("class") in ("certainty", "practice-point", "checked"):
            self._text.append(" (")

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "h2" | "h3":
                text = self._taken()
                self.lines += ["", text, ("-" if tag == "h2" else "·") * len(text)]
            case "p":
                self._end_item()
                if not self._depth:
                    self.lines.append("")
            case "li":
                self._end_item()
            case "ul" | "ol":
                self._depth -= 1
                self.lines += [] if self._depth else [""]
            case "td" | "th":
                self._text.append(" | ")
            case "tr":
                self.lines.append(self._taken().rstrip(" |"))
            case "table":
                self.lines.append("")

    def handle_data(self, data: str) -> None:
        # A badge is one word group in one element: its bracket closes with its text.
        opened = bool(self._text) and self._text[-1] == " ("
        self._text.append(f"{data})" if opened else data)

    def _taken(self) -> str:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        return text

    def _end_item(self) -> None:
        text = self._taken()
        if text:
            indent = "    " * (self._depth - 1)
            self.lines.append(wrapped(text, f"{indent}- ", f"{indent}  ") if self._depth else wrapped(text))


def section_html(topic: Topic, anchor: str) -> str:
    """The part of a page from a heading to the next of the same or a higher rank; empty where there is no such."""
    start = re.search(rf'<h([23]) id="{re.escape(escape(anchor))}">', topic.html)
    if not start:
        return ""
    end = re.compile(rf"</div>|<h[2-{start[1]}] ").search(topic.html, start.end())
    return topic.html[start.start() : end.start() if end else None].strip()


def list_text(title: str, entries: Sequence[tuple[str, str]]) -> str:
    """A list of addresses with their titles."""
    width = max(len(address) for address, _ in entries)
    lines = [f"{address:<{width}}  {name}" for address, name in entries]
    return "\n".join([title, "=" * len(title), *lines])


def statistics_text(statistics: ContentStatistics, path: Path) -> str:
    """The numbers of a content file."""
    info = statistics.info
    unsourced = statistics.statements - statistics.statements_sourced
    lines = [
        f"Content {info.version} (format {info.schema_version})",
        f"Reviewed {info.reviewed}, next review {info.review_due}",
        str(path),
        "",
        *(f"{count:>6}  {KIND_NAMES[kind]}" for kind, count in info.counts),
        "",
        f"{statistics.statements} statements on pages: {statistics.sourced_share:.1%} cite a source, "
        f"{unsourced} are marked as practice points",
        "",
        "Sources by how they were checked",
        *(f"{count:>6}  {checked.label}" for checked, count in statistics.sources_by_checked if count),
        f"{len(statistics.uncited_sources):>6}  not cited by any page or record",
        "",
        "Headings of the article this reference grew from, and the pages that answer them",
        *(f"        {heading}: {', '.join(pages)}" for heading, pages in statistics.answers),
    ]
    return "\n".join(lines)
