"""A seal at the end of a PDF file: a comment with a hash over every byte before it, which readers of PDF pass over.

The record inside a file has a hash of its own; the seal tells whether the pages that people read are those that were
saved. Like that hash it tells of accident and carelessness, and is no signature.
"""

import hashlib
import re
from enum import StrEnum

_PREFIX = b"%ketaref-seal SHA-256 "
_SEAL = re.compile(rb"%ketaref-seal SHA-256 ([0-9a-f]{64})\n\Z")
_LENGTH = len(_PREFIX) + 64 + 1


class Seal(StrEnum):
    """What the seal of a file tells. `NONE`: it never had one, or was saved anew by another program."""

    INTACT = "intact"
    BROKEN = "broken"
    NONE = "none"


def sealed(pdf: bytes) -> bytes:
    """The file with a seal after its end."""
    whole = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    return whole + _PREFIX + hashlib.sha256(whole).hexdigest().encode("ascii") + b"\n"


def seal_of(pdf: bytes) -> Seal:
    """Whether every byte before the seal is as it was when the file was sealed."""
    found = _SEAL.search(pdf[-_LENGTH:])
    if found:
        return Seal.INTACT if hashlib.sha256(pdf[:-_LENGTH]).hexdigest() == found[1].decode("ascii") else Seal.BROKEN
    return Seal.BROKEN if _PREFIX in pdf else Seal.NONE
