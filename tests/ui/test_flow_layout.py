import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ketaref.ui.flow_layout import FlowLayout


@pytest.fixture
def row(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(8)
    widget.setLayout(layout)
    for name in ("All", "Unanswered", "Present", "Unknown"):
        button = QPushButton(name)
        button.setFixedSize(100, 30)
        layout.addWidget(button)
    return widget


def tops(row):
    return [button.y() for button in row.findChildren(QPushButton)]


def arranged(row, width):
    row.resize(width, row.heightForWidth(width))
    row.show()
    return tops(row)


def test_one_row_where_there_is_room(row):
    assert len(set(arranged(row, 100 * 4 + 8 * 3))) == 1
    assert row.heightForWidth(100 * 4 + 8 * 3) == 30


def test_row_breaks_one_pixel_earlier(row):
    assert len(set(arranged(row, 100 * 4 + 8 * 3 - 1))) == 2
    assert row.heightForWidth(100 * 4 + 8 * 3 - 1) == 30 + 8 + 30


def test_every_widget_has_a_row_where_there_is_no_room_for_two(row):
    assert tops(row) != arranged(row, 120)
    assert len(set(tops(row))) == 4


def test_hidden_widgets_take_no_room(row):
    row.findChildren(QPushButton)[1].hide()
    assert len(set(arranged(row, 100 * 3 + 8 * 2)) - {row.findChildren(QPushButton)[1].y()}) <= 1
    assert row.heightForWidth(100 * 3 + 8 * 2) == 30


def test_widgets_never_overlap(row):
    for width in range(100, 500, 37):
        arranged(row, width)
        places = [button.geometry() for button in row.findChildren(QPushButton)]
        assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])


def test_widget_that_is_wider_than_the_row_ends_with_it(row):
    wide = row.findChildren(QPushButton)[0]
    wide.setMinimumWidth(10)
    wide.setMaximumWidth(1000)
    wide.setText("a name that is longer than the whole of the row")
    arranged(row, 120)
    assert wide.width() == 120


MESSAGE = "what is wrong with the number that was typed, and what to do about it now"


@pytest.fixture
def forms(qtbot):
    """Two narrow forms; beneath the first stands a message that wraps."""
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(8)
    widget.setLayout(layout)
    for text in (MESSAGE, ""):
        form = QWidget()
        form.setFixedWidth(120)
        column = QVBoxLayout(form)
        label = QLabel(text)
        label.setWordWrap(True)
        label.setHidden(not text)
        for part in (QPushButton("?"), label):
            column.addWidget(part)
        layout.addWidget(form)
    widget.resize(300, widget.heightForWidth(300))
    return widget


def test_text_that_wraps_is_whole_in_the_width_that_it_gets(forms):
    forms.show()
    message = next(label for label in forms.findChildren(QLabel) if label.text())
    assert message.height() >= message.heightForWidth(message.width()) > 3 * message.fontMetrics().height()
    assert forms.rect().contains(QRect(message.mapTo(forms, QPoint()), message.size()))


@pytest.mark.parametrize("at_top", [True, False])
def test_widgets_share_the_middle_of_the_row_or_stand_at_its_top(forms, at_top):
    tall, low = (button.parentWidget() for button in forms.findChildren(QPushButton))
    if at_top:
        forms.layout().setAlignment(low, Qt.AlignmentFlag.AlignTop)
    forms.show()
    assert tall.y() == 0
    assert (low.y() == 0) is at_top
