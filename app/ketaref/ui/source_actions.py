"""What can be done with a source: copy its reference and numbers, or have the web browser open it."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ketaref.core.source import Source
from ketaref.ui.announce import announce
from ketaref.ui.flow_layout import FlowLayout
from ketaref.ui.labels import Note
from ketaref.ui.web_browser import open_in_browser, why_links_are_off

COPIED = ("reference", "DOI", "PMID", "address")


class SourceActions(QWidget):
    """A row of buttons for one source, with room for further ones. Only those show that have something to act on.

    This program opens no connection: `browser` hands an address to the user's own web browser, on a click alone. Where
    the policy of the machine forbids that there is no such button, and a line says why.
    """

    def __init__(self, further: Iterable[QPushButton] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: Source | None = None
        self.copies = {name: QPushButton(f"Copy {name}", self) for name in COPIED}
        self.browser = QPushButton("Open in web browser", self)
        self.browser.clicked.connect(self._open)
        self.failure = QLabel(self)
        self.failure.setWordWrap(True)
        self.failure.hide()
        self.absence = Note()
        self.absence.hide()
        buttons = FlowLayout(8)
        for name, button in self.copies.items():
            button.clicked.connect(lambda _checked=False, name=name: self._copy(name))
        in_order = (*self.copies.values(), self.browser, *further)
        for button in in_order:
            buttons.addWidget(button)
        for before, after in pairwise(in_order):  # the further ones were made earlier, and Tab would go there first
            self.setTabOrder(before, after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self.failure)
        column.addWidget(self.absence)

    def act_on(self, source: Source | None) -> None:
        """Offer what can be done with this source; nothing for None."""
        self._source = source
        self.failure.hide()
        values = _copied(source) if source else {}
        for name, button in self.copies.items():
            button.setVisible(bool(values.get(name)))
        address = source.web_address if source else ""
        reason = why_links_are_off() if address else ""
        absence = f"{reason} The address can be copied." if reason else ""
        self.browser.setVisible(bool(address) and not absence)
        self.absence.setText(absence)
        self.absence.setVisible(bool(absence))
        self.copies["address"].setToolTip(absence)
        self.browser.setToolTip(f"Your web browser goes to {address}; this program itself opens no connection.")
        self.browser.setAccessibleDescription(self.browser.toolTip())

    def _copy(self, name: str) -> None:
        if self._source:
            QGuiApplication.clipboard().setText(_copied(self._source)[name])
            announce(self, f"{name} copied")

    def _open(self) -> None:
        if self._source and not open_in_browser(self._source.web_address):
            message = f"No web browser could be started. The address is {self._source.web_address}"
            self.failure.setText(message)
            self.failure.show()
            announce(self, message)


def _copied(source: Source) -> dict[str, str]:
    address = source.url or (source.web_address if why_links_are_off() else "")
    return dict(zip(COPIED, (source.reference, source.doi, source.pmid, address), strict=True))
