"""What a Windows installer installs, as a folder: a Python, the payload, and two small programs that start it.

It is put together on Linux. But for the two programs, every file that Windows can run arrives signed by who made it
(Python Software Foundation, The Qt Company, Microsoft), and no file is changed.
"""

import json
import re
import shutil
import struct
import uuid
from functools import cache
from pathlib import Path

from artefacts.beside import parts_beside
from artefacts.embedded_python import WINDOWS, EmbeddedPython, compile_modules, embedded_python, lay_out
from artefacts.icons import icon
from artefacts.notices import write_notices
from artefacts.payload import make_payload, parts, sha256
from artefacts.release import ROOT, BuildError, run, set_times, working_folder
from artefacts.sbom import Brought, write_bill
from artefacts.signing import sign

FOLDER = ROOT / "build" / "payload-windows"
ICON = "ketaref.ico"
WINDOW_PROGRAM, TERMINAL_PROGRAM = "KetamineReference.exe", "ketaref.exe"
RUNTIME = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
"""Microsoft's C++ run-time library, which lies beside the program: a fresh Windows has none."""
NAMESPACE = uuid.UUID("ede55b40-5ffd-57dc-8c2f-20ee10c82cab")
"""Never changes: by the identities that follow from it Windows finds an older version."""
UPGRADE_CODE = str(uuid.uuid5(NAMESPACE, "upgrade")).upper()


def make_windows_payload(folder: Path, python: EmbeddedPython, release: str) -> None:
    """Lay out everything that an installer for Windows installs. Raises BuildError when a part is missing."""
    make_payload("windows", folder, release)
    shutil.rmtree(
        folder / "lib" / "rapidfuzz.libs", ignore_errors=True
    )  # serves its compiled modules, which stay behind
    lay_out(python, folder)
    _gather_runtime(folder)
    refuse_unsigned(folder)  # before ours, which whoever gives them out signs
    lib = folder / "lib"
    listed = {**parts(lib), "CPython": python_version(folder, python)}
    write_notices(lib, "windows", listed, beside=parts_beside(folder))
    compile_modules(python, lib)
    (folder / ICON).write_bytes(icon((ROOT / "resources" / "icons").glob("ketaref-*.png")))
    for name in (WINDOW_PROGRAM, TERMINAL_PROGRAM):
        _make_launcher(folder, name, python, release)
    _add_policy_templates(folder)
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")
    _write_facts(folder, python)
    set_times(folder)


@cache
def payload_for(release: str) -> tuple[Path, EmbeddedPython]:
    """The payload, made once for all installers of one run, and the Python in it."""
    python = embedded_python()
    make_windows_payload(FOLDER, python, release)
    return FOLDER, python


def artefact_name(release: str, python: EmbeddedPython, ending: str) -> str:
    """The file name of an installer; one with the stand-in says that it is for tests alone."""
    return f"KetamineTraumaReference-{release}-x64{'-TEST-ONLY' if python.stand_in else ''}{ending}"


def bill_for(output: Path, release: str) -> Path:
    """Write the bill of materials of the installers of one release into a folder, and give its file."""
    payload, python = payload_for(release)
    facts = json.loads((payload / "build-info.json").read_text(encoding="utf-8"))
    brought = Brought({"CPython": facts["python_for_windows"]["version"]}, beside=tuple(parts_beside(payload)))
    return write_bill(output / artefact_name(release, python, ".cdx.json"), payload, "windows", brought)


def numbers(release: str) -> tuple[int, int, int]:
    """A version as Windows compares it. Raises BuildError for any but three numbers that an MSI can hold."""
    found = re.fullmatch(r"(\d{1,3})\.(\d{1,3})\.(\d{1,5})", release)
    if not found or int(found[1]) > 255 or int(found[2]) > 255 or int(found[3]) > 65535:
        raise BuildError(f"{release}: Windows installers compare versions such as 1.2.3 alone (at most 255.255.65535)")
    return int(found[1]), int(found[2]), int(found[3])


def identity(text: str) -> str:
    """A GUID that follows from a text, in the form that Windows Installer writes."""
    return f"{{{str(uuid.uuid5(NAMESPACE, text)).upper()}}}"


def shipped(folder: Path) -> list[str]:
    """Every file of a payload, relative, with slashes, sorted."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def file_version(data: bytes) -> tuple[int, ...]:
    """The version that a library for Windows bears in its resources; (0,) where it bears none."""
    place = data.find(struct.pack("<II", 0xFEEF04BD, 0x00010000))
    if place < 0:
        return (0,)
    high, low = struct.unpack_from("<II", data, place + 8)
    return (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF)


def python_version(folder: Path, python: EmbeddedPython) -> str:
    """The version of the Python that was laid out in a folder, as people write it: 3.13.9."""
    major, minor, third = file_version((folder / f"python{python.number}.dll").read_bytes())[:3]
    return f"{major}.{minor}.{third // 1000}"  # Python writes 9150 for 9: a final release, where 10 is 10150


def unsigned(folder: Path) -> set[str]:
    """The programs and libraries for Windows in a folder that carry no signature, relative, with slashes."""
    contents = {name: (folder / name).read_bytes() for name in shipped(folder)}
    return {name for name, data in contents.items() if data[:2] == b"MZ" and not _is_signed(data)}


def refuse_unsigned(folder: Path) -> None:
    """Raise BuildError naming every program or library in a folder that carries no signature.

    Where a hospital asks for signatures by publisher, the program would not start; and who made the file, nobody says.
    """
    if found := sorted(unsigned(folder)):
        raise BuildError(
            f"{', '.join(found)}: no signature of who made it; leave it out (qt_keep.toml or "
            "artefacts/embedded_python.py), or take one that is signed"
        )


def _is_signed(data: bytes) -> bool:
    """Whether a 64-bit program or library carries a signature; whose, and whether it holds, is not looked at."""
    try:
        header = struct.unpack_from("<I", data, 0x3C)[0]
        # The optional header of PE32+ begins 24 bytes in; its fifth directory entry is that of certificates.
        place, length = struct.unpack_from("<II", data, header + 24 + 112 + 4 * 8)
    except struct.error:  # it ends before that
        return False
    return bool(place and length)


def _gather_runtime(folder: Path) -> None:
    """Move Microsoft's run-time library beside the programs; where Python brings the same file, the newer one stays."""
    for name in RUNTIME:
        from_qt, here = folder / "lib" / "PySide6" / name, folder / name
        if not here.exists() or file_version(from_qt.read_bytes()) > file_version(here.read_bytes()):
            shutil.copyfile(from_qt, here)
        from_qt.unlink()


def _make_launcher(folder: Path, name: str, python: EmbeddedPython, release: str) -> None:
    console = name == TERMINAL_PROGRAM
    what = "Ketamine Trauma Reference, command line" if console else "Ketamine Trauma Reference"
    first, second, third = numbers(release)
    defined = f"""#define NUMBERS {first},{second},{third},0
#define RELEASE "{release}"
#define DESCRIPTION "{what}"
#define FILE "{name}"
"""
    kind = ["-mconsole", "-DCONSOLE"] if console else ["-mwindows"]
    named = [f'-DPYTHON_DLL="python{python.number}.dll"', f'-DPYTHON_ZIP="python{python.number}.zip"']
    safe = "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va"
    options = ["-std=c11", "-municode", "-Os", "-s", "-Wall", "-Wextra", "-Werror", safe, *kind, *named]
    with working_folder() as work:
        for source in ("launcher.c", "launcher.rc", "launcher.manifest"):
            shutil.copyfile(WINDOWS / source, work / source)
        shutil.copyfile(folder / ICON, work / ICON)
        (work / "all.rc").write_text(f'{defined}#include "launcher.rc"\n', encoding="ascii")
        run(["x86_64-w64-mingw32-windres", "all.rc", "resources.o"], cwd=work)
        run(["x86_64-w64-mingw32-gcc", *options, "-o", folder / name, "launcher.c", "resources.o"], cwd=work)
    sign(folder / name)


def _add_policy_templates(folder: Path) -> None:
    """Lay the templates for group policy beside the program, as Windows' own folder of them is laid out."""
    for template in sorted((ROOT / "build_spec" / "policy").rglob("*.adm[xl]")):
        place = folder / "PolicyDefinitions" / ("en-US" if template.suffix == ".adml" else "")
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, place / template.name)


def _write_facts(folder: Path, python: EmbeddedPython) -> None:
    file = folder / "build-info.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    facts["python_for_windows"] = {"version": python_version(folder, python), "sha256": sha256(python.zip_file)}
    facts["test_only"] = python.stand_in
    file.write_text(f"{json.dumps(facts, indent=2)}\n", encoding="utf-8")
    manifest = folder / "MANIFEST.sha256"
    lines = [f"{sha256(folder / name)}  {name}\n" for name in shipped(folder) if name != manifest.name]
    manifest.write_text("".join(lines), encoding="utf-8")
