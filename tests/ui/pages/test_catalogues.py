"""The screens that list records: all are there, filters work, what is chosen is read beside the table."""

import pytest
from PySide6.QtCore import Qt

from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind, Location
from ketaref.ui import last_word
from ketaref.ui.pages.adverse_effects import AdverseEffectsPage
from ketaref.ui.pages.claims import ClaimsPage
from ketaref.ui.pages.glossary import GlossaryPage
from ketaref.ui.pages.monitoring import MonitoringPage
from ketaref.ui.pages.regimens import RegimensPage
from ketaref.ui.pages.sources import SourcesPage
from ketaref.ui.pages.trials import TrialsPage
from ketaref.ui.theme import DARK, LIGHT

PAGES = {
    Kind.ADVERSE_EFFECT: AdverseEffectsPage,
    Kind.GLOSSARY: GlossaryPage,
    Kind.MONITORING: MonitoringPage,
    Kind.REGIMEN: RegimensPage,
    Kind.SOURCE: SourcesPage,
    Kind.TRIAL: TrialsPage,
    Kind.CLAIM: ClaimsPage,
}


@pytest.fixture(params=PAGES)
def page(request, store, qtbot):
    page = PAGES[request.param](store, LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def text_of(page):
    detail = page.detail
    return (detail.text if hasattr(detail, "text") else detail.reader).toPlainText()


def records_of(page):
    return page.table.rows.records


def test_every_record_of_the_content_is_listed(page, store):
    counts = dict(store.info().counts)
    assert page.table.shown_count() == counts[page.catalogue.kind]


def test_every_record_can_be_opened_and_read(page):
    for record in records_of(page):
        page.open(Location(page.catalogue.kind, record.id))
        assert page.table.current_record() == record
        assert text_of(page).strip()


def test_address_of_the_list_opens_the_list(page):
    page.open(Location(page.catalogue.kind))
    assert page.title() == page.catalogue.title


def test_unknown_id_is_refused(page):
    with pytest.raises(NotInContentError):
        page.open(Location(page.catalogue.kind, "no-such-record"))


def test_opening_what_a_filter_hides_clears_the_filter(page):
    record = records_of(page)[0]
    page.text_field.setText("zzzz")
    assert page.table.shown_count() == 0
    page.open(Location(page.catalogue.kind, record.id))
    assert page.text_field.text() == ""
    assert page.table.current_record() == record


def test_words_filter_in_any_order_and_spelling_of_case(page, qtbot):
    record = records_of(page)[3]
    page.open(Location(page.catalogue.kind, record.id))
    words = page.title().upper().split()[:3]
    qtbot.keyClicks(page.text_field, " ".join(reversed(words)))
    rows = range(page.table.shown_count())
    assert record in [page.table.filter.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in rows]
    assert page.count.text().startswith(str(len(rows)))


def test_each_option_of_each_filter_shows_what_fits(page):
    for box, choice in zip(page._choice_boxes, page.catalogue.choices, strict=True):
        for position, (_text, accepts) in enumerate(choice.options):
            box.setCurrentIndex(position)
            assert page.table.shown_count() == sum(accepts(record) for record in records_of(page))
        box.setCurrentIndex(0)


def test_nothing_found_says_what_to_do(page, qtbot):
    page.text_field.setText("zzzz")
    assert not page.table.isVisible()
    qtbot.keyClick(page.text_field, Qt.Key.Key_Escape)
    assert page.table.shown_count() == len(records_of(page))


def test_keyboard_reaches_the_way_out_where_nothing_fits(page, qtbot):
    page.activateWindow()
    page.text_field.setText("zzzz")
    page.focus_content()
    qtbot.waitUntil(page._clear.hasFocus)
    last = page._choice_boxes[-1] if page._choice_boxes else page.text_field
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Tab)
    assert page._clear.hasFocus()
    qtbot.keyClick(page._clear, Qt.Key.Key_Space)
    assert page.table.shown_count() == len(records_of(page))


def test_keyboard_enters_the_table_at_its_first_row(page):
    page.activateWindow()
    page.focus_content()
    assert page.table.current_record() == page.table.filter.index(0, 0).data(Qt.ItemDataRole.UserRole)


def test_theme_changes_without_losing_what_is_chosen(page):
    record = records_of(page)[1]
    page.open(Location(page.catalogue.kind, record.id))
    text = text_of(page)
    page.set_theme(DARK)
    assert page.table.current_record() == record
    assert text_of(page) == text


def test_narrow_page_puts_the_record_below(page):
    page.resize(400, 700)
    assert page.panes.splitter.orientation() is Qt.Orientation.Vertical
    page.resize(3000, 700)
    assert page.panes.splitter.orientation() is Qt.Orientation.Horizontal


def test_filters_wrap_and_show_their_choice_whole_at_twice_the_text_size(page, qtbot):
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    page.setFont(font)
    page.resize(745, 650)
    for box in page._choice_boxes:
        box.setCurrentIndex(box.count() - 1)
    qtbot.wait(1)
    right = page.rect().right() - page.layout().contentsMargins().right()
    for box in page._choice_boxes:
        assert box.mapTo(page, box.rect().topRight()).x() <= right
        assert box.width() >= min(box.sizeHint().width(), page.table.width())


def test_screen_readers_hear_how_many_records_are_left_once_typing_rests(page, qtbot, monkeypatch):
    heard = []
    monkeypatch.setattr(last_word, "announce", lambda _source, text: heard.append(text))
    noun, total = page.catalogue.noun, len(records_of(page))
    qtbot.keyClicks(page.text_field, "keta")
    shown = page.table.shown_count()
    qtbot.waitUntil(lambda: heard == [f"{shown} of {total} {noun} shown."])
    qtbot.keyClicks(page.text_field, "zzzz")
    qtbot.waitUntil(lambda: heard[1:] == [f"No {noun} match these filters."])


def test_dose_of_a_regimen_is_in_the_list_at_twice_the_text_size(store, qtbot):
    page = RegimensPage(store, LIGHT)
    qtbot.addWidget(page)
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    page.setFont(font)
    page.resize(745, 650)
    page.show()
    qtbot.wait(20)
    dose = next(place for place, column in enumerate(page.table.rows.columns) if column.header == "Dose")
    assert not page.table.isColumnHidden(dose)
