"""Frozen records to plain values (for JSON) and back, checked field by field.

Hand-written because the libraries that do this (cattrs, pydantic, msgspec) cost tens of milliseconds at start or a
native module per Python version; the records use only the few shapes that are handled here. A record is a frozen
dataclass or, where the first screen needs it, a named tuple, which is made in a tenth of the time.
"""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from ketaref.core.errors import shortened

T = TypeVar("T")
Path = tuple[str | int, ...]


class Misfit(NamedTuple):
    """A value that does not fit its field: `path` leads to it from the record (field names and list positions)."""

    path: Path
    message: str


class MisfitError(Exception):
    """Carries every misfit of one record."""

    def __init__(self, misfits: list[Misfit]) -> None:
        self.misfits = misfits
        super().__init__("; ".join(f"{'.'.join(map(str, m.path))}: {m.message}" for m in misfits))


def encode(value: Any) -> Any:
    """Plain dicts, lists and scalars for `value`; fields at their default are left out."""
    kind: Any = type(value)
    if _is_record(kind):
        return {
            name: encode(getattr(value, name))
            for name, _, default in _shape(kind)
            if default is MISSING or getattr(value, name) != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value


def decode(cls: type[T], data: Any) -> T:
    """A `cls` from plain values. Raises MisfitError with every missing, unknown or ill-typed field."""
    misfits: list[Misfit] = []
    value = _decoded(cls, data, (), misfits)
    if misfits:
        raise MisfitError(misfits)
    return value  # type: ignore[no-any-return]


def _is_record(kind: Any) -> bool:
    return is_dataclass(kind) or hasattr(kind, "_field_defaults")


@cache
def _shape(record: Any) -> tuple[tuple[str, Any, Any], ...]:
    """Name, type and default (or MISSING) of every field."""
    hints = get_type_hints(record)
    if is_dataclass(record):
        return tuple((field.name, hints[field.name], field.default) for field in fields(record))
    return tuple((name, hints[name], record._field_defaults.get(name, MISSING)) for name in record._fields)


def _decoded(kind: Any, data: Any, path: Path, misfits: list[Misfit]) -> Any:
    """The value, or None after noting why it does not fit."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        (kind,) = (arg for arg in get_args(kind) if arg is not type(None))
        return _decoded(kind, data, path, misfits)
    if origin is tuple:
        return _decoded_list(get_args(kind)[0], data, path, misfits)
    if _is_record(kind):
        return _decoded_record(kind, data, path, misfits)
    if issubclass(kind, Enum):
        return _decoded_enum(kind, data, path, misfits)
    return _decoded_scalar(kind, data, path, misfits)


def _decoded_record(kind: Any, data: Any, path: Path, misfits: list[Misfit]) -> Any:
    if not isinstance(data, dict):
        misfits.append(Misfit(path, f"expected a mapping, found {_described(data)}"))
        return None
    found_before = len(misfits)
    shape = _shape(kind)
    known = {name for name, _, _ in shape}
    misfits += [Misfit((*path, str(name)), "unknown field") for name in data if name not in known]
    values = {}
    for name, hint, default in shape:
        if name in data:
            values[name] = _decoded(hint, data[name], (*path, name), misfits)
        elif default is MISSING:
            misfits.append(Misfit(path, f"missing field {name!r}"))
    return kind(**values) if len(misfits) == found_before else None


def _decoded_list(item_kind: Any, data: Any, path: Path, misfits: list[Misfit]) -> Any:
    if not isinstance(data, list):
        misfits.append(Misfit(path, f"expected a list, found {_described(data)}"))
        return ()
    return tuple(_decoded(item_kind, item, (*path, index), misfits) for index, item in enumerate(data))


def _decoded_enum(kind: type[Enum], data: Any, path: Path, misfits: list[Misfit]) -> Any:
    try:
        return kind(data)
    except ValueError:
        allowed = ", ".join(str(member.value) for member in kind)
        misfits.append(Misfit(path, f"{_described(data)} is not one of: {allowed}"))
        return None


def _decoded_scalar(kind: type, data: Any, path: Path, misfits: list[Misfit]) -> Any:
    if kind is date and isinstance(data, str):
        try:
            return date.fromisoformat(data)
        except ValueError:
            misfits.append(Misfit(path, f"{_described(data)} is not a date (YYYY-MM-DD)"))
            return None
    if kind is float and type(data) is int:
        return float(data)
    if type(data) is not kind:  # exact: True is not the number 1 here
        misfits.append(Misfit(path, f"expected {_kind_name(kind)}, found {_described(data)}"))
        return None
    return data


def _kind_name(kind: type) -> str:
    return {str: "text", int: "a whole number", float: "a number", bool: "true or false", date: "a date"}[kind]


def _described(data: Any) -> str:
    if data is None:
        return "nothing"
    if isinstance(data, dict):
        return "a mapping"
    if isinstance(data, list):
        return "a list"
    return shortened(data)
