"""What is inside an archive, member by member, so that two of them can be told apart."""

import io
import tarfile
import zipfile
from pathlib import Path

_AR = b"!<arch>\n"
_AR_HEADER = 60


def members(file: Path) -> dict[str, tuple[str, bytes]]:
    """Each member of a .deb, tar or zip in its order: what is recorded of it, and its bytes. Empty for other files.

    Raises what the standard library raises for a damaged archive.
    """
    return _members(file.read_bytes())


def _members(data: bytes) -> dict[str, tuple[str, bytes]]:
    if data.startswith(_AR):
        return _of_ar(data)
    if data.startswith(b"PK"):
        return _of_zip(data)
    stream = io.BytesIO(data)
    return _of_tar(data) if tarfile.is_tarfile(stream) else {}


def _of_ar(data: bytes) -> dict[str, tuple[str, bytes]]:
    """A Debian package is such an archive of two tar files; theirs are told as `data.tar.xz/usr/bin/ketaref`."""
    found: dict[str, tuple[str, bytes]] = {}
    place = len(_AR)
    while place + _AR_HEADER <= len(data):
        header = data[place : place + _AR_HEADER]
        name, size = header[:16].decode().strip().rstrip("/"), int(header[48:58])
        place += _AR_HEADER
        content = data[place : place + size]
        place += size + size % 2
        inner = _members(content)
        found[name] = (header[16:48].decode().strip(), b"" if inner else content)
        found.update({f"{name}/{member}": value for member, value in inner.items()})
    return found


def _of_zip(data: bytes) -> dict[str, tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            info.filename: (f"{info.date_time} {info.external_attr >> 16:o}", archive.read(info))
            for info in archive.infolist()
        }


def _of_tar(data: bytes) -> dict[str, tuple[str, bytes]]:
    found = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for info in archive:
            stream = archive.extractfile(info) if info.isreg() else None
            about = f"{info.mode:o} {info.uid}:{info.gid} {info.uname}:{info.gname} {int(info.mtime)} {info.linkname}"
            found[info.name] = (about, stream.read() if stream else b"")
    return found
