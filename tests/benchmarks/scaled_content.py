"""A content file with the shipped content many times over, to measure search on: its documents are synthetic, all else
(records, synonyms, meta) is the shipped file's. The program opens it as any other.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import synthetic_content
from sqlite_utils import Database
from tqdm import tqdm

from ketaref.compiler import build
from ketaref.compiler.documents import Document
from ketaref.core.synonyms import Synonyms
from ketaref.store import schema
from ketaref.store.checksum import KEY, UNSEALED, seal
from ketaref.store.content import ContentStore

CACHE_KB = 500_000
"""SQLite's cache while it writes: with its own 2 MB it would read and write the pages of a large file over and over."""

WRITTEN_HERE = ("document", "name", "asked", "term", "word", "posting")
"""Tables of the schema that are not the shipped file's."""
TEXTS = (*(name for name in schema.TABLES if name not in WRITTEN_HERE), "document", "asked", "sqlite_schema")
"""What is shown. Everything else in a file is there for search: names and the index."""

Figures = dict[str, Any]


def scaled_content(given: Sequence[Document], shipped: Path, times: int, folder: Path) -> tuple[Path, Figures]:
    """The file with `times` the `given` documents in `folder`, made unless it is there, with what making it took.

    The figures are `times`, `documents`, `build_s` (texts, names, index, compaction and checksum, without making
    up texts), `file_mb`, `index_mb` and `tables_mb`, where this SQLite can tell.
    """
    path, notes = folder / f"content-{times}x.sqlite", folder / f"content-{times}x.json"
    stamp = _stamp(shipped)
    if path.exists() and notes.exists():
        kept: Figures = json.loads(notes.read_text())
        if kept.pop("stamp") == stamp:
            return path, kept
    notes.unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    figures = {"times": times, **_write(given, shipped, times, path), **_sizes(path)}
    notes.write_text(json.dumps({"stamp": stamp, **figures}))
    return path, figures


class Clocked:
    """Documents, with the seconds that it takes to make them up."""

    def __init__(self, documents: Iterator[Document]) -> None:
        self._documents = documents
        self.count = 0
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Document]:
        return self

    def __next__(self) -> Document:
        started = time.perf_counter()
        try:
            document = next(self._documents)
        finally:
            self.seconds += time.perf_counter() - started
        self.count += 1
        return document


def _write(given: Sequence[Document], shipped: Path, times: int, path: Path) -> Figures:
    started = time.perf_counter()
    database = Database(str(path), execute_plugins=False)
    documents = Clocked(synthetic_content.synthetic_documents(given, times))
    try:
        for pragma in (
            f"page_size = {build.PAGE_SIZE}",
            "journal_mode = OFF",
            "synchronous = OFF",
            f"cache_size = -{CACHE_KB}",
        ):
            database.execute(f"PRAGMA {pragma}")
        _copy_all_else(database, shipped)
        store = ContentStore.open(shipped)
        synonyms = Synonyms(store.synonyms())
        store.close()
        shown = tqdm(documents, total=times * len(given), desc=f"{times}x", disable=None)
        build.write_documents(database, shown, synonyms)
        database.table("meta").insert({"key": KEY, "value": UNSEALED})
        database.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
        database.conn.commit()
        database.vacuum()
    finally:
        database.close()
    seal(path)
    return {"documents": documents.count, "build_s": round(time.perf_counter() - started - documents.seconds, 1)}


def _copy_all_else(database: Database, shipped: Path) -> None:
    """Every table of a content file, those that are not written here with the rows of the shipped one."""
    database.conn.commit()
    database.execute("ATTACH DATABASE ? AS shipped", [str(shipped)])
    for name, columns in schema.TABLES.items():
        database.table(name).create(columns, pk=schema.PRIMARY_KEYS[name])
        if name not in WRITTEN_HERE:
            listed = ", ".join(f'"{column}"' for column in columns)
            database.execute(f'INSERT INTO main."{name}" ({listed}) SELECT {listed} FROM shipped."{name}"')
    database.execute("DELETE FROM main.meta WHERE key = ?", [KEY])
    database.conn.commit()
    database.execute("DETACH DATABASE shipped")


def _sizes(path: Path) -> Figures:
    connection = sqlite3.connect(path)
    figures: Figures = {"file_mb": round(path.stat().st_size / 1e6, 1)}
    try:
        # Added up here: the table's own sums overflow at two gigabytes.
        pages = connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
    except sqlite3.OperationalError:  # this SQLite was built without it
        return figures
    finally:
        connection.close()
    tables: dict[str, int] = {}
    for name, size in pages:
        # The index of a primary key belongs to its table.
        table = name.removeprefix("sqlite_autoindex_").rpartition("_")[0] if "autoindex" in name else name
        tables[table] = tables.get(table, 0) + size
    index = sum(size for name, size in tables.items() if name not in TEXTS)
    sizes = {name: round(size / 1e6, 2) for name, size in sorted(tables.items(), key=lambda item: -item[1])}
    return {**figures, "index_mb": round(index / 1e6, 2), "tables_mb": sizes}


def _stamp(shipped: Path) -> str:
    """What a file that is kept was made from: content, generator, and the code that writes it."""
    compiler = Path(build.__file__).parent
    code = [Path(__file__), Path(synthetic_content.__file__), Path(schema.__file__), *sorted(compiler.glob("*.py"))]
    digest = hashlib.sha256()
    for file in (shipped, *code):
        digest.update(file.read_bytes())
    return digest.hexdigest()
