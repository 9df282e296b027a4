"""A content store made by hand, for tests that say exactly what is in it."""

import json
import sqlite3

import pytest

from ketaref.core.codec import encode
from ketaref.core.fold import fold
from ketaref.store.checksum import KEY, UNSEALED, seal
from ketaref.store.content import ContentStore
from ketaref.store.schema import (
    APPLICATION_ID,
    FULL_TEXT_COLUMNS,
    FULL_TEXT_TOKENIZER,
    PRIMARY_KEYS,
    SCHEMA_VERSION,
    TABLES,
)

_SQL_TYPES = {str: "TEXT", int: "INTEGER"}


@pytest.fixture
def make_store(tmp_path):
    """`make_store({"kind": "glossary", "id": "x", "title": "X", ...}, synonyms=[...])` -> ContentStore.

    A document may also have `names`, `heading`, `anchor` and `body`. Payloads are empty: such a store is for search.
    """
    stores = []

    def make(*documents, synonyms=()):
        path = tmp_path / f"content{len(stores)}.sqlite"
        write_store(path, documents, synonyms)
        stores.append(ContentStore.open(path))
        return stores[-1]

    yield make
    for store in stores:
        store.close()


def write_store(path, documents, synonyms):
    connection = sqlite3.connect(path)
    for table, columns in TABLES.items():
        key = PRIMARY_KEYS[table]
        types = ", ".join(f"{name} {_SQL_TYPES[kind]}" for name, kind in columns.items())
        keys = key if isinstance(key, str) else ", ".join(key)
        connection.execute(f"CREATE TABLE {table} ({types}, PRIMARY KEY ({keys}))")
    for number, document in enumerate(documents, 1):
        insert_document(connection, number, **document)
    for entry in synonyms:
        connection.execute("INSERT INTO synonym VALUES (?, ?)", (entry.canonical, json.dumps(encode(entry))))
    columns = ", ".join(FULL_TEXT_COLUMNS)
    connection.execute(
        f"CREATE VIRTUAL TABLE document_fts USING fts5"
        f"({columns}, tokenize='{FULL_TEXT_TOKENIZER}', content='document', content_rowid='id')"
    )
    connection.execute("INSERT INTO document_fts (document_fts) VALUES ('rebuild')")
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, document_fts, row)")
    connection.execute("INSERT INTO word SELECT term, doc FROM temp.vocabulary")
    connection.execute("INSERT INTO meta VALUES (?, ?)", (KEY, UNSEALED))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    seal(path)


def insert_document(connection, number, *, kind, id, title, names=(), heading="", anchor="", body=""):  # noqa: A002
    aliases = "\n".join(names)
    row = (number, kind, id, anchor, title, aliases, heading, body, "")
    connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    for name in (title, *names) if not anchor else names:
        connection.execute("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", (fold(name), number, name == title))
    connection.execute("INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, '{}')", (kind, id, number, title))
