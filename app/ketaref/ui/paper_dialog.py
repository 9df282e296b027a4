"""A sheet before it is printed or saved: its pages, the size of paper, and a line of the user's own."""

import re
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ketaref.core.errors import PaperError
from ketaref.export.sheet import REFERENCE_LENGTH, Sheet, own_reference
from ketaref.ui.announce import announce
from ketaref.ui.choice_box import ChoiceBox
from ketaref.ui.flow_layout import FlowLayout
from ketaref.ui.labels import Note
from ketaref.ui.page_view import PageView
from ketaref.ui.paper import Pages, Paper
from ketaref.ui.printing import new_printer, print_pages, save_pdf
from ketaref.ui.save_dialog import remember_no_folders, save_dialog
from ketaref.ui.settings import Settings
from ketaref.ui.text_dialog import fit_to_screen

REFERENCE_NOTE = (
    f"A line of your own, at most {REFERENCE_LENGTH} characters, stands in the head of each page. It is kept nowhere "
    "else, and gone when this window closes."
)
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_NAME_LENGTH = 80
_REFERENCE_WIDTH = 44
"""In average letters: most of the line shows while it is typed."""


class PaperDialog(QDialog):
    """Shows what will lie on paper. Stays open after printing and saving, and tells how that went."""

    def __init__(self, sheet: Sheet, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Print: {sheet.title}")
        self._sheet = sheet
        self._settings = settings
        self.paper_box = ChoiceBox("Paper")
        for paper in Paper:
            self.paper_box.addItem(paper.value, paper)
        self.paper_box.setCurrentIndex(self.paper_box.findData(_paper_of(settings)))
        self.reference = QLineEdit()
        self.reference.setMaxLength(REFERENCE_LENGTH)
        self.reference.setMinimumWidth(_REFERENCE_WIDTH * self.fontMetrics().averageCharWidth())
        self.reference.setAccessibleName("Your reference")
        self.reference.setAccessibleDescription(REFERENCE_NOTE)
        self.view = PageView()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # a name may be of any length
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.hide()
        self.number = QLabel()
        self._lay_out()
        self._lay_pages()
        self.view.page_changed.connect(self._number)
        self.paper_box.currentIndexChanged.connect(self._choose_paper)
        self.reference.textChanged.connect(self._refer)
        self.view.setFocus()

    # Building

    def _lay_out(self) -> None:
        self.print_button = QPushButton("&Print…")
        self.print_button.clicked.connect(self._print)
        self.save_button = QPushButton("&Save as PDF…")
        self.save_button.clicked.connect(self._ask_where)
        close = QPushButton("&Close")
        close.clicked.connect(self.reject)
        self.print_button.setDefault(True)
        choices = FlowLayout()
        for name, control in (("P&aper", self.paper_box), ("Your &reference", self.reference)):
            choices.addWidget(_named(name, control))
        last = QHBoxLayout()
        last.addWidget(self.number, 1)
        for button in (self.print_button, self.save_button, close):
            last.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addLayout(choices)
        column.addWidget(Note(REFERENCE_NOTE))
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        column.addLayout(last)
        fit_to_screen(self, columns=100, lines=50)

    def _lay_pages(self) -> None:
        self.pages = Pages(self._sheet, self.paper_box.currentData())
        self._refer()
        self._number()

    # Reacting

    def _choose_paper(self) -> None:
        self._settings.paper = self.paper_box.currentData().value
        self._lay_pages()

    def _refer(self) -> None:
        self.pages.reference = own_reference(self.reference.text())
        self.view.show_pages(self.pages)

    def _number(self) -> None:
        attached = "".join(f" · PDF carries {attachment.name}" for attachment in self._sheet.attachments)
        self.number.setText(f"Page {self.view.current} of {self.pages.count}{attached}")

    def _say(self, text: str) -> None:
        self.told.setText(text)
        self.told.setAccessibleName(text)
        self.told.show()
        announce(self.told, text)

    # Printing and saving

    def _print(self) -> None:
        try:
            printer = new_printer(self.pages)
        except PaperError as error:
            self._say(str(error))
            self.save_button.setFocus()
            return
        remember_no_folders()  # it can print into a file too
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self.pages.count)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.send_to(printer)

    def send_to(self, printer: QPrinter) -> None:
        """Print on a printer as it was set up, and tell how that went."""
        try:
            print_pages(self.pages, printer)
        except PaperError as error:
            self._say(str(error))
        else:
            self._say(f"Sent to {printer.printerName() or 'the printer'}.")

    def _ask_where(self) -> None:
        dialog = save_dialog(self, "Save as PDF")
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(self._sheet.title))
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Save as PDF, and tell how that went."""
        try:
            save_pdf(self.pages, path)
        except PaperError as error:
            self._say(str(error))
        else:
            self._say(f"Saved: {path}")


def file_name(title: str) -> str:
    """A name for the file of a sheet that every system takes."""
    return f"{' '.join(_UNFIT.sub(' ', title).split())[:_NAME_LENGTH].rstrip(' .') or 'Sheet'}.pdf"


def _named(name: str, control: QWidget) -> QWidget:
    label = QLabel(name)
    label.setBuddy(control)
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label)
    row.addWidget(control, 1)
    return pair


def _paper_of(settings: Settings) -> Paper:
    """The paper that was chosen last, else the usual one where this computer is."""
    chosen = next((paper for paper in Paper if paper.value == settings.paper), None)
    return chosen or Paper.usual_in(QLocale.system().territory())
