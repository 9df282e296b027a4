import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.checklist import Answer, Treatment, build_checklist, kept_answers, read_answers, tally
from ketaref.core.contraindication import Contraindication, Indication, Level, Position, Setting, Standing
from ketaref.core.errors import InputError
from ketaref.core.measurement import Comparison, Limit, LimitState, Relation
from ketaref.core.source import Checked

SOURCES = ("label", "trial", "review")

limits = st.builds(
    Limit,
    st.lists(
        st.builds(Comparison, st.sampled_from(("systolic", "age")), st.sampled_from(Relation), st.integers(10, 90)),
        min_size=1,
        max_size=2,
    ).map(tuple),
)
positions = st.builds(
    Position,
    agent=st.sampled_from(SCREENED_AGENTS),
    level=st.sampled_from(Level),
    standing=st.sampled_from(Standing),
    source=st.sampled_from(SOURCES),
    checked=st.sampled_from(Checked),
    limits=st.lists(limits, max_size=1).map(tuple),
    indications=st.lists(st.sampled_from(Indication), max_size=2).map(tuple),
    settings=st.lists(st.sampled_from(Setting), max_size=2).map(tuple),
)


@st.composite
def contraindications(draw):
    ids = draw(st.lists(st.sampled_from([f"ci_{letter}" for letter in "abcdefgh"]), unique=True, min_size=1))
    first, *others = ids
    drawn = [item(first, *draw(st.lists(positions, min_size=1, max_size=5)))]
    for name in others:
        said, group = draw(st.lists(positions, min_size=1, max_size=5)), draw(st.sampled_from(("Heart", "Eye")))
        drawn.append(item(name, *said, group=group, asked_if=draw(st.sampled_from(("", first)))))
    return tuple(drawn)


@st.composite
def runs(draw):
    treatment = Treatment(
        draw(st.sampled_from(SCREENED_AGENTS)),
        draw(st.one_of(st.none(), st.sampled_from(Indication))),
        draw(st.one_of(st.none(), st.sampled_from(Setting))),
    )
    checklist = build_checklist(treatment, draw(contraindications()))
    ids = [each.id for each in checklist.items]
    answers = draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(Answer))) if ids else {}
    readings = draw(st.dictionaries(st.sampled_from(("systolic", "age")), st.integers(0, 100)))
    return checklist, answers, readings


def everything(result):
    return (*result.present, *result.unknown, *result.unanswered, *result.absent, *result.not_asked)


def item(item_id, *said, group="Heart", asked_if="", monitoring=()):
    return Contraindication(
        asked_if=asked_if,
        monitoring=monitoring,
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
    checklist, answers, readings = run
    result = tally(checklist, answers, readings)
    assert sorted(finding.item.id for finding in everything(result)) == sorted(each.id for each in checklist.items)
    assert result.total == len(checklist.items) - len(result.not_asked)


@given(runs())
def test_only_a_no_makes_an_item_absent(run):
    checklist, answers, readings = run
    result = tally(checklist, answers, readings)
    assert all(answers.get(finding.item.id) is Answer.NO for finding in result.absent)
    reached = {finding.item.id for finding in result.present if finding.reached}
    assert {f.item.id for f in result.absent} == {i for i, answer in answers.items() if answer is Answer.NO} - reached


@given(runs())
def test_an_unanswered_item_is_never_absent(run):
    checklist, answers, readings = run
    result = tally(checklist, answers, readings)
    left = {each.id for each in checklist.items} - answers.keys()
    assert not left & {finding.item.id for finding in (*result.absent, *result.unknown)}
    absent = {finding.item.id for finding in result.absent}
    assert all(finding.item.asked_if in absent for finding in result.not_asked)
    assert result.waiting <= {finding.item.id for finding in result.unanswered}


@given(runs(), st.data())
def test_another_yes_removes_no_finding_and_lowers_no_level(run, data):
    checklist, answers, readings = run
    unanswered = [each.id for each in checklist.items if each.id not in answers]
    if not unanswered:
        return
    before = tally(checklist, answers, readings)
    after = tally(checklist, {**answers, data.draw(st.sampled_from(unanswered)): Answer.YES}, readings)
    assert {f.item.id for f in before.present} <= {f.item.id for f in after.present}
    assert set(before.unknown) == set(after.unknown)
    ranks = {finding.item.id: finding.level.rank for finding in after.present}
    assert all(ranks[finding.item.id] <= finding.level.rank for finding in before.present)
    assert min(f.level.rank for f in after.present) <= min((f.level.rank for f in before.present), default=99)


@given(runs(), st.randoms())
def test_order_of_answers_and_readings_does_not_matter(run, random):
    checklist, answers, readings = run
    shuffled, turned = list(answers.items()), list(readings.items())
    random.shuffle(shuffled)
    random.shuffle(turned)
    assert tally(checklist, dict(shuffled), dict(turned)) == tally(checklist, answers, readings)


@given(runs())
def test_tally_changes_nothing_that_it_was_given(run):
    checklist, answers, readings = run
    kept = dict(answers), dict(readings)
    assert tally(checklist, answers, readings) == tally(checklist, answers, readings)
    assert (answers, readings) == kept


@given(runs())
def test_a_reading_that_reaches_a_limit_makes_its_item_present_and_no_other_answers_anything(run):
    checklist, answers, readings = run
    result = tally(checklist, answers, readings)
    for finding in everything(result):
        limits = [limit for position in finding.positions for limit in position.limits]
        reached = any(limit.state(readings) is LimitState.REACHED for limit in limits)
        assert bool(finding.reached) == reached
        present = finding in result.present
        assert present == (reached or finding.answer is Answer.YES)
        assert finding.contradicts == (reached and finding.answer is Answer.NO)


@given(runs())
def test_a_number_alone_has_the_level_of_the_source_that_sets_it(run):
    checklist, answers, readings = run
    for finding in everything(tally(checklist, answers, readings)):
        reached = [each.position for each in finding.reached]
        if reached and finding.answer is not Answer.YES:
            assert finding.strictest in reached
            assert finding.level.rank == min(position.level.rank for position in reached)
            assert (finding.left_open is not None) == (finding.positions[0].level.rank < finding.level.rank)
        else:
            assert finding.strictest == finding.positions[0]
            assert finding.left_open is None


def test_an_answer_is_kept_only_where_the_same_limits_apply():
    limit = Limit((Comparison("systolic", Relation.ABOVE, 180),))
    lower = Limit((Comparison("systolic", Relation.ABOVE, 140),))

    def said(agent, *limits):
        return Position(agent, Level.CAUTION, Standing.LABEL, "label", Checked.PAGE, limits=limits)

    iv, spray = Agent.IV_KETAMINE, Agent.INTRANASAL_ESKETAMINE
    items = [
        item("ci_same", said(iv, limit), said(spray, limit)),
        item("ci_other", said(iv, limit), said(spray, lower)),
        item("ci_none", said(iv), said(spray)),
        item("ci_iv_only", said(iv)),
    ]
    assert kept_answers(build_checklist(iv, items), build_checklist(spray, items)) == {"ci_same", "ci_none"}


@given(runs())
def test_every_finding_names_a_source_for_its_agent(run):
    checklist, answers, readings = run
    for finding in everything(tally(checklist, answers, readings)):
        assert finding.strictest in finding.positions
        assert all(p.source in SOURCES and p.agent is checklist.agent for p in finding.positions)


@given(contraindications(), st.sampled_from(SCREENED_AGENTS), st.sampled_from(Indication), st.sampled_from(Setting))
def test_an_indication_or_setting_takes_no_item_away_and_hides_no_position(items, agent, indication, setting):
    every = build_checklist(agent, items)
    chosen = build_checklist(Treatment(agent, indication, setting), items)
    assert {each.id for each in chosen.items} == {each.id for each in every.items}
    for each in every.items:
        counting = chosen.item(each.id).positions_for(agent)
        assert sorted(map(repr, (*counting, *chosen.left_out.get(each.id, ())))) == sorted(
            map(repr, each.positions_for(agent))
        )
        assert counting
        if each.id in chosen.left_out:
            assert all(position.concerns(indication, setting) for position in counting)
            assert not any(position.concerns(indication, setting) for position in chosen.left_out[each.id])


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


def test_a_dependent_item_waits_is_asked_and_is_not_asked():
    items = [
        item("ci_parent", position(Level.CAUTION)),
        item("ci_child", position(Level.CAUTION), asked_if="ci_parent"),
    ]
    checklist = build_checklist(Agent.IV_KETAMINE, items)

    def part_of_child(**answers):
        result = tally(checklist, answers)
        parts = ("present", "unknown", "unanswered", "absent", "not_asked")
        return next(name for name in parts if "ci_child" in {f.item.id for f in getattr(result, name)}), result.waiting

    assert part_of_child() == ("unanswered", {"ci_child"})
    assert part_of_child(ci_parent=Answer.NO) == ("not_asked", set())
    assert part_of_child(ci_parent=Answer.YES) == ("unanswered", set())
    assert part_of_child(ci_parent=Answer.UNKNOWN) == ("unanswered", set())
    assert part_of_child(ci_parent=Answer.NO, ci_child=Answer.YES)[0] == "present"
    assert part_of_child(ci_parent=Answer.NO, ci_child=Answer.UNKNOWN)[0] == "unknown"


def test_a_treatment_says_what_it_is():
    treatment = Treatment(Agent.IV_KETAMINE, Indication.TRAUMA, Setting.CLINIC)
    assert treatment.label == "IV ketamine, PTSD or another trauma-related disorder, Outpatient clinic"
    assert Treatment(Agent.IV_KETAMINE).label == "IV ketamine"


@pytest.mark.parametrize("data", [[], "yes", None, {"ci_a": "maybe"}, {"ci_a": True}, {"ci_a": None}])
def test_answers_that_are_none_are_refused(data):
    with pytest.raises(InputError):
        read_answers(data)


def test_answers_are_read_from_plain_values():
    assert read_answers({"ci_a": "yes", "ci_b": "unknown"}) == {"ci_a": Answer.YES, "ci_b": Answer.UNKNOWN}
