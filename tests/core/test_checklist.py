import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.checklist import Answer, build_checklist, read_answers, tally
from ketaref.core.contraindication import Contraindication, Level, Position, Standing
from ketaref.core.errors import InputError
from ketaref.core.source import Checked

SOURCES = ("label", "trial", "review")

positions = st.builds(
    Position,
    agent=st.sampled_from(SCREENED_AGENTS),
    level=st.sampled_from(Level),
    standing=st.sampled_from(Standing),
    source=st.sampled_from(SOURCES),
    checked=st.sampled_from(Checked),
)


@st.composite
def contraindications(draw):
    ids = draw(st.lists(st.sampled_from([f"ci_{letter}" for letter in "abcdefgh"]), unique=True, min_size=1))
    return tuple(
        item(name, *draw(st.lists(positions, min_size=1, max_size=5)), group=draw(st.sampled_from(("Heart", "Eye"))))
        for name in ids
    )


@st.composite
def runs(draw):
    checklist = build_checklist(draw(st.sampled_from(SCREENED_AGENTS)), draw(contraindications()))
    ids = [each.id for each in checklist.items]
    answers = draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(Answer))) if ids else {}
    return checklist, answers


def item(item_id, *said, group="Heart"):
    return Contraindication(
        id=item_id,
        condition=item_id,
        question="?",
        group=group,
        positions=said,
        rationale="",
        action="",
        checked=Checked.PAGE,
        sources=(),
    )


def position(level, standing=Standing.LABEL, agent=Agent.IV_KETAMINE):
    return Position(agent, level, standing, "label", Checked.PAGE)


@given(runs())
def test_every_item_is_in_exactly_one_part_of_the_result(run):
    checklist, answers = run
    result = tally(checklist, answers)
    parts = (result.present, result.unknown, result.unanswered, result.absent)
    ids = [finding.item.id for part in parts for finding in part]
    assert sorted(ids) == sorted(each.id for each in checklist.items)
    assert result.total == len(checklist.items)


@given(runs())
def test_only_a_no_makes_an_item_absent(run):
    checklist, answers = run
    absent = {finding.item.id for finding in tally(checklist, answers).absent}
    assert absent == {item_id for item_id, answer in answers.items() if answer is Answer.NO}


@given(runs(), st.data())
def test_another_yes_removes_no_finding_and_lowers_no_level(run, data):
    checklist, answers = run
    unanswered = [each.id for each in checklist.items if each.id not in answers]
    if not unanswered:
        return
    before = tally(checklist, answers)
    after = tally(checklist, {**answers, data.draw(st.sampled_from(unanswered)): Answer.YES})
    assert set(before.present) < set(after.present)
    assert set(before.unknown) == set(after.unknown)
    for level in Level:
        assert len(after.present_at(level)) >= len(before.present_at(level))
    assert min(f.level.rank for f in after.present) <= min((f.level.rank for f in before.present), default=99)


@given(runs(), st.randoms())
def test_order_of_answers_does_not_matter(run, random):
    checklist, answers = run
    shuffled = list(answers.items())
    random.shuffle(shuffled)
    assert tally(checklist, dict(shuffled)) == tally(checklist, answers)


@given(runs())
def test_every_finding_names_a_source_for_its_agent(run):
    checklist, answers = run
    result = tally(checklist, answers)
    for finding in (*result.present, *result.unknown, *result.unanswered, *result.absent):
        assert finding.strictest in finding.positions
        assert all(p.source in SOURCES and p.agent is checklist.agent for p in finding.positions)


@given(contraindications(), st.sampled_from(SCREENED_AGENTS))
def test_checklist_has_each_item_that_a_source_speaks_of_and_no_other(items, agent):
    checklist = build_checklist(agent, items)
    spoken_of = {each.id for each in items if any(said.agent is agent for said in each.positions)}
    assert {each.id for each in checklist.items} == spoken_of
    for group in checklist.groups:
        ranks = [each.strictest(agent).level.rank for each in group.items]
        assert ranks == sorted(ranks)
        assert {each.group for each in group.items} == {group.name}
    firsts = [group.items[0].strictest(agent).level.rank for group in checklist.groups]
    assert firsts == sorted(firsts)


@given(st.sampled_from([agent for agent in Agent if agent not in SCREENED_AGENTS]))
def test_agent_without_records_is_refused_with_those_that_have_some(agent):
    with pytest.raises(InputError, match="iv_ketamine"):
        build_checklist(agent, ())


def test_answer_to_an_unknown_item_is_refused_by_name():
    checklist = build_checklist(Agent.IV_KETAMINE, [item("ci_a", position(Level.ABSOLUTE))])
    with pytest.raises(InputError, match="ci_of_another_list"):
        tally(checklist, {"ci_of_another_list": Answer.NO})


def test_strictest_findings_come_first():
    items = [
        item("ci_mild", position(Level.CAUTION)),
        item("ci_strict", position(Level.ABSOLUTE, Standing.TRIAL_EXCLUSION)),
        item("ci_labelled", position(Level.ABSOLUTE)),
    ]
    result = tally(build_checklist(Agent.IV_KETAMINE, items), dict.fromkeys([each.id for each in items], Answer.YES))
    assert [finding.item.id for finding in result.present] == ["ci_labelled", "ci_strict", "ci_mild"]


@pytest.mark.parametrize("data", [[], "yes", None, {"ci_a": "maybe"}, {"ci_a": True}, {"ci_a": None}])
def test_answers_that_are_none_are_refused(data):
    with pytest.raises(InputError):
        read_answers(data)


def test_answers_are_read_from_plain_values():
    assert read_answers({"ci_a": "yes", "ci_b": "unknown"}) == {"ci_a": Answer.YES, "ci_b": Answer.UNKNOWN}
