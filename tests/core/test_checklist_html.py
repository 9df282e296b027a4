from dataclasses import replace

import pytest

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer, build_checklist, tally
from ketaref.core.checklist_html import (
    SHAPES,
    STANDING_GROUPS,
    absent_html,
    difference_text,
    item_location,
    level_text,
    present_html,
    reasons_html,
    unresolved_html,
)
from ketaref.core.contraindication import Contraindication, Level, Position, Standing
from ketaref.core.location import Kind, Location
from ketaref.core.source import Checked, Source, SourceKind

AGENT = Agent.IV_KETAMINE
SOURCES = {
    name: Source(name, SourceKind.LABEL, name, short, Checked.PAGE)
    for name, short in (("label", "US label"), ("trial", "Feder 2014"), ("more", "Review 2020"))
}


def item(item_id, condition, *said):
    return Contraindication(
        id=item_id,
        condition=condition,
        question="Any?",
        group="Heart",
        positions=said,
        rationale="A rise in pressure <may> harm.",
        action="Ask a cardiologist.",
        checked=Checked.PAGE,
        sources=("label", "more"),
        threshold="above 140/90 mmHg",
        note="Read with care.",
        action_is_practice_point=True,
    )


def position(level, standing, source="label", checked=Checked.PAGE, detail=""):
    return Position(AGENT, level, standing, source, checked, detail)


PRESSURE = item(
    "ci_pressure",
    "High pressure",
    position(Level.ABSOLUTE, Standing.LABEL, detail="a hazard"),
    position(Level.CAUTION, Standing.TRIAL_EXCLUSION, "trial", Checked.MEMORY),
)
EXCLUDED = item("ci_excluded", "Excluded from trials", position(Level.RELATIVE, Standing.TRIAL_EXCLUSION, "trial"))
JUDGED = item("ci_judged", "A matter of judgement", position(Level.CAUTION, Standing.CLINICAL_JUDGEMENT))


def result(**answers):
    checklist = build_checklist(AGENT, (PRESSURE, EXCLUDED, JUDGED))
    found = tally(checklist, answers)
    return present_html(found, SOURCES, {}) + unresolved_html(found) + absent_html(found)


def between(text, start, end):
    return text.partition(start)[2].partition(end)[0]


def test_every_standing_is_in_one_group():
    named = [standing for _, standings in STANDING_GROUPS for standing in standings]
    assert sorted(named) == sorted(Standing)


def test_levels_differ_by_shape_and_name():
    assert len(set(SHAPES.values())) == len({level_text(level) for level in Level}) == len(Level)


def test_reasons_hold_all_that_the_record_says():
    html = reasons_html(PRESSURE, AGENT, SOURCES)
    for said in ("&lt;may&gt;", "Ask a cardiologist.", "[practice point]", "above 140/90 mmHg", "Read with care."):
        assert said in html
    for said in ("Product label", "Trial exclusion", "US label", "Feder 2014", "not re-read", "a hazard"):
        assert said in html
    assert "Sources differ: absolute or caution" in html
    assert "Review 2020" in between(html, "Further sources", "</p>")
    assert str(Location(Kind.CONTRAINDICATION, "ci_pressure")) in html


def test_sources_that_agree_are_not_said_to_differ():
    assert "differ" not in reasons_html(EXCLUDED, AGENT, SOURCES)
    assert difference_text(EXCLUDED, AGENT) == ""


def test_empty_fields_leave_no_label_behind():
    html = reasons_html(replace(PRESSURE, threshold="", note=""), AGENT, SOURCES)
    assert "Threshold" not in html
    assert "Note" not in html


def test_label_trial_and_judgement_are_listed_apart():
    html = result(ci_pressure=Answer.YES, ci_excluded=Answer.YES, ci_judged=Answer.YES)
    assert "High pressure" in between(html, "On a product label", "<h3>")
    assert "Excluded from trials" in between(html, "Trial exclusions", "<h3>")
    assert "A matter of judgement" in between(html, "Clinical judgement, not", "<h2>")


def test_present_item_tells_reason_action_threshold_and_source():
    present = between(result(ci_pressure=Answer.YES), "Present: 1", "<h2>")
    for said in ("&lt;may&gt;", "Ask a cardiologist. <", "practice point", "140/90", "US label", "absolute or caution"):
        assert said in present


@pytest.mark.parametrize(("answer", "heading"), [(None, "Unanswered: 1"), (Answer.UNKNOWN, "Unknown: 1")])
def test_what_may_be_present_has_a_heading_as_large_as_what_is(answer, heading):
    answers = {"ci_excluded": Answer.NO, "ci_judged": Answer.NO} | ({"ci_pressure": answer} if answer else {})
    html = result(**answers)
    assert "<h2>Present: 0</h2>" in html
    part = between(html, f"<h2>{heading}</h2>", "<h2>")
    assert "may be present" in part
    assert "High pressure" in part
    assert "High pressure" not in between(html, "<h2>Absent: 2</h2>", "<h2>")


def test_every_item_links_to_its_place_in_the_run():
    html = result(ci_pressure=Answer.YES, ci_excluded=Answer.NO)
    for each in (PRESSURE, EXCLUDED, JUDGED):
        assert html.count(f'href="{item_location(AGENT, each)}"') == 1
