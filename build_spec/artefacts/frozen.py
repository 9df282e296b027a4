"""The portable Linux folder: it starts from where it lies, without a Python or Qt on the machine, and needs no root.

The payload is that of the packages, file for file; PyInstaller adds a Python and the libraries that a window needs.
`install.sh` inside puts the folder in place for all users or for one. On a Mac, macos/make_dmg.sh calls `freeze` for
the app.
"""

import os
import shutil
import sys
from pathlib import Path

from artefacts.archives import write_tar_xz
from artefacts.linux_tree import filled, place_shared
from artefacts.notices import write_notices
from artefacts.payload import make_payload, parts, sha256
from artefacts.release import NAME, ROOT, BuildError, epoch, run, set_times
from artefacts.sbom import Brought, write_bill
from artefacts.system_libraries import copy_common_licences, glibc_asked_for, packages, refuse_newer_glibc

SOURCES = ROOT / "build_spec" / "frozen"
REQUIREMENTS = ROOT / "build_spec" / "requirements-frozen.txt"
WORK = ROOT / "build" / "frozen"
PYTHON = "KETAREF_FROZEN_PYTHON"
"""The environment variable that names another Python to take along than `SYSTEM_PYTHON`."""
SYSTEM_PYTHON = "/usr/bin/python3"
"""The distribution's: its library names no folder of the builder's home, and gets its security updates."""
INSIDE = "_internal"
"""PyInstaller's name for the folder of everything that is not to be started by hand."""
TAKEN = "taken.txt"
"""Names the libraries that come from the machine that builds."""


def build(output: Path, release: str) -> list[Path]:
    """Make NAME-RELEASE-linux-x86_64.tar.xz, and its bill of materials. Raises BuildError when something is missing."""
    folder = make_folder(release)
    name = f"{NAME}-{release}-linux-x86_64"
    made = WORK / f"{name}.tar.xz"
    write_tar_xz(folder, made)
    bill = write_bill(output / f"{name}.cdx.json", folder, "linux", _brought(), INSIDE)
    finished = output / made.name
    shutil.move(made, finished)
    shutil.rmtree(WORK)
    return [finished, bill]


def make_folder(release: str) -> Path:
    """The portable folder, ready to be packed; it lies in build/frozen."""
    if sys.platform != "linux":
        raise BuildError(f"the portable folder is made on Linux, not on {sys.platform}")
    shutil.rmtree(WORK, ignore_errors=True)
    payload = WORK / "payload"
    make_payload("linux", payload, release)
    frozen = freeze(payload / "lib", release)
    folder = WORK / f"{NAME}-{release}"
    frozen.rename(folder)
    _add_licences(payload / "lib", folder)
    _add_payload(payload, folder)
    place_shared(folder / "share", release)
    shutil.copyfile(SOURCES / "install.sh", folder / "install.sh")
    (folder / "install.sh").chmod(0o755)
    readme = filled((SOURCES / "READ_ME.txt.in").read_text(encoding="utf-8"), release)
    (folder / "READ_ME.txt").write_text(readme, encoding="utf-8")
    _write_manifest(folder)
    set_times(folder)
    refuse_foreign_paths(folder)
    refuse_newer_glibc(folder, _libraries(folder), glibc_asked_for)
    return folder


def freeze(lib: Path, release: str) -> Path:
    """What PyInstaller makes of a payload's `lib`: the folder of the commands; on a Mac the app beside it too."""
    python = _environment(lib)
    fixed = {
        "SOURCE_DATE_EPOCH": str(epoch()),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": str(WORK / "cache"),
        "KETAREF_RELEASE": release,
        "KETAREF_TAKEN": str(WORK / TAKEN),
    }
    where = ["--distpath", str(WORK / "made"), "--workpath", str(WORK / "steps")]
    quiet = ["--noconfirm", "--clean", "--log-level", "ERROR"]
    run([python, "-m", "PyInstaller", *quiet, *where, SOURCES / "frozen.spec"], cwd=WORK, environment=fixed)
    return WORK / "made" / NAME


def refuse_foreign_paths(folder: Path) -> None:
    """Raise BuildError when a library looks for others in a place of the builder's machine (RPATH, RUNPATH)."""
    told = []
    for library in _libraries(folder):
        for line in run(["readelf", "--wide", "--dynamic", library]).splitlines():
            places = line.partition("[")[2].rstrip("]").split(":") if "PATH)" in line else []
            told += [f"{library.relative_to(folder)}: {place}" for place in places if not place.startswith("$ORIGIN")]
    if told:
        raise BuildError(f"libraries look in places of this machine; use {SYSTEM_PYTHON}: {', '.join(told)}")


def _environment(lib: Path) -> Path:
    """The Python of a fresh environment that holds the pinned PyInstaller, and the payload beside it."""
    made = WORK / "environment"
    usual = SYSTEM_PYTHON if sys.platform == "linux" else sys.executable
    run([os.environ.get(PYTHON, usual), "-m", "venv", made])
    python = made / "bin" / "python"
    quiet = ["--quiet", "--disable-pip-version-check"]
    run([python, "-m", "pip", "install", *quiet, "--require-hashes", "-r", REQUIREMENTS])
    packages = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip()
    shutil.copytree(lib, packages, dirs_exist_ok=True)
    return python


def _add_payload(payload: Path, folder: Path) -> None:
    """Put the payload where the frozen Python finds it, with byte code that never has to be written again.

    Each file of it carries a hash of its source: a replaced source still counts, as READ_ME.txt and the LGPL promise.
    """
    inside = folder / INSIDE
    shutil.copytree(payload / "lib", inside, dirs_exist_ok=True)
    compiled = ["-m", "compileall", "-q", "--invalidation-mode", "checked-hash"]
    names = sorted(path.name for path in (payload / "lib").iterdir())
    packages = [inside / name for name in names if not name.endswith(".dist-info")]
    python = WORK / "environment" / "bin" / "python"
    run([python, "-IS", *compiled, "-s", folder, *packages], environment={"PYTHONHASHSEED": "0"})
    shutil.move(payload / "build-info.json", folder)


def _add_licences(lib: Path, folder: Path) -> None:
    """What the payload tells of its parts, told anew with the Python and the libraries that came from this machine."""
    brought = _brought()
    write_notices(lib, "linux", {**parts(lib), **brought.runtime}, brought.system)
    copy_common_licences((package.copyright for package in brought.system), folder / "common-licences")


def _brought() -> Brought:
    """The Python, what froze it, and the packages of this machine whose libraries come along."""
    python = WORK / "environment" / "bin" / "python"
    versions = run(
        [python, "-c", "import platform, PyInstaller; print(platform.python_version(), PyInstaller.__version__)"]
    )
    taken = packages(Path(line) for line in (WORK / TAKEN).read_text(encoding="utf-8").splitlines())
    return Brought(dict(zip(("CPython", "PyInstaller"), versions.split(), strict=True)), tuple(taken))


def _write_manifest(folder: Path) -> None:
    """List every file for `sha256sum -c`, but the desktop entry, which names the place of an installation."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".desktop")
    lines = [f"{sha256(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / "MANIFEST.sha256").write_text("".join(lines), encoding="utf-8")


def _libraries(folder: Path) -> list[Path]:
    """Every program and library in a folder."""
    return sorted(path for path in folder.rglob("*") if _is_elf(path))


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"
