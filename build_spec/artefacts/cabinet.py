"""Writes cabinet files, which MSI packages hold, smaller than wixl does: each block may refer back to the one before.

The form is that of Microsoft's cabinet format, with one folder packed by MSZIP: blocks of 32 KiB, each a stream of
DEFLATE of its own that begins with the block before as its dictionary.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

BLOCK = 32_768
_HEADER, _FOLDER, _FILE, _DATA = "<4sIIIIIBBHHHHH", "<IHH", "<IIHHHH", "<IHH"
_MSZIP, _ARCHIVE, _UTF_8 = 1, 0x20, 0x80


def write_cabinet(made: Path, files: Sequence[tuple[str, Path]], moment: int) -> None:
    """Write files, each under its name in the cabinet, in this order. `moment`: seconds since 1970 that all bear."""
    entries, place = b"", 0
    day, clock = _dos_time(moment)
    for name, file in files:
        size = file.stat().st_size
        entries += struct.pack(_FILE, size, place, 0, day, clock, _ARCHIVE | _UTF_8) + name.encode() + b"\0"
        place += size
    blocks = list(_packed(files))
    first_file = struct.calcsize(_HEADER) + struct.calcsize(_FOLDER)
    first_data = first_file + len(entries)
    length = first_data + sum(map(len, blocks))
    # Version 1.3, one folder, no other cabinet before or after.
    header = struct.pack(_HEADER, b"MSCF", 0, length, 0, first_file, 0, 3, 1, 1, len(files), 0, 0, 0)
    with made.open("wb") as cabinet:
        cabinet.write(header + struct.pack(_FOLDER, first_data, len(blocks), _MSZIP) + entries)
        cabinet.writelines(blocks)


def _packed(files: Sequence[tuple[str, Path]]) -> Iterator[bytes]:
    before = b""
    for block in _blocks(files):
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 8, zlib.Z_DEFAULT_STRATEGY, before)
        data = b"CK" + packer.compress(block) + packer.flush()
        sizes = struct.pack("<HH", len(data), len(block))
        yield struct.pack(_DATA, _checksum(sizes, _checksum(data)), len(data), len(block)) + data
        before = block


def _blocks(files: Sequence[tuple[str, Path]]) -> Iterator[bytes]:
    """All files one after another, in pieces of one block."""
    held = b""
    for _, file in files:
        held += file.read_bytes()
        whole = len(held) - len(held) % BLOCK
        for place in range(0, whole, BLOCK):
            yield held[place : place + BLOCK]
        held = held[whole:]
    if held:
        yield held


def _checksum(data: bytes, seed: int = 0) -> int:
    """The checksum of the format: all groups of four bytes, XOR; what remains counts from its highest byte."""
    whole = len(data) - len(data) % 4
    # XOR of many little-endian words at once: halve the number of words until one is left.
    number, words = int.from_bytes(data[:whole], "little"), whole // 4
    while words > 1:
        half = words // 2
        low, high = number & ((1 << 32 * half) - 1), number >> 32 * half
        number, words = low ^ high, words - half
    return seed ^ number ^ int.from_bytes(data[whole:], "big")


def _dos_time(moment: int) -> tuple[int, int]:
    time = datetime.fromtimestamp(moment, UTC)
    return ((time.year - 1980) << 9 | time.month << 5 | time.day), (
        time.hour << 11 | time.minute << 5 | time.second // 2
    )
