"""A checksum over every byte of a content file, because SQLite keeps none: one flipped bit would turn one dose into
another, or a damaged index would leave a record out of a list.

It catches accidents of disks and transfers. It is no signature: whoever writes a file can write its checksum.
"""

import zlib
from io import FileIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO

KEY = "checksum"
"""Where the checksum is kept in `meta`, and so in the file itself."""

_MARK = b"CRC-32 of the rest of this file: "
_DIGITS = 8
_PIECE = 1 << 18

UNSEALED = _MARK.decode() + "0" * _DIGITS
"""The value in `meta` that `seal` completes."""


def seal(path: Path) -> None:
    """Write the checksum of a closed, vacuumed content file into its place.

    Raises ValueError when the file does not hold that place exactly once, near its beginning.
    """
    if not _has_one_mark(path):
        raise ValueError("a sealed content file holds the mark of its checksum exactly once")
    with path.open("rb+") as file:
        place, _digits, checksum = _read(file)
        file.seek(place)
        file.write(checksum)


def _has_one_mark(path: Path) -> bool:
    """Whether it stands there once; the file is mapped, for a large one would fill the memory."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        first = content.find(_MARK)
        return first >= 0 and content.find(_MARK, first + 1) < 0


def is_intact(path: Path) -> bool:
    """Whether a content file is, byte for byte, the one that was sealed. Raises OSError when it cannot be read."""
    try:
        with path.open("rb", buffering=0) as file:
            _place, digits, checksum = _read(file)
    except ValueError:
        return False
    return digits == checksum


def _read(file: BinaryIO | FileIO) -> tuple[int, bytes, bytes]:
    """Where the digits of the checksum stand, what they are, and what they should be.

    Piece by piece: memory for the whole of a file takes longer to get than its checksum to reckon.
    """
    piece = file.read(_PIECE) or b""
    place = piece.find(_MARK) + len(_MARK)
    if place < len(_MARK) or place + _DIGITS > len(piece):
        raise ValueError("no mark of a checksum near the beginning of the file")
    checksum = zlib.crc32(piece[:place])
    digits, piece = piece[place : place + _DIGITS], piece[place + _DIGITS :]
    while piece:
        checksum = zlib.crc32(piece, checksum)
        piece = file.read(_PIECE) or b""
    return place, digits, b"%0*x" % (_DIGITS, checksum)
