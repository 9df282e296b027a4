"""The setup program for Windows (EXE), made by NSIS: for all users or for one, with the same files as the MSI."""

import shutil
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from artefacts.embedded_python import WINDOWS
from artefacts.release import BuildError, epoch, run, working_folder
from artefacts.signing import command
from artefacts.windows import ICON, artefact_name, bill_for, numbers, payload_for, shipped

UNPACKED = "$INSTDIR\\upgrade-new"
"""Where setup.nsi unpacks a version, before it moves it into its place."""
MANIFEST = "MANIFEST.sha256"
LONGEST = 180
"""Letters of a name: Windows takes 260 for a whole path."""


def build(output: Path, release: str) -> list[Path]:
    """Make the setup program, and the bill of materials of both installers.

    Raises BuildError when the Python for Windows or a tool is missing.
    """
    payload, python = payload_for(release)
    made = output / artefact_name(release, python, "-setup.exe")
    pack(payload, made, release)
    return [made, bill_for(output, release)]


def pack(payload: Path, made: Path, release: str) -> None:
    """Pack a folder as setup program: the same bytes for the same folder, version and SOURCE_DATE_EPOCH."""
    names = shipped(payload)
    with working_folder() as work:
        whole = work / made.name
        defined = {
            "RELEASE": release,
            "NUMBERS": ".".join(map(str, (*numbers(release), 0))),
            "MADE": str(whole),
            "ICON": str(payload / ICON),
            "KILOBYTES": str(sum((payload / name).stat().st_size for name in names) // 1024),
        }
        if command():  # the uninstaller too must be signed before it is packed
            defined["SIGN"] = command()
        (work / "files.nsh").write_text(file_macros(names, payload), encoding="utf-8")
        for source in (WINDOWS / "setup.nsi", *WINDOWS.glob("*.nsh")):
            shutil.copyfile(source, work / source.name)
        words = [f"-D{name}={value}" for name, value in defined.items()]
        fixed = {"SOURCE_DATE_EPOCH": str(epoch()), "TZ": "UTC"}
        run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, "setup.nsi"], cwd=work, environment=fixed)
        shutil.move(whole, made)


def file_macros(names: Sequence[str], payload: Path) -> str:
    """The macros that unpack and remove exactly these files, look at each folder, and remove it once it is empty.

    Raises BuildError for a name that setup.nsi could not read again in the list of an installed version.
    """
    unreadable = [name for name in names if not name.isascii() or ".." in name or ":" in name or len(name) > LONGEST]
    if unreadable:
        raise BuildError(f"an upgrade could not read this in {MANIFEST}, and would leave it behind: {unreadable[0]}")
    unpack, remove, last = [], [], ""
    # The list comes first and goes last: by it, what is left of an interrupted installation is known for our own.
    for name in sorted(names, key=lambda name: (PurePosixPath(name).parent.as_posix(), name != MANIFEST, name)):
        folder = PurePosixPath(name).parent.as_posix()
        if folder != last:
            unpack.append(f'  SetOutPath "{_installed(folder, UNPACKED)}"')
            last = folder
        unpack.append(f'  File "{_quoted(str(payload / name))}"')
        remove.append(f'  Delete "{_installed(name)}"')
    folders = {above.as_posix() for name in names for above in PurePosixPath(name).parents} - {"."}
    inner_first = [_installed(folder) for folder in sorted(folders, key=lambda one: (-one.count("/"), one))]
    # The present folder cannot be moved or removed.
    unpack.append('  SetOutPath "$TEMP"')
    macros = {
        "UnpackFiles": unpack,
        "FindLinks": [f'  !insertmacro LookAt "{folder}"' for folder in inner_first],
        "RemoveFiles": remove[::-1],
        "RemoveFolders": [f'  RMDir "{folder}"' for folder in inner_first],
    }
    return "".join("\n".join([f"!macro {name}", *lines, "!macroend", ""]) for name, lines in macros.items())


def _installed(name: str, folder: str = "$INSTDIR") -> str:
    return folder if name == "." else f"{folder}\\{_quoted(name).replace('/', chr(92))}"


def _quoted(name: str) -> str:
    """A name as NSIS reads it: it takes $ for the beginning of a variable."""
    return name.replace("$", "$$")
