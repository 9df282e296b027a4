import pytest
from PySide6.QtWidgets import QPushButton, QWidget

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
