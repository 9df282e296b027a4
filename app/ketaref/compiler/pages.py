"""Topic pages: front matter and Markdown to a `Topic`, with every statement held to its source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as File
from xml.etree import ElementTree

from ketaref.compiler.appendix import APPENDED, claims_section, synonym_list, terms_section
from ketaref.compiler.blocks import (
    Block,
    BlockKind,
    Heading,
    read_directive,
    read_heading,
    split_blocks,
)
from ketaref.compiler.citations import MARK_PATTERN, Mark, parse_mark
from ketaref.compiler.content import CitedAt, Data, Located, Page, PageLink, Tally, Watch, unwatched
from ketaref.compiler.directives import TABLE_KINDS, records_table
from ketaref.compiler.html import (
    Element,
    Renderer,
    drop_empty_marks,
    html_of,
    marks_of,
    text_of,
)
from ketaref.compiler.readability import lix
from ketaref.compiler.records import misfit_problems, read_text
from ketaref.compiler.shape import shape_mistakes
from ketaref.compiler.statements import only_leads_in, statements_of, text_units
from ketaref.compiler.terms import TermMarker
from ketaref.compiler.yaml_lines import Lined, read_yaml
from ketaref.core.codec import MisfitError, decode
from ketaref.core.errors import Problem
from ketaref.core.location import Kind, Location
from ketaref.core.record_text import sources_of
from ketaref.core.topic import Section, Topic
from ketaref.core.vocabulary import GlossaryTerm

BOTTOM_LINE = "Bottom line"
IN_BRIEF = "In brief"
MAX_BOTTOM_LINE = 3
SYNONYMS = "synonyms"
"""The directive that shows the synonym table."""
_ARRIVES_AT = (BlockKind.LIST, BlockKind.TABLE, BlockKind.DIRECTIVE)


@dataclass(frozen=True)
class FrontMatter:
    """What stands at the head of a page; `parent` is a chapter, and only the start page has none."""

    title: str
    summary: str
    reviewed: date
    review_due: date
    parent: str = ""
    position: int = 0
    aliases: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    for_patients: bool = False


@dataclass
class _Draft:
    """A page while it is being put together."""

    html: list[str] = field(default_factory=list)
    headings: list[tuple[Heading, int]] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    links: list[PageLink] = field(default_factory=list)
    citations: list[CitedAt] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    statements: int = 0
    terms: dict[str, GlossaryTerm] = field(default_factory=dict)
    terms_of_section: dict[str, GlossaryTerm] = field(default_factory=dict)
    sourced: int = 0
    bottom_lines: int = 0

    @property
    def is_in_bottom_line(self) -> bool:
        tops = [heading.text for heading, _ in self.headings if heading.level == 2]
        return tops[-1:] == [BOTTOM_LINE]

    def count(self, line: int, marks: Sequence[Mark]) -> None:
        """Take up the sources of the statement on a line, and count it unless it is editorial."""
        for mark in marks:
            self.sources += mark.sources
            self.citations.append(CitedAt(line, mark.sources, self.is_in_bottom_line))
        if not all(mark.editorial for mark in marks):
            self.statements += 1
            self.sourced += any(mark.sources for mark in marks)


def read_pages(folder: File, data: Data, problems: list[Problem], watch: Watch = unwatched) -> tuple[Page, ...]:
    """Every page of the content folder that has readable front matter. Notes all that is wrong in `problems`."""
    reader = PageReader(data, problems)
    files = sorted((folder / "topics").glob("*.md"))
    for stranger in sorted(set((folder / "topics").glob("*")) - set(files)):
        problems.append(Problem(str(stranger), 1, "nothing reads this: pages are topics/*.md"))
    if not files:
        problems.append(Problem(str(folder / "topics"), 1, "no topic page (*.md) in this folder"))
    pages = (reader.read(file) for file in watch(files, "Reading pages"))
    return tuple(page for page in pages if page)


class PageReader:
    """Reads pages against the records that they cite and show."""

    def __init__(self, data: Data, problems: list[Problem]) -> None:
        self.data = data
        self.problems = problems
        self.sources = data.sources()
        self.renderer = Renderer(self.sources)
        self.terms = TermMarker(
            (item.value for item in data.records.get(Kind.GLOSSARY, ())), (item.value for item in data.synonyms)
        )
        self.claims = [item.value for item in data.records.get(Kind.CLAIM, ())]

    def read(self, file: File) -> Page | None:
        """The page, or None after noting why its front matter cannot be read."""
        text = read_text(file, self.problems)
        if text is None:
            return None
        path = str(file)
        front, lined, body, first_line = self._front_matter(text, path)
        if front is None or lined is None:
            return None
        self._check_marks(body, path, first_line)
        draft = _Draft()
        blocks = split_blocks(body, path, first_line, self.problems)
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            self._add(draft, block, following, path)
        self._check_depths(draft, path, first_line)
        return Page(
            Located(self._topic(file.stem, front, draft), path, lined),
            tuple(draft.links),
            tuple(draft.citations),
            Tally(draft.statements, draft.sourced),
            lix(draft.prose),
            text,
        )

    # Front matter

    def _front_matter(self, text: str, path: str) -> tuple[FrontMatter | None, Lined | None, str, int]:
        match = re.match(r"---\n(.*?)^---\n", text, re.DOTALL | re.MULTILINE)
        if not match:
            self.problems.append(Problem(path, 1, "a page starts with its front matter between two lines '---'"))
            return None, None, "", 1
        lined = read_yaml(match[1], path, self.problems, first_line=2)
        if lined is None:
            return None, None, "", 1
        try:
            front = decode(FrontMatter, lined.value)
        except MisfitError as error:
            self.problems += misfit_problems(error, path, lined)
            return None, None, "", 1
        return front, lined, text[match.end() :], text.count("\n", 0, match.end()) + 1

    # Blocks

    def _add(self, draft: _Draft, block: Block, following: Block | None, path: str) -> None:
        if block.kind is BlockKind.HEADING:
            self._add_heading(draft, block, path)
            return
        if not draft.headings:
            self._note(path, block.line, f"text before the first heading: a page starts with '## {BOTTOM_LINE}'")
            return
        element = self._directive(draft, block, path) if block.kind is BlockKind.DIRECTIVE else self._markdown(
            draft, block, following, path
        )  # fmt: skip
        if element is None:
            return
        drop_empty_marks(element)
        self.terms.mark(element, draft.terms_of_section)
        draft.terms |= draft.terms_of_section
        draft.html[-1] += html_of(element)
        draft.texts[-1] += [text for text in map(text_of, text_units(element)) if text]

    def _add_heading(self, draft: _Draft, block: Block, path: str) -> None:
        heading = read_heading(block)
        if heading.level not in (2, 3):
            self._note(path, block.line, "headings are '##' and '###'; the page's title stands in its front matter")
        if not heading.anchor or any(heading.anchor == other.anchor for other, _ in draft.headings):
            self._note(
                path, block.line, f"the anchor {heading.anchor!r} is taken: write '{heading.text} {{#other-anchor}}'"
            )
        draft.headings.append((heading, block.line))
        element = Element("div")
        level = 2 if heading.level <= 2 else 3
        if level == 2:
            draft.terms_of_section = {}
        ElementTree.SubElement(element, f"h{level}", {"id": heading.anchor}).text = heading.text
        draft.html.append(html_of(element))
        draft.texts.append([])

    def _directive(self, draft: _Draft, block: Block, path: str) -> Element | None:
        if draft.is_in_bottom_line:
            self._note(path, block.line, "a bottom line is at most three sentences, no table")
        directive = read_directive(block)
        if directive and directive.kind == SYNONYMS and not directive.ids:
            return synonym_list(item.value for item in self.data.synonyms)
        kinds = {str(kind): kind for kind in TABLE_KINDS}
        if directive is None or directive.kind not in kinds or not directive.ids:
            self._note(
                path,
                block.line,
                f"write '{{{{KIND id id}}}}' on a line of its own; kinds: {', '.join(kinds)}; or '{{{{{SYNONYMS}}}}}'",
            )
            return None
        kind = kinds[directive.kind]
        known = self.data.of(kind)
        for record_id in directive.ids:
            if record_id not in known:
                self._note(path, block.line, f"there is no {kind} {record_id!r}")
        records = [known[record_id] for record_id in directive.ids if record_id in known]
        cited = [[name for name in sources_of(record) if name in self.sources] for record in records]
        for sources in cited:
            draft.count(block.line, [Mark(tuple(sources))])
        element = Element("div")
        element.append(records_table(kind, records, self.sources))
        return element

    def _markdown(self, draft: _Draft, block: Block, following: Block | None, path: str) -> Element | None:
        try:
            element = self.renderer.render(block.text)
        except RecursionError:
            self._note(path, block.line, "not readable: lists inside lists, deeper than anybody reads")
            return None
        except ElementTree.ParseError:
            at = next((index for index, line in enumerate(block.lines) if re.search(r"&\w+;", line)), 0)
            self._note(path, block.line + at, "not readable: write characters themselves, not names such as '&nbsp;'")
            return None
        for line, mistake in shape_mistakes(block, element):
            self._note(path, line, mistake)
        leads_in = following is not None and following.kind in _ARRIVES_AT
        for line, statement, has_list in statements_of(block, element):
            arrives = has_list if block.kind is BlockKind.LIST else leads_in
            text, marks = text_of(statement), marks_of(statement)
            if marks:
                draft.count(line, marks)
                if len(marks) > 1 and any(mark.editorial for mark in marks):
                    self._note(path, line, "[editorial] stands alone: it says that nothing clinical is stated")
            elif text and not (arrives and only_leads_in(text)):
                shown = text if len(text) <= 60 else f"{text[:59]}…"
                self._note(path, line, f"no source: “{shown}”. Add [@source], [practice point] or [editorial]")
            draft.bottom_lines += bool(draft.is_in_bottom_line and text)
            if block.kind is not BlockKind.TABLE:
                draft.prose.append(text)
        draft.links += self._links(block, element, path)
        return element

    def _links(self, block: Block, element: Element, path: str) -> Iterator[PageLink]:
        for link in element.iter("a"):
            if link.get("class") == "citation":
                continue
            target = link.get("href", "")
            at = next((i for i, text in enumerate(block.lines) if f"]({target})" in text), 0)
            yield PageLink(path, block.line + at, target)

    # The page as a whole

    def _topic(self, topic_id: str, front: FrontMatter, draft: _Draft) -> Topic:
        sections = tuple(
            Section(heading.anchor, heading.text, heading.level, "\n".join(texts))
            for (heading, _), texts in zip(draft.headings, draft.texts, strict=True)
        )
        claims = [claim for claim in self.claims if claim.topic == topic_id]
        appended = [*claims_section(claims), *terms_section(draft.terms.values())]
        return Topic(
            id=topic_id,
            title=front.title,
            chapter=front.parent,
            position=front.position,
            summary=front.summary,
            aliases=front.aliases,
            answers=front.answers,
            reviewed=front.reviewed,
            review_due=front.review_due,
            html="\n".join((_page_html(draft), *(html for _, html in appended))),
            sections=(*sections, *(section for section, _ in appended)),
            sources=tuple(dict.fromkeys(draft.sources)),
            statements=draft.statements,
            words=sum(len(section.text.split()) for section in sections),
            for_patients=front.for_patients,
        )

    def _check_marks(self, body: str, path: str, first_line: int) -> None:
        for match in re.finditer(MARK_PATTERN, body):
            line = first_line + body.count("\n", 0, match.start())
            for mistake in parse_mark(match[1], self.sources)[1]:
                self._note(path, line, mistake)

    def _check_depths(self, draft: _Draft, path: str, first_line: int) -> None:
        tops = [(heading.text, line) for heading, line in draft.headings if heading.level == 2]
        for place, wanted in enumerate((BOTTOM_LINE, IN_BRIEF)):
            if len(tops) <= place or tops[place][0] != wanted:
                line = tops[place][1] if len(tops) > place else first_line
                order = ("first", "second")[place]
                self._note(path, line, f"'## {wanted}' is missing as the {order} heading of the page")
        if tops and not 1 <= draft.bottom_lines <= MAX_BOTTOM_LINE:
            message = f"{draft.bottom_lines} statements in the bottom line: at least one, at most {MAX_BOTTOM_LINE}"
            self._note(path, tops[0][1], message)
        taken = {section.anchor for section in APPENDED}
        for heading, line in draft.headings:
            if heading.anchor in taken:
                self._note(path, line, f"the anchor {heading.anchor!r} is that of a list at the end of every page")

    def _note(self, path: str, line: int, message: str) -> None:
        self.problems.append(Problem(path, line, message))


def _page_html(draft: _Draft) -> str:
    """The page; its bottom line is set apart so that the reader can frame it."""
    parts = [
        f'<div class="bottom-line">{html}</div>' if heading.text == BOTTOM_LINE else html
        for (heading, _), html in zip(draft.headings, draft.html, strict=True)
    ]
    return "\n".join(parts)


def locations_of(topic: Topic) -> frozenset[Location]:
    """Everything on a page that a link can name."""
    anchors = {Location(Kind.TOPIC, topic.id, section.anchor) for section in topic.sections}
    return frozenset({Location(Kind.TOPIC, topic.id), *anchors})
