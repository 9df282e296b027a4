"""Build backend: setuptools', after compiling `content/`, so that wheel, editable and source builds carry content.

A build hook of another backend would do for wheels; it fails for editable installs, which must open the window as well.
`pyproject.toml` puts `app/` on the path of the backend, so that the compiler is there before anything is installed.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from setuptools import build_meta

from ketaref.compiler.commands import build_content
from ketaref.core.errors import KetarefError

get_requires_for_build_wheel = build_meta.get_requires_for_build_wheel
get_requires_for_build_editable = build_meta.get_requires_for_build_editable
get_requires_for_build_sdist = build_meta.get_requires_for_build_sdist
prepare_metadata_for_build_wheel = build_meta.prepare_metadata_for_build_wheel
prepare_metadata_for_build_editable = build_meta.prepare_metadata_for_build_editable

Settings = Mapping[str, Any] | None

ROOT = Path(__file__).resolve().parent.parent


def build_wheel(wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None) -> str:
    """A wheel, content included."""
    _compile_content()
    return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    """An editable install; the content is compiled into `resources/` of the source tree."""
    _compile_content()
    return build_meta.build_editable(wheel_directory, config_settings, metadata_directory)


def build_sdist(sdist_directory: str, config_settings: Settings = None) -> str:
    """A source archive, with the content's sources and the compiled file."""
    _compile_content()
    return build_meta.build_sdist(sdist_directory, config_settings)


def _compile_content() -> None:
    try:
        build_content(ROOT / "content")
    except KetarefError as error:
        # Installers show what a build prints; a traceback would bury the mistakes that are to be mended.
        print(error, file=sys.stderr)
        raise SystemExit(1) from None
