"""`ketaref search` and `ketaref show`: finding pages and records, and printing them."""

import argparse
import html
import sys
import time
from typing import Any

from ketaref.cli.json_output import checklist_data, hit_data, list_data
from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser, kind, limit
from ketaref.cli.plain_text import checklist_text, list_text, page_text, record_text, section_html
from ketaref.cli.reading import open_store
from ketaref.core.agent import SCREENED_AGENTS, screened_agent
from ketaref.core.checklist import build_checklist
from ketaref.core.codec import encode
from ketaref.core.errors import NotInContentError, printable
from ketaref.core.hit import MARK_END, MARK_START, SearchResults
from ketaref.core.location import KIND_NAMES, SEARCHED_KINDS, Kind, Location
from ketaref.core.record_html import record_html
from ketaref.core.record_text import Record, sources_of
from ketaref.core.source import Source
from ketaref.core.topic import Topic
from ketaref.store.content import ContentStore
from ketaref.store.search import Search
from ketaref.store.spelling import Spelling


def add(commands: Any, common: Parser) -> None:
    """Add `search` and `show`."""
    search = commands.add_parser("search", parents=[common], help="find pages and records")
    search.add_argument("text", metavar="TEXT", nargs="+")
    search.add_argument("--kind", type=kind, metavar="KIND", help=", ".join(SEARCHED_KINDS))
    search.add_argument("--limit", type=limit, default=20, metavar="N", help="at most N hits (20)")
    search.set_defaults(run=_search)
    show = commands.add_parser("show", parents=[common], help="print what a ketaref:// address names")
    show.add_argument("location", metavar="LOCATION", help="ketaref://KIND/ID, or ketaref://KIND for a list")
    show.add_argument("--format", choices=("text", "html", "json"), default=None)
    show.set_defaults(run=_show)


def _search(chosen: argparse.Namespace) -> int:
    store = open_store(chosen)
    search = Search(store, Spelling(store).suggest)
    started = time.perf_counter()
    results = search.search(" ".join(chosen.text), chosen.kind, chosen.limit)
    took_ms = (time.perf_counter() - started) * 1000
    if chosen.json:
        hits = [hit_data(hit) for hit in results.hits]
        print_json(
            {
                "query": results.query,
                "shown_for": results.shown_for,
                "took_ms": round(took_ms, 2),
                "hits": hits,
                "unknown": results.unknown,
                "unassessed": results.unassessed,
                "unread": results.unread,
                "nearest": results.nearest,
            }
        )
    else:
        _print_hits(results)
    return Exit.FINE


def _print_hits(results: SearchResults) -> None:
    bold, plain = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("", "")
    if results.shown_for:
        print(f"Showing results for “{results.shown_for}”\n")
    for line, words in results.silences:
        print(f"{line}: {', '.join(words)}\n")
    for hit in results.hits:
        section = f" › {hit.section}" if hit.section else ""
        kind = "" if hit.kind is Kind.CLAIM else f"{KIND_NAMES[hit.kind]}: "  # the title of a claim says so itself
        print(f"{kind}{bold}{hit.title}{plain}{section}\n    {hit.location}")
        snippet = " ".join(hit.snippet.split())
        if snippet:
            print(f"    {snippet.replace(MARK_START, bold).replace(MARK_END, plain)}")
        if hit.matched:
            print(f"    matched: {'; '.join(hit.matched)}")
    if not results.hits:
        nearest = f" Nearest words here: {', '.join(results.nearest)}." if results.nearest else ""
        print(f"Nothing found for “{printable(results.query)}”.{nearest}")


def _show(chosen: argparse.Namespace) -> int:
    location = Location.parse(chosen.location)
    form = chosen.format or ("json" if chosen.json else "text")
    store = open_store(chosen)
    if location.kind is Kind.CHECKLIST and location.id:
        return _show_checklist(store, location, form)
    if not location.id:
        return _show_list(store, location, form)
    target = store.resolve(location).location
    record = store.record(target.kind, target.id)
    anchor = location.anchor or target.anchor
    section = section_html(record, anchor) if anchor and isinstance(record, Topic) else ""
    if anchor and not section:
        raise NotInContentError(f"“{target.without_anchor()}” has no section “{anchor}”.")
    if form == "json":
        print_json(encode(record))
    elif form == "html":
        print(section or record_html(record, _sources_of(store, record)))
    else:
        print(page_text(section) if section else record_text(record, _sources_of(store, record)))
    return Exit.FINE


def _show_checklist(store: ContentStore, location: Location, form: str) -> int:
    checklist = build_checklist(screened_agent(location.id), store.contraindications())
    _print_screen(checklist_data(checklist), checklist_text(checklist), form)
    return Exit.FINE


def _show_list(store: ContentStore, location: Location, form: str) -> int:
    """What can be opened of a kind."""
    if location.kind is Kind.CHECKLIST:
        entries = [(str(Location(Kind.CHECKLIST, agent)), agent.label) for agent in SCREENED_AGENTS]
    else:
        entries = [(str(entry.location), entry.title) for entry in store.entries(location.kind)]
    if not entries:
        raise NotInContentError(f"This content holds nothing of the kind {location.kind.value!r}.")
    _print_screen(list_data(entries), list_text(KIND_NAMES[location.kind], entries), form)
    return Exit.FINE


def _print_screen(data: Any, text: str, form: str) -> None:
    if form == "json":
        print_json(data)
    else:
        print(f"<pre>{html.escape(text)}</pre>" if form == "html" else text)


def _sources_of(store: ContentStore, record: Record) -> dict[str, Source]:
    return {source_id: store.source(source_id) for source_id in sources_of(record)}
