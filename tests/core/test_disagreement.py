from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.contraindication import Contraindication, Level, Position, Standing
from ketaref.core.disagreement import (
    LABELS,
    Authority,
    Conflict,
    authority_of,
    build_matrix,
    cell_sentence,
    filtered,
    summary,
)
from ketaref.core.errors import InputError
from ketaref.core.source import Checked, Jurisdiction, Source, SourceKind

AGENT = Agent.IV_KETAMINE


def source(name, kind=SourceKind.LABEL, jurisdiction=None):
    return Source(name, kind, name, name, Checked.PAGE, jurisdiction=jurisdiction)


SOURCES = {
    each.id: each
    for each in (
        source("us", jurisdiction=Jurisdiction.US),
        source("eu", jurisdiction=Jurisdiction.EU),
        source("uk", jurisdiction=Jurisdiction.UK),
        source("swiss", jurisdiction=Jurisdiction.SWITZERLAND),
        source("nowhere"),
        source("guide", SourceKind.GUIDELINE, Jurisdiction.US),
        source("consensus", SourceKind.CONSENSUS),
        source("trial", SourceKind.RCT),
    )
}

positions = st.builds(
    Position,
    agent=st.sampled_from(SCREENED_AGENTS[:2]),
    level=st.sampled_from(Level),
    standing=st.sampled_from(Standing),
    source=st.sampled_from(sorted(SOURCES)),
    checked=st.just(Checked.PAGE),
    detail=st.sampled_from(("", "in the label", "of 140/90 mmHg")),
)


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


def position(level, standing=Standing.LABEL, name="us", agent=AGENT, detail=""):
    return Position(agent, level, standing, name, Checked.PAGE, detail)


def only_row(*said):
    matrix = build_matrix(AGENT, (item("ci_a", *said),), SOURCES)
    return matrix.rows[0]


items = st.lists(st.lists(positions, min_size=1, max_size=6), max_size=5).map(
    lambda lists: tuple(item(f"ci_{number}", *said, group=f"G{number % 2}") for number, said in enumerate(lists))
)


@given(items)
def test_every_position_on_the_agent_is_in_exactly_one_cell(given_items):
    matrix = build_matrix(AGENT, given_items, SOURCES)
    shown = [(row.item.id, each) for row in matrix.rows for cell in row.cells for each in cell.positions]
    there = [(each.id, said) for each in given_items for said in each.positions if said.agent is AGENT]
    assert sorted(shown, key=repr) == sorted(there, key=repr)
    for row in matrix.rows:
        assert len({cell.authority for cell in row.cells}) == len(row.cells)
        for cell in row.cells:
            assert {authority_of(each, SOURCES[each.source]) for each in cell.positions} == {cell.authority}


@given(items)
def test_conflict_is_marked_exactly_where_two_positions_have_different_levels(given_items):
    for row in build_matrix(AGENT, given_items, SOURCES).rows:
        levels = [each.level for each in row.item.positions if each.agent is AGENT]
        differ = any(one is not other for one, other in combinations(levels, 2))
        assert bool(row.conflicts) is differ
        assert row.item.disagrees(AGENT) is differ
        assert [cell.differs for cell in row.cells] == [differ] * len(row.cells)


@given(items)
def test_cells_differ_from_each_other_both_ways_and_never_from_silence(given_items):
    for row in build_matrix(AGENT, given_items, SOURCES).rows:
        for cell in row.cells:
            for other in cell.differs_from:
                counterpart = row.cell(other)
                assert counterpart
                assert counterpart.levels != cell.levels or cell.differs_within
                assert cell.authority in counterpart.differs_from


@given(items, st.sampled_from(("", "G0", "G1")), st.booleans(), st.sampled_from((None, *Conflict)))
def test_filter_leaves_out_rows_and_changes_none(given_items, group, differing, conflict):
    whole = build_matrix(AGENT, given_items, SOURCES)
    part = filtered(whole, group=group, differing=differing, conflict=conflict)
    wanted = [
        row
        for row in whole.rows
        if (not group or row.item.group == group)
        and (not differing or row.conflicts)
        and (conflict is None or conflict in row.conflicts)
    ]
    assert list(part.rows) == wanted
    assert part.authorities == whole.authorities
    assert all(each.rows for each in part.groups)


@pytest.mark.parametrize(
    ("standing", "name", "column"),
    [
        (Standing.LABEL, "us", Authority.US_LABEL),
        (Standing.LABEL, "eu", Authority.EU_LABEL),
        (Standing.LABEL, "uk", Authority.UK_LABEL),
        (Standing.LABEL, "swiss", Authority.OTHER_LABEL),
        (Standing.LABEL, "nowhere", Authority.OTHER_LABEL),
        (Standing.GUIDANCE, "guide", Authority.GUIDELINE),
        (Standing.GUIDANCE, "us", Authority.GUIDELINE),
        (Standing.GUIDANCE, "consensus", Authority.CONSENSUS),
        (Standing.LITERATURE, "us", Authority.LITERATURE),
        (Standing.PROTOCOL, "guide", Authority.PROTOCOL),
        (Standing.TRIAL_EXCLUSION, "trial", Authority.TRIAL_EXCLUSION),
        (Standing.CLINICAL_JUDGEMENT, "us", Authority.CLINICAL_JUDGEMENT),
    ],
)
def test_position_stands_in_the_column_of_its_authority(standing, name, column):
    assert authority_of(position(Level.CAUTION, standing, name), SOURCES[name]) is column


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        (("us", Standing.LABEL), ("eu", Standing.LABEL), (Conflict.LABELS,)),
        (("us", Standing.LABEL), ("us", Standing.LABEL), (Conflict.LABELS,)),
        (("us", Standing.LABEL), ("guide", Standing.GUIDANCE), (Conflict.LABEL_AND_GUIDANCE,)),
        (("consensus", Standing.GUIDANCE), ("us", Standing.LABEL), (Conflict.LABEL_AND_GUIDANCE,)),
        (("guide", Standing.PROTOCOL), ("us", Standing.LABEL), (Conflict.LABEL_AND_GUIDANCE,)),
        (("trial", Standing.TRIAL_EXCLUSION), ("us", Standing.LABEL), (Conflict.STRICTER_TRIAL,)),
        (("us", Standing.LABEL), ("trial", Standing.TRIAL_EXCLUSION), (Conflict.OTHER,)),
        (("guide", Standing.GUIDANCE), ("trial", Standing.TRIAL_EXCLUSION), (Conflict.OTHER,)),
        (("us", Standing.LITERATURE), ("us", Standing.LABEL), (Conflict.OTHER,)),
    ],
)
def test_kinds_of_conflict_are_told_apart(one, other, kinds):
    """The first of the two is the stricter one."""
    row = only_row(position(Level.ABSOLUTE, one[1], one[0]), position(Level.CAUTION, other[1], other[0]))
    assert row.conflicts == kinds


def test_silence_is_no_agreement_and_is_told():
    matrix = build_matrix(
        AGENT,
        (
            item("ci_a", position(Level.ABSOLUTE), position(Level.CAUTION, Standing.GUIDANCE, "guide")),
            item("ci_b", position(Level.CAUTION, name="eu")),
        ),
        SOURCES,
    )
    first, second = matrix.rows
    assert first.cell(Authority.EU_LABEL) is None
    assert matrix.silent_on(first) == (Authority.EU_LABEL,)
    assert matrix.silent_on(second) == (Authority.US_LABEL, Authority.GUIDELINE)
    assert Authority.CONSENSUS in matrix.silent
    assert "Consensus statement" in summary(matrix)
    assert cell_sentence(first, Authority.EU_LABEL) == "ci_a, EU product information: says nothing here; others differ."
    assert cell_sentence(second, Authority.US_LABEL) == "ci_b, US label: says nothing here, which is not agreement."


def test_sentence_of_a_cell_names_who_says_otherwise():
    row = only_row(
        position(Level.ABSOLUTE),
        position(Level.RELATIVE, name="eu"),
        position(Level.CAUTION, Standing.GUIDANCE, "guide"),
        position(Level.RELATIVE, Standing.GUIDANCE, "guide"),
    )
    assert cell_sentence(row, Authority.US_LABEL) == (
        "ci_a, US label: absolute, 1 source; differs from EU product information (relative), "
        "Guideline or regulator (relative or caution)."
    )
    assert "2 sources; its own sources differ; differs from" in cell_sentence(row, Authority.GUIDELINE)


def test_sentence_of_a_cell_that_agrees_names_nobody():
    row = only_row(position(Level.ABSOLUTE), position(Level.ABSOLUTE, name="eu"))
    assert cell_sentence(row, Authority.US_LABEL) == "ci_a, US label: absolute, 1 source."


@pytest.mark.parametrize(("text", "found"), [("HEART", True), ("140/90", True), ("heart label", True), ("lung", False)])
def test_text_filter_reads_conditions_groups_and_details(text, found):
    matrix = build_matrix(AGENT, (item("ci_a", position(Level.CAUTION, detail="label: 140/90 mmHg")),), SOURCES)
    assert bool(filtered(matrix, text=text).rows) is found


def test_summary_counts_rows_and_kinds():
    matrix = build_matrix(
        AGENT,
        (
            item("ci_a", position(Level.ABSOLUTE), position(Level.CAUTION, name="eu")),
            item("ci_b", position(Level.CAUTION)),
        ),
        SOURCES,
    )
    assert summary(matrix).startswith("2 conditions for IV ketamine. Sources differ on 1 (labels differ: 1).")


def test_agent_that_is_not_screened_is_refused():
    with pytest.raises(InputError, match="no checklist for sc_ketamine"):
        build_matrix(Agent.SC_KETAMINE, (), SOURCES)


def test_every_authority_and_conflict_has_its_words():
    for each in Authority:
        assert each.label
        assert each.meaning.endswith(".")
    for conflict in Conflict:
        assert conflict.label
        assert conflict.short
    assert set(LABELS) < set(Authority)
