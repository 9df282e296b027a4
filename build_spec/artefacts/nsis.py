"""The setup program for Windows (EXE), made by NSIS: for all users or for one, with the same files as the MSI."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from artefacts.embedded_python import WINDOWS
from artefacts.release import ROOT, epoch, run
from artefacts.signing import command
from artefacts.windows import ICON, artefact_name, numbers, payload_for, shipped


def build(output: Path, release: str) -> list[Path]:
    """Make the setup program. Raises BuildError when the Python for Windows or a tool is missing."""
    payload, python = payload_for(release)
    made = output / artefact_name(release, python, "-setup.exe")
    pack(payload, made, release)
    return [made]


def pack(payload: Path, made: Path, release: str) -> None:
    """Pack a folder as setup program: the same bytes for the same folder, version and SOURCE_DATE_EPOCH."""
    (ROOT / "build").mkdir(exist_ok=True)
    # A folder of its own: two may be packed at once.
    work = Path(tempfile.mkdtemp(dir=ROOT / "build"))
    names = shipped(payload)
    (work / "files.nsh").write_text(file_macros(names, payload), encoding="utf-8")
    shutil.copyfile(WINDOWS / "setup.nsi", work / "setup.nsi")
    defined = {
        "RELEASE": release,
        "NUMBERS": ".".join(map(str, (*numbers(release), 0))),
        "MADE": str(made),
        "ICON": str(payload / ICON),
        "KILOBYTES": str(sum((payload / name).stat().st_size for name in names) // 1024),
    }
    if command():  # the uninstaller too must be signed before it is packed
        defined["SIGN"] = command()
    words = [f"-D{name}={value}" for name, value in defined.items()]
    fixed = {"SOURCE_DATE_EPOCH": str(epoch()), "TZ": "UTC"}
    run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, "setup.nsi"], cwd=work, environment=fixed)
    shutil.rmtree(work)


def file_macros(names: Sequence[str], payload: Path) -> str:
    """The macros that install and remove exactly these files, and each folder once it is empty."""
    install, remove, last = [], [], ""
    for name in sorted(names, key=lambda name: (PurePosixPath(name).parent.as_posix(), name)):
        folder = PurePosixPath(name).parent.as_posix()
        if folder != last:
            install.append(f'  SetOutPath "{_installed(folder)}"')
            last = folder
        install.append(f'  File "{_quoted(str(payload / name))}"')
        remove.append(f'  Delete "{_installed(name)}"')
    folders = {above.as_posix() for name in names for above in PurePosixPath(name).parents} - {"."}
    remove += [f'  RMDir "{_installed(folder)}"' for folder in sorted(folders, key=lambda one: (-one.count("/"), one))]
    lines = ["!macro InstallFiles", *install, '  SetOutPath "$INSTDIR"', "!macroend", ""]
    return "\n".join([*lines, "!macro RemoveFiles", *remove, "!macroend", ""])


def _installed(name: str) -> str:
    return "$INSTDIR" if name == "." else f"$INSTDIR\\{_quoted(name).replace('/', chr(92))}"


def _quoted(name: str) -> str:
    """A name as NSIS reads it: it takes $ for the beginning of a variable."""
    return name.replace("$", "$$")
