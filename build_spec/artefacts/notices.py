"""Lays down the notices that travel with a bundle: NOTICE.txt, and the text of every part's licence.

They go to ketaref/resources/licences/, where the program itself finds them (Help, Licences; `ketaref licences`). What a
bundle may hold stands in build_spec/licences/parts.toml; a part or a library of Qt that stands nowhere there ends the
build, so that none can slip in without its licence.
"""

import json
import re
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from artefacts.pins import read_pins
from artefacts.release import ROOT, BuildError

SOURCES = ROOT / "build_spec" / "licences"
FOLDER = Path("ketaref", "resources", "licences")
"""Where notices lie, relative to the folder of a payload that goes on Python's path."""

INDEX, NOTICE = "index.json", "NOTICE.txt"
PLATFORMS = ("linux", "windows", "macos")
NATIVE_FOLDERS = ("PySide6", "shiboken6")
_TELLS_VERSION = ("linux", "windows")
_NATIVE = re.compile(r"\.(so|dll|pyd|dylib)(\.|$)", re.IGNORECASE)


class Part(NamedTuple):
    """What somebody else made.

    Attributes:
        id: short name, for files and the bill of materials.
        distribution: whether it came as a wheel (else it is inside a native library, or in resources).
        title, use: what people read.
        version: empty where neither wheel nor library tells it.
        licence: an SPDX expression.
        texts: names of the files with the licence, in FOLDER.
        module: the library that holds it; empty for distributions and resources.
        holder: the id of the distribution that brings that library; empty where none does.
        purl, cpe: by which scanners know it, where its makers' sources tell them and the version is known.
    """

    id: str
    distribution: bool
    title: str
    use: str
    version: str
    licence: str
    texts: tuple[str, ...]
    module: str = ""
    holder: str = ""
    purl: str = ""
    cpe: str = ""


class SystemPackage(NamedTuple):
    """A package of the build machine whose libraries a portable folder brings along.

    Attributes:
        name, version: as the distribution tells them.
        copyright: the distribution's file with its terms, /usr/share/doc/NAME/copyright.
    """

    name: str
    version: str
    copyright: Path


def write_notices(
    lib: Path,
    platform: str,
    parts: Mapping[str, str],
    system: Iterable[SystemPackage] = (),
    beside: Iterable[Part] = (),
) -> Path:
    """Write the notices of a payload into lib/FOLDER, and give that folder.

    `lib`: the folder on Python's path, holding PySide6/, shiboken6/ and ketaref/. `platform`: linux, windows or macos.
    `parts`: each distribution in it with its version; who adds a Python names "CPython" too, a frozen bundle
    "PyInstaller". `system`: packages whose libraries come along, in the order of their names. `beside`: parts in
    libraries that lie elsewhere in the bundle.

    Raises BuildError for a distribution or a native library that parts.toml does not know, and for a version that the
    library does not tell any more.
    """
    folder = lib / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    found = [*parts_of(lib, platform, parts), *beside]
    listed = [part._replace(texts=_write_texts(lib, folder, part)) for part in found]
    for package in system:
        name = f"system-{package.name}.txt"
        _copy(package.copyright, folder / name)
        listed.append(_of_the_system(package, name))
    entries = [
        {"name": part.title, "version": part.version, "licence": part.licence, "use": part.use, "texts": part.texts}
        for part in listed
    ]
    index = json.dumps(entries, indent=1, ensure_ascii=False)
    (folder / INDEX).write_text(f"{index}\n", encoding="utf-8", newline="\n")
    text = notice(platform, listed, _versions(parts))
    (folder / NOTICE).write_text(text, encoding="utf-8", newline="\n")
    return folder


def parts_of(lib: Path, platform: str, parts: Mapping[str, str]) -> list[Part]:
    """All parts in a payload: distributions first, then what is inside native libraries and resources.

    Raises BuildError as write_notices() does.
    """
    if platform not in PLATFORMS:
        raise BuildError(f"{platform!r} is no platform; there are: {', '.join(PLATFORMS)}")
    versions = _versions(parts)
    known = {normalised(entry["name"]): entry for entry in known_parts()["distribution"]}
    unknown = sorted(set(versions) - set(known))
    if unknown:
        raise BuildError(f"no licence is known for {', '.join(unknown)}: add it to build_spec/licences/parts.toml")
    distributions = [_distribution(known[name], versions[name]) for name in known if name in versions]
    libraries = native_libraries(lib)
    strange = sorted(set(libraries) - set(known_parts()["reviewed"]))
    if strange:
        raise BuildError(
            f"nobody has looked what is inside {', '.join(libraries[name][0].name for name in strange)}: "
            "add what Qt's attribution files say of it to build_spec/licences/parts.toml"
        )
    here = [
        entry
        for entry in known_parts()["part"]
        if platform in entry["platforms"] and (not entry["module"] or entry["module"] in libraries)
    ]
    return distributions + [_inside(entry, platform, libraries) for entry in here]


def native_libraries(lib: Path) -> dict[str, list[Path]]:
    """The native libraries of Qt's wheels by the name that all platforms share: `Gui` for libQt6Gui.so.6, Qt6Gui.dll.

    A library and its binding for Python (QtGui.abi3.so) share a name.
    """
    found: dict[str, list[Path]] = {}
    for path in sorted(_natives(lib)):
        found.setdefault(_shared_name(path), []).append(path)
    return found


def notice(platform: str, parts: Iterable[Part], versions: Mapping[str, str]) -> str:
    """The text of NOTICE.txt. `versions`: normalised name of each distribution with its version."""
    listed = tuple(parts)
    icu = next((part for part in listed if part.id == "icu"), None)
    about_icu = (SOURCES / "ICU.in").read_text(encoding="utf-8").replace("@ICU_VERSION@", icu.version) if icu else ""
    values = {
        "@VERSION@": versions.get("ketamine-trauma-reference", ""),
        "@QT@": versions.get("pyside6-essentials", ""),
        "@SHIBOKEN@": versions.get("shiboken6", ""),
        "@EXCEPT_ICU@": " Changed is ICU, which it brings along: see below." if icu else "",
        "@REPLACE@": str(known_parts()["replace"][platform]).rstrip(),
        "@ICU@": about_icu.rstrip(),
        "@PARTS@": "\n\n".join(_listed(part) for part in listed),
    }
    text = (SOURCES / "NOTICE.in").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def normalised(name: str) -> str:
    """The one spelling of a distribution's name: PySide6_Essentials is pyside6-essentials."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def known_parts() -> dict[str, Any]:
    """What parts.toml says, word for word. Raises BuildError where it cannot be read."""
    return read_pins(SOURCES / "parts.toml", "distribution", "reviewed", "part", "replace", "beside")


def _versions(parts: Mapping[str, str]) -> dict[str, str]:
    return {normalised(name): version for name, version in parts.items()}


def _distribution(entry: Mapping[str, Any], version: str) -> Part:
    name, texts = normalised(entry["name"]), tuple(entry.get("texts", ()))
    return Part(name, True, entry["title"], entry["use"], version, entry["licence"], texts)


def _inside(entry: Mapping[str, Any], platform: str, libraries: Mapping[str, list[Path]]) -> Part:
    module, seen = entry["module"], entry.get("seen")
    version = ""
    if seen and platform in entry.get("seen_on", _TELLS_VERSION):
        if not any(_tells(library, seen) for library in libraries[module]):
            names = " and ".join(path.name for path in libraries[module])
            raise BuildError(
                f"{names} does not tell {seen!r} any more: read anew which {entry['title']} is inside, and put "
                "build_spec/licences/parts.toml right"
            )
        version = entry["version"]
    holder = "" if not module else "shiboken6" if module == "shiboken6" else "pyside6-essentials"
    return Part(
        id=entry["id"],
        distribution=False,
        title=entry["title"],
        use=entry["use"],
        version=version,
        licence=entry["licence"],
        texts=tuple(entry["texts"]),
        module=module,
        holder=holder,
        **known_by(entry, version),
    )


def known_by(entry: Mapping[str, Any], version: str) -> dict[str, Any]:
    """By which names (purl, cpe) scanners know a part of that version: none where the version is not known."""
    return {name: entry[name].format(version=version) for name in ("purl", "cpe") if version and name in entry}


def _tells(library: Path, text: str) -> bool:
    data = library.read_bytes()
    return text.encode() in data or text.encode("utf-16-le") in data


def _of_the_system(package: SystemPackage, text: str) -> Part:
    return Part(
        id=f"system-{package.name}",
        distribution=False,
        title=package.name,
        use="A package of the distribution that this folder was built on; libraries of it come along. Its source is "
        "the source package of that version in the distribution.",
        version=package.version,
        licence="LicenseRef-See-Text",
        texts=(text,),
    )


def _write_texts(lib: Path, folder: Path, part: Part) -> tuple[str, ...]:
    """Put the texts of a part into the folder; the names under which they lie there."""
    if part.texts or not part.distribution:
        for name in part.texts:
            _copy(_source(name), folder / name)
        return part.texts
    own = _own_texts(lib, part)
    if not own:
        raise BuildError(f"the wheel of {part.id} brings no licence text: add it to build_spec/licences/parts.toml")
    names = []
    for number, file in enumerate(own):
        name = f"{part.id}.txt" if not number else f"{part.id}-{number + 1}.txt"
        _copy(file, folder / name)
        names.append(name)
    return tuple(names)


def _source(name: str) -> Path:
    if name == "dejavu.txt":  # which lies beside the font for those who take the sources
        return ROOT / "resources" / "fonts" / "DejaVuSans-LICENCE.txt"
    return SOURCES / "texts" / name


def _own_texts(lib: Path, part: Part) -> list[Path]:
    """The licence files of a wheel. Its record's folder bears the name and the version of the distribution."""
    for record in sorted(lib.glob("*.dist-info")):
        if normalised(record.name.removesuffix(".dist-info").rpartition("-")[0]) == part.id:
            return sorted(path for path in (record / "licenses").rglob("*") if path.is_file())
    return []


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise BuildError(f"the licence text {source} is missing")
    text = source.read_text(encoding="utf-8")
    target.write_text(text, encoding="utf-8", newline="\n")


def _listed(part: Part) -> str:
    name = f"{part.title} {part.version}".rstrip()
    texts = ", ".join(part.texts) or "no text"
    return "\n".join([name, *_wrapped(f"{part.licence} ({texts})"), *_wrapped(part.use)])


def _wrapped(text: str) -> list[str]:
    """Lines as long as those of most licences, so that they fit the same window."""
    return textwrap.wrap(text, 76, initial_indent="  ", subsequent_indent="  ", break_long_words=False)


def _natives(lib: Path) -> Iterator[Path]:
    for name in NATIVE_FOLDERS:
        for path in (lib / name).rglob("*"):
            if path.is_file() and (_NATIVE.search(path.name) or path.parent.parent.name == "Versions"):
                yield path


def _shared_name(path: Path) -> str:
    stem = path.name.partition(".")[0].removeprefix("lib")
    return re.sub(r"^Qt6?(?=[A-Z])", "", stem)
