"""The checklist screen: agent first, answers by keys and mouse, nothing lost and nothing decided."""

import pytest
from by_keys import KEYS, current, ids, press, shown
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.checklist import Answer
from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind, Location
from ketaref.core.wording import banned_words
from ketaref.ui import checklist_screen
from ketaref.ui.reader_places import part_rect
from ketaref.ui.theme import DARK


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
    assert run.bar.progress.accessibleName().startswith(f"3 of {len(ids(run))} answered")


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
