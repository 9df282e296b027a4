"""The licences of all parts: a list, and beside it the text of the one that is chosen. Loaded when first asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ketaref.licences import WITHOUT_TEXTS, Licence, bring_texts, licences
from ketaref.ui.text_dialog import fit_to_screen

_EXPLAINED = "This program is made of parts. Choose one to read on which terms it is used"


class LicencesDialog(QDialog):
    """A part is chosen by the arrow keys or its first letters; Tab leads to its text, which scrolls by keys."""

    def __init__(self, parent: QWidget | None = None, listed: Sequence[Licence] | None = None) -> None:
        """`listed`: what to show; by default the parts of this program."""
        super().__init__(parent)
        self.setWindowTitle("Licences")
        self._licences = tuple(listed if listed is not None else licences())
        told = ". No network is needed." if bring_texts(self._licences) else f", {WITHOUT_TEXTS}."
        explained = QLabel(f"{_EXPLAINED}{told}", self)
        explained.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Parts")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(12)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for part in self._licences:
            self.list.addItem(part.title)
        self.list.currentRowChanged.connect(self._show)
        self._lay_out(explained)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _lay_out(self, explained: QLabel) -> None:
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.list, 2)
        columns.addWidget(self.text, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(explained)
        layout.addLayout(columns, 1)
        layout.addWidget(self.buttons)
        fit_to_screen(self, columns=120)

    def _show(self, row: int) -> None:
        part = self._licences[row]
        self.text.setAccessibleName(f"Terms of {part.name}")
        self.text.setPlainText(f"{part.title}\n{part.licence}\n\n{part.text()}" if part.licence else part.text())
