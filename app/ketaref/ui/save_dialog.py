"""Asking where a file is to be saved, with no trace of the answer: a folder may be named after a patient.

Qt writes the folder that was visited last, and those before it, into a file that all programs made with Qt share
(`QtProject.conf`; on Windows and a Mac its like), whenever a file dialog goes.
"""

import os

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def save_dialog(parent: QWidget, title: str) -> QFileDialog:
    """A dialog for the name of a file, which starts at the user's documents and is gone once it is closed."""
    remember_no_folders()
    folder = documents()
    dialog = QFileDialog(parent, title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    known = dialog.history()

    def forget() -> None:
        dialog.setDirectory(folder)
        dialog.setHistory(known)

    dialog.finished.connect(forget)  # for Windows and a Mac, where it goes elsewhere than into a file
    return dialog


def remember_no_folders() -> None:
    """From now on no dialog of Qt writes what it remembers, also one within its dialog for printing; not on Windows
    and a Mac, where the system's own dialogs are used and no path can be given.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def documents() -> str:
    """The user's folder for documents."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
