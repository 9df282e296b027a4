"""What must hold across records and pages. Each check yields problems; none stops at the first.

A source that nothing cites is no problem: sources are written down once for pages that come later as well. `ketaref
content info` counts them.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from ketaref.compiler.asked_checks import check_asked
from ketaref.compiler.checklist_checks import check_checklist
from ketaref.compiler.content import Content, Data, Located, Page
from ketaref.compiler.field_checks import check_fields
from ketaref.compiler.pages import locations_of
from ketaref.compiler.source_checks import check_sources
from ketaref.core.agent import SCREENED_AGENTS
from ketaref.core.codec import Path, encode
from ketaref.core.errors import InputError, Problem
from ketaref.core.fold import fold
from ketaref.core.interaction import Basis
from ketaref.core.location import Kind, Location
from ketaref.core.record_text import sources_of
from ketaref.core.vocabulary import SynonymEntry
from ketaref.core.wording import banned_words

START_PAGE = "start"
LONGEST_REVIEW = timedelta(days=731)
"""Between a review and the next: what nobody looks at for longer is no reference."""
HARDEST_OF_ALL = 70
"""LIX of a legal text; a limit above it would hold nobody."""
FURTHEST = 1_000_000
"""Of a position in a list."""
ROUNDING = 0.55
"""Per cent by which a printed figure may differ from its count: sources print whole per cents, or round them."""

_SOURCE_FIELDS = frozenset({"source", "band_source", "bands_source"})
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")


def check(content: Content) -> Iterator[Problem]:
    """Every problem of the content as a whole, in no particular order."""
    data = content.data
    yield from _ids(data)
    yield from _record_sources(data)
    yield from check_sources(content)
    yield from _rates(data)
    yield from _short_names(data)
    yield from _glossary_links(data)
    yield from _claims(content)
    yield from check_fields(content)
    yield from check_asked(content)
    yield from check_checklist(data)
    yield from _dates(content)
    yield from _reading(content)
    yield from _chapters(content)
    yield from _links(content)
    yield from _words(content)
    yield from _synonyms(data)


def _ids(data: Data) -> Iterator[Problem]:
    for kind, items in data.records.items():
        yield from _duplicates(items, str(kind))
    yield from _duplicates(data.chapters, "chapter")
    yield from _duplicates(data.quantities, "quantity")


def _duplicates(items: tuple[Located[Any], ...], name: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for item in items:
        record_id = item.value.id
        if not _ID.match(record_id):
            yield item.problem(f"the id {record_id!r} may hold only small letters, digits, '-' and '_'", "id")
        if record_id in first:
            yield item.problem(f"{name} {record_id!r} is there already, on line {first[record_id]}", "id")
        first.setdefault(record_id, item.line("id"))


def _record_sources(data: Data) -> Iterator[Problem]:
    """Every source that a record names is there, and every clinical record names one."""
    known = data.sources()
    for kind, items in data.records.items():
        for item in items:
            record = item.value
            for path, source_id in _named_sources(record):
                if source_id not in known:
                    yield item.problem(f"{record.id}: unknown source {source_id!r}", *path)
            # A definition may be plain words; a practice point says itself that no source stands behind it.
            unsourced = kind in (Kind.SOURCE, Kind.GLOSSARY) or getattr(record, "basis", None) is Basis.PRACTICE_POINT
            if not unsourced and not sources_of(record):
                yield item.problem(f"{record.id}: no source: a clinical record without a source does not build")


def _named_sources(record: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every source id of a record and of its parts at any depth, with the path to it."""
    for field in fields(record):
        value, here = getattr(record, field.name), (*path, field.name)
        if field.name in _SOURCE_FIELDS:
            yield from ((here, value),) if value else ()
        elif field.name == "sources":
            yield from (((*here, index), source_id) for index, source_id in enumerate(value))
        elif is_dataclass(value) and not isinstance(value, type):
            yield from _named_sources(value, here)
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if is_dataclass(part):
                    yield from _named_sources(part, (*here, index))


def _rates(data: Data) -> Iterator[Problem]:
    """A percentage lies between 0 and 100 and agrees with its count; a count is a part of those observed."""
    for item in data.records.get(Kind.ADVERSE_EFFECT, ()):
        for index, rate in enumerate(item.value.rates):
            figures = (
                ("percent", rate.percent, "count", rate.count),
                ("comparator_percent", rate.comparator_percent, "comparator_count", rate.comparator_count),
            )
            for percent_field, percent, count_field, count in figures:
                if percent is not None and not 0 <= percent <= 100:
                    yield item.problem(f"{item.value.id}: {percent:g} is no percentage", "rates", index, percent_field)
                if count and not (0 <= count.affected <= count.observed and count.observed):
                    yield item.problem(f"{item.value.id}: {count} is no part of a whole", "rates", index, count_field)
                elif count and percent is not None and abs(count.percent - percent) > ROUNDING:
                    message = f"{item.value.id}: {count} is {count.percent:.1f} %, not {percent:g} %"
                    yield item.problem(message, "rates", index, percent_field)


def _short_names(data: Data) -> Iterator[Problem]:
    """A citation shows only the short name, so that it must name one source."""
    first: dict[str, str] = {}
    for item in data.records.get(Kind.SOURCE, ()):
        key = item.value.short.casefold()
        if key in first:
            yield item.problem(f"{item.value.id}: {item.value.short!r} already names {first[key]!r}", "short")
        first.setdefault(key, item.value.id)


def _glossary_links(data: Data) -> Iterator[Problem]:
    known = data.of(Kind.GLOSSARY)
    for item in data.records.get(Kind.GLOSSARY, ()):
        for index, term_id in enumerate(item.value.see_also):
            if term_id not in known:
                yield item.problem(f"{item.value.id}: there is no glossary term {term_id!r}", "see_also", index)


def _claims(content: Content) -> Iterator[Problem]:
    """Each claim belongs to a page that is there, and some page answers the heading that it stood under."""
    pages = {page.topic.value.id for page in content.pages}
    answered = {heading for page in content.pages for heading in page.topic.value.answers}
    for item in content.data.records.get(Kind.CLAIM, ()):
        if item.value.heading not in answered:
            yield item.problem(f"{item.value.id}: no page answers {item.value.heading!r}", "heading")
        if item.value.topic not in pages:
            yield item.problem(f"{item.value.id}: there is no page {item.value.topic!r}", "topic")


def _dates(content: Content) -> Iterator[Problem]:
    dated: list[Located[Any]] = [page.topic for page in content.pages]
    if content.data.meta:
        dated.append(content.data.meta)
    for item in dated:
        reviewed: date = item.value.reviewed
        if item.value.review_due <= reviewed:
            yield item.problem(f"review_due must come after reviewed ({reviewed})", "review_due")
        if item.value.review_due > reviewed + LONGEST_REVIEW:
            yield item.problem(f"review_due is more than two years after reviewed ({reviewed})", "review_due")
        if content.data.meta and reviewed > content.data.meta.value.reviewed:
            yield item.problem(
                f"reviewed after the content as a whole ({content.data.meta.value.reviewed})", "reviewed"
            )


def _reading(content: Content) -> Iterator[Problem]:
    """No page harder to read than the edition allows, nor all of them together."""
    meta = content.data.meta
    if meta is None or not content.pages:
        return
    hardest, middle = meta.value.hardest_page, median(page.lix for page in content.pages)
    for name in ("hardest_page", "median_page"):
        limit = getattr(meta.value, name)
        if limit and not 0 < limit <= HARDEST_OF_ALL:
            yield meta.problem(f"{limit:g} is no LIX", name)
    for page in content.pages:
        if hardest and page.lix > hardest:
            message = f"hard to read: LIX {page.lix:.1f}, at most {hardest:g}: shorten its sentences and words"
            yield Problem(page.topic.path, 1, message)
    if meta.value.median_page and middle > meta.value.median_page:
        message = (
            f"the pages are harder to read than before: median LIX {middle:.1f}, at most {meta.value.median_page:g}"
        )
        yield meta.problem(message, "median_page")


def _chapters(content: Content) -> Iterator[Problem]:
    known = {chapter.value.id for chapter in content.data.chapters}
    for item in content.data.chapters:
        if abs(item.value.position) > FURTHEST:
            yield item.problem(f"position {item.value.position} is out of all lists", "position")
        yield from (item.problem(_word_message(word), "title") for word in banned_words(item.value.title))
    for page in content.pages:
        topic = page.topic.value
        if not _ID.match(topic.id):
            yield page.topic.problem("a page's file name may hold only small letters, digits, '-' and '_'")
        if topic.chapter not in known and not (topic.id == START_PAGE and not topic.chapter):
            named = f"{topic.chapter!r} is not a chapter" if topic.chapter else "parent is missing"
            yield page.topic.problem(f"{named}; there are: {', '.join(sorted(known))}", "parent")


def _links(content: Content) -> Iterator[Problem]:
    places = _places(content)
    redirects: dict[Location, str] = {}
    for item in content.data.redirects:
        origin = Location(item.value.kind, item.value.id)
        if origin in places or origin in redirects:
            yield item.problem(f"{origin} is there already: a redirect is for what was removed", "id")
        redirects[origin] = item.value.target
    for item in content.data.redirects:
        # A record, not a screen: what was removed was a record.
        mistake = _dead(item.value.target, {place for place in places if place.id and place.kind is not Kind.CHECKLIST})
        if mistake:
            yield item.problem(mistake, "target")
    for page in content.pages:
        for link in page.links:
            mistake = _dead(link.target, places | set(redirects))
            if mistake:
                yield Problem(link.path, link.line, mistake)


def _places(content: Content) -> set[Location]:
    """Everything that a link can name."""
    places = {Location(kind) for kind in (*content.data.records, Kind.CHECKLIST)}
    places |= {Location(Kind.CHECKLIST, agent) for agent in SCREENED_AGENTS}
    for kind in content.data.records:
        places |= {Location(kind, record_id) for record_id in content.data.of(kind)}
    for page in content.pages:
        places |= locations_of(page.topic.value)
    return places


def _dead(target: str, places: set[Location]) -> str:
    """What is wrong with a link, or nothing."""
    try:
        location = Location.parse(target)
    except InputError:
        return f"a link leads to ketaref://KIND/ID, not to {target!r}; a publication is a source: [@source]"
    if location in places:
        return ""
    if location.anchor and location.without_anchor() in places:
        return f"dead link: {location.without_anchor()} has no section {location.anchor!r}"
    return f"dead link: there is no {location}"


def _words(content: Content) -> Iterator[Problem]:
    for kind, items in content.data.records.items():
        if kind is Kind.SOURCE:
            continue  # titles and names of publications are quoted as they are
        for item in items:
            for path, text in _texts(encode(item.value), ()):
                yield from (item.problem(_word_message(word), *path) for word in banned_words(text))
    for entry in content.data.synonyms:
        for path, text in _texts(encode(entry.value), ()):
            yield from (entry.problem(_word_message(word), *path) for word in banned_words(text))
    for page in content.pages:
        yield from _page_words(page)


def _page_words(page: Page) -> Iterator[Problem]:
    """By line where it can be told; what is broken over lines or written with signs shows only when it is read."""
    told = set()
    for number, line in enumerate(page.text.split("\n"), 1):
        for word in banned_words(line):
            told.add(word)
            yield Problem(page.topic.path, number, _word_message(word))
    read = " ".join(f"{section.heading}\n{section.text}" for section in page.topic.value.sections)
    yield from (page.topic.problem(_word_message(word)) for word in banned_words(read) if word not in told)


def _word_message(word: str) -> str:
    return f"“{word}” is not used: this reference informs, it neither decides nor promises (see core/wording.py)"


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def _synonyms(data: Data) -> Iterator[Problem]:
    """No word may expand to two things, unless it is an abbreviation, which people do use for two things."""
    owners: dict[str, Located[SynonymEntry]] = {}
    for item in data.synonyms:
        entry = item.value
        others = {fold(name) for name in entry.not_same_as}
        words = {fold(term): term for term in (*entry.terms, *entry.misspellings)}
        for folded, term in words.items():
            if not folded:
                yield item.problem(f"{entry.canonical}: {term!r} holds no letter or digit")
                continue
            if folded in others:
                yield item.problem(f"{entry.canonical}: {term!r} is listed as a synonym and under not_same_as")
            owner = owners.setdefault(folded, item)
            if owner is not item and not (_abbreviates(entry, folded) or _abbreviates(owner.value, folded)):
                yield item.problem(
                    f"{entry.canonical}: {term!r} also stands under {owner.value.canonical!r} (line {owner.line()})"
                )


def _abbreviates(entry: SynonymEntry, folded: str) -> bool:
    return folded in {fold(name) for name in entry.abbreviations}
