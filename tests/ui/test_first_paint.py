import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ketaref.ui.first_paint import FirstPaint, InTurns


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


def test_parts_of_the_work_leave_turns_to_others(qtbot):
    done = []

    def parts():
        for part in range(3):
            QTimer.singleShot(0, lambda: done.append("other"))
            done.append(part)
            yield

    parent = QObject()
    InTurns(parts(), parent)
    assert done == []
    qtbot.waitUntil(lambda: not parent.children())
    assert done == [0, "other", 1, "other", 2, "other"]


def test_part_that_fails_is_told_once_and_ends_the_work(qtbot):
    def parts():
        yield
        raise KeyError("damaged")

    parent = QObject()
    with qtbot.captureExceptions() as told:
        InTurns(parts(), parent)
        qtbot.waitUntil(lambda: not parent.children())
    assert [error for error, _, _ in told] == [KeyError]
