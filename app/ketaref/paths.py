"""Where the program's own files are."""

import os
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

CONTENT_VARIABLE = "KETAREF_CONTENT"
CONTENT_NAME = "content.sqlite"


def resources_folder() -> Path:
    """The folder of content, fonts and icons."""
    try:
        return Path(str(files("ketaref.resources")))
    except ModuleNotFoundError:  # run from the source tree without an installation
        return Path(__file__).resolve().parents[2] / "resources"


def content_path(chosen: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The content file to open: the one chosen, else that of KETAREF_CONTENT, else the one that came along."""
    named = environment.get(CONTENT_VARIABLE)
    return chosen or (Path(named) if named else resources_folder() / CONTENT_NAME)
