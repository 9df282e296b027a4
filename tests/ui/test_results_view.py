import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ketaref.core.hit import Hit, SearchResults
from ketaref.core.location import Kind, Location
from ketaref.ui.last_word import PAUSE_MS
from ketaref.ui.recent_look_ups import RecentLookUps
from ketaref.ui.results_view import ResultsView
from ketaref.ui.theme import LIGHT

TOPIC = Hit(Kind.TOPIC, "ptsd", "PTSD", "", "", Location(Kind.TOPIC, "ptsd"))
SOURCE = Hit(Kind.SOURCE, "feder2021", "Feder 2021", "", "", Location(Kind.SOURCE, "feder2021"))


class FixedSearch:
    """Answers every query alike and notes what it was asked."""

    def __init__(self, hits=(), shown_for=None, nearest=(), unknown=(), known=True, unread=()):
        self.answer = (hits, shown_for, nearest)
        self.known = known
        self.unknown = unknown
        self.unread = unread
        self.asked = []
        self.is_quick = True

    def knows(self, text):
        return self.known

    def in_parts(self, text, kind=None, limit=50, repair=True, within=None):
        yield
        yield
        self.asked.append((text, kind, repair))
        self.within = within
        hits, shown_for, nearest = self.answer
        kept = tuple(hit for hit in hits if kind in (None, hit.kind))
        return SearchResults(text, kept, shown_for if repair else None, nearest, self.unknown, unread=self.unread)


@pytest.fixture
def show(qtbot, tmp_path):
    def make(search, text):
        view = ResultsView(search, RecentLookUps(tmp_path / "recent_look_ups.json", kept=True), LIGHT)
        qtbot.addWidget(view)
        view.resize(900, 500)
        view.show()
        view.search(text)
        return view

    return make


def shown_text(view):
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_very_large_content_is_searched_in_turns(show, qtbot):
    search = FixedSearch((TOPIC, SOURCE))
    search.is_quick = False
    view = show(search, "pts")
    assert view.hit_list.hits == ()
    view.search("ptsd")
    qtbot.waitUntil(lambda: bool(view.hit_list.hits))
    assert search.asked == [("ptsd", None, True)]


def test_what_is_opened_in_between_is_what_was_typed_last(show, qtbot):
    search = FixedSearch((TOPIC, SOURCE))
    search.is_quick = False
    view = show(search, "pts")
    view.search("ptsd")
    with qtbot.waitSignal(view.location_chosen) as opened:
        view.open_chosen()
    assert (opened.args, search.asked) == ([TOPIC.location, True], [("ptsd", None, True)])


def test_kind_that_is_clicked_narrows_what_was_typed_last(show, qtbot):
    search = FixedSearch((TOPIC, SOURCE))
    view = show(search, "ptsd")
    search.is_quick = False
    view.search("bladder")
    view.kinds.kind_chosen.emit(Kind.SOURCE)
    qtbot.waitUntil(lambda: view.hit_list.hits == (SOURCE,))
    assert search.asked[1:] == [("bladder", None, True), ("bladder", Kind.SOURCE, True)]


def test_long_text_that_is_not_looked_up_is_told_cut(show):
    search = FixedSearch(unread=("tranylcypromine", *["and"] * 3000))
    view = show(search, "a " * 3000)
    assert "not assessed: tranylcypromine and" in shown_text(view)
    assert len(shown_text(view)) < 700
    search.answer = ((TOPIC,), None, ())
    view.search("b " * 3000)
    assert len(view.notes.label.accessibleName()) < 200


def test_notes_on_the_last_search_do_not_outlast_it(show, qtbot):
    search = FixedSearch((TOPIC, SOURCE), shown_for="bladder", unknown=("xq",))
    view = show(search, "bladdr xq")
    assert view.notes.isVisible()
    search.is_quick = False
    view.search("ptsd")
    assert not view.notes.isVisible()
    qtbot.waitUntil(view.notes.isVisible)


def test_recent_look_ups_end_a_search_that_is_under_way(show, qtbot):
    search = FixedSearch((TOPIC, SOURCE))
    search.is_quick = False
    view = show(search, "ptsd")
    view.recents.add("bladder")
    view.offer_recents()
    qtbot.wait(20)
    assert view.shows_recents
    assert search.asked == []


def test_hits_are_listed_and_the_first_opens(show, qtbot):
    view = show(FixedSearch((TOPIC, SOURCE)), "ptsd")
    assert view.hit_list.hits == (TOPIC, SOURCE)
    with qtbot.waitSignal(view.location_chosen) as opened:
        view.open_chosen()
    assert opened.args == [TOPIC.location, True]


def test_kind_narrows_the_same_query(show, qtbot):
    search = FixedSearch((TOPIC, SOURCE))
    view = show(search, "ptsd")
    source_button = next(b for b in view.findChildren(QPushButton) if b.accessibleName() == "Sources, 1")
    qtbot.mouseClick(source_button, Qt.MouseButton.LeftButton)
    assert search.asked[-1] == ("ptsd", Kind.SOURCE, True)
    assert view.hit_list.hits == (SOURCE,)


def test_repaired_query_is_told_and_can_be_searched_as_typed(show):
    search = FixedSearch((TOPIC,), shown_for="ketamine")
    view = show(search, "ketamin<e")
    assert "Showing results for <b>ketamine</b>" in shown_text(view)
    assert view.notes.as_typed.text() == "Search instead for “ketamin<e”"
    view.notes.as_typed.click()
    assert search.asked[-1] == ("ketamin<e", None, False)
    assert "Showing results for" not in shown_text(view)


def test_word_that_is_nowhere_is_told_beside_what_the_others_find(show):
    view = show(FixedSearch((TOPIC,), unknown=("trazo<ne",)), "ketamine trazo<ne")
    assert "Not in this reference, and so not assessed: <b>trazo&lt;ne</b>" in shown_text(view)


def test_no_hit_offers_the_nearest_terms_as_buttons(show, qtbot):
    view = show(FixedSearch(nearest=("k hole", "ketamine & co")), "qqqq")
    assert "Nothing found for “qqqq”" in shown_text(view)
    assert not view.kinds.isVisible()
    assert "does not mean that nothing is known" in shown_text(view)
    with qtbot.waitSignal(view.query_requested) as requested:
        view._empty.buttons[1].click()
    assert requested.args == ["ketamine & co"]


def test_markup_in_the_query_is_shown_as_typed(show):
    view = show(FixedSearch(), "<b>x</b>" + "y" * 500)
    assert "“<b>x</b>" in shown_text(view)
    assert "y" * 100 not in shown_text(view)


def test_escape_anywhere_among_the_hits_leaves(show, qtbot):
    view = show(FixedSearch((TOPIC,)), "ptsd")
    view.activateWindow()
    view.hit_list.setFocus()
    qtbot.waitUntil(view.hit_list.hasFocus)
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.hit_list, Qt.Key.Key_Escape)


PAGE = Location(Kind.TOPIC, "ptsd")
SECTION = Hit(Kind.TOPIC, "ptsd", "PTSD", "Doses", "", Location(Kind.TOPIC, "ptsd", "doses"))


def test_tool_that_is_named_stands_above_the_hits_and_opens(show, qtbot):
    view = show(FixedSearch([TOPIC]), "checklist")
    assert [button.text() for button in view.tools.buttons if button.isVisible()] == ["Contraindication checklist"]
    with qtbot.waitSignal(view.location_chosen) as told:
        view.tools.buttons[0].click()
    assert told.args == [Location(Kind.CHECKLIST), False]
    view.search("ptsd")
    assert not view.tools.isVisible()


def test_tool_is_offered_and_said_where_the_content_has_nothing(show, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr("ketaref.ui.last_word.announce", lambda _widget, text: said.append(text))
    view = show(FixedSearch(), "glossary")
    assert view.tools.isVisible()
    qtbot.waitUntil(lambda: bool(said), timeout=PAUSE_MS + 2000)
    assert said[-1].endswith("Tool: Glossary")


def test_tools_are_no_part_of_a_page_nor_of_the_recent_look_ups(show):
    view = show(FixedSearch([TOPIC]), "checklist")
    view.recents.add("ptsd")
    view.offer_recents()
    assert not view.tools.isVisible()
    view.kinds.page_only.stand_on(Location(Kind.TOPIC, "ptsd"), "PTSD", anew=True)
    view.kinds.page_only.setChecked(True)
    view.search("checklist")
    assert not view.tools.isVisible()


def test_page_alone_is_searched_and_hits_bear_the_names_of_its_sections(show):
    search = FixedSearch((SECTION, TOPIC))
    view = show(search, "dose")
    view.kinds.page_only.stand_on(PAGE, "PTSD", anew=True)
    view.search("dose")
    assert search.within is None
    assert view.kinds.page_only.isVisible()
    view.kinds.page_only.click()
    assert search.within == PAGE
    assert [hit.title for hit in view.hit_list.hits] == ["Doses", "PTSD"]
    view.kinds.page_only.click()
    assert search.within is None
    assert view.hit_list.hits == (SECTION, TOPIC)


def test_kinds_of_one_page_stay_in_it(show, qtbot):
    search = FixedSearch((SECTION,))
    view = show(search, "dose")
    view.kinds.page_only.stand_on(PAGE, "PTSD", anew=True)
    view.kinds.page_only.click()
    view.kinds.kind_chosen.emit(Kind.TOPIC)
    assert search.asked[-1] == ("dose", Kind.TOPIC, True)
    assert search.within == PAGE


def test_nothing_in_the_page_is_told_and_leads_everywhere(show, qtbot):
    search = FixedSearch()
    view = show(search, "dose <b>")
    view.kinds.page_only.stand_on(PAGE, "PTSD & more", anew=True)
    view.kinds.page_only.click()
    assert "Nothing found for “dose <b>” in “PTSD & more”" in shown_text(view)
    assert view._empty.buttons[0].text() == "Search everywhere (Alt+I)"
    assert view.kinds.page_only.isVisible()
    search.answer = ((TOPIC,), None, ())
    with qtbot.waitSignal(view.query_requested) as keyboard:
        view._empty.buttons[0].click()
    assert keyboard.args == [""]
    assert search.within is None
    assert view.hit_list.hits == (TOPIC,)


def test_switch_stays_at_its_place_whatever_is_hit(show):
    search = FixedSearch((TOPIC, SOURCE))
    view = show(search, "dose")
    view.kinds.page_only.stand_on(PAGE, "PTSD", anew=True)
    view.search("dose")
    before = view.kinds.page_only.geometry()
    search.answer = ((), None, ())
    view.search("doses")
    assert view.kinds.page_only.geometry() == before
    assert view.kinds.isVisible()
    view.resize(200, 500)
    for button in view.kinds.findChildren(QPushButton):
        assert not button.isVisible() or view.kinds.rect().contains(button.geometry())


def test_recents_are_offered_only_where_there_are_any(show):
    view = show(FixedSearch((TOPIC,)), "ptsd")
    assert not view.offer_recents()
    view.keep_look_up()
    assert view.offer_recents()
    assert view.shows_recents
    assert view.recent_list.texts == ["ptsd"]
    assert not view.kinds.isVisible()


def test_keys_choose_and_remove_recents_and_hits_that_are_hidden_stay_out_of_it(show, qtbot):
    view = show(FixedSearch((TOPIC,)), "ptsd")
    for text in ("one", "two", "three"):
        view.recents.add(text)
    view.offer_recents()
    view.step(1)
    with qtbot.waitSignal(view.query_requested) as requested, qtbot.assertNotEmitted(view.location_chosen):
        view.open_chosen()
    assert requested.args == ["two"]
    view.remove_chosen()
    assert view.recent_list.texts == ["three", "one"]
    assert view.recent_list.chosen_text == "one"
    view.recent_list.cleared.emit()
    assert "No recent look-ups" in shown_text(view)
    with qtbot.assertNotEmitted(view.location_chosen):
        view.step(1)
        view.open_chosen()
    with qtbot.waitSignal(view.left):
        view._empty.buttons[0].click()


def test_removing_the_last_gives_the_keyboard_back(show, qtbot):
    view = show(FixedSearch((TOPIC,)), "ptsd")
    view.keep_look_up()
    view.offer_recents()
    with qtbot.waitSignal(view.query_requested) as keyboard:
        view.remove_chosen()
    assert keyboard.args == [""]
    assert view.recents.newest_first() == ()


def test_look_up_that_cannot_be_removed_is_told(show, qtbot, monkeypatch):
    view = show(FixedSearch((TOPIC,)), "ptsd")
    view.keep_look_up()
    view.offer_recents()
    monkeypatch.setattr(view.recents, "remove", lambda _: "It is still there.")
    monkeypatch.setattr(view.recents, "clear", lambda: "It is still there.")
    for ask in (view.remove_chosen, view.recent_list.cleared.emit):
        with qtbot.waitSignal(view.failed) as failed:
            ask()
        assert failed.args == ["It is still there."]
        assert view.recent_list.texts == ["ptsd"]


def test_first_hit_and_what_to_know_are_said_once_typing_rests(show, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr("ketaref.ui.last_word.announce", lambda _source, text: said.append(text))
    view = show(FixedSearch((TOPIC,), shown_for="ketamine", unknown=("zz",)), "ketamin")
    view.search("ketamin zz")
    qtbot.waitUntil(lambda: bool(said))
    assert len(said) == 1
    assert said[0].startswith(
        "1 hit. Showing results for ketamine. Not in this reference, and so not assessed: zz. Topic: "
    )


def test_nothing_found_is_said_with_what_is_offered(show, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr("ketaref.ui.last_word.announce", lambda _source, text: said.append(text))
    show(FixedSearch(nearest=("k hole",)), "qqqq")
    qtbot.waitUntil(lambda: bool(said))
    assert "Nothing found for “qqqq”. To be found here. k hole. That nothing is found here" in said[0]


@pytest.mark.parametrize(("results", "known"), [({"shown_for": "ketamine"}, True), ({}, False)])
def test_look_up_that_was_repaired_or_holds_a_strange_word_is_not_kept(show, results, known):
    view = show(FixedSearch((TOPIC,), known=known, **results), "ketamin")
    view.keep_look_up()
    assert view.recents.newest_first() == ()


def test_hits_that_were_left_are_not_announced_over_the_recents(show, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr("ketaref.ui.last_word.announce", lambda _source, text: said.append(text))
    view = show(FixedSearch((TOPIC,)), "trials")
    view.recents.add("trials")
    view.offer_recents()
    qtbot.wait(PAUSE_MS + 200)
    assert said == []


def test_look_up_with_a_word_that_is_nowhere_is_not_kept(show):
    view = show(FixedSearch((TOPIC,), unknown=("hans",)), "alcohol hans")
    view.keep_look_up()
    assert view.recents.newest_first() == ()
