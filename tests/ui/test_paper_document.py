"""A sheet's document: sized in points of paper, tables as wide as the paper and as their words need."""

import pytest
from PySide6.QtGui import QTextLength

from ketaref.core.source import Checked, Source, SourceKind
from ketaref.export.sheet import Sheet, numbers_html
from ketaref.ui.document_style import blocks_of_cell, tables_of
from ketaref.ui.paper_document import UNITS, paper_document, paper_font
from ketaref.ui.web_browser import switch_links_off

WIDTH = 480 * UNITS
SOURCE = Source("x", SourceKind.RCT, "A trial", "X 2021", Checked.PAGE, doi="10.1/x")


@pytest.fixture
def document(qapp, stamp):
    def make(body):
        made = paper_document(Sheet("Title", body, stamp), WIDTH)
        made.size()  # which lays it out
        return made

    return make


def size_of(block):
    return block.begin().fragment().charFormat().font().pixelSize()


def links_of(made):
    """The addresses of all links in a document, which a PDF of it keeps."""
    found, block = [], made.begin()
    while block.isValid():
        place = block.begin()
        while not place.atEnd():
            found.append(place.fragment().charFormat().anchorHref())
            place += 1
        block = block.next()
    return [link for link in found if link]


def test_sources_are_links_only_where_links_to_the_internet_are_on(qapp, stamp):
    sheet = Sheet("Title", f"<p>Said {numbers_html(['x'])}.</p>", stamp, sources=(SOURCE,))
    assert links_of(paper_document(sheet, WIDTH)) == ["https://doi.org/10.1/x"]
    switch_links_off(qapp, "switched off by your organisation")
    try:
        made = paper_document(sheet, WIDTH)
    finally:
        switch_links_off(qapp, "")
    assert links_of(made) == []
    assert "X 2021" in made.toPlainText()


def test_sizes_are_points_of_paper(document):
    made = document("<p>Text</p>")
    title = made.begin()
    assert size_of(title) == 17 * UNITS
    assert size_of(title.next()) == round(9.5 * UNITS)


def test_larger_letters_are_larger_everywhere(qapp, stamp):
    made = paper_document(Sheet("Title", "<p>Text</p>", stamp, text_size=1.25), WIDTH)
    assert size_of(made.begin()) == pytest.approx(17 * 1.25 * UNITS, abs=1)
    assert size_of(made.begin().next()) == pytest.approx(9.5 * 1.25 * UNITS, abs=1)


def test_tables_are_as_wide_as_the_text(document):
    made = document("<table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>y</td></tr></table><p>after</p>")
    (table,) = tables_of(made)
    assert made.documentLayout().frameBoundingRect(table).width() == pytest.approx(WIDTH, abs=UNITS)
    assert table.format().headerRowCount() == 1


def test_no_word_of_a_table_is_broken_where_there_is_room(document):
    words = ("Depersonalisation/derealisation", "Comparator", "a " * 300)
    cells = "".join(f"<td>{word}</td>" for word in words)
    made = document(f"<table><tr><th>A</th><th>B</th><th>C</th></tr><tr>{cells}</tr></table>")
    (table,) = tables_of(made)
    (block,) = blocks_of_cell(table.cellAt(1, 1))
    assert block.layout().lineCount() == 1
    (block,) = blocks_of_cell(table.cellAt(1, 0))
    lines = [block.layout().lineAt(n) for n in range(block.layout().lineCount())]
    starts = [block.text()[line.textStart() : line.textStart() + line.textLength()] for line in lines]
    assert set(starts) <= {"Depersonalisation/derealisation", "Depersonalisation/", "derealisation"}


def test_empty_columns_have_the_share_that_they_ask_for(document):
    head = '<tr><th>A</th><th width="25%">Time</th></tr>'
    made = document(f"<table>{head}<tr><td>{'words ' * 50}</td><td></td></tr></table>")
    (table,) = tables_of(made)
    widths = table.format().columnWidthConstraints()
    assert [width.type() for width in widths] == [QTextLength.Type.FixedLength] * 2
    assert widths[1].rawValue() == pytest.approx(WIDTH / 4)


def test_no_two_letters_become_one_sign(qapp):
    assert paper_font(9).featureValue(paper_font(9).Tag("liga")) == 0
