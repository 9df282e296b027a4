"""Tells when nobody has used the program for a while: the next one at the screen may sit before another patient."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_USES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_LONGEST_LOOK_MS = 30_000


class IdleClock(QObject):
    """Watches every key, click and turn of the wheel in the program's windows, its dialogs among them.

    Clock time counts, not the time that the timer ran: a computer that slept for an hour was idle for an hour. After
    the sleep `idled` is told before the first key is taken.

    Signals:
        idled: nobody used the program for `minutes`; told once, until it is used again.
    """

    idled = Signal()

    def __init__(self, watched: QObject, minutes: int) -> None:
        """`watched` is the first window; each that takes the keyboard later is watched too. 0 minutes never tell."""
        super().__init__(watched)
        self._limit_s = 60 * minutes
        self._used_at = time.time()
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(min(_LONGEST_LOOK_MS, max(1, 1000 * self._limit_s)))
        self._timer.timeout.connect(self._look)
        if minutes > 0:
            self._watch(watched)
            application = QGuiApplication.instance()
            assert isinstance(application, QGuiApplication)
            application.focusWindowChanged.connect(self._watch)
            self._timer.start()

    def _watch(self, window: QObject | None) -> None:
        """Windows, not the application: that would bring every event of every widget through here."""
        if window:
            window.installEventFilter(self)  # a second time it only moves to the front

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 (Qt's signature)
        if event.type() in _USES:
            self._look()
            self._used_at = time.time()
            self._told = False
        return False

    def _look(self) -> None:
        idle = time.time() - self._used_at
        if not self._told and (idle >= self._limit_s or idle < -1):  # the clock was set back: how long is not known
            self._told = True
            self.idled.emit()
