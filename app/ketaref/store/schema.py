"""The tables of a content file, as the compiler writes them and the store reads them."""

SCHEMA_VERSION = 4
"""Raised with every change that an older program cannot read; kept in `PRAGMA user_version`."""

APPLICATION_ID = 0x4B455441
"""`KETA`, kept in `PRAGMA application_id`, so that another SQLite file is recognised as such."""

TABLES: dict[str, dict[str, type]] = {
    "meta": {"key": str, "value": str},
    "chapter": {"id": str, "title": str, "position": int},
    # The chapter of each topic that stands in one. It is in the topic's payload too, but reading every payload for the
    # table of contents would take longer than all else that the start asks of the file.
    "contents": {"topic": str, "chapter": str},
    "record": {"kind": str, "id": str, "position": int, "title": str, "payload": str},
    "citation": {"source_id": str, "kind": str, "id": str},
    "synonym": {"canonical": str, "payload": str},
    "redirect": {"kind": str, "id": str, "target": str},
    # One row for each thing that search can open: a record, or a section of a topic.
    "document": {
        "id": int,
        "kind": str,
        "record_id": str,
        "anchor": str,
        "title": str,
        "aliases": str,
        "heading": str,
        "body": str,
        # What a hit says beside its title, where that alone could be taken for another thing. It is not searched.
        "beside": str,
    },
    # Folded titles and aliases, for exact matches and for the first one or two letters.
    "name": {"folded": str, "document_id": int, "is_title": int},
    # Every word of the index with the number of documents it is in, for repair of spelling.
    "word": {"word": str, "documents": int},
}

PRIMARY_KEYS = {
    "meta": "key",
    "chapter": "id",
    "contents": "topic",
    "record": ("kind", "id"),
    "citation": ("source_id", "kind", "id"),
    "synonym": "canonical",
    "redirect": ("kind", "id"),
    "document": "id",
    "name": ("folded", "document_id"),
    "word": "word",
}

FULL_TEXT_TABLE = "document_fts"
FULL_TEXT_COLUMNS = ("title", "aliases", "heading", "body")
"""Columns of `document` in the full-text table `document_fts`, in the order of their weights."""

FULL_TEXT_TOKENIZER = "unicode61 remove_diacritics 2"
