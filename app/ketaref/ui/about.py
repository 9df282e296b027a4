"""About: intended use, versions, how well search finds, places, licences and notices of what is built in."""

import platform
from html import escape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

import ketaref
from ketaref.core.age import day_in_words
from ketaref.licences import WITHOUT_TEXTS, bring_texts, licences
from ketaref.paths import content_path, places, program_folder, shown
from ketaref.store.content import ContentInfo
from ketaref.ui.intended_use import statement_html
from ketaref.ui.licences import LicencesDialog
from ketaref.ui.search_score import score_part
from ketaref.ui.text_dialog import TextDialog

_OWN_LICENCES = (
    "Program: Apache License 2.0. Content: Creative Commons Attribution 4.0 International (CC BY 4.0). Help → Licences "
    "shows the terms of every part"
)


class AboutDialog(TextDialog):
    """Everything one has to know before trusting the program, and everything its parts' licences ask us to say."""

    def __init__(self, info: ContentInfo, parent: QWidget | None = None, recents_off: str = "") -> None:
        """`recents_off`: why no look-ups are kept, where policy says so."""
        parts = (
            f"<h2>Ketamine Trauma Reference</h2><p>Program {ketaref.__version__} · content {info.version}, reviewed "
            f"{day_in_words(info.reviewed)}, next review due {day_in_words(info.review_due)}</p>",
            f"<h3>Intended use</h3>{statement_html(recents_off)}",
            score_part(),
            _places(recents_off),
            _licences(),
            _notices(),
        )
        super().__init__("About and intended use", parts, parent)
        self.add_button("&Licences…").clicked.connect(lambda: LicencesDialog(self).exec())


def _places(recents_off: str) -> str:
    """What is read and kept where; file names are as their owner gave them."""
    kept = places()
    how = (
        "Portable: everything that is kept lies beside the program, nothing in your own folders."
        if kept.portable
        else "Kept for you alone, on this computer."
    )
    obstacle = f"<p>{escape(kept.portable_obstacle)}.</p>" if kept.portable_obstacle else ""
    look_ups = f"Recent look-ups ({recents_off})" if recents_off else "Recent look-ups"
    read = _rows(("Program", program_folder()), ("Content", content_path()))
    own = _rows(
        ("Settings", kept.settings),
        (look_ups, kept.look_ups),
        ("Window lock, while the window is open", kept.window_lock),
    )
    return f"<h3>Places</h3><p>Read, and never changed by the program.</p>{read}<p>{how}</p>{obstacle}{own}"


def _rows(*rows: tuple[str, Path]) -> str:
    return "".join(f"<p><b>{name}</b><br>{escape(shown(path))}</p>" for name, path in rows)


def _licences() -> str:
    told = "in full, without a network" if bring_texts(licences()) else WITHOUT_TEXTS
    return f"<h3>Licences</h3><p>{_OWN_LICENCES} {told}.</p>"


def _notices() -> str:
    rows = (
        (f"Qt {qVersion()} and Qt for Python (PySide6, Shiboken) {PySide6.__version__}", _LGPL),
        (f"rapidfuzz {_installed('rapidfuzz')}", "MIT License. Copyright Max Bachmann."),
        (
            f"snowballstemmer {_installed('snowballstemmer')}",
            "BSD 3-Clause License. Copyright Martin Porter, Richard Boulton and others.",
        ),
        (f"pypdf {_installed('pypdf')}", "BSD 3-Clause License. Copyright Mathieu Fenniak and others."),
        (f"Python {platform.python_version()}", "Python Software Foundation License."),
        ("DejaVu Sans", "Bitstream Vera and Arev font licence; used only where the system has no font."),
    )
    items = "".join(f"<p><b>{name}</b><br>{licence}</p>" for name, licence in rows)
    return f"<h3>Parts of others</h3>{items}"


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # assembled builds may leave package records out
        return ""


_LGPL = (
    "Used under the GNU Lesser General Public License, version 3. Copyright The Qt Company Ltd. and contributors. "
    "The libraries are separate files that you may replace by your own build of them; source code: "
    "https://download.qt.io/official_releases/QtForPython/"
)
