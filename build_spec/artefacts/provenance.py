"""A statement of how the artefacts were made: in-toto Statement v1 with the predicate SLSA Provenance v1, unsigned.

It says what was built from which sources, wheels and tools. Nobody has signed it: an organisation that releases the
artefacts states itself as the builder (BUILDER), and signs the file (`minisign`, `gpg`, `cosign attest-blob`).
"""

import json
import os
import platform
import re
import subprocess
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from artefacts.deb import MAINTAINER
from artefacts.payload import REQUIREMENTS, sha256
from artefacts.receipts import Receipt, Sources, artefact_of, receipts_of
from artefacts.release import NAME, ROOT, BuildError, changed, commit, epoch
from artefacts.sums import artefacts_in

FILE = "provenance.intoto.json"
BUILDER = "KETAREF_BUILDER"
"""The environment variable that names who builds, as a URI: https://it.hospital.example/builders/1."""
UNNAMED = "https://ketaref.invalid/unnamed-builder"
BUILD_TYPE = "https://ketaref.invalid/build_spec/v1"
"""How `parameters` are read: `python3 build_spec/build.py ARTEFACT --version VERSION`."""
PINNED = (
    *("requirements-payload.txt", "requirements-run.txt", "requirements-frozen.txt", "requirements-build.in"),
    *("qt_keep.toml", "windows/python_embed.toml", "frozen/appimage_runtime.toml"),
)
"""The files that pin what is fetched and what of it is taken along."""
WHEELS_OF = {
    **dict.fromkeys(("deb", "rpm", "portable", "appimage"), "linux"),
    **dict.fromkeys(("msi", "nsis"), "windows"),
}
"""The platform whose wheels an artefact holds."""
TOOLS = (
    ("dpkg-deb", "--version"),
    ("rpmbuild", "--version"),
    ("wixl", "--version"),
    ("makensis", "-VERSION"),
    ("icupkg", "-h"),
    ("ld", "--version"),
    ("x86_64-w64-mingw32-gcc", "--version"),
    ("git", "--version"),
)


def build(output: Path, release: str) -> list[Path]:
    """Write the statement for all artefacts in `output`.

    Raises BuildError where there are none, and for one that this tree did not build, or from other sources.
    """
    made = output / FILE
    files = _others(output)
    _refuse_other_versions(files, release)
    receipts = receipts_of(files)
    platforms = sorted({WHEELS_OF[each.artefact] for each in receipts.values() if each.artefact in WHEELS_OF})
    told = statement(files, release, _fetched(platforms), _one_sources(receipts))
    text = json.dumps(told, indent=2, ensure_ascii=False)
    made.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [made]


def refuse_left_over(output: Path, release: str, chosen: Collection[str]) -> None:
    """Tell what `build` would refuse in the end, of files that are there already and that `chosen` does not make anew.

    Raises BuildError. Minutes of building would be for nothing otherwise.
    """
    files = _others(output)
    _refuse_other_versions(files, release)
    left = receipts_of(file for file in files if artefact_of(file) not in (None, *chosen))
    _one_sources(left, Sources(commit(), changed()))


def _others(output: Path) -> list[Path]:
    return [file for file in artefacts_in(output) if file.name != FILE]


def statement(files: Iterable[Path], release: str, wheels: Iterable[Path], sources: Sources) -> dict[str, Any]:
    """The statement as plain values. `wheels` and `sources`: those that the artefacts were made of."""
    subjects = [{"name": file.name, "digest": {"sha256": sha256(file)}} for file in files]
    if not subjects:
        raise BuildError("there is no artefact to make a statement of: build one first")
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": subjects,
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": {
                    "artefacts": [entry["name"] for entry in subjects],
                    "version": release,
                    "maintainer": os.environ.get(MAINTAINER, ""),
                },
                "internalParameters": {
                    "sourceDateEpoch": epoch(),
                    "changedSinceCommit": sources.changed,
                    "signed": False,
                },
                "resolvedDependencies": [_source(sources), *_pinned(), *_wheels(wheels)],
            },
            "runDetails": {
                "builder": {"id": builder(), "version": _tools()},
                "metadata": {"finishedOn": _now()},
            },
        },
    }


def builder() -> str:
    """Who builds. Raises BuildError where KETAREF_BUILDER is no URI."""
    named = os.environ.get(BUILDER, UNNAMED)
    parts = urlsplit(named)
    if not parts.scheme or not (parts.netloc or parts.path):
        raise BuildError(f"{BUILDER} must be a URI such as https://it.hospital.example/builders/1, not {named!r}")
    return named


def _one_sources(receipts: Mapping[Path, Receipt], wanted: Sources | None = None) -> Sources:
    """The sources that all were built from. Raises BuildError where they differ, from each other or from `wanted`."""
    by_sources: dict[Sources, list[str]] = {wanted: []} if wanted else {}
    for file, receipt in receipts.items():
        by_sources.setdefault(receipt.sources, []).append(file.name)
    if len(by_sources) > 1:
        told = "; ".join(f"{', '.join(names)} from {_in_words(each)}" for each, names in by_sources.items() if names)
        now = f", and the sources are {_in_words(wanted)} now" if wanted else ""
        raise BuildError(f"built from different sources: {told}{now}. Build them all anew, or move the others away")
    return next(iter(by_sources), Sources(None, None))


def _in_words(sources: Sources) -> str:
    return f"commit {(sources.commit or 'unknown')[:12]}{' with changes' if sources.changed else ''}"


def _refuse_other_versions(files: Iterable[Path], release: str) -> None:
    others = [file.name for file in files if {*re.findall(r"\d+\.\d+\.\d+", file.name)} - {release}]
    if others:
        raise BuildError(f"{', '.join(others)}: not of version {release}; name theirs by --version, or move them")


def _source(sources: Sources) -> dict[str, Any]:
    """The sources by their commit. A tree without a history has no digest here, and says so by having none."""
    told: dict[str, Any] = {"uri": f"pkg:generic/{NAME}", "annotations": {"changedSinceCommit": sources.changed}}
    return {**told, "digest": {"gitCommit": sources.commit}} if sources.commit else told


def _pinned() -> list[dict[str, Any]]:
    folder = ROOT / "build_spec"
    return [
        {"uri": f"file:build_spec/{name}", "digest": {"sha256": sha256(folder / name)}}
        for name in PINNED
        if (folder / name).is_file()
    ]


def _fetched(platforms: Iterable[str]) -> list[Path]:
    """The wheels that builds for these platforms take. pip takes pinned ones alone, whatever else lies beside them."""
    pins = REQUIREMENTS.read_text(encoding="utf-8")
    found = [wheel for platform in platforms for wheel in (ROOT / "build" / f"wheels-{platform}").glob("*.whl")]
    return [wheel for wheel in found if sha256(wheel) in pins]


def _wheels(wheels: Iterable[Path]) -> list[dict[str, Any]]:
    found = {wheel.name: wheel for wheel in wheels}
    return [
        {"uri": wheel_purl(name), "name": name, "digest": {"sha256": sha256(found[name])}} for name in sorted(found)
    ]


def wheel_purl(wheel: str) -> str:
    """The package URL of a wheel by its file name."""
    name, version = wheel.split("-")[:2]
    return f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"


def _tools() -> dict[str, str]:
    """What each tool says of its version; those that are missing are left out."""
    found = {"python": platform.python_version(), "system": _system()}
    for name, asks in TOOLS:
        try:
            told = subprocess.run([name, asks], capture_output=True, text=True, check=False, timeout=20)
        except (OSError, subprocess.TimeoutExpired):
            continue
        version = re.search(r"\d+(\.\d+)+", told.stdout or told.stderr)
        if version:
            found[name] = version[0]
    return found


def _system() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    except OSError:
        return platform.system()


def _now() -> str:
    """The time of the build; where SOURCE_DATE_EPOCH is set, that, so that two builds say the same."""
    moment = datetime.fromtimestamp(epoch(), UTC) if "SOURCE_DATE_EPOCH" in os.environ else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
