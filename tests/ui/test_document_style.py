from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF, QTextDocument

from ketaref.ui.document_style import (
    MAY_BREAK,
    MEASURE,
    WORD_JOINER,
    body_font,
    column_shares,
    document_css,
    fill,
    is_frame,
    most_columns,
    prepared,
    set_width,
    tables_of,
    unbroken,
    without_layout_marks,
)
from ketaref.ui.theme import DARK, LIGHT, THEMES, contrast

PAGE = (
    '<div class="bottom-line"><h2 id="bottom-line">Bottom line</h2><p>Short.</p></div>'
    '<h2 id="full">Full</h2><p>Give 0.5 mg/kg over 40 min, 140/90 mmHg.</p>'
    "<table><thead><tr><th>Dose</th><th>Rate</th></tr></thead><tbody><tr><td>1 mg</td><td>2 %</td></tr></tbody></table>"
)


@pytest.fixture
def document(qapp):
    document = QTextDocument()
    fill(document, prepared(PAGE), LIGHT, qapp.font())
    return document


def test_units_hold_together_and_to_their_number():
    assert unbroken("0.5 mg/kg/h") == f"0.5\xa0mg{WORD_JOINER}/{WORD_JOINER}kg{WORD_JOINER}/{WORD_JOINER}h"


def test_addresses_and_tags_are_left_alone():
    for html in ("https://doi.org/10/g/kg", '<a href="x/mg/kg">', "and/or", "pressure 140/90"):
        assert unbroken(html) == html


def test_long_address_may_break_and_is_copied_whole():
    address = "https://www.example.org/doi/full/10.1176/appi.ajp.2020.20050596"
    assert unbroken(address).count(MAY_BREAK) == 6
    assert without_layout_marks(unbroken(address)) == address


@given(st.text())
def test_unbroken_changes_only_spaces_and_joiners(text):
    plain = without_layout_marks(unbroken(text)).replace("\xa0", " ")
    assert plain == without_layout_marks(text).replace("\xa0", " ")


def test_bottom_line_is_the_only_framed_part(document):
    frame, table = tables_of(document)
    assert is_frame(frame)
    assert not is_frame(table)
    assert table.format().headerRowCount() == 1


def test_figures_have_one_width_and_text_is_larger_than_controls(qapp):
    body = body_font(qapp.font())
    assert body.pointSizeF() > qapp.font().pointSizeF()
    assert body.featureValue(QFont.Tag("tnum")) == 1


def test_sizes_in_the_style_sheet_follow_the_font():
    small, large = QFont(), QFont()
    small.setPointSizeF(10)
    large.setPointSizeF(20)
    assert "font-size: 20.00pt" not in document_css(LIGHT, small)
    assert "font-size: 20.00pt" in document_css(LIGHT, large)
    assert DARK.accent in document_css(DARK, small)


def test_font_that_is_given_in_pixels_has_a_size_too():
    font = QFont()
    font.setPixelSize(16)
    assert "font-size: 12.00pt" in document_css(LIGHT, font)


@pytest.mark.parametrize("width", [200, 800, 3000])
def test_nothing_is_wider_than_the_page(document, width):
    set_width(document, width, 24)
    document.setTextWidth(width)
    assert document.size().width() <= width


def test_lines_end_at_the_measure_and_tables_may_be_wider(document):
    set_width(document, 3000, 24)
    frame, table = tables_of(document)
    paragraph = document.find("Give").block()
    assert frame.format().width().rawValue() < table.format().width().rawValue()
    line = 3000 - 2 * document.rootFrame().frameFormat().leftMargin() - paragraph.blockFormat().rightMargin()
    letters = QFontMetricsF(document.defaultFont()).horizontalAdvance("average letters of a text of this kind ") / 39
    assert 0.8 * MEASURE < line / letters < 1.2 * MEASURE


def test_more_columns_fit_a_wider_page_and_fewer_a_larger_text(qapp):
    font = qapp.font()
    assert most_columns(font, 100, 24) == 2
    assert most_columns(font, 1600, 24) > most_columns(font, 800, 24) > 2
    large = QFont(font)
    large.setPointSizeF(font.pointSizeF() * 2)
    assert most_columns(large, 1600, 24) < most_columns(font, 1600, 24)


def test_short_badge_is_one_piece_and_a_long_one_may_break():
    assert "\xa0practice\xa0point\xa0" in prepared('<span class="practice-point">practice point</span>')
    assert "\xa0read in a report of the source\xa0" in prepared(
        '<span class="checked">read in a report of the source</span>'
    )


@given(st.lists(st.floats(0, 10_000), min_size=1, max_size=12))
def test_columns_share_the_whole_width_and_more_text_gets_no_less(lengths):
    shares = column_shares(lengths)
    assert sum(shares) == pytest.approx(100)
    assert all(share > 0 for share in shares)
    ordered = sorted(range(len(lengths)), key=lambda column: lengths[column])
    assert all(shares[less] <= shares[more] + 1e-9 for less, more in pairwise(ordered))


def test_column_with_much_text_is_wider(document):
    head = "<thead><tr><th>A</th><th>B</th></tr></thead>"
    html = f"<table>{head}<tbody><tr><td>x</td><td>{'word ' * 40}</td></tr></tbody></table>"
    fill(document, prepared(html), LIGHT, document.defaultFont())
    (table,) = tables_of(document)
    narrow, wide = (length.rawValue() for length in table.format().columnWidthConstraints())
    assert wide > 2 * narrow


def test_text_without_a_margin_begins_at_the_left_and_its_lines_end_as_ever(document):
    set_width(document, 3000, 24)
    middle = document.rootFrame().frameFormat()
    set_width(document, 3000, 0)
    shape = document.rootFrame().frameFormat()
    assert shape.leftMargin() == 0
    assert shape.rightMargin() == middle.leftMargin() + middle.rightMargin()


def test_narrow_page_keeps_its_margin(document):
    set_width(document, 300, 24)
    assert document.rootFrame().frameFormat().leftMargin() == 24
    assert document.rootFrame().frameFormat().rightMargin() == 24


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_of_badges_links_and_warnings_can_be_read(theme):
    for ground in (theme.surface, theme.window):
        for colour in (theme.text, theme.muted, theme.accent, theme.relative):
            assert contrast(colour, ground) >= 4.5
    assert contrast(theme.text, theme.raised) >= 4.5
    assert contrast(theme.text, theme.mark) >= 4.5
