"""Writing a file that the user chose."""

import os
import tempfile
from pathlib import Path

from ketaref.core.errors import InputError


def save(path: Path, data: bytes) -> None:
    """Write a file, in place of one that is there, whole or not at all.

    Raises InputError, which names the file and why, if it cannot be written; one that was there is then as it was.
    """
    try:
        if path.exists() and not path.is_file():
            raise InputError("file", f"{path} cannot be written (it is no file). Choose another name.")
        _replace(path, data)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        reason = getattr(error, "strerror", None) or error
        raise InputError("file", f"{path} cannot be written ({reason}). Choose another, or make room.") from error


def _replace(path: Path, data: bytes) -> None:
    """Write beside it first: a disk that is full must not cost the file that is there."""
    mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        beside.chmod(mode & 0o777)
        beside.replace(path.resolve())
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
