import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from ketaref.core.location import Kind, Location
from ketaref.ui.settings import Settings

TRIALS = Location(Kind.TOPIC, "trials")


def test_start_page_shows_first_with_title_and_age(window):
    assert window.windowTitle() == "Start here – Ketamine Trauma Reference"
    assert window.location == Location(Kind.TOPIC, "start")
    assert not window.menus.back.isEnabled()


def test_back_and_forward_walk_the_visits(window, qtbot):
    window.open(TRIALS)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.location == Location(Kind.TOPIC, "start")
    assert window.top_bar.forward.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.location == TRIALS


def test_side_buttons_of_a_mouse_go_back_and_forward(window):
    window.open(TRIALS)
    place = QPointF(5, 5)
    for button, expected in ((Qt.MouseButton.BackButton, "start"), (Qt.MouseButton.ForwardButton, "trials")):
        press = QMouseEvent(
            QMouseEvent.Type.MouseButtonPress, place, place, button, button, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(window, press)
        assert window.location.id == expected


def test_unknown_location_is_told_and_the_page_stays(window):
    assert not window.open(Location(Kind.TOPIC, "no-such"))
    assert "There is no topic “no-such”" in window.notice.text()
    assert window.location == Location(Kind.TOPIC, "start")
    assert window.open(TRIALS)
    assert window.notice.text() == ""


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Location(Kind.TOPIC, "trials", "no-such"), "“Trials in PTSD” has no section “no-such”"),
        (Location(Kind.CHECKLIST, "iv_ketamine", "ci_no_such"), "has no section “ci_no_such”"),
        (Location(Kind.GLOSSARY, "", "no-such"), "has no section “no-such”"),
    ],
)
def test_section_that_is_not_there_is_told_and_the_page_opens(window, place, told):
    assert window.open(place)
    assert told in window.notice.text()
    assert "shown from its beginning" in window.notice.text()
    assert window.location == place.without_anchor()


def test_section_that_is_there_is_opened_without_a_word(window, small_program):
    item = next(iter(small_program.store.contraindications()))
    for place in (Location(Kind.TOPIC, "trials", "doses"), Location(Kind.CHECKLIST, "iv_ketamine", item.id)):
        assert window.open(place)
        assert window.notice.text() == ""
        assert window.location == place


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+L", "/"])
def test_search_takes_the_keyboard_from_anywhere(window, qtbot, keys):
    window.navigation.setFocus()
    combination = QKeySequence(keys)[0]
    qtbot.keyClick(window.navigation, combination.key(), combination.keyboardModifiers())
    assert window.top_bar.field.hasFocus()


def test_typing_shows_hits_in_place_of_the_page_and_escape_returns(window, qtbot):
    window.search()
    qtbot.keyClicks(window.top_bar.field, "trials")
    assert window.shows_results
    assert window.results.hit_list.hits[0].id == "trials"
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Escape)
    assert not window.shows_results
    assert window.top_bar.field.text() == ""
    assert window.location == Location(Kind.TOPIC, "start")


def test_enter_opens_the_chosen_hit_and_down_brings_the_hits_back(window, qtbot):
    window.search()
    qtbot.keyClicks(window.top_bar.field, "trials")
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Return)
    assert window.location.id == "trials"
    assert not window.shows_results
    window.search()
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Down)
    assert window.shows_results


def test_emptied_field_returns_to_the_page(window, qtbot):
    window.search("trials")
    window.top_bar.field.clear()
    assert not window.shows_results


@pytest.mark.parametrize("text", ['"', "*", "NEAR(", "😀", "a\x00b", "x" * 10_000, "a OR", "(((", "'; DROP", "  "])
def test_any_text_can_be_searched(window, text):
    window.search(text)
    assert window.notice.text() == ""


def test_side_panel_is_switched_and_its_state_remembered(window, qtbot, tmp_path):
    window.resize(1600, 900)
    assert window.side_panel.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not window.side_panel.isVisible()
    assert not window.menus.panel.isChecked()
    window._settings._file.sync()
    assert not Settings(tmp_path / "settings.ini").side_panel
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.side_panel.isVisible()


def test_narrow_window_gives_up_the_panel_and_a_wide_one_brings_it_back(window):
    window.resize(600, 600)
    assert not window.side_panel.isVisible()
    window.resize(1900, 900)
    assert window.side_panel.isVisible()


def test_contents_list_widens_with_the_text(window, small_program, qtbot):
    window.resize(1900, 900)
    before = window.navigation.width()
    small_program.appearance.choose_text_size(200)
    qtbot.waitUntil(lambda: window.navigation.width() > 1.7 * before)


def test_contents_list_can_be_hidden(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert not window.navigation.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert window.navigation.isVisible()


def test_f6_walks_through_the_areas_and_comes_round(window, qtbot):
    window.resize(1600, 900)
    window.top_bar.field.setFocus()
    areas = (window.navigation, window.page_area, window.side_panel, window.top_bar)
    for area in areas:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        assert area is QApplication.focusWidget() or area.isAncestorOf(QApplication.focusWidget())


def test_find_in_page_is_offered_only_where_there_is_text_to_find_in(window):
    assert window.menus.find.isVisible()
    window.open(Location(Kind.REGIMEN))
    assert not window.menus.find.isVisible()


def test_size_of_the_window_is_remembered(window, make_program, small_content_file):
    window.resize(701, 533)
    window.close()
    again = make_program(small_content_file).window
    assert (again.width(), again.height()) == (701, 533)


def test_nothing_that_was_typed_or_read_is_remembered_where_no_hit_was_opened(window, tmp_path):
    window.search("suicidal veteran")
    window.open(TRIALS)
    window.close()
    window._settings._file.sync()
    kept = (tmp_path / "settings.ini").read_text(encoding="utf-8")
    assert "[layout]" in kept
    assert not any(word in kept for word in ("suicidal", "veteran", "trials", "topic"))
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["settings.ini"]


def look_up(window, qtbot, text):
    """Type a text and open its first hit."""
    window.search()
    qtbot.keyClicks(window.top_bar.field, text)
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Return)


def empty_field(window, qtbot):
    window.top_bar.field.take_keyboard()
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Backspace)


def test_look_up_is_kept_once_its_hit_was_opened_never_each_key(window, qtbot, tmp_path):
    look_up(window, qtbot, "trials")
    assert window.results.recents.newest_first() == ("trials",)
    empty_field(window, qtbot)
    qtbot.keyClicks(window.top_bar.field, "zzqqx of nowhere")
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Escape)
    assert window.results.recents.newest_first() == ("trials",)
    window.close()
    window._settings._file.sync()
    assert "trials" not in (tmp_path / "settings.ini").read_text(encoding="utf-8")


def test_keys_alone_look_up_again_remove_and_return(window, qtbot):
    for text in ("trials", "midazolam", "dose"):
        look_up(window, qtbot, text)
    here = window.location
    empty_field(window, qtbot)
    field = window.top_bar.field
    assert window.results.shows_recents
    assert window.results.recent_list.texts == ["dose", "midazolam", "trials"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not window.shows_results
    assert window.location == here
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert window.results.recents.newest_first() == ("dose", "trials")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "trials"
    assert window.results.hit_list.hits[0].id == "trials"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.location.id == "trials"
    assert window.results.recents.newest_first() == ("trials", "dose")


def test_recents_show_on_request_and_not_when_the_keyboard_only_passes(window, qtbot):
    look_up(window, qtbot, "trials")
    window._leave_results()
    window.top_bar.field.setFocus(Qt.FocusReason.TabFocusReason)
    assert not window.shows_results
    qtbot.mouseClick(window.top_bar.field, Qt.MouseButton.LeftButton)
    assert window.results.shows_recents
    window.results.recent_list.close_button.click()
    assert not window.shows_results
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.results.shows_recents
    assert window.top_bar.field.hasFocus()


def test_delete_in_the_empty_field_above_a_page_removes_nothing(window, qtbot):
    look_up(window, qtbot, "trials")
    empty_field(window, qtbot)
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Escape)
    window.top_bar.field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Delete)
    assert window.results.recents.newest_first() == ("trials",)


def test_opening_a_page_takes_the_place_of_recents(window, qtbot):
    look_up(window, qtbot, "trials")
    empty_field(window, qtbot)
    window.open(Location(Kind.TOPIC, "start"))
    assert not window.shows_results


def test_cleared_recents_leave_the_keyboard_in_the_field(window, qtbot):
    look_up(window, qtbot, "trials")
    empty_field(window, qtbot)
    window.results.recent_list.clear.click()
    assert window.results.recents.newest_first() == ()
    assert window.top_bar.field.hasFocus()
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Down)
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Return)
    assert window.shows_results
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Escape)
    assert not window.shows_results


def test_leaving_the_hits_does_not_offer_recents(window, qtbot, monkeypatch):
    look_up(window, qtbot, "trials")
    window.search("dose")
    said = []
    monkeypatch.setattr("ketaref.ui.results_view.announce", lambda _source, text: said.append(text))
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Escape)
    assert not window.shows_results
    assert window.top_bar.field.text() == ""
    assert said == []


def test_switching_recents_off_deletes_them_and_says_so(window, qtbot, tmp_path):
    look_up(window, qtbot, "trials")
    empty_field(window, qtbot)
    assert window.menus.recents.isChecked()
    window.menus.recents.trigger()
    assert "have been deleted" in window.notice.text()
    assert not window.shows_results
    assert not (tmp_path / "recent_look_ups.json").exists()
    assert not Settings(tmp_path / "settings.ini").recent_look_ups
    look_up(window, qtbot, "trials")
    assert not (tmp_path / "recent_look_ups.json").exists()
    window.menus.recents.trigger()
    assert "Look up no names of patients" in window.notice.text()
    look_up(window, qtbot, "trials")
    assert window.results.recents.newest_first() == ("trials",)


def test_next_start_knows_the_recents_and_the_switch(window, qtbot, make_program, small_content_file):
    look_up(window, qtbot, "trials")
    again = make_program(small_content_file).window
    list(again.complete())
    assert again.results.recents.newest_first() == ("trials",)
    again.menus.recents.trigger()
    last = make_program(small_content_file).window
    list(last.complete())
    assert not last.menus.recents.isChecked()
    assert not last.results.recents.kept


def test_hits_in_the_open_topic_only_until_the_search_is_left(window, qtbot):
    window.open(TRIALS)
    window.search("trials")
    only = window.results.kinds.page_only
    assert only.isVisible()
    assert len({hit.id for hit in window.results.hit_list.hits}) > 1
    only.click()
    assert {hit.id for hit in window.results.hit_list.hits} == {"trials"}
    assert window.top_bar.field.hasFocus()
    window.top_bar.field.setText("dose")
    assert only.within == TRIALS
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Escape)
    window.search("dose")
    assert only.within is None


def test_hit_of_one_page_leads_back_to_the_hits_as_they_were(window, qtbot):
    window.open(TRIALS)
    window.search("trials")
    window.results.kinds.page_only.click()
    qtbot.keyClick(window.top_bar.field, Qt.Key.Key_Return)
    assert not window.shows_results
    window._return_to_results()
    assert window.results.kinds.page_only.within == TRIALS


def test_screens_that_are_no_topic_offer_no_search_in_them(window):
    window.open(Location(Kind.REGIMEN))
    window.search("dose")
    assert not window.results.kinds.page_only.isVisible()


def test_whatever_takes_the_keyboard_has_a_name(window):
    for kind in (Kind.TOPIC, Kind.CHECKLIST, Kind.ADVERSE_EFFECT, Kind.INTERACTION, Kind.REGIMEN, Kind.SOURCE):
        window.open(Location(kind, "start" if kind is Kind.TOPIC else ""))
        nameless = [
            widget
            for widget in window.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _name(widget)
        ]
        assert nameless == []


def _name(widget):
    return widget.accessibleName() or getattr(widget, "text", str)()


def test_window_fits_a_small_screen_at_twice_the_text_size(window, small_program):
    small_program.appearance.choose_text_size(200)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 700


def test_layout_of_a_bigger_screen_stays_within_a_smaller_one(make_program, small_content_file, qtbot):
    first = make_program(small_content_file)
    first.show(None)
    qtbot.waitExposed(first.window)
    room = first.window.screen().availableGeometry()
    first.window.setGeometry(room.right() + 500, room.bottom() + 300, 1000, 700)  # where a second screen was
    first.window.close()
    again = make_program(small_content_file)
    again.show(None)
    qtbot.waitExposed(again.window)
    assert room.contains(again.window.geometry().center())
    assert room.contains(again.window.geometry().topLeft())
