import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QFontInfo

from ketaref.ui.fonts import ensure_font

DRAW = """
from PySide6.QtGui import QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication
from ketaref.ui.fonts import ensure_font
application = QApplication([])
needed = ensure_font(application)
font = QRawFont.fromFont(application.font())
missing = [char for char in "AaÄé09µ≥≤½→±–…●▲◆" if not font.supportsCharacter(ord(char))]
widths = {QFontMetrics(application.font()).horizontalAdvance(digit) for digit in "0123456789"}
print(needed, QFontInfo(application.font()).family(), missing, len(widths), sep="|")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is a matter of Linux")
def test_bundled_font_draws_letters_and_tabular_figures_where_the_system_has_none(tmp_path):
    (tmp_path / "fonts.conf").write_text('<?xml version="1.0"?><fontconfig></fontconfig>', encoding="utf-8")
    environment = os.environ | {
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    out = subprocess.run([sys.executable, "-c", DRAW], env=environment, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "True|DejaVu Sans|[]|1"


def test_font_of_the_system_comes_first(qapp):
    family = QFontInfo(qapp.font()).family()
    if not family:
        pytest.skip("this machine has no font")
    assert not ensure_font(qapp)
    assert QFontInfo(qapp.font()).family() == family
