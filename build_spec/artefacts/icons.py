"""Icons for Windows: one .ico file of the PNG images that the program has anyway."""

import struct
from collections.abc import Iterable
from pathlib import Path

_PNG = b"\x89PNG\r\n\x1a\n"


def icon(images: Iterable[Path]) -> bytes:
    """An .ico file that holds PNG images, the smallest first. Raises ValueError for what is no square PNG up to 256."""
    pictures = sorted(((_size(data), data) for data in (path.read_bytes() for path in images)), key=lambda one: one[0])
    header = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(header) + 16 * len(pictures)
    entries, body = b"", b""
    for size, data in pictures:
        # A byte holds a size; 0 stands for 256. One plane, 32 bits a pixel, length and place of the image.
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place + len(body))
        body += data
    return header + entries + body


def _size(data: bytes) -> int:
    """The side of a square PNG, in pixels."""
    width, height = struct.unpack(">II", data[16:24]) if data.startswith(_PNG) else (0, 0)
    if width != height or not 0 < width <= 256:
        raise ValueError("an icon needs square PNG images of at most 256 pixels")
    return int(width)
