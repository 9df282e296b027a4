import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QTextEdit, QVBoxLayout, QWidget

from ketaref.ui.scrolled import LeastHeight, Scrolled, reveal


@pytest.fixture
def scrolled(qtbot):
    """Twenty buttons and a text in an area that shows a few of them."""
    content = QWidget()
    column = QVBoxLayout(content)
    for number in range(20):
        column.addWidget(QPushButton(str(number)))
    text = QTextEdit("one line")
    text.setMinimumHeight(120)
    column.addWidget(text)
    area = Scrolled(content)
    qtbot.addWidget(area)
    area.resize(300, 160)
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    return area


def is_wholly_in_view(area, widget):
    return area.viewport().rect().contains(QRect(widget.mapTo(area.viewport(), QPoint()), widget.size()))


def test_what_takes_the_keyboard_is_wholly_in_view_texts_too(scrolled):
    for widget in (scrolled.findChildren(QPushButton)[15], scrolled.findChild(QTextEdit)):
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        assert is_wholly_in_view(scrolled, widget)


class Leading(QListWidget):
    """Return gives the keyboard to another widget, and is handed on, as item views do."""

    def keyPressEvent(self, event):
        self.follower.setFocus()
        event.ignore()


def test_key_that_led_elsewhere_does_not_lead_back(qtbot):
    content, pane, follower = QWidget(), QWidget(), QTextEdit()
    leading = Leading()
    leading.follower = follower
    QVBoxLayout(pane).addWidget(leading)
    column = QVBoxLayout(content)
    for part in (pane, follower):
        part.setMinimumHeight(150)
        column.addWidget(part)
    area = Scrolled()
    area.setWidget(content)
    for part in (pane, follower):
        area.follow(part)
    qtbot.addWidget(area)
    area.resize(300, 170)
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    leading.setFocus()
    qtbot.keyClick(leading, Qt.Key.Key_Return)
    assert is_wholly_in_view(area, follower)


def test_click_scrolls_nothing(scrolled):
    """Else the button is released over something else than it was pressed on."""
    scrolled.findChildren(QPushButton)[5].setFocus(Qt.FocusReason.MouseFocusReason)
    assert scrolled.verticalScrollBar().value() == 0


def test_place_higher_than_the_view_shows_its_beginning(scrolled):
    content = scrolled.widget()
    reveal(content, QRect(0, 200, 100, 400))
    assert 0 <= content.mapTo(scrolled.viewport(), QPoint(0, 200)).y() <= 20


def test_column_asks_for_the_least_height_of_its_parts(qtbot):
    text = QTextEdit()
    text.setMinimumHeight(30)
    label = QLabel("a line that breaks where there is little room for it")
    label.setWordWrap(True)
    column = LeastHeight(label, text)
    qtbot.addWidget(column)
    assert text.sizeHint().height() > 30
    assert column.heightForWidth(120) == label.heightForWidth(120) + column.column.spacing() + 30


@pytest.mark.parametrize("key", [Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Shift])
def test_modifier_on_its_own_scrolls_nothing(scrolled, qtbot, key):
    button = scrolled.findChildren(QPushButton)[5]
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.keyClick(button, key)
    assert scrolled.verticalScrollBar().value() == 0
    qtbot.keyClick(button, Qt.Key.Key_X)
    assert is_wholly_in_view(scrolled, button)


def test_coming_back_from_another_window_scrolls_nothing(scrolled):
    scrolled.findChildren(QPushButton)[5].setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    assert scrolled.verticalScrollBar().value() == 0
