from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.checklist import Answer
from ketaref.core.checklist_run import RunHistory

changes = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([*Answer, None])), max_size=12)


def answered(steps):
    history = RunHistory()
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
def test_undoing_everything_ends_emptied_and_redoing_brings_all_back(steps):
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
    assert dict(history.emptied().answers) == {}
    assert history.emptied().undo().answers == history.answers


def test_nothing_to_remove_is_no_step():
    empty = RunHistory()
    assert empty.emptied() is empty


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


def test_readings_and_medicines_are_undone_like_answers():
    history = RunHistory().with_reading("systolic", 181.0).with_medicines(("lithium",)).with_answer("a", Answer.YES)
    assert dict(history.run.readings) == {"systolic": 181.0}
    assert history.run.entries == 3
    back = history.undo().undo()
    assert back.run.medicines == ()
    assert dict(back.run.readings) == {"systolic": 181.0}
    assert back.undo().run.is_empty
    assert history.undo().undo().redo().redo().run == history.run


def test_the_same_reading_or_medicines_again_are_no_step():
    history = RunHistory().with_reading("systolic", 120.0).with_medicines(("lithium",))
    assert history.with_reading("systolic", 120.0) is history
    assert history.with_medicines(("lithium",)) is history


def test_a_medicine_entered_twice_stands_once():
    assert RunHistory().with_medicines(("Lithium", "ketotifen", "lithium")).run.medicines == ("Lithium", "ketotifen")


def test_a_reading_can_be_taken_away():
    history = RunHistory().with_reading("systolic", 181.0)
    assert not history.with_reading("systolic", None).run.readings
    assert history.with_reading("systolic", 150.0).measured_since(history) == ("systolic",)


def test_another_checklist_keeps_readings_and_medicines():
    history = RunHistory().with_answer("a", Answer.YES).with_reading("systolic", 181.0).with_medicines(("lithium",))
    kept = history.kept_for(["b"])
    assert not kept.answers
    assert dict(kept.run.readings) == {"systolic": 181.0}
    assert kept.run.medicines == ("lithium",)
