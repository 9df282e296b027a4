"""The tables of a content file, as the compiler writes them and the store reads them."""

SCHEMA_VERSION = 7
"""Raised with every change that an older program cannot read; kept in `PRAGMA user_version`."""

APPLICATION_ID = 0x4B455441
"""`KETA`, kept in `PRAGMA application_id`, so that another SQLite file is recognised as such."""

TABLES: dict[str, dict[str, type]] = {
    "meta": {"key": str, "value": str},
    "chapter": {"id": str, "title": str, "position": int},
    # The chapter of each topic that stands in one. It is in the topic's payload too, but reading every payload for the
    # table of contents would take longer than all else that the start asks of the file.
    "contents": {"topic": str, "chapter": str},
    # What a number can be typed for in the checklist.
    "quantity": {"id": str, "position": int, "payload": str},
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
        # The agents that it is about, parted by spaces; empty for all.
        "agents": str,
    },
    # How people ask for a document in other words. The index holds each by its number,
    # under terms of its own.
    "asked": {"number": int, "document_id": int, "phrase": str},
    # Folded titles and aliases, for exact matches and for the first one or two letters.
    "name": {"folded": str, "document_id": int, "is_title": int},
    # Every term of the index (a word or a phrase, folded) with the number of documents that hold it, how many of
    # them are no mere references (titles of publications hold words that nobody is to be led to), and in how many it
    # stands in what is shown, not only in a way of asking.
    "term": {"text": str, "documents": int, "records": int, "shown": int, "number": int},
    # The words that a misspelt one may have been meant as, how often they are, and how they sound.
    "word": {"word": str, "records": int, "sound": str},
    # For each term the documents that hold it, as little-endian arrays; see `ketaref.store.index`.
    "posting": {"number": int, "documents": bytes, "features": bytes, "best": bytes},
}

PRIMARY_KEYS = {
    "meta": "key",
    "chapter": "id",
    "contents": "topic",
    "quantity": "id",
    "record": ("kind", "id"),
    "citation": ("source_id", "kind", "id"),
    "synonym": "canonical",
    "redirect": ("kind", "id"),
    "document": "id",
    "name": ("folded", "document_id"),
    "asked": "number",
    "term": "text",
    "word": "word",
    "posting": "number",
}

WORDS, IS_WORD = "term_words", "instr(text, ' ') = 0 AND text NOT GLOB '[*?]*'"
"""The index over the terms that are single words (no stems, no ways of asking), and what tells them."""
