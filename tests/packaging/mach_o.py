"""What a Mach-O file says of itself, read by its published layout: enough to follow libraries without a Mac."""

import struct
from pathlib import Path
from typing import NamedTuple

FAT, MACH_O_64 = 0xCAFEBABE, 0xFEEDFACF
LOADS = {0xC, 0x80000018, 0x8000001F}  # LC_LOAD_DYLIB, LC_LOAD_WEAK_DYLIB, LC_REEXPORT_DYLIB
BUILD_VERSION, VERSION_MIN = 0x32, 0x24
PROCESSORS = {0x01000007: "x86_64", 0x0100000C: "arm64"}


class Slice(NamedTuple):
    """One processor's part: the libraries it asks for, and the earliest system, as (13, 0)."""

    processor: str
    libraries: frozenset[str]
    earliest: tuple[int, int]


def slices(file: Path) -> list[Slice]:
    """The parts of a Mach-O file, one for each processor; none for another kind of file."""
    data = file.read_bytes()
    if len(data) < 32:
        return []
    if struct.unpack_from(">I", data)[0] == FAT:
        (count,) = struct.unpack_from(">I", data, 4)
        starts = [struct.unpack_from(">5I", data, 8 + 20 * number)[2] for number in range(count)]
    else:
        starts = [0]
    return [_slice(data, start) for start in starts if struct.unpack_from("<I", data, start)[0] == MACH_O_64]


def _slice(data: bytes, start: int) -> Slice:
    _, processor, _, _, count, *_ = struct.unpack_from("<8I", data, start)
    place, libraries, earliest = start + 32, set(), (0, 0)
    for _ in range(count):
        command, size = struct.unpack_from("<2I", data, place)
        if command in LOADS:
            (offset,) = struct.unpack_from("<I", data, place + 8)
            libraries.add(data[place + offset : place + size].split(b"\0")[0].decode())
        elif command in (BUILD_VERSION, VERSION_MIN):
            (number,) = struct.unpack_from("<I", data, place + (12 if command == BUILD_VERSION else 8))
            earliest = (number >> 16, number >> 8 & 0xFF)
        place += size
    return Slice(PROCESSORS.get(processor, hex(processor)), frozenset(libraries), earliest)
