"""What the program remembers between starts: looks, consent, and whether it keeps recent look-ups.

The look-ups themselves lie in a file of their own (`recent_look_ups.py`), so that they can be deleted as a whole. What
anyone read or answered is kept nowhere.
"""

import os
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from ketaref.paths import is_utf8, shown
from ketaref.policy.schema import TEXT_SIZES


class ThemeChoice(StrEnum):
    """Which colours to use; `system` follows light or dark of the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high contrast"


class Settings:
    """Typed access to one INI file. A value that does not fit (edited by hand) counts as absent."""

    def __init__(self, path: Path) -> None:
        self.default_text_size = 100
        """Per cent, one of TEXT_SIZES: for users who chose none."""
        self._path = path
        # Below a file nothing can be written; what is neither file nor folder, such as a pipe, would be waited for.
        usable = path if is_utf8(path) and not _is_strange(path) else Path(os.devnull, path.name)
        self._file = QSettings(str(usable), QSettings.Format.IniFormat)

    @property
    def obstacle(self) -> str:
        """Why what is set here will be gone at the next start, as in a home that cannot be written to; else empty."""
        if not is_utf8(self._path):
            reason = "has a name that is no UTF-8 text"
        elif _is_strange(self._path):
            reason = "is no plain file"
        elif not self._file.isWritable():
            reason = "cannot be written"
        elif self._file.status() is QSettings.Status.AccessError or _is_full(self._path.parent):
            reason = "cannot be written (no space is left there)"
        else:
            return ""
        forgotten = (
            "Colours, text size, the switch for recent look-ups and the confirmed statement of use last only until the "
            "window closes."
        )
        return f"Settings cannot be kept, because {shown(self._path)} {reason}. {forgotten}"

    @property
    def theme(self) -> ThemeChoice:
        text = self._text("view/theme")
        return ThemeChoice(text) if text in tuple(ThemeChoice) else ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._file.setValue("view/theme", choice.value)

    @property
    def text_size(self) -> int:
        """Per cent, one of TEXT_SIZES."""
        return self.chosen_text_size or self.default_text_size

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._file.setValue("view/text_size", percent)

    @property
    def chosen_text_size(self) -> int:
        """Per cent, one of TEXT_SIZES; 0 where the user chose none."""
        text = self._text("view/text_size")
        return int(text) if text in map(str, TEXT_SIZES) else 0

    def forget_text_size(self) -> None:
        """The user has chosen no text size any more."""
        self._file.remove("view/text_size")

    @property
    def side_panel(self) -> bool:
        return self._text("view/side_panel") != "false"

    @side_panel.setter
    def side_panel(self, shown: bool) -> None:
        self._file.setValue("view/side_panel", "true" if shown else "false")

    @property
    def paper(self) -> str:
        """The size of paper that was chosen last; empty before any was."""
        return self._text("paper/size")

    @paper.setter
    def paper(self, name: str) -> None:
        self._file.setValue("paper/size", name)

    @property
    def recent_look_ups(self) -> bool:
        """Whether recent look-ups are to be remembered. Read anew, as another window may have been told otherwise."""
        self._file.sync()
        return self._text("search/recent_look_ups") != "false"

    @recent_look_ups.setter
    def recent_look_ups(self, kept: bool) -> None:
        self._file.setValue("search/recent_look_ups", "true" if kept else "false")
        self._file.sync()

    @property
    def accepted_statement(self) -> int:
        """The version of the intended-use statement that was accepted; 0 for none."""
        text = self._text("intended_use/accepted")
        return int(text) if text.isascii() and text.isdecimal() else 0

    @accepted_statement.setter
    def accepted_statement(self, version: int) -> None:
        self._file.setValue("intended_use/accepted", version)
        self._file.sync()

    def bytes_of(self, name: str) -> QByteArray:
        """A layout kept by `keep_bytes`; empty when there is none."""
        value = self._file.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, name: str, value: QByteArray) -> None:
        """Keep a window's or splitter's own description of its layout."""
        self._file.setValue(f"layout/{name}", value)

    def _text(self, key: str) -> str:
        value = self._file.value(key, "")
        return value if isinstance(value, str) else str(value)


def _is_strange(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _is_full(folder: Path) -> bool:
    """Whether a disk has no room at all. Windows is asked by writing alone."""
    if not hasattr(os, "statvfs"):
        return False
    try:
        return os.statvfs(folder).f_bavail == 0
    except OSError:
        return False
