from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ketaref.ui.notice_bar import NoticeBar


def test_message_shows_until_it_is_closed(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    assert bar.text() == ""
    bar.say("There is no topic <b>x</b>.")
    assert bar.text() == "There is no topic <b>x</b>."
    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert bar.text() == ""


def test_further_message_leaves_the_one_that_still_shows(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.add("One.")
    bar.add("Two.")
    assert bar.text() == "One.\nTwo."
    bar.hide()
    bar.add("Three.")
    assert bar.text() == "Three."


def test_message_is_shown_as_it_is_and_can_be_copied(qtbot):
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.say("There is no topic “<b>x</b>”")
    (text,) = (label for label in bar.findChildren(QLabel) if label.text())
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
