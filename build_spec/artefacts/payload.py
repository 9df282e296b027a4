"""What every bundle carries: the program with its compiled content, and the parts of Qt and others that it needs.

It is assembled from wheels, not frozen: every file is a plain file that can be replaced (the LGPL asks for that of Qt),
nothing is packed into an executable that a virus scanner could take for something else, and it is put together on
Linux for Windows too. It runs on every Python from 3.11, because nothing in it is compiled for one version.
"""

import email
import fnmatch
import hashlib
import json
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import run as start
from artefacts import icu
from artefacts.notices import write_notices
from artefacts.pins import read_pins
from artefacts.release import ROOT, VERSION_FILE, BuildError, changed, commit, epoch, git, run, set_times, version

PLATFORM_TAGS = {
    "linux": [f"manylinux_2_{glibc}_x86_64" for glibc in range(34, 16, -1)] + ["manylinux2014_x86_64"],
    "windows": ["win_amd64"],
    # Parts without libraries of their own (rapidfuzz's stay behind) have a wheel for one processor alone.
    "macos": ["macosx_13_0_universal2", "macosx_13_0_arm64"],
}
"""Wheels that a bundle may hold: glibc 2.34 is that of Debian 12, Ubuntu 22.04 and RHEL 9."""

TOOLS_VARIABLE = "KETAREF_BUILD_TOOLS"
"""The environment variable with the scripts folder of a ready environment, for a copy that is built; see _pip()."""
REQUIREMENTS = ROOT / "build_spec" / "requirements-payload.txt"
QT_WHEELS = ("pyside6_essentials", "shiboken6")
MADE_OF = ("app", "build_spec", "content", "resources", "LICENSE", "MANIFEST.in", "README.md", "pyproject.toml")
NEVER = ("RECORD", "INSTALLER", "REQUESTED", "WHEEL", "direct_url.json", "top_level.txt", "entry_points.txt")
"""Files of a wheel's dist-info that tell of the installation, not of the part."""


def make_payload(platform: str, folder: Path, release: str) -> None:
    """Lay the payload for "linux", "windows" (both x86-64) or "macos" (both processors) out in a new folder.

    `lib/` goes on the path of a Python, `build-info.json` tells what it was made of, and `MANIFEST.sha256` lists every
    file of `lib/` for `sha256sum -c`. Raises BuildError when a part is missing, or is none of those pinned.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(_assembled(platform, release), folder, symlinks=True)
    set_times(folder)


@cache
def _assembled(platform: str, release: str) -> Path:
    """The payload, put together once for all artefacts of one run."""
    folder = ROOT / "build" / f"assembled-{platform}"
    shutil.rmtree(folder, ignore_errors=True)
    lib = folder / "lib"
    lib.mkdir(parents=True)
    wheels = fetch_wheels(platform)
    wanted = ("common.keep", "common.forbidden", "others.leave_out", f"{platform}.keep")
    keep = read_pins(ROOT / "build_spec" / "qt_keep.toml", *wanted)
    patterns = [*keep["common"]["keep"], *keep[platform]["keep"]]
    for wheel in wheels:
        if wheel.name.startswith(QT_WHEELS):
            _unpack(wheel, lib, patterns)
        else:
            _unpack(wheel, lib, left_out=keep["others"]["leave_out"])
    _unpack(program_wheel(release), lib)
    refuse_gaps(lib, patterns)
    refuse_forbidden(lib, keep["common"]["forbidden"])
    if platform == "linux":
        icu.shrink(lib / "PySide6" / "Qt" / "lib")
    write_notices(lib, platform, parts(lib))  # whoever adds a Python writes them anew
    _write_facts(platform, folder, wheels, release)
    return folder


def build(output: Path, release: str) -> list[Path]:  # noqa: ARG001 (as every artefact's)
    """The payload for Linux, as a folder in build/."""
    folder = ROOT / "build" / "payload-linux"
    make_payload("linux", folder, release)
    return [folder]


def fetch_wheels(platform: str) -> list[Path]:
    """The pinned wheels for a platform, each checked against its hash; kept in build/ for the next time."""
    folder = ROOT / "build" / f"wheels-{platform}"
    if folder.exists() and not _complete(folder):
        shutil.rmtree(folder)
    if not folder.exists():
        draft = folder.with_name(f"{folder.name}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        tags = [word for tag in PLATFORM_TAGS[platform] for word in ("--platform", tag)]
        chosen = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--python-version", "3.11", *tags]
        _pip("download", *chosen, "--dest", draft, "-r", REQUIREMENTS)
        draft.rename(folder)
    return sorted(folder.glob("*.whl"))


def program_wheel(release: str) -> Path:
    """A wheel of the program with its compiled content, made from a clean copy of the sources.

    In it the program calls itself by `release`, whatever the sources say, so that an upgrade can be tried.
    """
    made = ROOT / "build" / "program"
    shutil.rmtree(made, ignore_errors=True)
    tree = made / "tree"
    for name in _sources():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tree / name)
    names_itself = tree / VERSION_FILE
    named = names_itself.read_text(encoding="utf-8").replace(f'"{version()}"', f'"{release}"')
    names_itself.write_text(named, encoding="utf-8")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", made, tree)
    shutil.rmtree(tree)
    return next(made.glob("*.whl"))


def refuse_gaps(lib: Path, patterns: Iterable[str]) -> None:
    """Raise BuildError naming every pattern of the keep-list that matches no file."""
    missing = [pattern for pattern in patterns if not any(lib.glob(pattern))]
    if missing:
        raise BuildError(f"this Qt has no {', '.join(missing)}: put qt_keep.toml right")


def refuse_forbidden(lib: Path, pattern: str) -> None:
    """Raise BuildError when a file is there that would open a way to the network, or belongs to a part left behind."""
    found = [str(path.relative_to(lib)) for path in sorted(lib.rglob("*")) if re.search(pattern, path.as_posix())]
    if found:
        raise BuildError(f"these must not be in a bundle (qt_keep.toml, forbidden): {', '.join(found)}")


def parts(lib: Path) -> dict[str, str]:
    """Each distribution in a payload with its version, by what its METADATA says."""
    found = {}
    for metadata in sorted(lib.glob("*.dist-info/METADATA")):
        about = email.message_from_string(metadata.read_text(encoding="utf-8"))
        found[about["Name"]] = about["Version"]
    return found


def sha256(file: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _pip(*arguments: str | Path) -> None:
    """pip of the environment that holds what a build needs, which is made once from pinned requirements.

    A copy that is built to be compared is told the environment of the tree it comes from: its packages are the same.
    """
    scripts = Path(os.environ.get(TOOLS_VARIABLE) or start.environment("run"))
    python = scripts / ("python.exe" if sys.platform == "win32" else "python")
    fixed = {"SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "0"}
    run([python, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], environment=fixed)


def _sources() -> list[str]:
    """The files that a wheel is made of, relative to ROOT: those under version control, or all where there is none."""
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard", *MADE_OF)
    if listed:
        return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    files = [path for name in MADE_OF for path in (ROOT / name, *(ROOT / name).rglob("*")) if path.is_file()]
    return [str(file.relative_to(ROOT)) for file in files if "__pycache__" not in file.parts]


def _complete(folder: Path) -> bool:
    """Whether a folder holds a wheel for every pin, each with a hash that is pinned."""
    text = REQUIREMENTS.read_text(encoding="utf-8")
    wheels = list(folder.glob("*.whl"))
    pins = re.findall(r"^[\w.-]+==", text, re.MULTILINE)
    return len(wheels) == len(pins) and all(sha256(wheel) in text for wheel in wheels)


def _unpack(wheel: Path, lib: Path, patterns: Iterable[str] = (), left_out: Iterable[str] = ()) -> None:
    """Take from a wheel what a pattern matches (everything where there is none), and what tells of the part itself."""
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            folder, name = member.split("/")[0], member.rpartition("/")[2]
            about = folder.endswith(".dist-info") and name not in NEVER
            wanted = _matches(member, patterns) if patterns else not folder.endswith(".dist-info")
            if name and (about or (wanted and not _matches(name, left_out))):
                archive.extract(member, lib)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def _write_facts(platform: str, folder: Path, wheels: Iterable[Path], release: str) -> None:
    lib = folder / "lib"
    facts = {
        "program": release,
        "platform": f"{platform}-{'universal2' if platform == 'macos' else 'x86_64'}",
        "commit": commit(),
        "changed_since_commit": changed(),
        "source_date_epoch": epoch(),
        "requirements_sha256": sha256(REQUIREMENTS),
        "content_sha256": sha256(lib / "ketaref" / "resources" / "content.sqlite"),
        "wheels_sha256": {wheel.name: sha256(wheel) for wheel in wheels},
        "parts": parts(lib),
    }
    (folder / "build-info.json").write_text(f"{json.dumps(facts, indent=2)}\n", encoding="utf-8")
    files = sorted(path for path in lib.rglob("*") if path.is_file())
    lines = [f"{sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / "MANIFEST.sha256").write_text("".join(lines), encoding="utf-8")
