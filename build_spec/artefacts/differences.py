"""Finds where two files differ, as deep as the standard library reads: inside .deb, tar, gzip, xz, zip and wheels."""

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

_AR = b"!<arch>\n"
_AR_HEADER = 60
_GZIP, _XZ, _ZIP = b"\x1f\x8b", b"\xfd7zXZ\0", b"PK\x03\x04"
_DEEPEST = 6


def first_difference(one: Path, other: Path, name: str = "") -> str:
    """What differs first between two files or folders, as a sentence; empty where they are equal.

    `name`: how the sentence calls them; by default the first one's name.
    """
    called = name or one.name
    if one.is_dir() and other.is_dir():
        return _members(called, _folder(one), _folder(other), 0)
    return _bytes(called, one.read_bytes(), other.read_bytes(), 0)


def _bytes(name: str, one: bytes, other: bytes, depth: int) -> str:
    if one == other:
        return ""
    if depth < _DEEPEST:
        members, others = _unpacked(one), _unpacked(other)
        if members is not None and others is not None:
            inside = _members(name, members, others, depth + 1)
            return inside or f"{name}: equal inside, but packed differently (order, times, modes or compression)"
    place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    lengths = f"{len(one)} and {len(other)} bytes" if len(one) != len(other) else f"{len(one)} bytes each"
    return (
        f"{name}: differs from byte {place} on ({one[place : place + 16]!r}, {other[place : place + 16]!r}; {lengths})"
    )


def _members(name: str, one: Mapping[str, bytes], other: Mapping[str, bytes], depth: int) -> str:
    for member in sorted({*one, *other}):
        inside = f"{name}: {member}"
        if member not in one or member not in other:
            return f"{inside}: only in the {'second' if member not in one else 'first'}"
        told = _bytes(inside, one[member], other[member], depth)
        if told:
            return told
    if list(one) != list(other):
        return f"{name}: the same members in another order"
    return ""


def _unpacked(data: bytes) -> dict[str, bytes] | None:
    """What a packed file holds, by name; None where it is none that can be read here."""
    try:
        if data.startswith(_AR):
            return _ar(data)
        if data.startswith(_ZIP):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return {_told(info): archive.read(info) for info in archive.infolist()}
        if data.startswith(_GZIP):
            return {"(gzip)": gzip.decompress(data)}
        if data.startswith(_XZ):
            return {"(xz)": lzma.decompress(data)}
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            return {_told_of(member): _read(archive, member) for member in archive}
    except (OSError, EOFError, ValueError, tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error):
        return None


def _told(info: zipfile.ZipInfo) -> str:
    moment = "{}-{:02}-{:02} {:02}:{:02}:{:02}".format(*info.date_time)
    return f"{info.filename} ({moment}, mode {info.external_attr >> 16:o})"


def _told_of(member: tarfile.TarInfo) -> str:
    owner = f"{member.uname or member.uid}:{member.gname or member.gid}"
    return f"{member.name} (time {member.mtime}, mode {member.mode:o}, {owner})"


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member) if member.isfile() else None
    return stream.read() if stream else member.linkname.encode()


def _ar(data: bytes) -> dict[str, bytes]:
    """The members of a Debian package. Raises ValueError where it is damaged."""
    members, at = {}, len(_AR)
    while at + _AR_HEADER <= len(data):
        header = data[at : at + _AR_HEADER].decode("ascii")
        size = int(header[48:58])
        start = at + _AR_HEADER
        members[f"{header[:16].strip().rstrip('/')} (time {header[16:28].strip()})"] = data[start : start + size]
        at = start + size + size % 2
    return members


def _folder(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its mode, and where links lead."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[f"{name} (link)"] = str(path.readlink()).encode()
        elif path.is_file():
            found[f"{name} (mode {path.stat().st_mode & 0o777:o})"] = path.read_bytes()
    return found
