"""A folder for Linux that needs nothing installed: its own Python (frozen), and beside it the payload as plain files.

It runs from where it is unpacked, a stick or a read-only share too, or is installed by the script that lies in it.
"""

import lzma
import shutil
import tarfile
from pathlib import Path

from artefacts.linux_tree import ICON_SIZES, LINUX, METAINFO, filled
from artefacts.payload import make_payload
from artefacts.release import NAME, ROOT, BuildError, epoch, run, set_times

FROZEN = ROOT / "build_spec" / "frozen"
PYTHON = Path("/usr/bin/python3")
"""The distribution's: it asks for an older glibc than one compiled here, and its files tell nothing of the builder."""

XCB = "xcb-cursor.so.0 xcb-icccm.so.4 xcb-image.so.0 xcb-keysyms.so.1 xcb-render-util.so.0 xcb-util.so.1 xcb-xkb.so.1"
BROUGHT_ALONG = (*XCB.split(), "xkbcommon-x11.so.0")
"""Small libraries that Qt's X11 platform asks for, and that not every desktop has."""


def build(output: Path, release: str) -> list[Path]:
    """Make NAME-RELEASE-linux-x86_64.tar.xz. Raises BuildError when a tool or library is missing."""
    work = ROOT / "build" / "portable"
    folder = work / f"{NAME}-{release}"
    make_folder(folder, release)
    made = output / f"{NAME}-{release}-linux-x86_64.tar.xz"
    pack(folder, made)
    shutil.rmtree(work)
    return [made]


def make_folder(folder: Path, release: str) -> None:
    """Lay the portable folder out."""
    work = folder.parent
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    _freeze(work)
    shutil.move(work / "frozen" / "portable", folder)
    make_payload("linux", work / "payload")
    for item in (work / "payload").iterdir():
        shutil.move(item, folder / item.name)
    for name in BROUGHT_ALONG:
        _bring_along(f"lib{name}", folder / "lib" / "PySide6" / "Qt" / "lib")
    _compile(folder / "lib")
    shutil.copyfile(FROZEN / "install.sh", folder / "install.sh")
    (folder / "install.sh").chmod(0o755)
    (folder / "VERSION").write_text(f"{release}\n", encoding="ascii")
    _add_desktop(folder / "share", release)
    set_times(folder)


def pack(folder: Path, archive: Path) -> None:
    """An archive of a folder that tells nothing of whoever made it: sorted, owned by root, of one time."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = epoch()
        return member

    with lzma.open(archive, "wb", preset=9) as packed, tarfile.open(fileobj=packed, mode="w") as made:
        made.add(folder, folder.name, recursive=False, filter=plain)
        for path in sorted(folder.rglob("*")):
            made.add(path, str(Path(folder.name, path.relative_to(folder))), recursive=False, filter=plain)


def _freeze(work: Path) -> None:
    run([PYTHON, "-m", "venv", work / "venv"])
    python = work / "venv" / "bin" / "python"
    requirements = ROOT / "build_spec" / "requirements-frozen.txt"
    quiet = ["--quiet", "--disable-pip-version-check"]
    run([python, "-m", "pip", "install", *quiet, "--require-hashes", "-r", requirements])
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch()), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    fixed["PYINSTALLER_CONFIG_DIR"] = str(work / "config")
    places: list[str | Path] = ["--distpath", work / "frozen", "--workpath", work / "freezing"]
    chosen = ["--noconfirm", "--log-level", "ERROR"]
    run([python, "-m", "PyInstaller", *chosen, *places, FROZEN / "portable.spec"], environment=fixed)


def _compile(lib: Path) -> None:
    """Byte code beside every module: on a read-only medium none can be made later, and every start would do it anew.

    It is compiled by the bundled version of Python, and never compared with the time of its source, which a copy to a
    stick may change.
    """
    script = "import compileall, py_compile, sys; sys.exit(not compileall.compile_dir(sys.argv[1], quiet=1, stripdir="
    script += "sys.argv[1], invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH))"
    run([PYTHON, "-ISc", script, lib], environment={"PYTHONHASHSEED": "0"})


def _bring_along(name: str, libraries: Path) -> None:
    places = (Path("/usr/lib/x86_64-linux-gnu"), Path("/usr/lib64"))
    found = next((folder / name for folder in places if (folder / name).exists()), None)
    if not found:
        raise BuildError(f"{name} is missing here; on Debian or Ubuntu it comes with README.md's list of packages")
    shutil.copyfile(found.resolve(), libraries / name)


def _add_desktop(share: Path, release: str) -> None:
    """What install.sh puts where desktops look."""
    places = {
        LINUX / f"{NAME}.desktop": f"applications/{NAME}.desktop",
        ROOT / "resources/icons/ketaref.svg": f"icons/hicolor/scalable/apps/{NAME}.svg",
    }
    for size in ICON_SIZES:
        places[ROOT / f"resources/icons/ketaref-{size}.png"] = f"icons/hicolor/{size}x{size}/apps/{NAME}.png"
    for source, name in places.items():
        (share / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, share / name)
    for template, name in ((LINUX / f"{METAINFO}.in", f"metainfo/{METAINFO}"), *_pages()):
        (share / name).parent.mkdir(parents=True, exist_ok=True)
        (share / name).write_text(filled(template.read_text(encoding="utf-8"), release), encoding="utf-8")


def _pages() -> list[tuple[Path, str]]:
    return [(page, f"man/man1/{page.stem}") for page in sorted((LINUX / "man").glob("*.in"))]
