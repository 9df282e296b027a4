from datetime import date

from PySide6.QtWidgets import QLabel

import ketaref
from ketaref.store.content import ContentInfo
from ketaref.ui.about import AboutDialog


def test_about_names_versions_licences_and_every_part_of_others(qtbot):
    dialog = AboutDialog(ContentInfo("2026.11.0", date(2026, 11, 25), date(2027, 5, 25), 1, ()))
    qtbot.addWidget(dialog)
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for told in (
        ketaref.__version__,
        "2026.11.0",
        "25 Nov 2026",
        "Apache License 2.0",
        "CC BY 4.0",
        "Lesser General Public License, version 3",
        "rapidfuzz",
        "MIT",
        "DejaVu Sans",
        "it does not decide",
    ):
        assert told in text
