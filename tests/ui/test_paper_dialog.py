"""The dialog by keys: preview, size of paper, own reference, saving and printing, and what goes wrong with them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPushButton

from ketaref.export.sheet import REFERENCE_LENGTH, Attachment, Sheet
from ketaref.ui.paper import Paper
from ketaref.ui.paper_dialog import PaperDialog, file_name
from ketaref.ui.settings import Settings

CANARY = "canary-4711"


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def make(qtbot, stamp, settings):
    made = []

    def make(**fields):
        rows = "<tr><td>A</td><td>words of a row</td></tr>" * 150
        dialog = PaperDialog(Sheet("A title", f"<table>{rows}</table>", stamp, **fields), settings)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        made.append(dialog)
        return dialog

    yield make
    for dialog in made:
        dialog.close()


def named(dialog, kind, name):
    return next(each for each in dialog.findChildren(kind) if name in (each.accessibleName(), each.text()))


def test_saved_pdf_has_the_reference_and_the_chosen_paper(make, tmp_path, read_pdf, qtbot):
    dialog = make()
    box = next(each for each in dialog.findChildren(QComboBox) if each.accessibleName() == "Paper")
    box.setCurrentText("US Letter")
    qtbot.keyClicks(named(dialog, QLineEdit, "Your reference"), "  Ward 7 ")
    dialog.save(tmp_path / "x.pdf")
    assert dialog.told.text() == f"Saved: {tmp_path / 'x.pdf'}"
    pdf = read_pdf(tmp_path / "x.pdf")
    assert round(pdf.pages[0][0]) == 612
    assert "Reference: Ward 7" in pdf.text


def test_reference_is_short_told_so_and_kept_nowhere_else(make, settings, tmp_path, qtbot):
    dialog = make()
    field = named(dialog, QLineEdit, "Your reference")
    qtbot.keyClicks(field, CANARY * 10)
    assert len(field.text()) == REFERENCE_LENGTH
    assert f"at most {REFERENCE_LENGTH} characters" in field.accessibleDescription()
    assert "kept nowhere else" in field.accessibleDescription()
    dialog.close()
    settings._file.sync()
    assert not any(CANARY.encode() in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert named(make(), QLineEdit, "Your reference").text() == ""


def test_chosen_paper_is_remembered(make, settings):
    make().paper_box.setCurrentText("US Letter")
    assert settings.paper == "US Letter"
    assert make().pages.paper is Paper.LETTER


def test_unknown_size_in_the_settings_is_the_usual_one(make, settings):
    settings.paper = "Foolscap"
    assert make().pages.paper in Paper


def test_file_that_cannot_be_written_is_told_and_the_dialog_stays(make, tmp_path):
    dialog = make()
    dialog.save(tmp_path / "missing" / "x.pdf")
    assert "cannot be written" in dialog.told.text()
    assert dialog.told.accessibleName() == dialog.told.text()
    assert dialog.isVisible()
    dialog.save(tmp_path / "x.pdf")
    assert dialog.told.text().startswith("Saved: ")


def test_without_a_printer_the_pdf_is_offered(make, monkeypatch, qtbot):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog = make()
    dialog.activateWindow()
    qtbot.mouseClick(named(dialog, QPushButton, "&Print…"), Qt.MouseButton.LeftButton)
    assert "No printer is installed" in dialog.told.text()
    assert dialog.focusWidget() is named(dialog, QPushButton, "&Save as PDF…")


def test_pages_go_to_the_printer(make, tmp_path, read_pdf):
    dialog = make()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.send_to(printer)
    assert dialog.told.text().startswith("Sent to ")
    assert len(read_pdf(tmp_path / "printed.pdf").pages) == dialog.pages.count


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_printer_that_takes_nothing_is_told(make, tmp_path):
    dialog = make()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "missing" / "printed.pdf"))
    dialog.send_to(printer)
    assert "took no pages" in dialog.told.text()


def test_saving_asks_for_a_file_named_after_the_sheet(make, qtbot, tmp_path):
    dialog = make()
    named(dialog, QPushButton, "&Save as PDF…").click()
    asked = dialog.findChild(QFileDialog)
    assert asked.defaultSuffix() == "pdf"
    assert [Path(name).name for name in asked.selectedFiles()] == ["A title.pdf"]
    asked.fileSelected.emit(str(tmp_path / "chosen.pdf"))
    assert (tmp_path / "chosen.pdf").exists()
    asked.reject()


def test_page_in_view_and_what_the_pdf_carries_are_told(make, qtbot):
    dialog = make(attachments=(Attachment("run.json", b"{}", "application/json"),))
    assert dialog.number.text() == f"Page 1 of {dialog.pages.count} · PDF carries run.json"
    qtbot.keyClick(dialog.view, Qt.Key.Key_End)
    assert dialog.number.text().startswith(f"Page {dialog.pages.count} of ")


def test_everything_can_be_reached_by_tab(make, qtbot):
    dialog = make()
    dialog.activateWindow()
    reached = set()
    for _ in range(12):
        reached.add(dialog.focusWidget())
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    buttons = {named(dialog, QPushButton, name) for name in ("&Print…", "&Save as PDF…", "&Close")}
    assert reached >= buttons | {dialog.view, dialog.paper_box, dialog.reference}


def test_twice_the_text_size_fits_a_small_screen(make, qapp):
    font = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(2 * font.pointSizeF())
    qapp.setFont(larger)
    try:
        dialog = make()
        QApplication.processEvents()
        needed = dialog.minimumSizeHint()
        assert needed.width() <= 1248
        assert needed.height() <= 736
        dialog.resize(1248, 736)
        assert dialog.view.height() > 200
    finally:
        qapp.setFont(font)


def test_file_name_is_one_that_every_system_takes():
    assert file_name('Claim, wrong: "it/they" work?') == "Claim, wrong it they work.pdf"
    assert file_name("…" * 200) == f"{'…' * 80}.pdf"
    assert file_name("???") == "Sheet.pdf"
