"""One form, filled in as people do, wholly by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ketaref.core.score_text import sum_lines
from ketaref.ui import scale_screen
from ketaref.ui.scale_screen import ScaleScreen
from ketaref.ui.theme import LIGHT, THEMES

KEY = Qt.Key


@pytest.fixture
def screen(mood, mood_sources, qtbot):
    screen = ScaleScreen(LIGHT)
    qtbot.addWidget(screen)
    screen.resize(1000, 800)
    screen.show_scale(mood, mood_sources)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    screen.items.setFocus()
    return screen


@pytest.fixture
def said(screen, monkeypatch):
    said = []
    monkeypatch.setattr(scale_screen, "announce", lambda _source, text: said.append(text))
    return said


def result(screen):
    return " ".join(screen.result.text.toPlainText().split())


def test_form_begins_open_and_says_so(screen):
    assert screen.progress.accessibleName() == "0 of 4 items answered; total not shown"
    assert result(screen).startswith("0 of 4 items answered; total not shown Open: items 1 to 4.")
    assert not screen.has_entries()


def test_each_answer_shows_its_sum_at_once(screen, qtbot):
    qtbot.keyClicks(screen.items, "32")
    assert screen.answers == {1: 3, 2: 2}
    assert screen.progress.accessibleName() == "2 of 4 items answered; total not shown. Open: items 3 to 4"
    assert "Mood 3 + 2 5" in result(screen)
    assert "Total 5 + ? –" in result(screen)


def test_last_answer_gives_the_total_with_band_and_cut_points(screen, qtbot):
    qtbot.keyClicks(screen.items, "3320")
    assert screen.progress.accessibleName() == "Total 8 (of 0 to 12), marked"
    assert "Total 6 + 2 8" in result(screen)
    assert "inside the range: 8 reaches 8, not 10" in result(screen)


def test_answer_taken_away_takes_the_total_away(screen, qtbot):
    qtbot.keyClicks(screen.items, "3320")
    qtbot.keyClick(screen.items, KEY.Key_Home)
    qtbot.keyClick(screen.items, KEY.Key_Delete)
    assert screen.progress.accessibleName() == "3 of 4 items answered; total not shown. Open: item 1"


def test_alert_stands_above_everything_as_soon_as_its_item_is_answered(screen, qtbot):
    qtbot.keyClicks(screen.items, "000")
    assert screen.alert.isHidden()
    qtbot.keyClicks(screen.items, "1")
    assert screen.alert.isVisible()
    assert screen.alert.mapTo(screen, QPoint()).y() < screen.items.mapTo(screen, QPoint()).y()
    assert result(screen).startswith("Act on this answer")
    qtbot.keyClick(screen.items, KEY.Key_Up)
    qtbot.keyClicks(screen.items, "0")
    assert screen.alert.isHidden()


def test_unscored_item_changes_no_sum(screen, qtbot):
    qtbot.keyClicks(screen.items, "3320")
    before = sum_lines(screen._result())
    qtbot.keyClicks(screen.items, "1")
    assert screen.answers[5] == 1
    assert sum_lines(screen._result()) == before


def test_digit_that_is_no_answer_is_told_and_the_next_answer_takes_it_away(screen, qtbot, said):
    qtbot.keyClicks(screen.items, "7")
    assert said == ["7 is no answer to item 1: it takes 0, 1, 2, 3."]
    assert (screen.refusal.isVisible(), screen.refusal.text()) == (True, said[0])
    assert screen.answers == {}
    qtbot.keyClicks(screen.items, "1")
    assert screen.refusal.isHidden()


def test_every_answer_is_heard_alert_first(screen, qtbot, said):
    qtbot.keyClicks(screen.items, "0001")
    assert [text.split(".")[0] for text in said] == [
        "0, Never: Item 1",
        "0, Never: Item 2",
        "0, Never: Item 3",
        "Item 4 is answered 1",
    ]
    assert "Total 1 (of 0 to 12), slight." in said[-1]


def test_next_open_item_has_a_key(screen, qtbot):
    qtbot.keyClicks(screen.items, "3")
    qtbot.keyClick(screen.items, KEY.Key_End)
    qtbot.keyClick(screen.items, KEY.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert screen.items.current_row().number == 2


def test_clear_takes_everything_away_and_says_so(screen, qtbot, said):
    qtbot.keyClicks(screen.items, "3321")
    screen.result.change.before.field.setText("9")
    screen.clear_button.click()
    assert screen.answers == {}
    assert not screen.has_entries()
    assert screen.alert.isHidden()
    assert screen.items.current_row().number == 1
    assert said[-1] == "The form is empty. 0 of 4 items answered; total not shown. Open: items 1 to 4."


def test_answers_of_each_scale_stay_until_cleared(screen, mood, mood_sources, qtbot):
    other = replace(mood, id="other", abbreviation="OTH")
    qtbot.keyClicks(screen.items, "3")
    screen.show_scale(other, mood_sources)
    assert screen.answers == {}
    qtbot.keyClicks(screen.items, "2")
    screen.show_scale(mood, mood_sources)
    assert screen.answers == {1: 3}
    screen.clear_form()
    assert screen.has_entries()  # those of the other scale
    screen.clear()
    assert not screen.has_entries()
    screen.show_scale(other, mood_sources)
    assert screen.answers == {}


def test_what_was_typed_alone_counts_as_an_entry(screen):
    screen.result.change.after.field.setText("x")
    assert screen.has_entries()
    screen.clear()
    assert not screen.has_entries()


def test_same_scale_opened_again_stays_where_one_was(screen, mood, mood_sources, qtbot):
    qtbot.keyClicks(screen.items, "33")
    screen.show_scale(mood, mood_sources)
    assert screen.items.current_row().number == 3


def test_everything_that_takes_the_keyboard_has_a_name(screen):
    focusable = [
        part
        for part in screen.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible()
    ]
    assert focusable
    for part in focusable:
        named = part.accessibleName() or getattr(part, "text", str)()
        assert named, part


@pytest.mark.parametrize(("width", "height", "percent"), [(1000, 700, 100), (700, 500, 200), (1600, 900, 200)])
def test_current_item_and_the_alert_are_in_view_at_every_size(screen, qtbot, width, height, percent):
    font = screen.font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    screen.setFont(font)
    screen.resize(width, height)
    QApplication.processEvents()
    qtbot.keyClicks(screen.items, "2221")
    QApplication.processEvents()
    view = screen.items
    rect = view.visualRect(view.currentIndex())
    assert rect.height() <= view.viewport().height()
    assert view.viewport().visibleRegion().boundingRect().contains(rect)
    assert screen.alert.visibleRegion().boundingRect() == screen.alert.rect()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_other_theme_keeps_the_answers(screen, qtbot, theme):
    qtbot.keyClicks(screen.items, "33")
    screen.set_theme(theme)
    assert screen.answers == {1: 3, 2: 3}
    assert "Mood 3 + 3 6" in result(screen)
