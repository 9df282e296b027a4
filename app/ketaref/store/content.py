"""The content of one SQLite file, read-only. Rows become frozen records before they leave."""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, cast
from urllib.parse import quote
from weakref import finalize

from ketaref.core.codec import MisfitError, decode
from ketaref.core.errors import InputError, NotInContentError, StoreError
from ketaref.core.location import KIND_NAMES, Kind, Location
from ketaref.core.topic import Chapter
from ketaref.store.checksum import is_intact
from ketaref.store.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    from ketaref.core.adverse_effect import AdverseEffect
    from ketaref.core.claim import Claim
    from ketaref.core.contraindication import Contraindication
    from ketaref.core.instrument import Instrument
    from ketaref.core.interaction import Interaction
    from ketaref.core.measurement import Quantity
    from ketaref.core.monitoring import MonitoringStep
    from ketaref.core.record_text import Record
    from ketaref.core.regimen import Regimen
    from ketaref.core.source import Source
    from ketaref.core.topic import Topic
    from ketaref.core.trial import Trial
    from ketaref.core.vocabulary import GlossaryTerm, SynonymEntry

R = TypeVar("R")
_ANEW = "Close the program and start it anew."


class RecordTypes(Mapping[Kind, type]):
    """The class of each kind. Its module loads with the first record of that kind.

    The first screen needs topics only; making the other dataclasses would take a tenth of the program's start.
    """

    def __init__(self, names: dict[Kind, tuple[str, str]]) -> None:
        self._names = names

    def __getitem__(self, kind: Kind) -> type:
        module, name = self._names[kind]
        return _core_class(module, name)

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _core_class(module: str, name: str) -> type:
    found: type = getattr(import_module(f"ketaref.core.{module}"), name)
    return found


RECORD_TYPES = RecordTypes(
    {
        Kind.TOPIC: ("topic", "Topic"),
        Kind.CONTRAINDICATION: ("contraindication", "Contraindication"),
        Kind.ADVERSE_EFFECT: ("adverse_effect", "AdverseEffect"),
        Kind.INTERACTION: ("interaction", "Interaction"),
        Kind.REGIMEN: ("regimen", "Regimen"),
        Kind.MONITORING: ("monitoring", "MonitoringStep"),
        Kind.TRIAL: ("trial", "Trial"),
        Kind.CLAIM: ("claim", "Claim"),
        Kind.INSTRUMENT: ("instrument", "Instrument"),
        Kind.GLOSSARY: ("vocabulary", "GlossaryTerm"),
        Kind.SOURCE: ("source", "Source"),
    }
)
"""The kinds that a content file of this schema holds, with what each becomes."""


class ContentInfo(NamedTuple):
    """What a content file says of itself; dates as ISO 8601."""

    version: str
    reviewed: date
    review_due: date
    schema_version: int
    counts: tuple[tuple[Kind, int], ...]


class Entry(NamedTuple):
    """A record's place and title, without its payload."""

    location: Location
    title: str


class TopicEntry(NamedTuple):
    """A line of the table of contents."""

    id: str
    title: str
    chapter: str


def uri_of(name: str) -> str:
    """The URI under which SQLite opens a file by its full name, read-only and without a lock.

    Every sign that could mean anything in a URI is escaped, slashes too: a name that begins with two of them, as that
    of a network share, would be taken for the name of a machine, which SQLite refuses. A backslash is none to it.
    """
    return f"file:{quote(os.fsencode(name), safe='')}?mode=ro&immutable=1"


class ContentStore:
    """One content file, opened read-only and immutable: it can lie on a read-only medium and is never changed.

    Every method may raise StoreError when the file turns out to be damaged.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, file: int) -> None:
        """`file`: descriptor of the same file, opened to see whether anybody writes to it; closed with the store."""
        self.connection = connection
        self.path = path
        self._file = file
        self._close_file = finalize(self, os.close, file)
        self._at_opening = self._stamp()
        self._lists: dict[Kind, tuple[Any, ...]] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a content file. Raises StoreError when it is missing, damaged, empty, foreign or too new."""
        try:
            if not path.is_file():
                raise StoreError(f"The content file is missing: {path}. Reinstall the program, or build the content.")
            connection = sqlite3.connect(uri_of(str(path.absolute())), uri=True)
            file = os.open(path, os.O_RDONLY)
        except (sqlite3.Error, OSError, ValueError) as error:
            raise StoreError(f"The content file cannot be opened: {path} ({error}).") from error
        store = cls(connection, path, file)
        try:
            store.all("PRAGMA mmap_size = 0")  # a mapped file that is cut short would end the process
            store._check_header()
            store._check_sum()
            store._check_tables()
        except StoreError:
            store.close()
            raise
        return store

    def _check_header(self) -> None:
        (application_id,) = self.one("PRAGMA application_id") or (0,)
        (schema_version,) = self.one("PRAGMA user_version") or (0,)
        if application_id != APPLICATION_ID:
            raise StoreError(f"This is not a content file of Ketamine Trauma Reference: {self.path}.")
        if schema_version > SCHEMA_VERSION:
            raise StoreError(
                f"The content file is newer than this program (format {schema_version}, this program reads "
                f"{SCHEMA_VERSION}): {self.path}. Install the newer program."
            )
        if schema_version < SCHEMA_VERSION:
            raise StoreError(
                f"The content file is older than this program reads (format {schema_version}, needed "
                f"{SCHEMA_VERSION}): {self.path}. Rebuild or reinstall the content."
            )

    def _check_tables(self) -> None:
        there = {name for (name,) in self.all("SELECT name FROM sqlite_master WHERE type = 'table'")}
        missing = sorted(TABLES.keys() - there)
        if missing:
            raise self.damaged(f"it has no {', '.join(missing)}")

    def _check_sum(self) -> None:
        try:
            intact = is_intact(self.path)
        except OSError as error:
            raise StoreError(f"The content file cannot be read: {self.path} ({error}).") from error
        if not intact:
            raise self.damaged("its checksum does not fit")

    def close(self) -> None:
        self.connection.close()
        self._close_file()

    def _stamp(self) -> tuple[int, int]:
        there = os.fstat(self._file)
        return there.st_mtime_ns, there.st_size

    # The file itself

    def info(self) -> ContentInfo:
        """Version, dates and number of records by kind."""
        meta = dict(self.all("SELECT key, value FROM meta"))
        counts = self.all("SELECT kind, count(*) FROM record GROUP BY kind ORDER BY kind")
        try:
            return ContentInfo(
                version=meta["version"],
                reviewed=date.fromisoformat(meta["reviewed"]),
                review_due=date.fromisoformat(meta["review_due"]),
                schema_version=SCHEMA_VERSION,
                counts=tuple((Kind(kind), count) for kind, count in counts),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise self.damaged(error) from error

    # The table of contents

    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters in order."""
        rows = self.all("SELECT id, title, position FROM chapter ORDER BY position")
        return tuple(self._shaped(Chapter, {"id": row[0], "title": row[1], "position": row[2]}) for row in rows)

    def topics(self) -> tuple[TopicEntry, ...]:
        """Every topic in reading order, without its text."""
        rows = self.all(
            "SELECT record.id, record.title, coalesce(contents.chapter, '') FROM record"
            " LEFT JOIN contents ON contents.topic = record.id"
            " WHERE record.kind = 'topic' ORDER BY record.position"
        )
        return tuple(self._shaped(TopicEntry, {"id": row[0], "title": row[1], "chapter": row[2]}) for row in rows)

    # Records

    def topic(self, topic_id: str) -> "Topic":
        return cast("Topic", self._record(Kind.TOPIC, topic_id))

    def contraindications(self) -> "tuple[Contraindication, ...]":
        return cast("tuple[Contraindication, ...]", self._records(Kind.CONTRAINDICATION))

    def contraindication(self, record_id: str) -> "Contraindication":
        return cast("Contraindication", self._record(Kind.CONTRAINDICATION, record_id))

    def adverse_effects(self) -> "tuple[AdverseEffect, ...]":
        return cast("tuple[AdverseEffect, ...]", self._records(Kind.ADVERSE_EFFECT))

    def adverse_effect(self, record_id: str) -> "AdverseEffect":
        return cast("AdverseEffect", self._record(Kind.ADVERSE_EFFECT, record_id))

    def interactions(self) -> "tuple[Interaction, ...]":
        return cast("tuple[Interaction, ...]", self._records(Kind.INTERACTION))

    def interaction(self, record_id: str) -> "Interaction":
        return cast("Interaction", self._record(Kind.INTERACTION, record_id))

    def regimens(self) -> "tuple[Regimen, ...]":
        return cast("tuple[Regimen, ...]", self._records(Kind.REGIMEN))

    def regimen(self, record_id: str) -> "Regimen":
        return cast("Regimen", self._record(Kind.REGIMEN, record_id))

    def monitoring_steps(self) -> "tuple[MonitoringStep, ...]":
        return cast("tuple[MonitoringStep, ...]", self._records(Kind.MONITORING))

    def monitoring_step(self, record_id: str) -> "MonitoringStep":
        return cast("MonitoringStep", self._record(Kind.MONITORING, record_id))

    def trials(self) -> "tuple[Trial, ...]":
        return cast("tuple[Trial, ...]", self._records(Kind.TRIAL))

    def claims(self) -> "tuple[Claim, ...]":
        return cast("tuple[Claim, ...]", self._records(Kind.CLAIM))

    def instruments(self) -> "tuple[Instrument, ...]":
        return cast("tuple[Instrument, ...]", self._records(Kind.INSTRUMENT))

    def instrument(self, record_id: str) -> "Instrument":
        return cast("Instrument", self._record(Kind.INSTRUMENT, record_id))

    def glossary(self) -> "tuple[GlossaryTerm, ...]":
        return cast("tuple[GlossaryTerm, ...]", self._records(Kind.GLOSSARY))

    def glossary_term(self, record_id: str) -> "GlossaryTerm":
        return cast("GlossaryTerm", self._record(Kind.GLOSSARY, record_id))

    def sources(self) -> "tuple[Source, ...]":
        return cast("tuple[Source, ...]", self._records(Kind.SOURCE))

    def source(self, record_id: str) -> "Source":
        return cast("Source", self._record(Kind.SOURCE, record_id))

    def sources_named(self, ids: tuple[str, ...]) -> "tuple[Source, ...]":
        """The sources with these ids, in the order asked for."""
        return tuple(self.source(source_id) for source_id in ids)

    def entries(self, kind: Kind) -> tuple[Entry, ...]:
        """Place and title of every record of a kind, in order, without reading the records."""
        rows = self.all("SELECT id, title FROM record WHERE kind = ? ORDER BY position", (kind,))
        return tuple(self._entry(kind, record_id, title) for record_id, title in rows)

    def cited_by(self, source_id: str) -> tuple[Entry, ...]:
        """The records and pages that rest on a source."""
        rows = self.all(
            "SELECT record.kind, record.id, record.title FROM citation JOIN record USING (kind, id)"
            " WHERE source_id = ? ORDER BY record.kind, record.position",
            (source_id,),
        )
        return tuple(self._entry(kind, record_id, title) for kind, record_id, title in rows)

    def synonyms(self) -> "tuple[SynonymEntry, ...]":
        """The synonym table, in alphabetical order."""
        rows = self.all("SELECT payload FROM synonym ORDER BY canonical")
        entry_class = _core_class("vocabulary", "SynonymEntry")
        return tuple(self._decoded(entry_class, payload) for (payload,) in rows)

    def quantities(self) -> "Mapping[str, Quantity]":
        """What the limits of contraindications measure, by id, in the order of the content."""
        quantity = _core_class("measurement", "Quantity")
        rows = self.all("SELECT payload FROM quantity ORDER BY position")
        found = cast("Sequence[Quantity]", [self._decoded(quantity, payload) for (payload,) in rows])
        return {each.id: each for each in found}

    def resolve(self, location: Location) -> Entry:
        """The record that a location names, following redirects. Raises NotInContentError when there is none."""
        found = self._found(location)
        if found:
            return found
        moved = self.one("SELECT target FROM redirect WHERE kind = ? AND id = ?", (location.kind, location.id))
        if moved:
            return self._moved(moved[0])
        name = KIND_NAMES[location.kind].lower()
        raise NotInContentError(f"There is no {name} “{location.id}” in this content. Search for it by name.")

    def _found(self, location: Location) -> Entry | None:
        row = self.one("SELECT title FROM record WHERE kind = ? AND id = ?", (location.kind, location.id))
        return Entry(location, self._entry(location.kind, location.id, row[0]).title) if row else None

    def _moved(self, target: Any) -> Entry:
        """Where a redirect leads. It leads to a record, never to another redirect, so that it cannot go in circles."""
        try:
            found = self._found(Location.parse(str(target)))
        except InputError as error:
            raise self.damaged(error) from error
        if not found:
            raise self.damaged(f"a redirect leads to {target}, which is not there")
        return found

    def record(self, kind: Kind, record_id: str) -> "Record":
        """A record of any kind. Raises NotInContentError when there is none."""
        return cast("Record", self._record(kind, record_id))

    def _records(self, kind: Kind) -> Any:
        if kind not in self._lists:
            rows = self.all("SELECT payload FROM record WHERE kind = ? ORDER BY position", (kind,))
            self._lists[kind] = tuple(self._decoded(RECORD_TYPES[kind], payload) for (payload,) in rows)
        return self._lists[kind]

    def _record(self, kind: Kind, record_id: str) -> Any:
        target = self.resolve(Location(kind, record_id)).location
        row = self.one("SELECT payload FROM record WHERE kind = ? AND id = ?", (target.kind, target.id))
        assert row  # resolve() has just found it
        return self._decoded(RECORD_TYPES[target.kind], row[0])

    # Rows

    def all(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Every row of a query. Raises StoreError when the file is damaged, out of reach or changed."""
        try:
            if self._stamp() != self._at_opening:  # half of it is in memory: rows of two contents would be mixed
                raise StoreError(f"The content file was overwritten while it was open: {self.path}. {_ANEW}")
            return self.connection.execute(sql, values).fetchall()
        except OSError as error:
            raise StoreError(f"The content file cannot be read any more: {self.path} ({error}). {_ANEW}") from error
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if getattr(error, "sqlite_errorname", "").startswith("SQLITE_IOERR"):
                reason = f"The content file cannot be read any more: {self.path} ({error})"
                raise StoreError(f"{reason}. See to the drive or share it lies on. {_ANEW}") from error
            raise self.damaged(error) from error

    def one(self, sql: str, values: tuple[object, ...] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, or None."""
        rows = self.all(sql, values)
        return rows[0] if rows else None

    def _decoded(self, cls: type[R], payload: str) -> R:
        try:
            values = json.loads(payload)
        except (TypeError, ValueError, RecursionError) as error:
            raise self.damaged(error) from error
        return self._shaped(cls, values)

    def _entry(self, kind: str, record_id: str, title: str) -> Entry:
        return self._shaped(Entry, {"location": {"kind": kind, "id": record_id}, "title": title})

    def _shaped(self, cls: type[R], values: Any) -> R:
        """Values as the dataclass that they should make: a damaged file may hold anything anywhere."""
        try:
            return decode(cls, values)
        except MisfitError as error:
            raise self.damaged(error) from error

    def damaged(self, error: object) -> StoreError:
        """The error to raise where what was read from the file makes no sense."""
        return StoreError(f"The content file is damaged or incomplete: {self.path} ({error}). Reinstall the program.")
