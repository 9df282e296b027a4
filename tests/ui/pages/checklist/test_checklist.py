"""The checklist screen: agent first, answers by keys and mouse, nothing lost and nothing decided."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.checklist import Answer
from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind, Location
from ketaref.core.wording import banned_words
from ketaref.ui import checklist_screen, checklist_view
from ketaref.ui.checklist_items import ANSWER_NAMES, item_row
from ketaref.ui.checklist_speech import NOTHING_SHOWN
from ketaref.ui.pages.checklist import ChecklistPage
from ketaref.ui.reader_places import part_rect
from ketaref.ui.theme import DARK, LIGHT

KEYS = {Answer.YES: Qt.Key.Key_Y, Answer.NO: Qt.Key.Key_N, Answer.UNKNOWN: Qt.Key.Key_U}


@pytest.fixture
def page(store, qtbot):
    page = ChecklistPage(store, LIGHT)
    qtbot.addWidget(page)
    page.resize(1400, 800)
    page.open(Location(Kind.CHECKLIST))
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.focus_content()
    return page


@pytest.fixture
def run(page):
    """A run for IV ketamine, the keyboard on its first item."""
    page.open(Location(Kind.CHECKLIST, Agent.IV_KETAMINE))
    page.focus_content()
    return page.run


@pytest.fixture
def listened():
    """A screen reader is running."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


@pytest.mark.parametrize(("minutes", "reminded"), [(1, False), (4, True)])
def test_who_comes_back_after_a_while_is_told_of_the_answers(page, run, monkeypatch, minutes, reminded):
    now = [1000.0]
    monkeypatch.setattr(checklist_screen.time, "monotonic", lambda: now[0])
    run.answer(ids(run)[0], Answer.YES)
    now[0] += 60 * minutes
    page.hide()
    page.open(Location(Kind.CHECKLIST))
    page.show()
    assert run.reminder.isVisible() is reminded
    if reminded:
        assert "1 entry is still here from 4 minutes ago" in run.reminder.text()
        run.answer(ids(run)[1], Answer.NO)
        assert not run.reminder.isVisible()


def press(qtbot, page, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(page.window().focusWidget(), key, modifier)


def ids(run):
    return list(run.items.rows.item_ids)


def current(run):
    return run.items.current_item().item.id


def shown(run):
    return [item_row(index).item.id for index in run.items.shown_items()]


def click_on(qtbot, run, item_id, target):
    """Click the first place of a row that means `target`."""
    view = run.items
    view.select(item_id)
    area = view.visualRect(view.rows.index_of(item_id))
    for y in range(area.top(), area.bottom(), 4):
        for x in range(area.left(), area.right(), 8):
            index = view.rows.index_of(item_id)
            if view.itemDelegate().target(index, area, QPoint(x, y)) is target:
                qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, y))
                return
    pytest.fail(f"nothing in the row means {target}")


# Agent


def test_without_an_agent_all_are_offered_each_with_its_key(page):
    buttons = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    assert [button.accessibleName() for button in buttons] == [agent.label for agent in SCREENED_AGENTS]
    assert [button.accessibleDescription()[-5:] for button in buttons] == [
        f"Key {number}" for number in range(1, len(SCREENED_AGENTS) + 1)
    ]


@pytest.mark.parametrize(
    ("keys", "agent"),
    [
        ([Qt.Key.Key_4], Agent.INTRANASAL_ESKETAMINE),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return], Agent.ORAL_KETAMINE),
        ([Qt.Key.Key_Up, Qt.Key.Key_Enter], Agent.IV_ESKETAMINE),
    ],
)
def test_keys_choose_the_agent(page, qtbot, keys, agent):
    with qtbot.waitSignal(page.location_requested) as asked:
        press(qtbot, page, *keys)
    assert asked.args == [Location(Kind.CHECKLIST, agent)]
    assert page.agent is agent
    assert page.run.items.hasFocus()


def test_unknown_agent_is_refused_with_those_there_are(page):
    with pytest.raises(NotInContentError, match="iv_ketamine"):
        page.open(Location(Kind.CHECKLIST, "nitrous_oxide"))


def test_change_of_agent_without_answers_asks_nothing(page, run):
    page.open(Location(Kind.CHECKLIST, Agent.ORAL_KETAMINE))
    assert page.agent is Agent.ORAL_KETAMINE


def test_change_of_agent_with_answers_asks_and_tells_what_is_kept(page, run, store):
    only_iv = next(i for i in ids(run) if not store.contraindication(i).strictest(Agent.ORAL_KETAMINE))
    common = next(i for i in ids(run) if store.contraindication(i).strictest(Agent.ORAL_KETAMINE))
    run.answer(only_iv, Answer.YES)
    run.answer(common, Answer.UNKNOWN)
    page.open(Location(Kind.CHECKLIST, Agent.ORAL_KETAMINE))
    assert page.agent is Agent.IV_KETAMINE
    assert page.change.isVisible()
    assert "1 answer to items that both" in page.change.explanation.text()
    assert "1 answer to items that oral ketamine does not have" in page.change.explanation.text()
    page.change.change.click()
    assert page.agent is Agent.ORAL_KETAMINE
    assert dict(run.history.answers) == {common: Answer.UNKNOWN}


def test_staying_with_the_agent_keeps_every_answer(page, run, qtbot):
    press(qtbot, page, Qt.Key.Key_Y, Qt.Key.Key_N)
    before = run.history
    page.open(Location(Kind.CHECKLIST, Agent.IM_KETAMINE))
    page.focus_content()
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.run.isVisible()
    assert run.history is before
    assert page.agent is Agent.IV_KETAMINE


def test_run_goes_on_where_it_was_left(page, run, qtbot):
    press(qtbot, page, Qt.Key.Key_Y)
    page.hide()
    page.open(Location(Kind.CHECKLIST))
    page.show()
    assert run.isVisible()
    assert run.history.answers[ids(run)[0]] is Answer.YES
    assert current(run) == ids(run)[1]


# Answers


@pytest.mark.parametrize("answer", Answer)
def test_key_answers_and_goes_on_to_the_next_item(page, run, qtbot, answer):
    press(qtbot, page, KEYS[answer])
    assert dict(run.history.answers) == {ids(run)[0]: answer}
    assert current(run) == ids(run)[1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_answer_is_taken_away_and_the_item_stays_current(page, run, qtbot, key):
    press(qtbot, page, Qt.Key.Key_Y, Qt.Key.Key_Up, key)
    assert not run.history.answers
    assert current(run) == ids(run)[0]


@pytest.mark.parametrize("answer", Answer)
def test_mouse_answers_and_a_second_click_takes_it_back(page, run, qtbot, answer):
    wanted = ids(run)[3]
    click_on(qtbot, run, wanted, answer)
    assert dict(run.history.answers) == {wanted: answer}
    assert current(run) == wanted
    click_on(qtbot, run, wanted, answer)
    assert not run.history.answers


def test_every_item_can_be_answered_with_one_key_each(page, run, qtbot):
    asked = shown(run)
    press(qtbot, page, *[Qt.Key.Key_N] * len(asked))
    assert run.history.answers.keys() == set(asked)
    assert not run.bar.next.isEnabled()


def test_next_unanswered_skips_what_is_answered_and_comes_round(page, run, qtbot):
    for item_id in ids(run)[:-1]:
        if item_id != ids(run)[4]:
            run.answer(item_id, Answer.NO)
    control = Qt.KeyboardModifier.ControlModifier
    press(qtbot, page, Qt.Key.Key_J, modifier=control)
    assert current(run) == ids(run)[4]
    press(qtbot, page, Qt.Key.Key_J, modifier=control)
    assert current(run) == ids(run)[-1]
    press(qtbot, page, Qt.Key.Key_J, modifier=control)
    assert current(run) == ids(run)[4]


def test_undo_and_redo_return_to_the_item(page, run, qtbot):
    control = Qt.KeyboardModifier.ControlModifier
    press(qtbot, page, Qt.Key.Key_Y, Qt.Key.Key_U)
    press(qtbot, page, Qt.Key.Key_Z, modifier=control)
    assert dict(run.history.answers) == {ids(run)[0]: Answer.YES}
    assert current(run) == ids(run)[1]
    press(qtbot, page, Qt.Key.Key_Y, modifier=control)
    assert run.history.answers[ids(run)[1]] is Answer.UNKNOWN


def test_all_answers_are_taken_away_at_once_and_brought_back_at_once(page, run, qtbot):
    press(qtbot, page, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U)
    run.bar.remove.click()
    assert not run.history.answers
    assert not run.bar.remove.isEnabled()
    press(qtbot, page, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert len(run.history.answers) == 3


# Filters


@pytest.mark.parametrize(("place", "wanted"), [(1, None), (2, Answer.YES), (3, Answer.UNKNOWN)])
def test_filter_shows_the_items_with_that_answer_and_no_other(page, run, qtbot, place, wanted):
    press(qtbot, page, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_Y)
    run.bar.filters[place].click()
    waiting = run.report().result.waiting
    assert shown(run) == [i for i in ids(run) if run.history.answers.get(i) is wanted and i not in waiting]
    assert run.bar.filters[place].text().endswith(f" {len(shown(run))}")


def test_unanswered_items_leave_their_filter_as_they_are_answered(page, run, qtbot):
    run.bar.filters[1].click()
    run.items.setFocus()
    first, second = ids(run)[:2]
    press(qtbot, page, Qt.Key.Key_N)
    assert current(run) == second
    assert first not in shown(run)
    press(qtbot, page, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert shown(run) == [item_id for item_id in ids(run) if item_id not in run.report().result.waiting]
    assert current(run) == first


def test_empty_filter_leaves_no_item_that_keys_could_answer(page, run, qtbot):
    run.bar.filters[2].click()
    run.items.setFocus()
    assert shown(run) == []
    press(qtbot, page, Qt.Key.Key_Y, Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert not run.history.answers


# Reasons


def test_enter_opens_the_reasons_and_closes_them(page, run, qtbot):
    index = run.items.currentIndex()
    press(qtbot, page, Qt.Key.Key_Return)
    assert run.items.isExpanded(index)
    press(qtbot, page, Qt.Key.Key_Return)
    assert not run.items.isExpanded(index)


def test_reasons_hold_every_position_for_the_agent(page, run, qtbot, store):
    item = run.items.current_item().item
    press(qtbot, page, Qt.Key.Key_Right)
    text = run.items.indexWidget(run.items.rows.index(0, 0, run.items.currentIndex())).toPlainText()
    for position in item.positions_for(Agent.IV_KETAMINE):
        assert store.source(position.source).short in text
        assert position.detail in text
    assert item.rationale in text


def test_reasons_are_walked_into_and_left_by_keys_and_answers_still_count(page, run, qtbot):
    first = current(run)
    press(qtbot, page, Qt.Key.Key_Right, Qt.Key.Key_Right)
    reader = page.window().focusWidget()
    assert "Reasons" in reader.accessibleName()
    press(qtbot, page, Qt.Key.Key_Escape)
    assert run.items.hasFocus()
    press(qtbot, page, Qt.Key.Key_Right, Qt.Key.Key_U)
    assert run.history.answers[first] is Answer.UNKNOWN


def test_source_in_the_reasons_is_a_link(page, run, qtbot):
    item = run.items.current_item().item
    press(qtbot, page, Qt.Key.Key_Right)
    reader = run.items.indexWidget(run.items.rows.index(0, 0, run.items.currentIndex()))
    source = Location(Kind.SOURCE, item.positions_for(Agent.IV_KETAMINE)[0].source)
    assert f"{source}" in reader.toHtml()
    with qtbot.waitSignal(page.location_requested) as asked:
        reader.follow(str(source))
    assert asked.args == [source]


def test_every_link_of_the_reasons_is_in_view_when_the_keyboard_comes_to_it(page, run, qtbot):
    page.resize(700, 500)
    press(qtbot, page, Qt.Key.Key_Right)
    index = run.items.currentIndex()
    reader = run.items.indexWidget(run.items.rows.index(0, 0, index))
    qtbot.waitUntil(lambda: reader.height() > 300)
    press(qtbot, page, Qt.Key.Key_Right)
    seen = set()
    press(qtbot, page, Qt.Key.Key_Tab)
    while link := reader.focused_link():
        seen.add(link.start)
        place = part_rect(reader, link)
        top = reader.viewport().mapTo(page, place.topLeft()).y()
        assert 0 <= top <= page.height() - place.height()
        assert run.items.viewport().rect().contains(reader.viewport().mapTo(run.items.viewport(), place.center())), (
            link.name
        )
        press(qtbot, page, Qt.Key.Key_Tab)
    assert len(seen) > 2


# Result


def test_result_counts_every_item_once_and_follows_each_answer(page, run, qtbot):
    for key, heading in (
        (Qt.Key.Key_Y, "1 present, 0"),
        (Qt.Key.Key_U, "1 present, 1"),
        (Qt.Key.Key_N, "1 present, 1"),
    ):
        press(qtbot, page, key)
        assert run.result.heading.accessibleName().startswith(heading)
    total = run.result.counts.rows.records[-1]
    assert (total.present, total.unknown, total.absent) == (1, 1, 1)
    assert total.unanswered == len(ids(run)) - 3
    assert run.bar.progress.accessibleName() == f"3 of {len(ids(run))} answered"


def test_link_in_the_result_goes_to_the_item_without_leaving_the_run(page, run, qtbot):
    run.bar.filters[2].click()
    asked = []
    page.location_requested.connect(asked.append)
    run.result.text.follow(str(Location(Kind.CHECKLIST, Agent.IV_KETAMINE, ids(run)[20])))
    assert current(run) == ids(run)[20]
    assert run.items.hasFocus()
    assert asked == []


def test_result_stays_where_it_is_read(page, run, qtbot):
    bar = run.result.text.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = run.result.text.reading_position()
    press(qtbot, page, Qt.Key.Key_N)
    assert abs(run.result.text.reading_position() - before) < 400
    assert bar.value() > 0


# What assistive tools hear


def names_of_items(run):
    tree = QAccessible.queryAccessibleInterface(run.items)
    cells = (tree.child(place) for place in range(tree.childCount()))
    return [cell.text(QAccessible.Text.Name) for cell in cells if cell]


@pytest.fixture
def said(monkeypatch):
    """What was announced."""
    said = []
    for module in (checklist_screen, checklist_view):
        monkeypatch.setattr(module, "announce", lambda _source, text: said.append(text))
    return said


def test_chosen_agent_leads_to_its_first_item_by_name(page, qtbot, said):
    press(qtbot, page, Qt.Key.Key_1)
    assert said[-1] == page.run.items.current_item().spoken


@pytest.mark.parametrize("answer", Answer)
def test_answer_is_heard_with_its_item_the_progress_and_what_comes_next(page, run, qtbot, said, answer):
    first = run.items.current_item().item
    press(qtbot, page, KEYS[answer])
    following = run.items.current_item().item
    told = f"{ANSWER_NAMES[answer]}: {first.condition}. 1 of {len(ids(run))} answered."
    assert said[-1] == f"{told} Next: {following.condition}. {following.question}"


def test_undo_is_heard_with_the_item_it_came_back_to(page, run, qtbot, said):
    first = run.items.current_item().item
    press(qtbot, page, Qt.Key.Key_Y)
    press(qtbot, page, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert said[-1] == f"Undone. Not answered: {first.condition}. 0 of {len(ids(run))} answered."


def test_filter_tells_how_many_items_it_leaves(page, run, qtbot, said):
    press(qtbot, page, Qt.Key.Key_Y)
    run.bar.filters[2].click()
    assert said[-1] == "1 item shown."
    run.bar.filters[3].click()
    assert said[-1] == NOTHING_SHOWN


def test_opened_reasons_are_heard_and_stand_below_their_item_for_assistive_tools(page, run, qtbot, said, listened):
    item = run.items.current_item().item
    before = names_of_items(run)
    press(qtbot, page, Qt.Key.Key_Return)
    names = names_of_items(run)
    here = next(place for place, name in enumerate(names) if name.startswith(f"{item.condition}: present?"))
    assert names[here + 1].startswith(f"Reasons and sources: {item.condition}. Why it matters. {item.rationale[:20]}")
    assert said[-1] == names[here + 1]
    press(qtbot, page, Qt.Key.Key_Return)
    assert names_of_items(run) == before


def test_item_names_its_level_standing_and_answer_to_assistive_tools(page, run, qtbot):
    item = run.items.current_item().item
    told = next(name for name in names_of_items(run) if name.startswith(f"{item.condition}: present?"))
    assert "Absolute, product label. Not answered." in told
    press(qtbot, page, Qt.Key.Key_U)
    told = next(name for name in names_of_items(run) if name.startswith(f"{item.condition}: present?"))
    assert "Absolute, product label. Unknown." in told


def test_whatever_takes_the_keyboard_has_a_name(page, run):
    for button in page.findChildren(QPushButton):
        assert button.accessibleName() or button.text() or not button.isVisible()
    for widget in (run.items, run.result.counts, run.result.text):
        assert widget.accessibleName()


@pytest.mark.parametrize("agent", SCREENED_AGENTS)
def test_no_word_on_screen_judges_a_patient(page, qtbot, agent):
    page.open(Location(Kind.CHECKLIST, agent))
    page.focus_content()
    for number, _ in enumerate(ids(page.run)):
        press(qtbot, page, list(KEYS.values())[number % 3])
    texts = [widget.text() for kind in (QLabel, QPushButton) for widget in page.findChildren(kind)]
    texts += [widget.accessibleName() for widget in page.findChildren(QLabel)]
    texts.append(page.run.result.text.toPlainText())
    assert [word for text in texts for word in banned_words(text)] == []


def test_run_keeps_the_room_that_sources_would_take(page, run):
    assert page.source_ids() == ()


def test_other_colours_keep_answers_and_open_reasons(page, run, qtbot):
    press(qtbot, page, Qt.Key.Key_Return, Qt.Key.Key_Y)
    page.set_theme(DARK)
    assert run.history.answers[ids(run)[0]] is Answer.YES
    assert run.items.isExpanded(run.items.rows.index_of(ids(run)[0]))


def is_in_view(page, widget):
    """Whether nothing of a widget of the run is scrolled away."""
    area = page.run.panes.viewport()
    return area.rect().contains(QRect(widget.mapTo(area, QPoint()), widget.size()))


@pytest.fixture
def large_text(page):
    """Twice the text size in a small window."""
    font = page.font()
    font.setPointSizeF(2 * font.pointSizeF())
    page.setFont(font)
    page.resize(760, 650)


@pytest.mark.usefixtures("large_text")
def test_agent_is_in_view_whenever_the_run_is_opened(page, qtbot):
    place = Location(Kind.CHECKLIST, Agent.IV_KETAMINE)
    for _ in range(2):  # the second time the keyboard is there already
        page.open(place)
        page.focus_content()
        qtbot.wait(20)
        assert page.run.panes.verticalScrollBar().maximum() > 0
        assert "IV ketamine" in page.run.heading.text()
        assert is_in_view(page, page.run.heading)
        qtbot.keyClick(page.run.items, Qt.Key.Key_Down)
        assert not is_in_view(page, page.run.heading)  # keys never act on what is out of view


@pytest.mark.usefixtures("large_text")
def test_item_that_an_address_names_is_in_view(page, run, qtbot):
    page.open(Location(Kind.CHECKLIST, Agent.IV_KETAMINE, ids(run)[5]))
    page.focus_content()
    qtbot.wait(20)
    shown, place = run.items.viewport(), run.items.visualRect(run.items.currentIndex())
    area = run.panes.viewport()
    assert current(run) == ids(run)[5]
    assert area.rect().contains(QRect(shown.mapTo(area, place.topLeft()), place.size()))


@pytest.mark.parametrize("size", ["as it is", "large"])
def test_what_is_wrong_with_a_number_is_whole_and_in_view(page, run, qtbot, request, size):
    if size == "large":
        request.getfixturevalue("large_text")
    run.items.select(next(id_ for id_ in ids(run) if run.checklist.item(id_).quantities_for(Agent.IV_KETAMINE)))
    first, second = (field for field in run.readings.fields.values() if not field.isHidden())
    for digit in "185165":
        qtbot.keyClick(QApplication.focusWidget(), digit)
    qtbot.waitUntil(lambda: is_in_view(page, first.message))
    message = first.message
    assert message.text().startswith("185165 is outside 40 to 300")
    assert message.height() >= message.heightForWidth(message.width())
    assert first.rect().contains(message.geometry())
    if size != "large":  # there they stand one under the other
        assert first.y() == second.y()
