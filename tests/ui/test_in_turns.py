from itertools import count

from PySide6.QtCore import QObject, QTimer

from ketaref.ui.in_turns import InTurns


def numbers(done, last=None, name=""):
    for number in range(last) if last else count():
        done.append(f"{name}{number}")
        yield


def test_parts_of_the_work_leave_turns_to_others(qtbot):
    done = []

    def parts():
        for part in range(3):
            QTimer.singleShot(0, lambda: done.append("other"))
            done.append(part)
            yield

    parent = QObject()
    InTurns(parent).start(parts())
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 6)
    assert done == [0, "other", 1, "other", 2, "other"]


def test_part_that_fails_is_told_once_and_ends_the_work(qtbot):
    def parts():
        yield
        raise KeyError("damaged")

    parent, done = QObject(), []
    turns = InTurns(parent)
    with qtbot.captureExceptions() as told:
        turns.start(parts())
        qtbot.waitUntil(lambda: bool(told))
        turns.start(numbers(done, 2))
        qtbot.waitUntil(lambda: len(done) == 2)
    assert [error for error, _, _ in told] == [KeyError]


def test_new_work_takes_the_place_of_what_is_under_way(qtbot):
    parent, done = QObject(), []
    turns = InTurns(parent)
    turns.start(numbers(done, name="old "))
    qtbot.waitUntil(lambda: bool(done))
    turns.start(numbers(done, 3, "new "))
    qtbot.waitUntil(lambda: "new 2" in done)
    before = done.index("new 0")
    assert [text for text in done[before:] if text.startswith("old")] == []


def test_what_is_finished_is_done_at_once_and_what_is_stopped_never(qtbot):
    parent, done = QObject(), []
    turns = InTurns(parent)
    turns.start(numbers(done, 3))
    turns.finish()
    assert done == ["0", "1", "2"]
    turns.start(numbers(done, 3, "left "))
    turns.stop()
    turns.finish()
    qtbot.wait(20)
    assert done == ["0", "1", "2"]
