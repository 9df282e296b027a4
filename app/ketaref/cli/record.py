"""`ketaref record check`: whether the record of a checklist run is as it was saved."""

import argparse
import importlib
import logging
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from ketaref.cli.output import print_json
from ketaref.cli.parsing import Exit, Parser
from ketaref.core.errors import InputError, printable
from ketaref.export.record import FILE_NAME, RecordCheck, check_record
from ketaref.export.seal import Seal, seal_of

LARGEST = 50_000_000
"""Bytes of a file that is read; a record takes a few hundred thousand."""

NO_SIGNATURE = "A hash tells of accident and carelessness; it is no signature, and does not tell who made the file."

_PAGES = {
    Seal.INTACT: "intact: no byte of the file was changed since it was saved",
    Seal.BROKEN: "ALTERED: the file was changed since it was saved",
    Seal.NONE: "not known: the file has no seal; another program may have saved it anew",
}


class _Checked(NamedTuple):
    """`seal` is None for a record that is no PDF."""

    record: RecordCheck
    seal: Seal | None

    @property
    def is_intact(self) -> bool:
        return self.record.is_intact and self.seal in (None, Seal.INTACT)


def add(commands: Any, common: Parser) -> None:
    """Add `record check`."""
    record = commands.add_parser("record", help="check the record of a checklist run")
    actions = record.add_subparsers(required=True, metavar="ACTION")
    check = actions.add_parser("check", parents=[common], help="tell whether a saved run is intact or altered")
    check.add_argument("file", type=Path, metavar="FILE", help="the PDF of a run, or its JSON record")
    check.set_defaults(run=_check)


def _check(chosen: argparse.Namespace) -> int:
    checked = _read(_bytes_of(chosen.file))
    if chosen.json:
        print_json(_data(checked))
    else:
        print(_text(chosen.file, checked))
    return Exit.FINE if checked.is_intact else Exit.ALTERED


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError("record", f"{path} cannot be read ({error.strerror or error})") from error
    if len(data) > LARGEST:
        raise InputError("record", f"{path} is too long for a record")
    return data


def _read(data: bytes) -> _Checked:
    if not data.startswith(b"%PDF-"):
        return _Checked(check_record(data), None)
    return _Checked(check_record(_attached(data)), seal_of(data))


def _attached(pdf: bytes) -> bytes:
    """The record within a PDF. Its library is imported by name: nothing else here should wait for it."""
    pypdf = importlib.import_module("pypdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say, this command says
    try:
        if pypdf.PdfReader(BytesIO(pdf)).is_encrypted:
            raise InputError("record", "this PDF is encrypted: save it without a password, then check that file")
        attachments = pypdf.PdfReader(BytesIO(pdf)).attachments
        found = attachments.get(FILE_NAME, [])
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 (a damaged file makes the library raise whatever it met)
        raise InputError("record", f"this PDF is damaged and cannot be read ({error})") from None
    if not found:
        raise InputError("record", f"this PDF holds no record ({FILE_NAME}); save the run anew to have one")
    if len(found) > 1:
        raise InputError("record", f"this PDF holds {len(found)} records: which one belongs to its pages is not known")
    return bytes(found[0])


def _data(checked: _Checked) -> dict[str, Any]:
    return {
        "intact": checked.is_intact,
        "record": {"intact": checked.record.is_intact, "reason": checked.record.reason},
        "file": checked.seal.value if checked.seal else None,
        "made_at": checked.record.record.get("made_at"),
        "content": checked.record.record.get("content"),
        "entered": checked.record.record.get("entered"),
    }


def _text(path: Path, checked: _Checked) -> str:
    record = checked.record.record
    reason = f": {checked.record.reason}" if checked.record.reason else ""
    lines = [
        f"{printable(str(path))}: {'intact' if checked.is_intact else 'ALTERED, or not known to be intact'}",
        f"Record: {'intact' if checked.record.is_intact else 'ALTERED'}{reason}",
    ]
    if checked.seal:
        lines.append(f"Pages: {_PAGES[checked.seal]}")
    lines += [f"{name}: {_told(value)}" for name, value in _contents(record)]
    lines.append(NO_SIGNATURE)
    return "\n".join(lines)


def _contents(record: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """What a record says, as far as it is the shape that this program writes: an altered one may hold anything."""
    found, entered = _mapping(record.get("found")), _mapping(record.get("entered"))
    yield "Made at", record.get("made_at")
    yield "Content", _mapping(record.get("content")).get("version")
    yield "For", ", ".join(str(found[name]) for name in ("agent", "indication", "setting") if found.get(name))
    for name in ("present", "unknown"):
        items = found.get(name)
        conditions = [str(_mapping(item).get("condition")) for item in items] if isinstance(items, list) else []
        yield name.capitalize(), f"{len(conditions)}{': ' if conditions else ''}{'; '.join(conditions)}"
    counts = _mapping(found.get("counts"))
    yield "Unanswered", counts.get("unanswered")
    yield "Absent", counts.get("absent")
    yield "Readings", ", ".join(f"{name} {value}" for name, value in _mapping(entered.get("readings")).items())
    medicines = entered.get("medicines")
    yield "Medicines", ", ".join(map(str, medicines)) if isinstance(medicines, list) else None


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _told(value: object) -> str:
    """A value in one line, without signs that a terminal would obey."""
    return "none" if value in (None, "") else printable(" ".join(str(value).split()))
