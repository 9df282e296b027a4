"""The font for machines that have none: without it Qt draws every letter as an empty box, and says nothing."""

from PySide6 import QtGui
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from ketaref.paths import resources_folder

BUNDLED = "DejaVuSans.ttf"


def ensure_font(application: QApplication) -> bool:
    """Load the bundled font if the system has none. Tells whether it was needed.

    The list of families does not tell: fontconfig names some even where no file is behind them. Nothing matches then.
    """
    if QFontInfo(application.font()).family():
        return False
    font_id = QtGui.QFontDatabase.addApplicationFont(str(resources_folder() / "fonts" / BUNDLED))
    (family,) = QtGui.QFontDatabase.applicationFontFamilies(font_id)
    application.setFont(QtGui.QFont(family, application.font().pointSize()))
    return True
