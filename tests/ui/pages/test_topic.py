from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind, Location
from ketaref.store.content import ContentStore
from ketaref.ui.page import FindsInPage
from ketaref.ui.pages.topic import TopicPage, page_html
from ketaref.ui.source_card import ShowsSourceCards
from ketaref.ui.theme import DARK, LIGHT

TODAY = date(2026, 11, 26)
TRIALS = Location(Kind.TOPIC, "trials")


@pytest.fixture
def small_store(small_content_file):
    store = ContentStore.open(small_content_file)
    yield store
    store.close()


@pytest.fixture
def page(small_store, qtbot):
    page = TopicPage(small_store, LIGHT, today=lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(700, 300)
    page.show()
    page.activateWindow()
    page.open(TRIALS)
    page.focus_content()
    qtbot.waitUntil(page.reader.hasFocus)
    return page


@pytest.fixture
def asked(page):
    asked = []
    page.location_requested.connect(asked.append)
    return asked


def test_page_begins_with_title_summary_and_review_dates(small_store):
    html = page_html(small_store.topic("trials"), TODAY)
    assert html.startswith("<h1>Trials in PTSD</h1>")
    assert "One trial, one retraction." in html
    assert "Reviewed 25 Nov 2026 (yesterday) · next review 25 May 2027" in html
    assert "overdue" not in html


def test_overdue_review_is_told_with_the_day(small_store):
    topic = small_store.topic("trials")
    assert "overdue" not in page_html(topic, topic.review_due)
    late = page_html(topic, date(2027, 5, 26))
    assert "Review overdue: it was due on 25 May 2027" in late


def test_title_and_summary_are_text(small_store):
    topic = small_store.topic("trials")._replace(title="A <b> & c", summary="<i>")
    assert page_html(topic, TODAY).startswith('<h1>A &lt;b&gt; &amp; c</h1><p class="summary">&lt;i&gt;</p>')


def test_page_tells_title_outline_and_sources(page, small_store):
    topic = small_store.topic("trials")
    assert page.title() == "Trials in PTSD"
    assert page.outline() == tuple((section.anchor, section.heading, section.level) for section in topic.sections)
    assert page.source_ids() == topic.sources
    assert page.reader.accessibleName() == "Trials in PTSD"


def test_page_before_anything_is_open_is_empty(small_store, qtbot):
    page = TopicPage(small_store, LIGHT)
    qtbot.addWidget(page)
    assert (page.outline(), page.source_ids(), page.section()) == ((), (), "")
    assert page.title() == "Topic"


def test_address_without_id_is_the_start_page(page):
    page.open(Location(Kind.TOPIC))
    assert page.title() == "Start here"


def test_unknown_page_is_refused_and_what_was_shown_stays(page):
    with pytest.raises(NotInContentError):
        page.open(Location(Kind.TOPIC, "nowhere"))
    assert page.title() == "Trials in PTSD"


def test_anchor_opens_exactly_there(page, qtbot):
    sections = []
    page.section_changed.connect(sections.append)
    page.open(replace(TRIALS, anchor="doses"))
    assert page.section() == "doses"
    assert sections[-1] == "doses"
    assert page.reading_position() > 0


def test_page_without_anchor_opens_at_its_beginning(page):
    page.open(replace(TRIALS, anchor="doses"))
    page.open(TRIALS)
    assert page.reader.verticalScrollBar().value() == 0


def test_page_with_an_anchor_that_is_not_there_opens_at_its_beginning(page):
    page.open(replace(TRIALS, anchor="doses"))
    page.open(replace(TRIALS, anchor="nowhere"))
    assert page.reader.verticalScrollBar().value() == 0


def test_another_page_tells_of_its_outline(page, qtbot):
    with qtbot.waitSignal(page.context_changed):
        page.open(Location(Kind.TOPIC, "start"))


def test_way_back_leads_to_where_one_read(page):
    page.open(replace(TRIALS, anchor="doses"))
    position = page.reading_position()
    page.open(Location(Kind.TOPIC, "start"))
    page.open(TRIALS)
    page.restore_position(position)
    assert page.reading_position() == position


def test_citation_opens_a_card_and_leaves_the_text(page, asked, qtbot):
    qtbot.keyClick(page.reader, Qt.Key.Key_Tab)
    assert page.reader.focused_link().href == "ketaref://source/feder2014"
    qtbot.keyClick(page.reader, Qt.Key.Key_Return)
    assert page.card.isVisible()
    assert page.card.text.hasFocus()
    assert page.title() == "Trials in PTSD"
    assert asked == []


def test_escape_closes_the_card_and_returns_to_the_text(page, qtbot):
    page.show_source("feder2014")
    qtbot.keyClick(page.card.text, Qt.Key.Key_Escape)
    assert page.card.isHidden()
    assert page.reader.hasFocus()


def test_keyboard_returns_to_where_the_card_was_asked_for(small_store, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    page, elsewhere = TopicPage(small_store, LIGHT), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(page)
    column.addWidget(elsewhere)
    page.open(TRIALS)
    window.show()
    window.activateWindow()
    elsewhere.setFocus()
    qtbot.waitUntil(elsewhere.hasFocus)
    page.show_source("feder2014")
    page.show_source("withdrawn2011")
    page.card.close_button.click()
    assert elsewhere.hasFocus()
    page.show_source("feder2014")
    elsewhere.hide()
    page.card.close_button.click()
    assert page.reader.hasFocus()


def test_escape_in_the_text_closes_card_then_find_bar(page, qtbot):
    page.find_in_page()
    page.show_source("feder2014")
    page.reader.setFocus()
    qtbot.keyClick(page.reader, Qt.Key.Key_Escape)
    assert page.card.isHidden()
    assert page.find_bar.isVisible()
    qtbot.keyClick(page.reader, Qt.Key.Key_Escape)
    assert page.find_bar.isHidden()


def test_another_page_closes_the_card(page):
    page.show_source("feder2014")
    page.open(Location(Kind.TOPIC, "start"))
    assert page.card.isHidden()


def test_card_leaves_more_than_half_of_the_page_to_the_text(page):
    page.show_source("feder2014")
    assert page.card.height() <= page.height() // 2
    page.resize(700, 900)
    assert page.card.height() <= 450


def test_other_links_ask_for_their_location(page, asked):
    page.reader.follow("ketaref://checklist/iv_ketamine")
    page.reader.follow("ketaref://topic/trials#doses")
    page.reader.follow("ketaref://source")
    assert [str(location) for location in asked] == [
        "ketaref://checklist/iv_ketamine", "ketaref://topic/trials#doses", "ketaref://source/",
    ]  # fmt: skip


def test_find_keys_work_in_the_text(page, qtbot):
    page.find_in_page()
    page.find_bar.field.setText("trial")
    count = page.find_bar.count.text()
    assert count.startswith("1 of")
    page.reader.setFocus()
    qtbot.keyClick(page.reader, Qt.Key.Key_F3)
    assert page.find_bar.count.text().startswith("2 of")
    qtbot.keyClick(page.reader, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert page.find_bar.count.text() == count


def test_find_goes_on_in_another_page(page):
    page.find_in_page()
    page.find_bar.field.setText("infusion was tried")
    assert page.find_bar.count.text() == "Not on this page"
    page.open(Location(Kind.TOPIC, "start"))
    assert page.find_bar.count.text() == "1 of 1"


def test_page_offers_find_and_source_cards(page):
    assert isinstance(page, FindsInPage)
    assert isinstance(page, ShowsSourceCards)


def test_theme_reaches_text_and_card(page):
    page.show_source("feder2014")
    page.set_theme(DARK)
    for reader in (page.reader, page.card.text):
        assert DARK.accent in reader.document().defaultStyleSheet()


def test_structure_reaches_assistive_tools(page):
    root = QAccessible.queryAccessibleInterface(page.reader)
    roles = {root.child(place).role() for place in range(root.childCount())}
    assert roles >= {QAccessible.Role.Heading, QAccessible.Role.Paragraph, QAccessible.Role.Table}


@pytest.mark.parametrize("percent", [80, 200])
def test_no_page_of_the_content_is_wider_than_the_window(store, qtbot, percent):
    page = TopicPage(store, LIGHT, today=lambda: TODAY)
    qtbot.addWidget(page)
    font = page.font()
    font.setPointSizeF(10 * percent / 100)
    page.setFont(font)
    page.resize(730, 600)
    page.show()
    for entry in store.topics():
        page.open(Location(Kind.TOPIC, entry.id))
        assert page.reader.horizontalScrollBar().maximum() == 0, entry.id
