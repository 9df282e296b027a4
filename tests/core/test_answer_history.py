from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.answer_history import AnswerHistory
from ketaref.core.checklist import Answer

changes = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([*Answer, None])), max_size=12)


def answered(steps):
    history = AnswerHistory()
    for item_id, answer in steps:
        history = history.with_answer(item_id, answer)
    return history


@given(changes)
def test_the_last_answer_to_an_item_counts(steps):
    expected = {item_id: answer for item_id, answer in steps if answer}
    for item_id, answer in dict(steps).items():
        if answer is None:
            expected.pop(item_id, None)
        else:
            expected[item_id] = answer
    assert dict(answered(steps).answers) == expected


@given(changes, st.sampled_from("abc"), st.sampled_from([*Answer, None]))
def test_undo_takes_back_exactly_the_last_change(steps, item_id, answer):
    before = answered(steps)
    after = before.with_answer(item_id, answer)
    if after is not before:
        assert after.undo().answers == before.answers
        assert after.undo().redo().answers == after.answers


@given(changes)
def test_undoing_everything_ends_without_answers_and_redoing_brings_all_back(steps):
    end = answered(steps)
    history = end
    for _ in end.before:
        history = history.undo()
    assert not history.answers
    assert history.undo() is history
    for _ in end.before:
        history = history.redo()
    assert history.answers == end.answers
    assert history.redo() is history


def test_removing_all_answers_is_one_step_back():
    history = answered([("a", Answer.YES), ("b", Answer.NO)])
    assert dict(history.without_answers().answers) == {}
    assert history.without_answers().undo().answers == history.answers


def test_nothing_to_remove_is_no_step():
    empty = AnswerHistory()
    assert empty.without_answers() is empty


def test_a_new_answer_ends_what_could_be_redone():
    history = answered([("a", Answer.YES)]).undo().with_answer("b", Answer.NO)
    assert history.redo() is history


def test_same_answer_again_is_no_step():
    history = answered([("a", Answer.YES)])
    assert history.with_answer("a", Answer.YES) is history


def test_another_checklist_keeps_the_answers_to_its_own_items_and_no_past():
    kept = answered([("a", Answer.YES), ("b", Answer.NO)]).kept_for(["b", "c"])
    assert dict(kept.answers) == {"b": Answer.NO}
    assert kept.undo() is kept


def test_changed_items_are_named():
    before = answered([("a", Answer.YES), ("b", Answer.NO)])
    after = before.with_answer("a", Answer.NO).with_answer("b", None).with_answer("c", Answer.UNKNOWN)
    assert sorted(after.changed_since(before)) == ["a", "b", "c"]
    assert before.changed_since(before) == ()
