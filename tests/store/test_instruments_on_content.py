"""The shipped scales on worked examples, and what must hold of their forms whatever is answered."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.instrument import GATE
from ketaref.core.record_text import sources_of
from ketaref.core.score import Reach, score
from ketaref.core.score_change import ChangeReach, change
from ketaref.core.score_html import score_html
from ketaref.core.score_text import headline
from ketaref.core.wording import banned_words

VECTORS = yaml.safe_load((Path(__file__).parent / "score_vectors.yaml").read_text(encoding="utf-8"))
FORMS = ("pcl5", "pcptsd5", "phq9", "gad7", "aldrete", "padss")


@pytest.fixture(scope="session")
def scales(real_store):
    return {scale.id: scale for scale in real_store.instruments()}


@st.composite
def filled(draw, form):
    """Answers to every scored item of a form, the gate question answered yes."""
    given_answers = {
        item.number: draw(st.sampled_from([option.score for option in form.options_of(item)])) for item in form.items
    }
    return {GATE: 1, **given_answers} if form.gate else given_answers


def named(vector):
    return f"{vector['instrument']}-{vector.get('items') or (vector['before'], vector['after'])}"


@pytest.mark.parametrize("vector", VECTORS["scores"], ids=named)
def test_worked_example_of_a_score(scales, vector):
    answers = dict(enumerate(vector["items"], 1))
    if "gate" in vector:
        answers[GATE] = vector["gate"]
    result = score(scales[vector["instrument"]], answers)
    assert result.total == vector["total"]
    if "told" in vector:
        assert headline(result) == vector["told"]
    if "subscales" in vector:
        assert {each.subscale.id: each.sum for each in result.subscales} == vector["subscales"]
        assert [each.count for each in result.endorsement.counts] == vector["endorsed"]
        assert (result.endorsement.reach is Reach.REACHED) is vector["rule"]
    if "band" in vector:
        assert result.band.label == vector["band"]
    if "alert" in vector:
        assert (result.alert is not None) is vector["alert"]
    if "any_zero" in vector:
        assert (0 in result.answers) is vector["any_zero"]


@pytest.mark.parametrize("vector", [each for each in VECTORS["scores"] if "reached" in each], ids=named)
def test_worked_example_of_cut_points(scales, vector):
    answers = {GATE: 1} if "gate" in vector else {}
    result = score(scales[vector["instrument"]], {**answers, **dict(enumerate(vector["items"], 1))})
    for threshold, reached in vector["reached"].items():
        starts = [each for each in result.cut_points if each.cut_point.at_least == threshold]
        ends = [each for each in result.cut_points if each.cut_point.range_end == threshold]
        assert starts or ends
        assert all((each.reach is not Reach.NOT_REACHED) is reached for each in starts)
        assert all((each.reach is Reach.REACHED) is reached for each in ends)


@pytest.mark.parametrize("vector", VECTORS["changes"], ids=named)
def test_worked_example_of_a_change(scales, vector):
    result = change(scales[vector["instrument"]], vector["before"], vector["after"])
    assert (result.points, result.percent) == (vector["points"], vector["percent"])

    def reaches(**wanted):
        found = [
            each.reach
            for each in result.findings
            if all(getattr(each.threshold, name) == value for name, value in wanted.items())
        ]
        assert found, wanted
        return set(found)

    for least, reached in vector["reached"].items():
        assert reaches(least=least, most=None) == {ChangeReach.REACHED if reached else ChangeReach.NOT_REACHED}
    if "range_9_12" in vector:
        places = {"below": ChangeReach.NOT_REACHED, "inside": ChangeReach.IN_RANGE, "above": ChangeReach.REACHED}
        assert reaches(least=9, most=12) == {places[vector["range_9_12"]]}
    for name, wanted in (("response", {"percent": 50}), ("remission", {"total_below": 5})):
        if name in vector:
            assert reaches(**wanted) == {ChangeReach.REACHED if vector[name] else ChangeReach.NOT_REACHED}


def test_every_worked_example_is_there():
    assert (len(VECTORS["scores"]), len(VECTORS["changes"])) == (16, 8)


def test_only_scales_that_may_be_reproduced_have_a_form(scales):
    assert {scale.id for scale in scales.values() if scale.form} == set(FORMS)
    assert all(scale.form.own_words for scale in scales.values() if scale.id in ("aldrete", "padss"))
    assert all(scale.licence and scale.obtain for scale in scales.values())


@pytest.mark.parametrize("name", ["aldrete", "padss"])
def test_recovery_score_does_not_send_anybody_home_after_ketamine(scales, name):
    scale = scales[name]
    assert "ketamine session" in scale.cut_points[0].meaning
    assert "read each criterion" in scale.limits


@given(data=st.data())
def test_subscales_of_the_pcl5_add_up_to_its_total(scales, data):
    result = score(scales["pcl5"], data.draw(filled(scales["pcl5"].form)))
    assert sum(each.sum for each in result.subscales) == result.total
    assert 0 <= result.total <= 80


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
def test_one_open_item_leaves_the_total_open(scales, name, data):
    answers = data.draw(filled(scales[name].form))
    opened = data.draw(st.sampled_from(sorted(answers)))
    assert score(scales[name], answers).total is not None
    assert score(scales[name], {**answers, opened: None}).total is None


@pytest.mark.parametrize("name", FORMS)
def test_ranges_of_forms_are_those_that_are_printed(scales, name):
    form = scales[name].form
    assert scales[name].score_range.startswith(f"{form.least}-{form.most}")


@pytest.mark.parametrize("name", ["phq9", "gad7"])
@given(data=st.data())
def test_every_total_lies_in_exactly_one_band(scales, name, data):
    form = scales[name].form
    result = score(scales[name], data.draw(filled(form)))
    assert [band for band in form.bands if band.least <= result.total <= band.most] == [result.band]


@pytest.mark.parametrize("answer", [1, 2, 3])
def test_item_9_of_the_phq9_is_told_at_once(scales, answer):
    assert score(scales["phq9"], {9: answer}).alert is not None
    assert score(scales["phq9"], {**dict.fromkeys(range(1, 9), 0), 9: answer}).alert is not None
    assert score(scales["phq9"], {9: 0}).alert is None


@given(before=st.integers(0, 80), points=st.integers(-5, 5))
def test_fall_of_5_on_the_pcl5_is_never_called_real(scales, before, points):
    after = before - points
    if not 0 <= after <= 80:
        return
    result = change(scales["pcl5"], before, after)
    in_points = [each.reach for each in result.findings if each.threshold.least is not None]
    assert set(in_points) == {ChangeReach.NOT_REACHED}
    assert any(each.reach is ChangeReach.NO_LARGER for each in result.findings)
    assert result.small is (points != 0)


def test_sources_that_part_over_a_change_are_told(scales):
    assert change(scales["pcl5"], 52, 40).disagree
    assert not change(scales["pcl5"], 60, 30).disagree


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("highest", [True, False, None], ids=["highest", "lowest", "empty"])
def test_form_cites_every_threshold_and_judges_nobody(real_store, scales, name, highest):
    scale = scales[name]
    sources = {source_id: real_store.source(source_id) for source_id in sources_of(scale)}
    choose = max if highest else min
    scored = {item.number: choose(option.score for option in scale.form.options_of(item)) for item in scale.form.items}
    answers = {} if highest is None else {**({GATE: 1} if scale.form.gate else {}), **scored}
    html = score_html(scale, answers, sources)
    assert not banned_words(html)
    cited = {cut.source for cut in scale.cut_points} | ({scale.form.bands_source} if scale.form.bands else set())
    assert all(f"ketaref://source/{source_id}" in html for source_id in cited)
    assert ("____" in html) is (not answers)
