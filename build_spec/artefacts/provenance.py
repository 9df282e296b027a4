"""A statement of how the artefacts were made: in-toto Statement v1 with the predicate SLSA Provenance v1, unsigned.

It says what was built from which sources, wheels and tools. Nobody has signed it: an organisation that releases the
artefacts states itself as the builder (BUILDER), and signs the file (`minisign`, `gpg`, `cosign attest-blob`).
"""

import json
import os
import platform
import re
import subprocess
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from artefacts.deb import MAINTAINER
from artefacts.payload import REQUIREMENTS, sha256
from artefacts.release import NAME, ROOT, BuildError, changed, commit, epoch, git
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
MADE_BY = {
    ".deb": "deb",
    ".rpm": "rpm",
    ".xz": "portable",
    ".AppImage": "appimage",
    ".msi": "msi",
    ".exe": "nsis",
}
"""What makes a file that holds wheels, as build.py calls it, by the ending of the file's name."""
FOR_WINDOWS = ("msi", "nsis")
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

    Raises BuildError where there are none, and for one that is older than the sources it would be said to come from.
    """
    made = output / FILE
    files = _others(output)
    _refuse_older(files)
    _refuse_other_versions(files, release)
    makers = {MADE_BY[file.suffix] for file in files if file.suffix in MADE_BY}
    platforms = sorted({"windows" if maker in FOR_WINDOWS else "linux" for maker in makers})
    text = json.dumps(statement(files, release, _fetched(platforms)), indent=2, ensure_ascii=False)
    made.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return [made]


def refuse_left_over(output: Path, release: str, chosen: Collection[str]) -> None:
    """Tell what `build` would refuse in the end, of files that are there already and that `chosen` does not make anew.

    Raises BuildError. Minutes of building would be for nothing otherwise.
    """
    files = _others(output)
    _refuse_other_versions(files, release)
    _refuse_older(file for file in files if MADE_BY.get(file.suffix) not in {None, *chosen})


def _others(output: Path) -> list[Path]:
    return [file for file in artefacts_in(output) if file.name != FILE]


def statement(files: Iterable[Path], release: str, wheels: Iterable[Path]) -> dict[str, Any]:
    """The statement as plain values. `wheels`: those that the artefacts were made of."""
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
                    "changedSinceCommit": changed(),
                    "signed": False,
                },
                "resolvedDependencies": [_sources(), *_pinned(), *_wheels(wheels)],
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


def _refuse_older(files: Iterable[Path]) -> None:
    """Whether sources were changed is looked up now: that holds for the artefacts if nothing was touched since."""
    committed = int(git("log", "-1", "--format=%ct") or 0)
    sources = [ROOT / name for name in git("ls-files", "-z").split("\0") if name]
    touched = max((file.stat().st_mtime for file in sources if file.is_file()), default=0)
    older = [file.name for file in files if file.stat().st_mtime < max(committed, touched)]
    if older:
        raise BuildError(f"{', '.join(older)}: made before the sources were as they are now; build it anew")


def _refuse_other_versions(files: Iterable[Path], release: str) -> None:
    others = [file.name for file in files if {*re.findall(r"\d+\.\d+\.\d+", file.name)} - {release}]
    if others:
        raise BuildError(f"{', '.join(others)}: not of version {release}; name theirs by --version, or move them")


def _sources() -> dict[str, Any]:
    """The sources by their commit. A tree without a history has no digest here, and says so by having none."""
    told: dict[str, Any] = {"uri": f"pkg:generic/{NAME}", "annotations": {"changedSinceCommit": changed()}}
    revision = commit()
    return {**told, "digest": {"gitCommit": revision}} if revision else told


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
