import pytest

from ketaref.core.cues import question_cues
from ketaref.core.location import Kind


@pytest.mark.parametrize(
    ("text", "asking", "kind"),
    [
        ("how often does nausea happen", {"often", "happen"}, Kind.ADVERSE_EFFECT),
        ("how common is nausea", {"common"}, Kind.ADVERSE_EFFECT),
        ("what happens to blood pressure", {"happens"}, Kind.ADVERSE_EFFECT),
        ("what must be watched during a session", {"watched"}, Kind.MONITORING),
        ("how often is blood pressure checked", {"often", "checked"}, Kind.MONITORING),
        ("how often is esketamine given", {"often"}, Kind.REGIMEN),
        ("common cold", set(), None),
        ("dissociation", set(), None),
        ("", set(), None),
    ],
)
def test_way_of_asking_tells_the_kind(text, asking, kind):
    assert question_cues(text.split()) == (asking, kind)
