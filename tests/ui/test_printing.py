"""A PDF is whole or not there; what it carries comes out as it went in; a printer that is missing is told."""

import json

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ketaref.core.errors import PaperError
from ketaref.export.sheet import Attachment, Sheet
from ketaref.ui.paper import Pages, Paper
from ketaref.ui.printing import new_printer, print_pages, save_pdf

TABLE = f"<table>{'<tr><td>A</td><td>of a row of words</td></tr>' * 150}</table>"


@pytest.fixture
def pages(qapp, stamp):
    return Pages(Sheet("Sheet with a “title”", f"<p>■ <b>Bold</b>, <i>italic</i> µg ≥ 1</p>{TABLE}", stamp), Paper.A4)


def test_pdf_has_title_and_all_its_fonts(pages, tmp_path, read_pdf):
    save_pdf(pages, tmp_path / "x.pdf")
    pdf = read_pdf(tmp_path / "x.pdf")
    fonts = pdf.fonts()
    assert fonts
    assert all(fonts.values())
    assert pdf.info()["Title"] == "Sheet with a “title”"
    assert pdf.info()["Creator"].startswith("Ketamine Trauma Reference ")
    assert int(pdf.info()["Pages"]) == pages.count > 1


def test_attachment_comes_out_as_it_went_in(qapp, stamp, tmp_path, read_pdf):
    content = json.dumps({"ä": ["■", 1.5], "long": "x" * 100_000}).encode()
    sheet = Sheet("T", "<p>x</p>", stamp, attachments=(Attachment("run.json", content, "application/json"),))
    save_pdf(Pages(sheet, Paper.LETTER), tmp_path / "x.pdf")
    assert read_pdf(tmp_path / "x.pdf").attachment(1, tmp_path) == content


def test_folder_that_is_not_there_is_told(pages, tmp_path):
    with pytest.raises(PaperError, match=r"x\.pdf cannot be written: .*Choose another folder or name"):
        save_pdf(pages, tmp_path / "missing" / "x.pdf")


def test_failure_on_the_way_leaves_the_older_file_as_it_was(pages, tmp_path, monkeypatch):
    file = tmp_path / "x.pdf"
    file.write_bytes(b"older")

    def fail(*_):
        raise RuntimeError("on the way")

    monkeypatch.setattr(pages, "draw", fail)
    with pytest.raises(RuntimeError, match="on the way"):
        save_pdf(pages, file)
    assert file.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [file]


def test_saving_twice_replaces_the_file(pages, tmp_path, read_pdf):
    file = tmp_path / "x.pdf"
    file.write_bytes(b"older")
    save_pdf(pages, file)
    assert len(read_pdf(file).pages) == pages.count
    assert list(tmp_path.iterdir()) == [file]


def test_missing_printer_is_told_with_the_way_out(pages, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    with pytest.raises(PaperError, match=r"No printer is installed .* Save the sheet as a PDF"):
        new_printer(pages)


@pytest.fixture
def printer(tmp_path):
    """A printer that prints into a file, for machines that have no other."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(tmp_path / "printed.pdf"))
    return device


def test_printer_prints_all_pages_like_the_pdf(pages, printer, tmp_path, read_pdf):
    printer.setPageLayout(pages.layout)
    print_pages(pages, printer)
    save_pdf(pages, tmp_path / "saved.pdf")
    printed, saved = read_pdf(tmp_path / "printed.pdf"), read_pdf(tmp_path / "saved.pdf")
    assert printed.text == saved.text
    for ours, theirs in zip(printed.pages, saved.pages, strict=True):
        for mine, other in zip(ours[2], theirs[2], strict=True):
            assert mine[1:] == pytest.approx(other[1:], abs=1)


def test_chosen_pages_are_printed_with_their_own_numbers(pages, printer, tmp_path, read_pdf):
    printer.setPageLayout(pages.layout)
    printer.setFromTo(2, 2)
    print_pages(pages, printer)
    pdf = read_pdf(tmp_path / "printed.pdf")
    assert len(pdf.pages) == 1
    assert f"page 2 of {pages.count}" in pdf.text


def test_smaller_paper_of_the_printer_gets_smaller_pages_and_no_cut_ones(pages, printer, tmp_path, read_pdf):
    layout = pages.layout
    layout.setPageSize(Paper.LETTER.page_size)
    printer.setPageLayout(layout)
    print_pages(pages, printer)
    pdf = read_pdf(tmp_path / "printed.pdf")
    assert len(pdf.pages) == pages.count
    assert f"page 1 of {pages.count}" in pdf.text
    for width, height, words in pdf.pages:
        assert all(left > 0 and right < width and top > 0 and bottom < height for _, left, top, right, bottom in words)
