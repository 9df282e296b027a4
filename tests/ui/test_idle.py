import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from ketaref.ui import idle
from ketaref.ui.idle import IdleClock


@pytest.fixture
def now(monkeypatch):
    now = [1_000_000.0]
    monkeypatch.setattr(idle.time, "time", lambda: now[0])
    return now


@pytest.fixture
def watched(qapp):
    return QObject()


def use(watched):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(watched, event)


def test_nobody_for_the_time_set_is_told_once(watched, now, qtbot):
    clock = IdleClock(watched, 10)
    told = []
    clock.idled.connect(lambda: told.append(now[0]))
    now[0] += 599
    clock._look()
    assert told == []
    now[0] += 2
    clock._look()
    clock._look()
    assert len(told) == 1


def test_use_begins_the_time_anew(watched, now, qtbot):
    clock = IdleClock(watched, 10)
    told = []
    clock.idled.connect(lambda: told.append(now[0]))
    now[0] += 599
    use(watched)
    now[0] += 599
    clock._look()
    assert told == []


def test_after_a_sleep_it_is_told_before_the_first_key_is_taken(watched, now, qtbot):
    clock = IdleClock(watched, 10)
    told = []
    clock.idled.connect(lambda: told.append("idled"))
    now[0] += 3600  # no timer ran meanwhile
    use(watched)
    assert told == ["idled"]
    now[0] += 3600
    use(watched)
    assert told == ["idled", "idled"]


def test_a_clock_set_back_counts_as_idle(watched, now, qtbot):
    clock = IdleClock(watched, 10)
    told = []
    clock.idled.connect(lambda: told.append("idled"))
    now[0] -= 86_400
    clock._look()
    assert told == ["idled"]


def test_a_dialog_that_is_used_counts_as_use(watched, now, qtbot):
    clock = IdleClock(watched, 10)
    dialog = QWindow()
    clock._watch(dialog)
    now[0] += 599
    use(dialog)
    now[0] += 599
    with qtbot.assertNotEmitted(clock.idled):
        clock._look()


def test_zero_minutes_never_tell(watched, now, qtbot):
    clock = IdleClock(watched, 0)
    assert not clock._timer.isActive()
    with qtbot.assertNotEmitted(clock.idled):
        now[0] += 86_400
        use(watched)
