from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from ketaref.ui.failure_window import FailureWindow


def test_reason_fills_the_window_and_can_be_copied(qtbot):
    window = FailureWindow("The content file is missing: /srv/<content>.")
    qtbot.addWidget(window)
    window.show()
    assert "/srv/&lt;content&gt;" in window.findChild(QLabel).text()
    copy, close = window.findChildren(QPushButton)
    copy.click()
    assert QGuiApplication.clipboard().text() == "The content file is missing: /srv/<content>."
    close.click()
    assert not window.isVisible()
