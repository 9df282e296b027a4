"""The Python that a Windows bundle carries: which zip file is accepted, and which of its files are laid out."""

import os
import re
import shutil
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from artefacts.payload import sha256
from artefacts.pins import read_pins
from artefacts.release import ROOT, BuildError, run, working_folder

WINDOWS = ROOT / "build_spec" / "windows"
ZIP_VARIABLE = "KETAREF_PYTHON_ZIP"
"""The environment variable with the path of python.org's embeddable package, or the word STAND_IN."""
STAND_IN = "stand-in"
COMPILER_VARIABLE = "KETAREF_COMPILER"
"""The environment variable with the path of the Python that makes the bytecode, where PATH holds none that does."""

LEFT_OUT = frozenset((
    # What could open a way to the network, with the libraries for it; hashlib has what is needed without OpenSSL.
    "_ssl.pyd", "_hashlib.pyd", "libssl-3.dll", "libcrypto-3.dll", "_asyncio.pyd", "_overlapped.pyd",
    # Other programs, and what nothing here asks for.
    "python.exe", "pythonw.exe", "python.cat", "_msi.pyd", "_multiprocessing.pyd", "_wmi.pyd", "winsound.pyd",
    # What Python's own modules can do without (the portable folder for Linux leaves it out too).
    "_bz2.pyd", "_lzma.pyd", "_uuid.pyd",
))  # fmt: skip

LIBRARY_LEFT_OUT = frozenset((
    "asyncio", "bz2", "cgi", "cgitb", "concurrent", "distutils", "doctest", "ensurepip", "ftplib", "http", "idlelib",
    "imaplib", "lib2to3", "lzma", "mailbox", "msilib", "multiprocessing", "nntplib", "pdb", "poplib", "profile",
    "pstats", "pydoc", "pydoc_data", "smtplib", "socketserver", "ssl", "telnetlib", "trace", "turtle", "unittest",
    "venv", "webbrowser", "wsgiref", "xmlrpc",
))  # fmt: skip
"""Modules of the standard library that nothing here imports (a test looks): network, developers' tools."""
NOT_COMPILED = r"[/\\](pypdf|ketaref[/\\]compiler)[/\\]"
"""Modules without bytecode: used seldom (pypdf when a record is read), or by authors alone. It would be a megabyte."""


@dataclass(frozen=True)
class EmbeddedPython:
    """An accepted zip file. `number` is that of its library: 313 for python313.dll. A stand-in is for tests alone."""

    zip_file: Path
    number: str
    stand_in: bool

    @property
    def minor(self) -> str:
        """As commands name it: 3.13."""
        return f"{self.number[0]}.{self.number[1:]}"


def embedded_python(chosen: str | None = None) -> EmbeddedPython:
    """The Python for Windows that the caller, or KETAREF_PYTHON_ZIP, names. Raises BuildError unless it is pinned."""
    named = chosen or os.environ.get(ZIP_VARIABLE, "")
    if not named:
        raise BuildError(
            "a Windows bundle needs the Python for Windows: --python-zip FILE with the 64-bit embeddable package of"
            " python.org, whose SHA-256 stands in build_spec/windows/python_embed.toml; or --stand-in, for tests alone"
        )
    pins = read_pins(WINDOWS / "python_embed.toml", "release", "stand_in.archive", "stand_in.sha256")
    if named == STAND_IN:
        file = stand_in(pins["stand_in"]["archive"])
        return accepted(file, {file.name: pins["stand_in"]["sha256"]}, stand_in=True)
    return accepted(Path(named), pins["release"], stand_in=False)


def accepted(file: Path, pins: dict[str, str], *, stand_in: bool) -> EmbeddedPython:
    """The zip file, when its SHA-256 is among those pinned. Raises BuildError when it is not, or holds no Python."""
    if not file.is_file():
        raise BuildError(f"{file}: there is no such file")
    found = sha256(file)
    if found not in pins.values():
        raise BuildError(
            f"{file.name} has the SHA-256 {found}, which does not stand in build_spec/windows/python_embed.toml:"
            " compare it with that on python.org's own page, and add it there only when they are equal"
        )
    with zipfile.ZipFile(file) as archive:
        libraries = [re.fullmatch(r"(?:.*/)?python(3\d\d)\.dll", name) for name in archive.namelist()]
    numbers = [match[1] for match in libraries if match]
    if len(numbers) != 1:
        raise BuildError(f"{file.name} holds no python3NN.dll: this is not the embeddable package")
    return EmbeddedPython(file, numbers[0], stand_in)


def lay_out(python: EmbeddedPython, folder: Path) -> None:
    """Put the files of a Python into a folder, and keep everything else of the machine out of it.

    The file ._pth makes Python look only where it says: no folder of the user, no variable, no registry.
    """
    with zipfile.ZipFile(python.zip_file) as archive:
        for member in archive.namelist():
            name = PurePosixPath(member).name
            if name and not member.endswith("/") and name not in LEFT_OUT and not name.endswith("._pth"):
                target = folder / ("PYTHON-LICENSE.txt" if name == "LICENSE.txt" else name)
                target.write_bytes(archive.read(member))
    trim_library(folder / f"python{python.number}.zip")
    lines = f"python{python.number}.zip\n.\nlib\n"
    (folder / f"python{python.number}._pth").write_text(lines, encoding="ascii", newline="\r\n")


def trim_library(file: Path) -> None:
    """Leave out of the standard library's zip file what LIBRARY_LEFT_OUT names, and store the rest uncompressed.

    An installer packs it better than it was packed, and Python reads it sooner.
    """
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in sorted(archive.namelist()) if not name.endswith("/")}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            if name.split("/")[0].split(".")[0] not in LIBRARY_LEFT_OUT:
                archive.writestr(zipfile.ZipInfo(name), data)


def compile_modules(python: EmbeddedPython, lib: Path) -> None:
    """Add bytecode to the modules, since nobody who uses the program may write beside it, and each start would compile.

    It belongs to one minor version of Python, so the same one must be on this machine (any patch level). Each file
    carries a hash of its source: a replaced source still counts, as the LGPL asks for. Raises BuildError without one.
    """
    command = os.environ.get(COMPILER_VARIABLE) or _python_of(python.minor)
    if not command:
        raise BuildError(
            f"python{python.minor} is missing: the bundle's bytecode must be made by the same version"
            f" ({COMPILER_VARIABLE} may name one)"
        )
    options = ["-q", "-j1", "--invalidation-mode", "checked-hash", "-x", NOT_COMPILED, "-s", str(lib.parent)]
    run([command, "-I", "-m", "compileall", *options, lib], environment={"PYTHONHASHSEED": "0"})
    wanted = f".cpython-{python.number}.pyc"
    if not any(path.name.endswith(wanted) for path in (lib / "ketaref").rglob("*.pyc")):
        raise BuildError(f"{command} made no {wanted} files: it is another version than {python.minor}")


def _python_of(minor: str) -> str:
    """A Python of that minor version on this machine; pyenv's shim is there for versions that do not answer to it."""
    folder = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    found = [str(path) for path in sorted(folder.glob(f"{minor}.*/bin/python{minor}"))]
    usual = shutil.which(f"python{minor}")
    return usual if usual and "shims" not in Path(usual).parts else found[-1] if found else ""


def stand_in(archive: str) -> Path:
    """Fetch the Python for tests once, and take the zip file out of it.

    pip runs the set-up script of what it downloads, so that happens where nothing can be written but one folder; and
    only after its hash is found right. The zip file gets its name when it is whole: an interrupted build leaves none.
    """
    file = ROOT / "build" / "python-stand-in" / "stand-in.zip"
    if file.exists():
        return file
    file.parent.mkdir(parents=True, exist_ok=True)
    with working_folder() as work:
        apart = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--setenv", "TMPDIR", str(work)]
        pip = ["python3", "-m", "pip", "download", "--quiet", "--no-cache-dir", "--no-deps"]
        pinned: list[str | Path] = ["--require-hashes", "--dest", work, "-r", WINDOWS / "requirements-stand-in.txt"]
        run([*apart, "--bind", work, work, *pip, *pinned])
        with tarfile.open(next(work.glob("*.tar.gz"))) as packed:
            member = packed.extractfile(archive)
            if member is None:
                raise BuildError(f"the stand-in holds no {archive}")
            (work / file.name).write_bytes(member.read())
        (work / file.name).replace(file)
    return file
