"""A sheet for paper: what each of them carries, and its HTML with numbered sources and without links into the program.

Whoever wants something printed makes a `Sheet` of the HTML that its screen shows, and of the sources that this cites:
links to them get the numbers of the reference list by themselves.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from urllib.parse import unquote

from ketaref import PROGRAM_NAME
from ketaref.core.age import day_in_words, overdue_in_words
from ketaref.core.errors import InputError
from ketaref.core.location import Kind, Location
from ketaref.core.source import Checked, Source
from ketaref.core.unbroken import between_tags, units_unbroken
from ketaref.export.print_style import print_css
from ketaref.store.content import ContentInfo

INTENDED_USE = (
    "For health professionals. This sheet informs; it does not decide. It can be incomplete, out of date or wrong: "
    "check the current product label, your local protocol and the cited source before acting. That something is not "
    "found here does not mean that it does not exist."
)
REFERENCE_LENGTH = 60
"""The most characters of a user's own reference, which stands in the head of each page and nowhere else."""

_CITATION = re.compile(r'<a class="(?:citation|number)" href="ketaref://source/([^"#]+)">(.*?)</a>', re.DOTALL)
_INNER_LINK = re.compile(r'<a\b[^>]*\bhref="ketaref://[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_TIP = re.compile(r'(<span class="term") title="[^"]*"')
_BADGE = re.compile(r'(<span class="(?:practice-point|certainty|checked)">)\[?([^<\[\]]+)\]?(</span>)')
_BOTTOM_LINE = re.compile(r'<div class="bottom-line">(.*?)</div>', re.DOTALL)
_BARE_TABLE = re.compile(r"<table>")
_HEAD_ROW = re.compile(r"(<table[^>]*>)\s*(<tr>(?:\s*<th>(?:(?!</?t[rd]\b).)*?</th>)+\s*</tr>)", re.DOTALL)

_COMPARED = re.compile(r"(?:(?<=[≥≤])|(?<=&[lg]t;)) (?=\d)")


@dataclass(frozen=True)
class Stamp:
    """What each sheet tells of its content and of the day on which it was made."""

    version: str
    reviewed: date
    review_due: date
    made: date

    @property
    def text(self) -> str:
        """For the foot of each page, before the number of the page."""
        content = f"content {self.version} of {day_in_words(self.reviewed)}"
        return f"{PROGRAM_NAME} · {content} · printed {day_in_words(self.made)}"


@dataclass(frozen=True)
class Attachment:
    """A file that a PDF carries with it; paper does not."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Sheet:
    """What is to stand on paper. `body` is HTML with headings from `h2` on; `wide` asks for paper on its side,
    `text_size` for text so many times as large as usual.

    `sources` holds at least those that the body cites as `citation_html` writes it; ValueError names one that is
    missing, for a sheet without its sources is not to be made.
    """

    title: str
    body: str
    stamp: Stamp
    sources: tuple[Source, ...] = ()
    subtitle: str = ""
    intended_use: str = INTENDED_USE
    attachments: tuple[Attachment, ...] = ()
    wide: bool = False
    text_size: float = 1.0

    def __post_init__(self) -> None:
        there = {source.id for source in self.sources}
        missing = [source_id for source_id in _cited(self.body) if source_id not in there]
        if missing:
            raise ValueError(f"the sheet “{self.title}” cites sources that it was not given: {', '.join(missing)}")

    @cached_property
    def references(self) -> tuple[Source, ...]:
        """The sources in the order of their numbers, which begin at 1: as the body cites them, then the others."""
        by_id = {source.id: source for source in self.sources}
        return tuple(by_id[source_id] for source_id in dict.fromkeys((*_cited(self.body), *by_id)))


def stamp_of(info: ContentInfo, made: date) -> Stamp:
    """The stamp of sheets that are made from some content on a day."""
    return Stamp(info.version, info.reviewed, info.review_due, made)


def own_reference(text: str) -> str:
    """A user's own reference in one line. Raises InputError when it is longer than REFERENCE_LENGTH characters."""
    line = " ".join(text.split())
    if len(line) > REFERENCE_LENGTH:
        raise InputError("reference", f"at most {REFERENCE_LENGTH} characters; this has {len(line)}. Shorten it.")
    return line


def numbers_html(source_ids: Iterable[str]) -> str:
    """Sources by their numbers alone, for a table with little room; nothing without any."""
    links = (f'<a class="number" href="{escape(str(Location(Kind.SOURCE, each)))}"></a>' for each in source_ids)
    listed = ", ".join(links)
    return f'<span class="citation">[{listed}]</span>' if listed else ""


def paper_html(sheet: Sheet) -> str:
    """The whole document for paper, with its own style."""
    numbers = {source.id: number for number, source in enumerate(sheet.references, start=1)}
    parts = (
        f"<h1>{escape(sheet.title)}</h1>",
        _paragraph("summary", sheet.subtitle),
        _paragraph("overdue", overdue_in_words(sheet.stamp.review_due, sheet.stamp.made)),
        _for_paper(sheet.body, numbers),
        _references_html(sheet.references),
        _intended_use_html(sheet.intended_use),
    )
    style = f"<style>{print_css(sheet.text_size)}</style>"
    head = f'<head><meta charset="utf-8"><title>{escape(sheet.title)}</title>{style}</head>'
    return f"<!DOCTYPE html><html>{head}<body>{''.join(parts)}</body></html>"


def _cited(body: str) -> Iterator[str]:
    return (unquote(match[1]) for match in _CITATION.finditer(body))


def _paragraph(css_class: str, text: str) -> str:
    return f'<p class="{css_class}">{escape(text)}</p>' if text else ""


def _for_paper(body: str, numbers: Mapping[str, int]) -> str:
    """What a screen needs and paper does not is taken away; what colours say on screen is said in signs."""

    def numbered(match: re.Match[str]) -> str:
        name = f"\N{NO-BREAK SPACE}{match[2]}" if match[2] else ""
        return f"<b>{numbers[unquote(match[1])]}</b>{name}"

    body = _INNER_LINK.sub(r"\1", _CITATION.sub(numbered, _TIP.sub(r"\1", body)))
    body = _BADGE.sub(_bracketed, body)
    # Only tables can have a frame of their own in a text document.
    body = _BOTTOM_LINE.sub(r'<table class="frame"><tr><td class="frame">\1</td></tr></table>', body)
    body = _HEAD_ROW.sub(r"\1<thead>\2</thead>", _BARE_TABLE.sub('<table class="data">', body))
    return between_tags(body, _unbroken)


def _unbroken(text: str) -> str:
    return _COMPARED.sub("\N{NO-BREAK SPACE}", units_unbroken(text))


def _bracketed(badge: re.Match[str]) -> str:
    words = badge[2].strip().replace(" ", "\N{NO-BREAK SPACE}") if len(badge[2]) < 30 else badge[2].strip()
    return f"{badge[1]}[{words}]{badge[3]}"


def _references_html(references: tuple[Source, ...]) -> str:
    if not references:
        return ""
    items = "".join(f"<li>{_reference_html(source)}</li>" for source in references)
    return f'<h2>Sources</h2><ol class="references">{items}</ol>'


def _reference_html(source: Source) -> str:
    """The reference with its kind, what is known of how it was read, and an address where nothing shorter leads."""
    short = escape(source.short)
    if source.web_address:
        short = f'<a href="{escape(source.web_address)}">{short}</a>'
    address = "" if source.doi or source.pmid or not source.url else f" {escape(source.url)}"
    checked = "" if source.checked is Checked.PAGE else f" [{escape(source.checked.label)}]"
    return f"<b>{short}</b>: {escape(source.kind.label)}. {escape(source.reference)}{address}{checked}"


def _intended_use_html(sentence: str) -> str:
    return f'<h2>Intended use</h2><p class="small">{escape(sentence)}</p>'
