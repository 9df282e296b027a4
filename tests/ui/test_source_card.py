from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind, Location
from ketaref.core.source import Checked, Source, SourceKind
from ketaref.store.content import ContentStore
from ketaref.ui.source_card import SourceCard, card_html
from ketaref.ui.theme import DARK, LIGHT

PLAIN = Source(
    id="x", kind=SourceKind.RCT, title="A <trial>", short="X 2021", checked=Checked.PAGE, doi="10.1/x", pmid="123"
)


@pytest.fixture
def small_store(small_content_file):
    store = ContentStore.open(small_content_file)
    yield store
    store.close()


@pytest.fixture
def card(small_store, qtbot):
    card = SourceCard(small_store, LIGHT)
    qtbot.addWidget(card)
    card.resize(600, 300)
    return card


def test_card_tells_reference_kind_and_how_it_was_checked():
    html = card_html(PLAIN, ())
    assert "A &lt;trial&gt;" in html
    assert "Randomised trial. Checked: read at the source or its abstract." in html
    assert "DOI: 10.1/x" in html
    assert "PMID: 123" in html
    assert "retracted" not in html


def test_card_tells_what_speaks_against_a_source():
    html = card_html(replace(PLAIN, retracted=True, checked=Checked.MEMORY, incomplete=("authors",), note="A & B"), ())
    assert "was retracted" in html
    assert "not re-read" in html
    assert "Not complete in this reference: authors." in html
    assert "A &amp; B" in html


def test_what_cites_the_source_is_a_link(card, qtbot):
    card.show_source("feder2014")
    assert "Cited by" in card.text.toPlainText()
    with qtbot.waitSignal(card.location_requested) as asked:
        card.text.follow("ketaref://topic/trials")
    assert asked.args == [Location(Kind.TOPIC, "trials")]


def test_own_page_of_the_source_is_a_click_away(card, qtbot):
    card.show_source("feder2014")
    with qtbot.waitSignal(card.location_requested) as asked:
        card.page.click()
    assert asked.args == [Location(Kind.SOURCE, "feder2014")]


def test_escape_closes(card, qtbot):
    card.show_source("feder2014")
    with qtbot.waitSignal(card.closed):
        qtbot.keyClick(card.text, Qt.Key.Key_Escape)
    assert card.isHidden()


def test_unknown_source_is_refused(card):
    with pytest.raises(NotInContentError):
        card.show_source("nobody1999")


def test_theme_reaches_the_text(card):
    card.show_source("feder2014")
    card.set_theme(DARK)
    assert DARK.accent in card.text.document().defaultStyleSheet()


def test_buttons_stand_in_two_rows_where_one_is_too_narrow(card, qtbot):
    card.show_source("feder2014")
    card.resize(1100, 300)
    first = card.source_actions.copies["reference"]
    qtbot.waitUntil(lambda: card.close_button.y() == first.y())
    card.resize(350, 300)
    qtbot.waitUntil(lambda: card.close_button.y() > first.y())


def test_keys_go_through_the_buttons_as_they_stand(card, qtbot):
    card.show_source("feder2014")
    card.show()
    card.activateWindow()
    first = card.source_actions.copies["reference"]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    passed = []
    while QApplication.focusWidget() is not card.close_button and len(passed) < 10:
        passed.append(QApplication.focusWidget().text())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert passed == ["Copy reference", "Copy DOI", "Copy PMID", "Open in web browser", "Show in sources"]
