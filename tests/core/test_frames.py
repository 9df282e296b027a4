import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.fold import fold
from ketaref.core.frames import frames_of


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("How long must she stay?", "duration"),
        ("how soon does it work", "onset"),
        ("how much ketamine for pain", "amount"),
        ("how many infusions", "number"),
        ("how often does nausea happen", "frequency"),
        ("bp 210, what do I do", "management"),
        ("who should not get the spray", "exclusion"),
        ("who shouldn't get it", "exclusion"),
        ("can I give it with clonazepam", "permission"),
        ("how does ketamine work in the brain", "mechanism"),
        ("ketamine vs ECT", "comparison"),
        ("when was ketamine first used", "history"),
        ("where can I send her", "place"),
        ("when can he go home", "time"),
    ],
)
def test_question_tells_what_it_asks_for(text, frame):
    assert frame in frames_of(fold(text))


@pytest.mark.parametrize("text", ["", "bladder pain", "esketamine pregnancy", "0.5 mg/kg", "khole"])
def test_name_asks_for_nothing(text):
    assert frames_of(fold(text)) == []


@given(st.text())
def test_any_text_can_be_asked(text):
    assert isinstance(frames_of(fold(text)), list)
