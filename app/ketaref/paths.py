"""Where the program's own files are."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

CONTENT_VARIABLE = "KETAREF_CONTENT"
CONTENT_NAME = "content.sqlite"
SCORE_NAME = "search_score.json"


def resources_folder() -> Path:
    """The folder of content, fonts and icons.

    SQLite and Qt need real files, so the package is asked where it lies; importlib.resources would say the same, but
    loads eight modules of its own (a fiftieth of the start).
    """
    package = find_spec("ketaref.resources")
    if package and package.submodule_search_locations:
        return Path(package.submodule_search_locations[0])
    return Path(__file__).resolve().parents[2] / "resources"  # run from the source tree without an installation


def content_path(chosen: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The content file to open: the one chosen, else that of KETAREF_CONTENT, else the one that came along."""
    named = environment.get(CONTENT_VARIABLE)
    return chosen or (Path(named) if named else resources_folder() / CONTENT_NAME)


def score_path() -> Path:
    """The file that tells how well search finds, made with this program and the content that came along."""
    return resources_folder() / SCORE_NAME
