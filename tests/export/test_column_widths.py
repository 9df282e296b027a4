import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.export.column_widths import Need, column_widths

NEEDS = st.lists(
    st.builds(lambda least, more, letters: Need(least, least + more, letters), st.floats(1, 200), st.floats(0, 2000),
              st.floats(0, 500)),
    min_size=1, max_size=8,
)  # fmt: skip


@given(NEEDS, st.floats(50, 2000))
def test_columns_fill_the_table(needs, width):
    assert sum(column_widths(needs, width)) == pytest.approx(width)


@given(NEEDS, st.floats(50, 2000))
def test_no_word_is_broken_where_all_have_room(needs, width):
    widths = column_widths(needs, width)
    if sum(need.least for need in needs) <= width:
        assert all(each >= need.least * 0.999 for each, need in zip(widths, needs, strict=True))


def test_more_text_gets_more_room():
    short, long = column_widths([Need(20, 900, 10), Need(20, 9000, 300)], 400)
    assert long > 2 * short


def test_column_takes_no_more_than_its_text_while_others_need_it():
    narrow, wide = column_widths([Need(20, 50, 400), Need(20, 9000, 400)], 400)
    assert narrow == pytest.approx(50)
    assert wide == pytest.approx(350)


def test_share_that_was_asked_for_is_given_to_an_empty_column():
    widths = column_widths([Need(20, 900, 50), Need(0, 0, 0, asked=0.25)], 400)
    assert widths == pytest.approx([300, 100])
