"""In a process of its own, since there is one application in each."""

import subprocess
import sys

import pytest

TAKEN = """
import sys
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from ketaref.ui.mac_application import MacApplication

application = MacApplication(["test", "-platform", "offscreen"])
application.location_opened.connect(lambda text: print("opened", text))
QCoreApplication.sendEvent(application, QFileOpenEvent(QUrl(sys.argv[1])))
"""


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ketaref://topic/ptsd-efficacy#durability", "opened ketaref://topic/ptsd-efficacy#durability\n"),
        ("ketaref://adverse_effect/x", "opened ketaref://adverse_effect/x\n"),
        ("file:///Users/nurse/letter.txt", ""),
    ],
)
def test_links_of_the_program_alone_are_taken(url, said):
    done = subprocess.run([sys.executable, "-c", TAKEN, url], capture_output=True, text=True, check=True)
    assert done.stdout == said
