from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.contraindication import Contraindication, Level, Position, Standing
from ketaref.core.source import Checked

positions = st.builds(
    Position,
    agent=st.sampled_from(SCREENED_AGENTS),
    level=st.sampled_from(Level),
    standing=st.sampled_from(Standing),
    source=st.sampled_from(("a", "b")),
    checked=st.just(Checked.PAGE),
)
lists_of_positions = st.lists(positions, max_size=8)


def contraindication(said):
    return Contraindication(
        id="ci_a",
        condition="A",
        question="?",
        group="Heart",
        positions=tuple(said),
        rationale="",
        action="",
        checked=Checked.PAGE,
        sources=(),
    )


def said(level, standing, source="a"):
    return Position(Agent.IV_KETAMINE, level, standing, source, Checked.PAGE)


@given(lists_of_positions)
def test_positions_of_all_agents_together_are_all_positions(said):
    item = contraindication(said)
    per_agent = [position for agent in SCREENED_AGENTS for position in item.positions_for(agent)]
    assert sorted(map(str, per_agent)) == sorted(map(str, said))


@given(lists_of_positions, st.sampled_from(SCREENED_AGENTS))
def test_no_position_is_stricter_than_the_strictest(said, agent):
    item = contraindication(said)
    strictest = item.strictest(agent)
    levels = [position.level for position in said if position.agent is agent]
    assert (strictest is None) == (not levels)
    if strictest:
        assert strictest.level.rank == min(level.rank for level in levels)


@given(lists_of_positions, st.sampled_from(SCREENED_AGENTS), st.randoms())
def test_level_that_counts_does_not_depend_on_the_order_of_sources(said, agent, random):
    shuffled = list(said)
    random.shuffle(shuffled)
    first, second = contraindication(said).strictest(agent), contraindication(shuffled).strictest(agent)
    assert (first and (first.level, first.standing)) == (second and (second.level, second.standing))


def test_a_label_speaks_before_a_trial_at_the_same_level():
    trial = said(Level.ABSOLUTE, Standing.TRIAL_EXCLUSION)
    label = said(Level.ABSOLUTE, Standing.LABEL)
    assert contraindication([trial, label]).strictest(Agent.IV_KETAMINE) is label


def test_a_stricter_trial_counts_before_a_milder_label():
    trial = said(Level.ABSOLUTE, Standing.TRIAL_EXCLUSION)
    label = said(Level.CAUTION, Standing.LABEL)
    assert contraindication([label, trial]).strictest(Agent.IV_KETAMINE) is trial


def test_sources_disagree_where_levels_differ_for_the_agent():
    item = contraindication([said(Level.ABSOLUTE, Standing.LABEL), said(Level.CAUTION, Standing.LABEL, "b")])
    assert item.disagrees(Agent.IV_KETAMINE)
    assert not item.disagrees(Agent.ORAL_KETAMINE)


def test_sources_agree_where_only_their_standing_differs():
    item = contraindication([said(Level.ABSOLUTE, Standing.LABEL), said(Level.ABSOLUTE, Standing.TRIAL_EXCLUSION)])
    assert not item.disagrees(Agent.IV_KETAMINE)


def test_every_standing_has_a_name_of_its_own():
    assert len({standing.label for standing in Standing}) == len(Standing)
