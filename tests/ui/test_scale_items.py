from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from ketaref.core.instrument import GATE
from ketaref.ui.scale_items import ROW_ROLE, ScaleModel


@pytest.fixture
def gated(mood):
    return replace(mood, form=replace(mood.form, gate="Did it ever happen?"))


@pytest.fixture
def model(qapp, mood):
    model = ScaleModel()
    model.show_form(mood, {})
    return model


def spoken(model, place):
    return model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_every_item_is_a_row_the_unscored_one_last(model):
    assert [row.number for row in model.rows] == [1, 2, 3, 4, 5]
    assert [row.is_added for row in model.rows] == [True, True, True, True, False]


def test_row_is_spoken_with_its_answer_and_the_keys_that_give_one(model, mood):
    assert spoken(model, 0) == (
        "Item 1: Low mood Not answered. Answers: 0 Never, 1 Some days, 2 Most days, 3 Every day."
    )
    model.show_answers(mood, {1: 2})
    assert spoken(model, 0).startswith("Item 1: Low mood 2, Most days. Answers:")
    assert "Not added to the total." in spoken(model, 4)


def test_open_item_has_a_mark_of_its_own(model, mood):
    model.show_answers(mood, {1: 0})
    assert [row.mark for row in model.rows] == ["0", "?", "?", "?", "–"]
    assert [row.is_open for row in model.rows] == [False, True, True, True, False]


def test_only_rows_with_another_answer_change(model, mood, qtbot):
    changed = []
    model.dataChanged.connect(lambda index, *_: changed.append(index.data(ROW_ROLE).number))
    model.show_answers(mood, {3: 1})
    model.show_answers(mood, {3: 1})
    model.show_answers(mood, {})
    assert changed == [3, 3]


def test_gate_answered_no_asks_for_nothing_more(model, gated):
    model.show_form(gated, {1: 3})
    assert model.rows[0].name == "First question"
    assert model.rows[0].mark == "?"
    assert [row.is_open for row in model.rows] == [True, False, True, True, True, False]
    model.show_answers(gated, {GATE: 0, 1: 3})
    assert not any(row.is_open for row in model.rows)
    assert [row.mark for row in model.rows] == ["No", "–", "–", "–", "–", "–"]
    assert "Not asked: the first question is answered no." in spoken(model, 2)


def test_place_of_an_item(model):
    assert (model.place_of(4), model.place_of(9)) == (3, -1)
