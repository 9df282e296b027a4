from ketaref.core.score import score
from ketaref.ui.scale_items import ScaleModel
from ketaref.ui.scale_speech import answered_text, opened_text, refused_text


def rows(mood, answers):
    model = ScaleModel()
    model.show_form(mood, answers)
    return model.rows


def told(mood, answers, answered, now):
    shown = rows(mood, answers)
    return answered_text(shown[answered - 1], score(mood, answers), shown[now - 1] if now else None)


def test_answer_is_heard_with_the_progress_and_what_comes_next(qapp, mood):
    text = told(mood, {1: 2}, 1, 2)
    assert text.startswith("2, Most days: Item 1. 1 of 4 items answered; total not shown. Next: Item 2: Little joy")


def test_answer_that_was_taken_away_is_heard(qapp, mood):
    assert told(mood, {}, 1, 1) == "Not answered: Item 1. 0 of 4 items answered; total not shown."


def test_last_answer_is_heard_with_the_total(qapp, mood):
    assert "Total 4 (of 0 to 12), slight." in told(mood, {1: 1, 2: 1, 3: 1, 4: 1}, 3, None)


def test_alert_is_heard_before_everything_else_when_its_item_is_answered(qapp, mood):
    alert = "Item 4 is answered 1. Ask about suicide on the same day."
    assert told(mood, {4: 1}, 4, 5).startswith(alert)
    assert alert not in told(mood, {4: 1, 1: 2}, 1, 2)


def test_refused_digit_is_told_with_what_the_item_takes(qapp, mood):
    assert refused_text(rows(mood, {})[2], 7) == "7 is no answer to item 3: it takes 0, 1, 2, 3."


def test_open_items_are_told(mood):
    assert opened_text(score(mood, {1: 1})) == "1 of 4 items answered; total not shown. Open: items 2 to 4."
    assert opened_text(score(mood, {1: 1, 2: 1, 3: 1, 4: 0})) == "Total 3 (of 0 to 12), slight."
