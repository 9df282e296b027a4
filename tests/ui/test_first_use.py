"""What the first sight does not show is not imported for it."""

import subprocess
import sys

import pytest

from ketaref.core.errors import ProgramChangedError
from ketaref.ui.first_use import first_use

NOT_BEFORE_THE_WINDOW = (
    "ketaref.ui.find_bar",
    "ketaref.ui.source_card",
    "ketaref.ui.reader_accessibility",
    "ketaref.ui.side_panel",
    "ketaref.store.search",
    "ketaref.ui.results_view",
    "ketaref.ui.recent_look_ups",
    "plistlib",
    "importlib.resources",
    "sqlite_utils",
    "markdown",
    "html",
    "Qt",  # the namespace: PySide makes its hundred and more enumerations one by one, at the first of them
)
START = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from ketaref.ui.app import *
from ketaref.ui.app import _application
from pathlib import Path
application = _application()
store = ContentStore.open(content_path())
program = Program(application, store, Settings(Path(sys.argv[1]) / "settings.ini"))
program.show(None)

def tell():
    print(*sys.modules, *(name for name in ("Qt",) if name in vars(sys.modules["PySide6.QtCore"])), flush=True)
    os._exit(0)

FirstPaint(program.window, tell)
application.exec()
"""


def test_name_of_a_module_is_found():
    assert first_use("json", "dumps")([1]) == "[1]"


def test_start_page_needs_no_more_than_it_shows(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(done.stdout.split())
    assert "ketaref.ui.pages.topic" in loaded
    assert not loaded & set(NOT_BEFORE_THE_WINDOW)


def test_nothing_more_loads_once_the_program_was_replaced(monkeypatch, tmp_path):
    another = tmp_path / "__init__.py"
    another.write_text("__version__ = 'another'", encoding="utf-8")
    monkeypatch.setattr("ketaref.__file__", str(another))
    monkeypatch.delitem(sys.modules, "ketaref.ui.about", raising=False)
    first_use.cache_clear()
    with pytest.raises(ProgramChangedError, match="start the program anew"):
        first_use("ketaref.ui.about", "AboutDialog")
    assert first_use("json", "dumps")([1]) == "[1]"  # what is loaded stays in use
    another.unlink()
    with pytest.raises(ProgramChangedError, match="removed"):
        first_use("ketaref.ui.about", "AboutDialog")
    first_use.cache_clear()
