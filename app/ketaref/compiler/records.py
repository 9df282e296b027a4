"""The records of `content/data/*.yaml`, checked field by field."""

from collections.abc import Mapping
from pathlib import Path as File
from typing import Any, TypeVar

from ketaref.compiler.content import Asked, ContentMeta, Data, Located, Redirect, Watch, unwatched
from ketaref.compiler.yaml_lines import Lined, read_yaml
from ketaref.core.codec import MisfitError, decode
from ketaref.core.errors import Problem
from ketaref.core.location import Kind
from ketaref.core.measurement import Quantity
from ketaref.core.topic import Chapter
from ketaref.core.vocabulary import SynonymEntry
from ketaref.store.content import RECORD_TYPES

T = TypeVar("T")

RECORD_FILES: Mapping[str, Kind] = {
    "sources.yaml": Kind.SOURCE,
    "contraindications.yaml": Kind.CONTRAINDICATION,
    "adverse_effects.yaml": Kind.ADVERSE_EFFECT,
    "interactions.yaml": Kind.INTERACTION,
    "regimens.yaml": Kind.REGIMEN,
    "monitoring.yaml": Kind.MONITORING,
    "trials.yaml": Kind.TRIAL,
    "claims.yaml": Kind.CLAIM,
    "instruments.yaml": Kind.INSTRUMENT,
    "glossary.yaml": Kind.GLOSSARY,
}
LIST_FILES = ("chapters.yaml", "quantities.yaml", "synonyms.yaml", "redirects.yaml")
ASKED_FOLDER = "asked"
META_FILE = "content.yaml"


def read_data(folder: File, problems: list[Problem], watch: Watch = unwatched) -> Data:
    """Every record of the content folder. Notes in `problems` what does not fit and leaves those records out."""
    data_folder = folder / "data"
    _note_strangers(data_folder, problems)
    for file in sorted((folder / ASKED_FOLDER).glob("*")):
        if file.is_dir() or file.suffix != ".yaml":
            problems.append(Problem(str(file), 1, f"nothing reads this; {ASKED_FOLDER}/ holds .yaml files alone"))
    records: dict[Kind, tuple[Located[Any], ...]] = {
        kind: read_list(data_folder / name, RECORD_TYPES[kind], problems)
        for name, kind in watch(RECORD_FILES.items(), "Reading records")
    }
    return Data(
        meta=_read_meta(folder / META_FILE, problems),
        records=records,
        chapters=read_list(data_folder / "chapters.yaml", Chapter, problems),
        quantities=read_list(data_folder / "quantities.yaml", Quantity, problems),
        synonyms=read_list(data_folder / "synonyms.yaml", SynonymEntry, problems),
        redirects=read_list(data_folder / "redirects.yaml", Redirect, problems),
        asked=tuple(
            item for file in sorted((folder / ASKED_FOLDER).glob("*.yaml")) for item in read_list(file, Asked, problems)
        ),
    )


def read_list(file: File, cls: type[T], problems: list[Problem]) -> tuple[Located[T], ...]:
    """The records of one file: a YAML list of mappings whose keys are the fields of `cls`."""
    lined = _read(file, problems)
    if lined is None:
        return ()
    if not isinstance(lined.value, list):
        problems.append(Problem(str(file), lined.line(()), "expected a list of records (each starting with '- ')"))
        return ()
    found: list[Located[T]] = []
    for index, item in enumerate(lined.value):
        try:
            found.append(Located(decode(cls, item), str(file), lined, (index,)))
        except MisfitError as error:
            problems += misfit_problems(error, str(file), lined, (index,))
    return tuple(found)


def misfit_problems(error: MisfitError, path: str, lined: Lined, prefix: tuple[str | int, ...] = ()) -> list[Problem]:
    """A problem for each value that does not fit its field, at the line where it stands."""
    naming = _record_name(lined, prefix)
    return [
        Problem(path, lined.line((*prefix, *misfit.path)), f"{naming}{_field_name(misfit.path)}{misfit.message}")
        for misfit in error.misfits
    ]


def _record_name(lined: Lined, prefix: tuple[str | int, ...]) -> str:
    """What a reviewer knows the record at `prefix` by, if it says so."""
    item = lined.value
    for step in prefix:
        item = item[step]
    name = (item.get("id") or item.get("canonical")) if isinstance(item, dict) else None
    return f"{name}: " if name else ""


def _field_name(path: tuple[str | int, ...]) -> str:
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    return f"{name}: " if name else ""


def _read_meta(file: File, problems: list[Problem]) -> Located[ContentMeta] | None:
    lined = _read(file, problems)
    if lined is None:
        return None
    try:
        return Located(decode(ContentMeta, lined.value), str(file), lined)
    except MisfitError as error:
        problems += misfit_problems(error, str(file), lined)
        return None


def _read(file: File, problems: list[Problem]) -> Lined | None:
    text = read_text(file, problems)
    return None if text is None else read_yaml(text, str(file), problems)


def read_text(file: File, problems: list[Problem]) -> str | None:
    """The text of a UTF-8 file, or None after noting why it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(str(file), 1, "this file is missing"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.append(Problem(str(file), line, "not readable: save it as UTF-8"))
    except OSError as error:
        problems.append(Problem(str(file), 1, f"not readable: {error.strerror or error}"))
    return None


def _note_strangers(data_folder: File, problems: list[Problem]) -> None:
    """A file that nobody reads would be content that silently never appears."""
    known = {*RECORD_FILES, *LIST_FILES}
    for file in sorted(data_folder.glob("*")):
        if file.is_file() and file.name not in known:
            problems.append(Problem(str(file), 1, f"nothing reads this file; there are: {', '.join(sorted(known))}"))
