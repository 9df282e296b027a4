"""A bug is shown as one, with a report to copy. The report holds no text that anyone typed, nor a recent look-up."""

import platform
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QThread, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

import ketaref
from ketaref.core.errors import KetarefError
from ketaref.streams import tell
from ketaref.ui.text_dialog import TextDialog

PROMISE = (
    "The report holds where in the program it happened and which versions run, but nothing that you typed or answered."
)


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Versions, the kind of error, and the way through the program, innermost last.

    The error's own words are left out on purpose: they often repeat the value that caused it, such as a query.
    """
    steps = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join(
        [
            f"Ketamine Trauma Reference {ketaref.__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
            f"{kind.__module__}.{kind.__qualname__}",
            *steps,
        ]
    )


class BugDialog(TextDialog):
    """Says that the program has a mistake, and offers the report."""

    def __init__(self, text: str) -> None:
        super().__init__(
            "A mistake in the program",
            (
                "<h3>Something went wrong in the program</h3><p>What was asked for was not done. You can go on; if it "
                f"happens again, start the program anew and please report it. {PROMISE}</p>",
                f"<pre>{text}</pre>",
            ),
        )
        copy = self.buttons.addButton("Copy report", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))


class ErrorHook:
    """Takes the place of `sys.excepthook`: this is where an error that nobody expected ends."""

    def __init__(self) -> None:
        self._showing = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show the error, once at a time: a mistake in painting would otherwise pile up windows."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        text = report(kind, trace)
        if not isinstance(error, KetarefError):
            tell(text, error=True)
        application = QApplication.instance()
        if self._showing or not application or QThread.currentThread() is not application.thread():
            return
        self._showing = True
        try:
            self._show(error, text)
        finally:
            self._showing = False

    def _show(self, error: BaseException, text: str) -> None:
        if isinstance(error, KetarefError):
            QMessageBox.warning(QApplication.activeWindow(), "Ketamine Trauma Reference", str(error))
        else:
            BugDialog(text).exec()


error_hook = ErrorHook()
"""The one of this process: Python, too, has only one hook."""
