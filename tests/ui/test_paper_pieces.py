"""Lines and rows as they lie in a document: in order, none over another, and whole after a paragraph was parted."""

from itertools import pairwise

import pytest

from ketaref.export.page_breaks import Band
from ketaref.export.sheet import Sheet
from ketaref.ui.paper_document import UNITS, paper_document
from ketaref.ui.paper_pieces import part_paragraphs, pieces_of

PAGE = 700 * UNITS
TEXT = "Some words that fill a line and go on in the next one. " * 12
TABLE = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>x</td></tr><tr><td>2</td><td>y</td></tr></table>"


@pytest.fixture
def document(qapp, stamp):
    return lambda body: paper_document(Sheet("Title", body, stamp, intended_use=""), 480 * UNITS)


def test_pieces_lie_one_below_the_other(document):
    body = f"<p>{TEXT}</p><ul><li>{TEXT}</li></ul>{TABLE}<div class='x'><p>{TEXT}</p></div>{TABLE}"
    pieces = pieces_of(document(body), PAGE)
    assert len(pieces) > 20
    assert all(above.band.bottom <= below.band.top + 0.01 for above, below in pairwise(pieces))


def test_first_and_last_line_of_a_paragraph_are_not_alone(document):
    pieces = pieces_of(document(f"<p>{TEXT}</p>"), PAGE)[1:-1]  # without the title and the heading at the end
    assert len(pieces) > 4
    assert [piece.stays for piece in pieces] == [True, *[False] * (len(pieces) - 3), True, False]


def test_headings_and_announcements_stay_with_what_follows(document):
    pieces = pieces_of(document("<h2>Heading</h2><p>As follows:</p><p>Text.</p>"), PAGE)
    assert [piece.stays for piece in pieces[1:4]] == [True, True, False]


def test_rows_have_the_head_of_their_table(document):
    pieces = pieces_of(document(TABLE), PAGE)
    head, first, second = pieces[1:4]
    assert head.stays
    assert head.head is None
    assert first.head == second.head == head.band
    assert head.band.bottom == pytest.approx(first.band.top)


def test_tall_row_is_parted_between_lines(document):
    tall = f"<table><tr><th>A</th><th>B</th></tr><tr><td>short</td><td>{TEXT * 8}</td></tr></table>"
    pieces = pieces_of(document(tall), PAGE)
    assert len(pieces) > 40
    assert max(piece.band.height for piece in pieces) < 40 * UNITS


@pytest.mark.parametrize("body", [f"<p>{TEXT}</p>", f"<ul><li>{TEXT}</li></ul>", f"<ol><li>{TEXT}</li></ol>"])
def test_parted_paragraph_lies_as_it_lay(document, body):
    made = document(f"{body}<p>after</p>")
    before = pieces_of(made, PAGE)
    cuts = [before[3].band.top, before[5].band.top]
    blocks = made.blockCount()
    part_paragraphs(made, cuts)
    assert made.blockCount() == blocks + 2
    after = pieces_of(made, PAGE)
    assert [piece.band for piece in after] == [
        Band(pytest.approx(top, abs=0.5), pytest.approx(bottom, abs=0.5)) for (top, bottom), *_ in before
    ]


def test_cut_between_paragraphs_parts_none(document):
    made = document("<p>One.</p><p>Two.</p>")
    blocks = made.blockCount()
    part_paragraphs(made, [piece.band.top for piece in pieces_of(made, PAGE)])
    assert made.blockCount() == blocks


def test_html_may_ask_for_a_new_page(document):
    asked = document(f'<p>{TEXT}</p><h2 style="page-break-before: always">Apart</h2><p>Below.</p>')
    assert [piece.begins for piece in pieces_of(asked, PAGE)].count(True) == 1
    (begins,) = [piece for piece in pieces_of(asked, PAGE) if piece.begins]
    assert begins.stays  # a heading
    assert not any(piece.begins for piece in pieces_of(document(f"<h2>Not</h2><p>{TEXT}</p>"), PAGE))
