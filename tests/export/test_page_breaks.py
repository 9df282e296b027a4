"""Nothing is lost or shown twice by a page break, nothing is parted that has room, headings stay with their text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ketaref.export.page_breaks import Band, PageBand, Piece, pages_of


def stacked(*heights, gap=0.0, stays=(), heads=None):
    pieces, top = [], 0.0
    for index, height in enumerate(heights):
        pieces.append(Piece(Band(top, top + height), index in stays, (heads or {}).get(index)))
        top += height + gap
    return pieces


def test_nothing_is_one_empty_page():
    assert pages_of([], 100) == (PageBand(Band(0, 0)),)


def test_page_ends_before_what_has_no_room():
    pages = pages_of(stacked(40, 40, 40), 100)
    assert [page.band for page in pages] == [Band(0, 80), Band(80, 120)]


def test_gap_before_the_first_piece_of_a_page_is_left_out():
    pages = pages_of(stacked(60, 60, gap=20), 100)
    assert [page.band for page in pages] == [Band(0, 60), Band(80, 140)]


def test_heading_goes_to_the_next_page_with_what_it_announces():
    pages = pages_of(stacked(60, 20, 40, stays={1}), 100)
    assert [page.band for page in pages] == [Band(0, 60), Band(60, 120)]


def test_what_stays_together_is_parted_only_where_no_page_has_room_for_it():
    pages = pages_of(stacked(60, 60, 60, stays={0, 1}), 100)
    assert [page.band for page in pages] == [Band(0, 60), Band(60, 120), Band(120, 180)]


def test_end_of_the_text_needs_nothing_after_it():
    assert len(pages_of(stacked(40, 40, stays={1}), 100)) == 1


def test_head_of_a_table_is_repeated_and_takes_its_room():
    head = Band(0, 20)
    pages = pages_of(stacked(20, 40, 40, 40, 40, stays={0}, heads={1: head, 2: head, 3: head, 4: head}), 100)
    assert pages == (PageBand(Band(0, 100)), PageBand(Band(100, 180), head))


def test_piece_higher_than_a_page_goes_on_in_the_next():
    pages = pages_of(stacked(30, 250, 30), 100)
    assert [page.band for page in pages] == [
        Band(0, 30), Band(30, 130), Band(130, 230), Band(230, 280), Band(280, 310),
    ]  # fmt: skip


@given(
    st.lists(st.tuples(st.floats(1, 99), st.floats(0, 20), st.booleans()), max_size=60),
    st.floats(100, 300),
)
def test_every_piece_is_on_one_page_whole_and_in_order(drawn, height):
    pieces, top = [], 0.0
    for piece_height, gap, stays in drawn:
        pieces.append(Piece(Band(top, top + piece_height), stays))
        top += piece_height + gap
    pages = pages_of(pieces, height)
    for piece in pieces:
        holding = [page for page in pages if page.band.top <= piece.band.top and piece.band.bottom <= page.band.bottom]
        assert len(holding) == 1
    assert all(page.band.height <= height for page in pages)
    assert all(above.band.bottom <= below.band.top for above, below in pairwise(pages))


def test_piece_that_begins_a_page_does_so_however_much_room_there_is():
    pieces = stacked(10, 10, 10)
    pieces[1] = pieces[1]._replace(begins=True)
    assert [page.band for page in pages_of(pieces, 100)] == [Band(0, 10), Band(10, 30)]


def test_piece_that_begins_a_page_leaves_what_would_stay_with_it():
    pieces = stacked(10, 10, 10, stays={0})
    pieces[1] = pieces[1]._replace(begins=True)
    assert [page.band for page in pages_of(pieces, 100)] == [Band(0, 10), Band(10, 30)]


def test_first_piece_that_begins_a_page_makes_no_empty_one():
    pieces = stacked(10, 10)
    pieces[0] = pieces[0]._replace(begins=True)
    assert [page.band for page in pages_of(pieces, 100)] == [Band(0, 20)]
