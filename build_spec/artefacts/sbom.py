"""The bill of materials of an artefact: CycloneDX 1.6 as JSON, the same bytes for the same parts.

The .deb and the .rpm share one, made here; the portable folder and the Windows installers bring a Python along, so they
write their own beside themselves.

It is written here rather than by a tool, because the tools see Python packages alone: what is inside Qt's libraries
they miss, and that is most of a payload. Parts without a `version` are those whose library tells none; the property
`ketaref:version` says so: silence is not "not affected".
"""

import json
import shutil
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from platform import freedesktop_os_release
from typing import Any, NamedTuple
from urllib.parse import quote

from artefacts.notices import Part, SystemPackage, normalised, parts_of
from artefacts.payload import make_payload
from artefacts.release import NAME, ROOT, BuildError, epoch

_NAMESPACE = uuid.UUID("5d0e2f0c-4f6e-5f38-9d6b-6f1f6a1c7e55")
"""For serial numbers, which name a payload by its content: the same payload has the same number."""

_OF_DEBIAN = {"libsqlite3-0": "sqlite", "zlib1g": "zlib", "libfreetype6": "freetype"}
"""What Debian calls parts that an artefact may bring along, or leave to the machine."""
_NOT_TOLD = "not told by the library; it is the one that the component {} was built with"


def build(output: Path, release: str) -> list[Path]:
    """Write NAME_RELEASE_linux.cdx.json, of the .deb and the .rpm. Raises BuildError as make_payload() does."""
    payload = ROOT / "build" / "sbom-linux"
    make_payload("linux", payload, release)
    made = write_bill(output / f"{NAME}_{release}_linux.cdx.json", payload, "linux")
    shutil.rmtree(payload)
    return [made]


class Brought(NamedTuple):
    """What an artefact brings along beside the payload.

    Attributes:
        runtime: its Python and what froze it, {"CPython": "3.12.9"}; empty where it takes the system's.
        system: packages of the machine that built it, of which libraries come along.
        beside: parts in libraries that lie beside the payload's own.
    """

    runtime: Mapping[str, str] = {}
    system: tuple[SystemPackage, ...] = ()
    beside: tuple[Part, ...] = ()


NOTHING_MORE = Brought()


def write_bill(output: Path, payload: Path, platform: str, brought: Brought = NOTHING_MORE, lib: str = "lib") -> Path:
    """Write the bill of materials of a payload (the folder of `lib` and `build-info.json`), and give its file.

    Raises BuildError where the payload is not one, or holds what parts.toml does not know.
    """
    text = json.dumps(bill(payload, platform, brought, lib), indent=2, ensure_ascii=False)
    output.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return output


def bill(payload: Path, platform: str, brought: Brought = NOTHING_MORE, lib_name: str = "lib") -> dict[str, Any]:
    """The bill of materials as plain values."""
    facts = _facts(payload)
    lib = payload / lib_name
    found = [*parts_of(lib, platform, {**facts["parts"], **brought.runtime}), *brought.beside]
    program = next((part for part in found if part.id == NAME), None)
    if program is None:
        raise BuildError(f"{payload} holds no {NAME}: it is no payload")
    wheels = {normalised(wheel.split("-")[0]): digest for wheel, digest in facts["wheels_sha256"].items()}
    others = [part for part in found if part.id != NAME]
    components = [_component(part, wheels) for part in others]
    components += [_content(lib, facts), *_qt(others), *map(_of_the_distribution, brought.system)]
    components += _from_elsewhere(platform, components)
    components.sort(key=lambda component: str(component["bom-ref"]))
    described = _component(program, {})
    described["type"] = "application"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, json.dumps([facts, components], sort_keys=True))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": described,
            "properties": [
                _property("platform", str(facts["platform"])),
                _property("commit", str(facts["commit"])),
                _property("requirements-sha256", str(facts["requirements_sha256"])),
            ],
        },
        "components": components,
        "dependencies": _dependencies(_ref(program), others, [str(component["bom-ref"]) for component in components]),
    }


def _facts(payload: Path) -> dict[str, Any]:
    try:
        facts = json.loads((payload / "build-info.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BuildError(f"{payload} has no readable build-info.json: make it with `build.py payload`") from None
    if not isinstance(facts, dict):
        raise BuildError(f"{payload}/build-info.json is not what `build.py payload` writes")
    return facts


def _component(part: Part, wheels: Mapping[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": "library", "bom-ref": _ref(part), "name": part.id}
    if part.version:
        entry["version"] = part.version
    entry["description"] = f"{part.title}. {part.use}"
    if part.id in wheels:
        entry["hashes"] = [{"alg": "SHA-256", "content": wheels[part.id]}]
    entry["licenses"] = [{"expression": part.licence}]
    if part.cpe:
        entry["cpe"] = part.cpe
    if part.purl:
        entry["purl"] = part.purl
    elif part.distribution and part.id not in (NAME, "cpython"):
        entry["purl"] = f"pkg:pypi/{part.id}@{part.version}"
    if part.module:
        entry["properties"] = [_property("inside", part.module)]
        if not part.version:
            entry["properties"].append(_property("version", _NOT_TOLD.format(part.holder)))
    return entry


def _qt(parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
    """Qt itself by its own name: its wheel has another one, and bears the version of the Qt in it."""
    for part in parts:
        if part.id == "pyside6-essentials":
            yield {
                "type": "framework",
                "bom-ref": f"qt@{part.version}",
                "name": "qt",
                "version": part.version,
                "description": "Qt's own libraries and plug-ins, as they lie in the wheel of PySide6_Essentials.",
                "licenses": [{"expression": part.licence}],
                "purl": f"pkg:generic/qt@{part.version}",
            }


def _ref(part: Part) -> str:
    named = f"{part.id}@{part.version}" if part.version else part.id
    # Qt and Python may hold the same part, each its own.
    return f"{named} (in {part.module})" if part.holder == "cpython" else named


def _content(lib: Path, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The clinical content, which has a version of its own."""
    version = content_version(lib / "ketaref" / "resources" / "content.sqlite")
    return {
        "type": "data",
        "bom-ref": f"ketaref-content@{version}",
        "name": "ketaref-content",
        "version": version,
        "description": "Clinical content of Ketamine Trauma Reference.",
        "hashes": [{"alg": "SHA-256", "content": str(facts["content_sha256"])}],
        "licenses": [{"expression": "CC-BY-4.0"}],
    }


def content_version(file: Path) -> str:
    """The version that a compiled content file tells. Raises BuildError where it tells none."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as content:
            row = content.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.Error as error:
        raise BuildError(f"{file} is no compiled content ({error})") from None
    if not row:
        raise BuildError(f"{file} tells no version")
    return str(row[0])


def _of_the_distribution(package: SystemPackage) -> dict[str, Any]:
    """A package of the machine that built a portable folder, as scanners know it."""
    system = freedesktop_os_release()
    named = f"pkg:deb/{system['ID']}/{package.name}@{quote(package.version, safe='.~-')}"
    return {
        "type": "library",
        "bom-ref": f"{package.name}@{package.version}",
        "name": package.name,
        "version": package.version,
        "description": "Libraries of this package of the distribution come along.",
        "licenses": [{"license": {"name": f"see {package.copyright.name} of this package"}}],
        "purl": f"{named}?arch=amd64&distro={system['ID']}-{system.get('VERSION_ID', 'unknown')}",
    }


def _from_elsewhere(platform: str, components: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the program needs and the artefact does not hold."""
    needed = {
        "cpython": "Runs the program: the system's Python, 3.11 or newer.",
        "sqlite": "Reads the content: the SQLite of the system's Python.",
    }
    if platform == "linux":
        needed |= {"freetype": "Draws letters: the system's.", "zlib": "Compression: the system's."}
    if platform == "windows":
        needed["icu"] = "Converts text: the one of Windows (icuuc.dll)."
    held = {_OF_DEBIAN.get(entry["name"], entry["name"]) for entry in components}
    return [
        {
            "type": "library",
            "bom-ref": f"{name} (not in the payload)",
            "name": name,
            "description": description,
            "scope": "excluded",
            "properties": [_property("version", "that of the machine")],
        }
        for name, description in needed.items()
        if name not in held
    ]


def _dependencies(program: str, parts: Iterable[Part], refs: Iterable[str]) -> list[dict[str, Any]]:
    """What needs what: the program its distributions and content; Qt and Python what is inside their libraries."""
    listed, all_refs = tuple(parts), sorted(refs)
    inside: dict[str, list[str]] = {}
    for part in listed:
        if part.holder:
            inside.setdefault(part.holder, []).append(_ref(part))
    held = {ref for found in inside.values() for ref in found}
    by_id = {part.id: _ref(part) for part in listed if part.distribution}
    graph = {program: [ref for ref in all_refs if ref not in held]}
    for holder, found in inside.items():
        if holder not in by_id:
            raise BuildError(f"the payload holds libraries of {holder}, but not its dist-info: make it anew")
        needed = ["shiboken6"] if holder == "pyside6-essentials" and "shiboken6" in by_id else []
        graph[by_id[holder]] = sorted([*found, *(by_id[name] for name in needed)])
    return [{"ref": ref, "dependsOn": graph.get(ref, [])} for ref in (program, *all_refs)]


def _property(name: str, value: str) -> dict[str, str]:
    return {"name": f"ketaref:{name}", "value": value}
