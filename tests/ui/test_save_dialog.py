"""No folder in which a file was saved is remembered: it may be named after a patient."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ketaref.ui.save_dialog import save_dialog

NAME = "Smith-John-4711"

# Saves through the program's own two ways of asking, in a home of its own, and ends.
SAVE = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from ketaref.core.source import Source
from ketaref.export.sheet import Sheet, Stamp
from ketaref.ui.paper_dialog import PaperDialog
from ketaref.ui.settings import Settings
from ketaref.ui.source_export import ask_and_export

application = QApplication([])
way, folder, settings = sys.argv[1], *map(Path, sys.argv[2:])
day = date(2026, 11, 28)
if way == "paper":
    asking = PaperDialog(Sheet("A title", "<p>words</p>", Stamp("1", day, day, day)), Settings(settings))
    asking.show()
    asking._ask_where()
else:
    asking = QWidget()
    asking.show()
    ask_and_export(asking, (object(),), None, "x.ris", print)
dialog = asking.findChild(QFileDialog)
dialog.setDirectory(str(folder))
for _ in range(50):
    application.processEvents()
if way == "paper":
    dialog.accept()
    application.processEvents()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert (folder / "A title.pdf").exists(), asking.told.text()
else:
    asking.deleteLater()  # closed with its window, as at the end of the program
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt keeps no file")
@pytest.mark.parametrize("way", ["paper", "sources"])
def test_no_file_of_qt_is_left(tmp_path, way):
    home, folder = tmp_path / "home", tmp_path / NAME
    home.mkdir()
    folder.mkdir()
    environment = {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = (sys.executable, "-c", SAVE, way, folder, tmp_path / "settings.ini")
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in kept if NAME.encode() in path.read_bytes()] == []
    assert not (home / ".config" / "QtProject.conf").exists()


@pytest.mark.parametrize("end", [QFileDialog.accept, QFileDialog.reject])
def test_folder_is_forgotten_where_qt_keeps_no_file_too(qtbot, qapp, tmp_path, end):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = save_dialog(parent, "Save")
    start, known = dialog.directory(), dialog.history()
    (tmp_path / NAME).mkdir()
    dialog.open()
    dialog.setDirectory(str(tmp_path / NAME))
    assert QFileDialog().directory().dirName() == NAME  # it is what Qt would write
    dialog.selectFile("x.pdf")
    end(dialog)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = QFileDialog()
    assert left.directory() == start
    assert NAME not in " ".join([*left.history(), *known])
