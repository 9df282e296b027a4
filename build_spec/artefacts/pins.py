"""Files in which people write what a build may take: a slip in one is told with the file and the reason."""

import tomllib
from pathlib import Path
from typing import Any

from artefacts.release import BuildError


def read_pins(file: Path, *wanted: str) -> dict[str, Any]:
    """What a TOML file says. `wanted`: keys that must be in it, as "table.key".

    Raises BuildError where it cannot be read, is no TOML, or lacks one of them.
    """
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # both of its mistakes, of TOML and of UTF-8, are a ValueError
        raise BuildError(f"{file} cannot be read: {error}") from None
    for name in wanted:
        found: Any = read
        for key in name.split("."):
            found = found.get(key) if isinstance(found, dict) else None
        if found is None:
            raise BuildError(f"{file} lacks {name}")
    return read
