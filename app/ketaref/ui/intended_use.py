"""The statement of intended use: shown before the first use, and in About."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from ketaref.ui.text_dialog import fit_to_screen

STATEMENT_VERSION = 2
"""Raised when the meaning of the statement changes; everyone is then asked to read it again."""

_STATEMENT = (
    "Ketamine Trauma Reference is a reference for health professionals and trainees. It shows what labels, guidelines "
    "and studies say about ketamine and esketamine in trauma-related disorders, with the source of each statement, or "
    "a mark where it is usual practice without one.",
    "It informs; it does not decide. It gives no diagnosis, chooses no treatment and computes no dose. Regimens are "
    "shown as they were published. The checklist lists what was found, why it matters and who says so; what is not "
    "answered is never counted as absent.",
    "It can be incomplete, out of date or wrong. Check the current product label, your local protocol and the cited "
    "source before acting. That something is not found here does not mean that it does not exist.",
    "Enter no patient data, not in the search field either. No field asks for any. Nothing that you type or answer is "
    "sent: the program opens no network connection. Answers are not stored.",
)
_LOOK_UPS = (
    "A look-up is remembered once you opened one of its hits: in a file of yours on this computer, never in a log or "
    "an error report. “Remember recent look-ups” in the menu Go switches that off and deletes the list."
)


def statement(recents_off: str = "") -> tuple[str, ...]:
    """The paragraphs of the statement. `recents_off`: why no look-ups are kept, where policy says so; else empty."""
    look_ups = f"No look-up is remembered: recent look-ups are {recents_off}." if recents_off else _LOOK_UPS
    return (*_STATEMENT[:-1], f"{_STATEMENT[-1]} {look_ups}")


def statement_html(recents_off: str = "") -> str:
    """The statement as paragraphs of rich text."""
    return "".join(f"<p style='line-height: 140%'>{paragraph}</p>" for paragraph in statement(recents_off))


class IntendedUseDialog(QDialog):
    """Asks to read the statement. Accepted when it was confirmed, rejected when the program shall quit."""

    def __init__(self, parent: QWidget | None = None, recents_off: str = "") -> None:
        """`recents_off`: why no look-ups are kept, where policy says so."""
        super().__init__(parent)
        self.setWindowTitle("Intended use")
        text = QLabel(f"<h2>Before you start</h2>{statement_html(recents_off)}", self)
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.RichText)
        text.setAlignment(Qt.AlignmentFlag.AlignTop)
        text.setContentsMargins(8, 0, 16, 8)
        scroll = QScrollArea(self)
        scroll.setAccessibleName("Statement of intended use")
        scroll.setAccessibleDescription(" ".join(statement(recents_off)))
        scroll.setWidgetResizable(True)
        scroll.setWidget(text)
        buttons = QDialogButtonBox(self)
        confirm = buttons.addButton("I have read this", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Quit", QDialogButtonBox.ButtonRole.RejectRole)
        confirm.setDefault(True)
        confirm.setFocus()
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        column.addWidget(scroll)
        column.addWidget(buttons)
        fit_to_screen(self, columns=80, lines=34)
