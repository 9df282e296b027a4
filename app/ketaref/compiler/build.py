"""Content to one SQLite file. The same content gives the same bytes; a failure leaves the old file as it is."""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

from ketaref.compiler.content import Content, Tally, Watch, unwatched
from ketaref.compiler.documents import Document, documents_of, records_of
from ketaref.compiler.index import IndexWriter
from ketaref.core.codec import encode
from ketaref.core.errors import StoreError
from ketaref.core.fold import fold
from ketaref.core.record_text import sources_of, title_of
from ketaref.core.synonyms import Synonyms
from ketaref.store.checksum import KEY, UNSEALED, seal
from ketaref.store.content import RECORD_TYPES, ContentStore
from ketaref.store.schema import (
    APPLICATION_ID,
    PRIMARY_KEYS,
    SCHEMA_VERSION,
    TABLES,
)

PAGE_SIZE = 4096
CHUNK = 5_000
"""Documents in memory at a time."""
DRAFTS = ".content-"
SECONDS_A_DAY = 86_400

Row = dict[str, Any]


def build(content: Content, output: Path, watch: Watch = unwatched) -> None:
    """Write the content file `output`, in one step at the very end.

    Raises StoreError where it cannot be written, or where the written file does not read back.
    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        _sweep(output.parent)
        with TemporaryDirectory(prefix=DRAFTS, dir=output.parent) as folder:
            draft = Path(folder) / output.name
            _write(content, draft, watch)
            read_back(draft)
            _flush(draft)
            draft.replace(output)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"The content file cannot be written: {output} ({error}).") from error


def _sweep(folder: Path) -> None:
    """Remove what builds left that were killed; one of the last day may still be running."""
    for left in folder.glob(f"{DRAFTS}*"):
        with suppress(FileNotFoundError):  # a build that runs beside this one has just finished
            if time.time() - left.stat().st_mtime > SECONDS_A_DAY:
                shutil.rmtree(left, ignore_errors=True)


def read_back(path: Path) -> None:
    """Open a content file as the program does and read everything. Raises StoreError where that fails."""
    store = ContentStore.open(path)
    try:
        (state,) = store.one("PRAGMA integrity_check") or ("no answer",)
        if state != "ok":
            raise StoreError(f"The content file is damaged: {path} ({state}).")
        store.info()
        store.chapters()
        store.quantities()
        store.synonyms()
        store.topics()
        for kind in RECORD_TYPES:
            for entry in store.entries(kind):
                store.sources_named(sources_of(store.record(kind, entry.location.id)))
    finally:
        store.close()


def _write(content: Content, path: Path, watch: Watch) -> None:
    database = Database(str(path), execute_plugins=False)
    try:
        # The file is new and thrown away on failure, so that a journal would only cost time.
        for pragma in (f"page_size = {PAGE_SIZE}", "journal_mode = OFF", "synchronous = OFF"):
            database.execute(f"PRAGMA {pragma}")
        rows = _tables(content)
        for name, columns in watch(TABLES.items(), "Writing"):
            database.table(name).create(columns, pk=PRIMARY_KEYS[name])
            database.table(name).insert_all(rows.get(name, []))
        synonyms = Synonyms(item.value for item in content.data.synonyms)
        write_documents(database, documents_of(content), synonyms)
        database.table("meta").insert({"key": KEY, "value": UNSEALED})
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        database.conn.commit()
        database.vacuum()
    finally:
        database.close()
    seal(path)


def write_documents(database: Database, documents: Iterable[Document], synonyms: Synonyms) -> None:
    """What search looks through: the documents, their names, how people ask for them, and the index."""
    index = IndexWriter(synonyms)
    rest = iter(documents)
    while chunk := [(index.add(document), document) for document in islice(rest, CHUNK)]:
        database.table("document").insert_all(_document_row(number, document) for number, document in chunk)
        database.table("name").insert_all(row for number, document in chunk for row in _name_rows(number, document))
        database.table("asked").insert_all(
            {"number": index.add_asked(document.kind, phrase), "document_id": number, "phrase": phrase}
            for number, document in chunk
            for phrase in document.asked
        )
    database.table("name").create_index(["document_id"])
    database.table("document").create_index(["record_id", "kind"])
    index.write(database)


def _tables(content: Content) -> dict[str, list[Row]]:
    return {
        "meta": _meta_rows(content),
        "chapter": [encode(chapter.value) for chapter in content.data.chapters],
        "contents": list(_contents_rows(content)),
        "record": list(_record_rows(content)),
        "citation": list(_citation_rows(content)),
        "quantity": [
            {"id": item.value.id, "position": position, "payload": _json(item.value)}
            for position, item in enumerate(content.data.quantities)
        ],
        "synonym": [
            {"canonical": item.value.canonical, "payload": _json(item.value)} for item in content.data.synonyms
        ],
        "redirect": [encode(item.value) for item in content.data.redirects],
    }


def _meta_rows(content: Content) -> list[Row]:
    assert content.data.meta  # load_content() has reported it otherwise
    tallies = [page.tally for page in content.pages]
    tally = Tally(sum(one.statements for one in tallies), sum(one.sourced for one in tallies))
    values = {
        **encode(content.data.meta.value),
        "statements": str(tally.statements),
        "statements_sourced": str(tally.sourced),
    }
    return [{"key": key, "value": values[key]} for key in sorted(values)]


def _contents_rows(content: Content) -> Iterator[Row]:
    for page in content.pages:
        topic = page.topic.value
        if topic.chapter:
            yield {"topic": topic.id, "chapter": topic.chapter}


def _record_rows(content: Content) -> Iterator[Row]:
    for kind in RECORD_TYPES:
        for position, record in enumerate(records_of(content, kind)):
            yield {
                "kind": kind.value,
                "id": record.id,
                "position": position,
                "title": title_of(record),
                "payload": _json(record),
            }


def _citation_rows(content: Content) -> Iterator[Row]:
    for kind in RECORD_TYPES:
        for record in records_of(content, kind):
            for source_id in sources_of(record):
                yield {"source_id": source_id, "kind": kind.value, "id": record.id}


def _document_row(number: int, document: Document) -> Row:
    return {
        "id": number,
        "kind": document.kind.value,
        "record_id": document.record_id,
        "anchor": document.anchor,
        "title": document.title,
        "aliases": document.aliases,
        "heading": document.heading,
        "body": document.body,
        "beside": document.beside,
        "agents": " ".join(document.agents),
    }


def _name_rows(number: int, document: Document) -> Iterator[Row]:
    named: dict[str, bool] = {}
    for name in document.names:
        folded = fold(name)
        if folded:
            named[folded] = named.get(folded, False) or name == document.title
    for folded, is_title in named.items():
        yield {"folded": folded, "document_id": number, "is_title": int(is_title)}


def _json(record: Any) -> str:
    return json.dumps(encode(record), ensure_ascii=False, separators=(",", ":"))


def _flush(path: Path) -> None:
    """The bytes are on the disk before the name points to them, so that a power cut leaves the old file or the new."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
