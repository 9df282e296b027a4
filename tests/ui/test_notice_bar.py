from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

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
