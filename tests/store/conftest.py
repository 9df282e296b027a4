"""A content store made by hand, for tests that say exactly what is in it."""

import json
import sqlite3

import pytest
from sqlite_utils import Database

from ketaref.compiler.build import write_documents
from ketaref.compiler.documents import Document
from ketaref.core.adverse_effect import Line
from ketaref.core.agent import Agent
from ketaref.core.codec import encode
from ketaref.core.interaction import Basis, Interaction, InteractionSeverity
from ketaref.core.location import Kind
from ketaref.core.source import Checked
from ketaref.core.synonyms import Synonyms
from ketaref.store.checksum import KEY, UNSEALED, seal
from ketaref.store.content import ContentStore
from ketaref.store.schema import (
    APPLICATION_ID,
    PRIMARY_KEYS,
    SCHEMA_VERSION,
    TABLES,
)

_SQL_TYPES = {str: "TEXT", int: "INTEGER", bytes: "BLOB"}


@pytest.fixture
def make_store(tmp_path):
    """`make_store({"kind": "glossary", "id": "x", "title": "X", ...}, synonyms=[...])` -> ContentStore.

    A document may also have `names`, `heading`, `anchor`, `body`, `asked` and `agents`. Payloads are empty but for
    those of interactions: such a store is for search.
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
    write_documents(Database(connection), map(_document, documents), Synonyms(synonyms))
    for number, document in enumerate(documents, 1):
        row = (document["kind"], document["id"], number, document["title"], _payload(document))
        connection.execute("INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?)", row)
    for entry in synonyms:
        connection.execute("INSERT INTO synonym VALUES (?, ?)", (entry.canonical, json.dumps(encode(entry))))
    connection.execute("INSERT INTO meta VALUES (?, ?)", (KEY, UNSEALED))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    seal(path)


def _payload(of):
    """Empty, but for interactions: search asks their records which medicines they speak of."""
    if of["kind"] != Kind.INTERACTION:
        return "{}"
    line = Line("", Checked.PAGE)
    record = Interaction(
        id=of["id"],
        interacting=of["title"],
        examples=tuple(of.get("names", ())),
        agents=tuple(Agent),
        mechanism="",
        effect=line,
        severity=InteractionSeverity(of.get("severity", "minor")),
        action=line,
        basis=Basis.LABEL,
        sources=(),
        checked=Checked.PAGE,
    )
    return json.dumps(encode(record))


def _document(of):
    names = of.get("names", ())
    anchor = of.get("anchor", "")
    return Document(
        Kind(of["kind"]),
        of["id"],
        anchor,
        of["title"],
        of.get("heading", ""),
        of.get("body", ""),
        names if anchor else (of["title"], *names),
        "\n".join(names),
        asked=of.get("asked", ()),
        agents=of.get("agents", ()),
    )
