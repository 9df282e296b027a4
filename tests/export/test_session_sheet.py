"""A session sheet has every step of the agent for the day itself, and room to write beside each."""

import re
from html import escape

import pytest

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.monitoring import Phase
from ketaref.export.session_sheet import session_sheet

OF_A_SESSION = (Phase.BEFORE, Phase.BEFORE_AND_DURING, Phase.DURING, Phase.AFTER)


@pytest.fixture
def sheet(real_store, stamp):
    return lambda agent: session_sheet(agent, real_store.monitoring_steps(), real_store.sources(), stamp)


def rows_to_fill(body):
    """The rows of steps, without heads and the last rows for initials."""
    rows = re.findall(r"<tr>(.*?)</tr>", body)
    return [row for row in rows if '<td class="blank"></td>' in row and "Initials" not in row]


@pytest.mark.parametrize("agent", SCREENED_AGENTS)
def test_steps_of_the_agent_in_time_order_and_no_other(real_store, sheet, agent):
    body = sheet(agent).body
    assert re.findall(r"<h2>(.*?)</h2>", body) == [*(phase.label for phase in OF_A_SESSION), "Actions"]
    expected = [
        step.item.text
        for phase in OF_A_SESSION
        for step in real_store.monitoring_steps()
        if step.phase is phase and step.concerns(agent)
    ]
    rows = rows_to_fill(body)
    assert len(rows) == len(expected) > 20
    assert all(row.startswith(f"<td>{escape(text)}") for row, text in zip(rows, expected, strict=True))
    actions = re.findall(r"<tr><td>(.*?)</tr>", body.partition("<h2>Actions</h2>")[2])
    assert all(row.startswith(escape(text)) for row, text in zip(actions, expected, strict=True))


def test_every_row_has_empty_columns_and_each_table_a_place_for_initials(sheet):
    body = sheet(Agent.IV_KETAMINE).body
    rows = rows_to_fill(body)
    assert all(row.count('<td class="blank"></td>') in (3, 5) for row in rows)
    tables = body.split("<h2>")[1:-1]
    assert all("Initials" in table and "Time" in table for table in tables)


def test_practice_points_are_marked_and_every_other_step_has_sources(real_store, sheet):
    body = sheet(Agent.INTRANASAL_ESKETAMINE).body
    rows = rows_to_fill(body)
    assert all("ketaref://source/" in row or "practice point" in row.lower() for row in rows)
    assert "[practice point]" in body


def test_only_sources_of_its_steps_stand_at_the_end_on_wide_paper(real_store, sheet):
    made = sheet(Agent.IM_KETAMINE)
    cited = {
        source
        for step in real_store.monitoring_steps()
        if step.concerns(Agent.IM_KETAMINE) and step.phase in OF_A_SESSION
        for source in step.sources
    }
    assert {source.id for source in made.references} == cited
    assert made.wide
