"""The tree of files that a Debian or RPM package installs: payload, commands, desktop entry, icons, manual pages."""

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

from artefacts.payload import make_payload
from artefacts.release import NAME, ROOT, epoch

LINUX = ROOT / "build_spec" / "linux"
PRIVATE = Path("usr/lib", NAME)
"""Where the program and its parts lie, out of the way of the system's own Python packages."""
DOCUMENTS = Path("usr/share/doc", NAME)
METAINFO = "org.ketaref.KetamineTraumaReference.metainfo.xml"
ICON_SIZES = (16, 32, 48, 128, 256)


def make_tree(tree: Path, release: str) -> None:
    """Lay out everything that is the same for every distribution. `release`: the version that the files name."""
    payload = tree.parent / "payload"
    make_payload("linux", payload, release)
    private = tree / PRIVATE
    private.parent.mkdir(parents=True)
    shutil.move(payload / "lib", private)
    documents = tree / DOCUMENTS
    documents.mkdir(parents=True)
    for name in ("build-info.json", "MANIFEST.sha256"):
        shutil.move(payload / name, documents / name)
    manifest = documents / "MANIFEST.sha256"
    listed = manifest.read_text(encoding="utf-8").replace("  lib/", f"  /{PRIVATE}/")
    manifest.write_text(listed, encoding="utf-8")
    shutil.rmtree(payload)
    shutil.copytree(LINUX / "bin", tree / "usr/bin")
    for command in (tree / "usr/bin").iterdir():
        command.chmod(0o755)
    place_shared(tree / "usr/share", release)


def place_shared(share: Path, release: str) -> None:
    """Put desktop entry, metainfo, manual pages and icons where a desktop looks for them in a `share` folder."""
    _place(LINUX / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    _fill(LINUX / f"{METAINFO}.in", share / "metainfo" / METAINFO, release)
    for template in sorted((LINUX / "man").glob("*.in")):
        _fill(template, share / "man/man1" / f"{template.stem}.gz", release)
    icons = share / "icons/hicolor"
    for size in ICON_SIZES:
        _place(ROOT / f"resources/icons/ketaref-{size}.png", icons / f"{size}x{size}/apps/{NAME}.png")
    _place(ROOT / "resources/icons/ketaref.svg", icons / f"scalable/apps/{NAME}.svg")


def filled(text: str, release: str) -> str:
    """A template with version and day."""
    day = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
    return text.replace("@VERSION@", release).replace("@DATE@", day)


def compress(file: Path, data: bytes) -> None:
    """Write a gzip file that tells neither name nor time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=9, mtime=0) as packed:
        packed.write(data)


def _fill(template: Path, file: Path, release: str) -> None:
    data = filled(template.read_text(encoding="utf-8"), release).encode()
    if file.suffix == ".gz":
        compress(file, data)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _place(source: Path, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, file)
