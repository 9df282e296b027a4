"""`ketaref sources`: the sources for programs for references."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser
from ketaref.cli.reading import open_store
from ketaref.core.errors import InputError
from ketaref.core.location import Kind, Location
from ketaref.core.record_text import sources_of
from ketaref.core.source import Source
from ketaref.export.citations import CitationFormat, citations
from ketaref.export.saving import save
from ketaref.store.content import ContentStore


def add(commands: Any, common: Parser) -> None:
    """Add `sources export`."""
    sources = commands.add_parser("sources", help="write sources for programs for references")
    actions = sources.add_subparsers(required=True, metavar="ACTION")
    export = actions.add_parser("export", parents=[common], help="as RIS, BibTeX or CSL-JSON, all or some of them")
    formats = [form.value for form in CitationFormat]
    export.add_argument("--format", choices=formats, help="default: what the ending of FILE says")
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: print it")
    export.add_argument("--of", metavar="LOCATION", help="the sources of this page or record (ketaref://KIND/ID)")
    export.add_argument("ids", metavar="ID", nargs="*", help="a source; without ID and LOCATION, all of them")
    export.set_defaults(run=_export)


def _export(chosen: argparse.Namespace) -> int:
    form = _format(chosen.format, chosen.output)
    store = open_store(chosen)
    sources = _chosen_sources(store, chosen.of, chosen.ids)
    data = citations(sources, form, store.info())
    if chosen.output is None:
        sys.stdout.buffer.write(data)  # as bytes: the format says how letters and ends of lines are written
        return Exit.FINE
    save(chosen.output, data)
    count = len({source.id for source in sources})
    if chosen.json:
        print_json({"file": str(chosen.output), "format": form.value, "sources": count})
    else:
        print(f"{chosen.output}: {count} {'source' if count == 1 else 'sources'} as {form.label}")
    return Exit.FINE


def _format(named: str | None, output: Path | None) -> CitationFormat:
    """Raises InputError where neither a name nor the ending of a file tells."""
    if named:
        return CitationFormat(named)
    ending = output.suffix.removeprefix(".").casefold() if output else ""
    for form in CitationFormat:
        if form.ending == ending:
            return form
    raise InputError("format", f"name one with --format: {', '.join(CitationFormat)}")


def _chosen_sources(store: ContentStore, address: str | None, ids: Sequence[str]) -> tuple[Source, ...]:
    """Raises NotInContentError for what this content does not hold."""
    named = store.sources_named(tuple(ids))
    if address is None:
        return named or store.sources()
    location = Location.parse(address)
    if not location.id or location.kind is Kind.CHECKLIST:
        raise InputError("of", f"{address} lists records; name one page or record, ketaref://KIND/ID")
    target = store.resolve(location).location
    record = store.record(target.kind, target.id)
    of_record = (record,) if isinstance(record, Source) else store.sources_named(sources_of(record))
    if not of_record and not named:
        raise InputError("of", f"{target} rests on no source")
    return (*named, *of_record)
