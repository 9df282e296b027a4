"""Writing a file that the user chose."""

from pathlib import Path

from ketaref.core.errors import InputError


def save(path: Path, data: bytes) -> None:
    """Write a file, in place of one that is there. Raises InputError, which names the file and why, if it cannot be."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise InputError("file", f"{path} cannot be written ({error.strerror or error}). Choose another.") from error
