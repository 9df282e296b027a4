"""A checksum over every byte of a content file, because SQLite keeps none: one flipped bit would turn one dose into
another, or a damaged index would leave a record out of a list.

It catches accidents of disks and transfers. It is no signature: whoever writes a file can write its checksum.
"""

import zlib
from pathlib import Path

KEY = "checksum"
"""Where the checksum is kept in `meta`, and so in the file itself."""

_MARK = b"CRC-32 of the rest of this file: "
_DIGITS = 8

UNSEALED = _MARK.decode() + "0" * _DIGITS
"""The value in `meta` that `seal` completes."""


def seal(path: Path) -> None:
    """Write the checksum of a closed, vacuumed content file into its place. Raises ValueError when it has none."""
    data = path.read_bytes()
    before, after = _around(data)
    with path.open("rb+") as file:
        file.seek(len(before))
        file.write(_digits(before, after))


def is_intact(path: Path) -> bool:
    """Whether a content file is, byte for byte, the one that was sealed. Raises OSError when it cannot be read."""
    data = path.read_bytes()
    try:
        before, after = _around(data)
    except ValueError:
        return False
    return data[len(before) : len(data) - len(after)] == _digits(before, after)


def _around(data: bytes) -> tuple[memoryview, memoryview]:
    """The file without the digits of its checksum, in two parts that share its memory."""
    end = data.find(_MARK) + len(_MARK)
    if end < len(_MARK) or data.find(_MARK, end) >= 0 or end + _DIGITS > len(data):
        raise ValueError("a sealed content file holds the mark of its checksum exactly once")
    view = memoryview(data)
    return view[:end], view[end + _DIGITS :]


def _digits(before: memoryview, after: memoryview) -> bytes:
    return b"%0*x" % (_DIGITS, zlib.crc32(after, zlib.crc32(before)))
