"""Puts the pages of a sheet into a PDF file, or onto a printer."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSaveFile
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ketaref import PROGRAM_NAME, __version__
from ketaref.core.errors import PaperError
from ketaref.export.seal import sealed
from ketaref.ui.paper import Pages
from ketaref.ui.paper_document import UNITS

NO_PRINTER = "No printer is installed on this computer. Save the sheet as a PDF file instead."


def save_pdf(pages: Pages, path: Path) -> None:
    """Write a PDF file with the sheet's attachments, and a seal where it has some.

    Raises PaperError, and leaves a file that was there as it was.
    """
    if "\0" in str(path) or (path.exists() and not path.is_file()):
        raise PaperError(f"{path} is no file that can be written. Choose another name.")
    data = pdf_of(pages)
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise _cannot_write(path, file)
    if file.write(data) != len(data) or not file.commit():
        raise _cannot_write(path, file)


def pdf_of(pages: Pages) -> bytes:
    """The pages as a PDF file. Raises PaperError where they cannot be drawn."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(pages.sheet.title)
    writer.setCreator(f"{PROGRAM_NAME} {__version__}")
    writer.setResolution(72 * UNITS)
    writer.setPageLayout(pages.layout)
    for attachment in pages.sheet.attachments:
        writer.addFileAttachment(attachment.name, attachment.content, attachment.media_type)
    drawn = _draw(pages, writer, range(pages.count))
    del writer  # what it still holds is written when it goes
    if not drawn:
        raise PaperError(f"The sheet “{pages.sheet.title}” could not be drawn as a PDF file.")
    data = bytes(buffer.data().data())
    return sealed(data) if pages.sheet.attachments else data


def new_printer(pages: Pages) -> QPrinter:
    """The usual printer with the sheet's paper set up. Raises PaperError where none is installed."""
    if not QPrinterInfo.availablePrinterNames():
        raise PaperError(NO_PRINTER)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(pages.sheet.title)
    printer.setCreator(f"{PROGRAM_NAME} {__version__}")
    printer.setFullPage(True)
    printer.setPageLayout(pages.layout)
    printer.setFromTo(1, pages.count)
    return printer


def print_pages(pages: Pages, printer: QPrinter) -> None:
    """Print the pages that were chosen for the printer (all, where none were). Raises PaperError where it fails."""
    first, last = printer.fromPage() or 1, printer.toPage() or pages.count
    if not _draw(pages, printer, range(first - 1, min(last, pages.count))):
        raise PaperError(f"The printer “{printer.printerName()}” took no pages. Look at it, or save the sheet as PDF.")


def _draw(pages: Pages, device: QPagedPaintDevice, indexes: range) -> bool:
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = _scale(pages, device)
    painter.scale(scale, scale)
    for index in indexes:
        if index != indexes.start and not device.newPage():
            return False
        pages.draw(painter, index)
    return painter.end()


def _scale(pages: Pages, device: QPagedPaintDevice) -> float:
    """Device pixels to a unit: true to size, but smaller where someone chose smaller paper in the printer's dialog."""
    paper = device.pageLayout().fullRectPixels(device.logicalDpiX())
    whole = min(paper.width() / pages.size.width(), paper.height() / pages.size.height())
    return min(device.logicalDpiX() / (72 * UNITS), whole)


def _cannot_write(path: Path, file: QSaveFile) -> PaperError:
    return PaperError(f"{path} cannot be written: {file.errorString()}. Choose another folder or name, or make room.")
