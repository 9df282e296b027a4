from dataclasses import replace

import pytest

from ketaref.core.location import Kind, Location
from ketaref.ui import last_word
from ketaref.ui.change_box import ChangeBox
from ketaref.ui.theme import DARK, LIGHT


@pytest.fixture
def box(mood, mood_sources, qtbot):
    box = ChangeBox(LIGHT)
    qtbot.addWidget(box)
    box.resize(600, 500)
    box.show_scale(mood, mood_sources)
    box.show()
    return box


def type_totals(box, before, after):
    box.before.field.setText(before)
    box.after.field.setText(after)


def shown(box):
    return "" if box.text.isHidden() else " ".join(box.text.toPlainText().split())


def test_two_totals_give_a_change_with_every_threshold_and_source(box):
    type_totals(box, "8", "5")
    text = shown(box)
    assert text.startswith("8 − 5 = 3 points: a fall, 37.5%")
    assert "The sources disagree" in text
    assert text.count("Label2024") == 3
    assert "not reached, below 4-5" in text


@pytest.mark.parametrize(("before", "after"), [("8", ""), ("", "5"), ("8", "5,5"), ("99", "5"), ("eight", "5")])
def test_nothing_is_computed_before_both_are_totals(box, before, after):
    type_totals(box, "8", "5")
    type_totals(box, before, after)
    assert shown(box) == ""
    problems = [field.problem.text() for field in (box.before, box.after)]
    assert sum(bool(problem) for problem in problems) == 1


def test_empty_fields_say_nothing(box):
    type_totals(box, "8", "")
    assert box.after.problem.text()
    type_totals(box, "", "")
    assert not box.before.problem.text()
    assert not box.after.problem.text()
    assert not box.has_entries()


def test_total_of_the_form_can_be_taken_as_the_later_one(box):
    assert not box.take.isEnabled()
    box.offer_total(5)
    box.take.click()
    assert box.after.field.text() == "5"
    box.offer_total(None)
    assert not box.take.isEnabled()


def test_another_scale_begins_empty(box, mood, mood_sources):
    type_totals(box, "8", "5")
    box.show_scale(replace(mood, id="other"), mood_sources)
    assert not box.has_entries()
    assert shown(box) == ""


def test_scale_whose_totals_are_not_compared_has_no_fields(box, mood, mood_sources):
    box.show_scale(replace(mood, form=replace(mood.form, change=False)), mood_sources)
    assert box.isHidden()


def test_emptied_box_keeps_nothing(box):
    type_totals(box, "8", "5")
    box.empty()
    assert shown(box) == ""
    assert not box.has_entries()


def test_source_is_followed(box, qtbot):
    type_totals(box, "8", "5")
    with qtbot.waitSignal(box.location_requested) as asked:
        box.text.follow("ketaref://source/feder2014")
    assert asked.args == [Location(Kind.SOURCE, "feder2014")]


def test_change_and_mistakes_are_heard_once_one_has_typed(box, qtbot, monkeypatch):
    heard = []
    monkeypatch.setattr(last_word, "announce", lambda _source, text: heard.append(text))
    type_totals(box, "8", "77")
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0].startswith("Later total: 77 is outside 0 to 12")
    type_totals(box, "8", "7")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1].startswith("8 − 7 = 1 point: a fall, 12.5%. A source below says")


def test_other_theme_keeps_what_is_shown(box):
    type_totals(box, "8", "5")
    box.set_theme(DARK)
    assert "3 points" in shown(box)
