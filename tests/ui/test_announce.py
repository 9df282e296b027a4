from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ketaref.ui import announce as module


def test_announcement_is_sent_only_while_a_screen_reader_listens(qtbot, monkeypatch):
    widget = QWidget()
    qtbot.addWidget(widget)
    sent = []
    monkeypatch.setattr(module.QAccessible, "updateAccessibility", lambda event: sent.append(event.message()))
    before = QAccessible.isActive()
    QAccessible.setActive(False)
    module.announce(widget, "unheard")
    QAccessible.setActive(True)
    module.announce(widget, "3 hits")
    QAccessible.setActive(before)
    assert sent == ["3 hits"]
