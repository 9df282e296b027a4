"""The button that writes sources to a file for programs for references, with the line that says what came of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ketaref.core.source import Source
from ketaref.store.content import ContentStore
from ketaref.ui.announce import announce
from ketaref.ui.first_use import first_use


class ExportButton(QPushButton):
    """Asks for a file and a format, and writes. `message`, to be laid out near it, shows once there is one."""

    def __init__(self, store: ContentStore, name: str, parent: QWidget | None = None) -> None:
        """`name` is what assistive tools call the button."""
        super().__init__("Export…", parent)
        self._store = store
        self.setAccessibleName(name)
        self.setToolTip(f"{name}: a file for Zotero and other programs for references (RIS, BibTeX, CSL-JSON)")
        self.message = QLabel(self)
        self.message.setWordWrap(True)
        self.message.setProperty("textFormat", "PlainText")
        self.message.setProperty("textInteractionFlags", "TextSelectableByMouse")
        self.message.hide()

    def offer(self, sources: Callable[[], tuple[Source, ...]], file_name: str) -> None:
        """Write these sources, asked for anew each time, at a click. `file_name` is proposed, without an ending."""
        self.clicked.connect(lambda: self.export(sources(), file_name))

    def export(self, sources: tuple[Source, ...], file_name: str) -> None:
        """Ask where to write these sources, and write them there."""
        self.message.hide()
        first_use("ketaref.ui.source_export", "ask_and_export")(self, sources, self._store.info(), file_name, self.tell)

    def tell(self, text: str) -> None:
        """Show a line and have it read out."""
        self.message.setText(text)
        self.message.setAccessibleName(text)
        self.message.show()
        announce(self, text)
