import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

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


@pytest.fixture
def shown(qtbot):
    """A window with a field and a message above it."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    bar, field = NoticeBar(), QLineEdit()
    for part in (bar, field):
        column.addWidget(part)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    bar.say("One.")
    field.setFocus()
    yield bar, field
    window.close()


def test_escape_closes_it_only_with_the_keyboard_in_it_and_tells_that_it_left(shown, qtbot):
    bar, field = shown
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert bar.text() == "One."
    bar.findChild(QPushButton).setFocus()
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.findChild(QPushButton), Qt.Key.Key_Escape)
    assert bar.text() == ""


def test_its_own_key_and_the_mouse_close_it_and_leave_the_keyboard_where_it_is(shown, qtbot):
    bar, field = shown
    with qtbot.assertNotEmitted(bar.left):
        qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
        assert bar.text() == ""
        bar.say("Two.")
        qtbot.keyClick(field, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: bar.text() == "")
    assert field.hasFocus()
