import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from ketaref.ui.areas import area_after, splitter, take_keyboard


@pytest.fixture
def row(qtbot):
    """A window with three areas: a field, a box with a label and a field, and a hidden field."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    first, box, hidden = QLineEdit(), QWidget(), QLineEdit()
    inner = QHBoxLayout(box)
    inner.addWidget(QLabel("label"))
    inner.addWidget(QLineEdit())
    for area in (first, box, hidden):
        layout.addWidget(area)
    window.show()
    window.activateWindow()
    hidden.hide()
    yield first, box, hidden  # noqa: PT022 (the window must outlive the test)


def test_next_area_goes_round_and_passes_over_hidden_ones(row):
    first, box, _ = row
    assert area_after(first, row) is box
    assert area_after(box.findChild(QLineEdit), row) is first
    assert area_after(None, row) is first


def test_keyboard_goes_to_the_first_thing_in_an_area_that_takes_it(row, qtbot):
    _, box, _ = row
    take_keyboard(box)
    qtbot.waitUntil(box.findChild(QLineEdit).hasFocus)


def test_stretched_area_takes_what_room_there_is(qtbot):
    left, right = QWidget(), QWidget()
    both = splitter(left, right, stretched=1)
    qtbot.addWidget(both)
    both.resize(400, 100)
    both.setSizes([100, 300])
    both.show()
    both.resize(800, 100)
    assert left.width() == pytest.approx(100, abs=3)
    assert right.width() == pytest.approx(700, abs=3)
