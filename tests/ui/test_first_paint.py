import time

from PySide6.QtWidgets import QWidget

from ketaref.ui.first_paint import FirstPaint


def test_nothing_happens_before_the_window_was_painted(qtbot):
    window, called = QWidget(), []
    qtbot.addWidget(window)
    begin = time.time()
    first = FirstPaint(window, lambda: called.append(first.painted_at))
    assert called == []
    window.show()
    qtbot.waitUntil(lambda: bool(called))
    assert begin <= called[0] <= time.time()


def test_it_happens_once(qtbot):
    window, called = QWidget(), []
    qtbot.addWidget(window)
    FirstPaint(window, lambda: called.append(1))
    window.show()
    qtbot.waitUntil(lambda: bool(called))
    window.resize(300, 200)
    window.repaint()
    assert called == [1]
