from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.location import Kind, Location
from ketaref.ui.history import LONGEST, History, Visit

A, B, C = (Location(Kind.TOPIC, name) for name in "abc")


def test_empty_history_leads_nowhere():
    history = History()
    assert history.current is None
    assert history.back() is None
    assert history.forward() is None


def test_back_then_forward_returns_to_where_one_was():
    history = History()
    history.visit(A)
    history.visit(B)
    assert history.back() == Visit(A)
    assert history.forward() == Visit(B)


def test_going_somewhere_new_forgets_what_lay_ahead():
    history = History()
    history.visit(A)
    history.visit(B)
    history.back()
    history.visit(C)
    assert not history.can_go_forward
    assert history.back() == Visit(A)


def test_position_is_kept_with_the_visit_that_was_left():
    history = History()
    history.visit(A)
    history.keep_position(420)
    history.visit(B)
    assert history.back() == Visit(A, 420)


@given(st.lists(st.sampled_from([A, B, C]), min_size=1, max_size=LONGEST + 20))
def test_going_all_the_way_back_never_repeats_a_place_twice_in_a_row(locations):
    history = History()
    for location in locations:
        history.visit(location)
    walked = [history.current.location]
    while visit := history.back():
        walked.append(visit.location)
    assert len(walked) <= LONGEST
    assert all(first != second for first, second in pairwise(walked))
