"""What the shipped monitoring steps hold for each agent, so that no route of ketamine is left without them."""

import pytest

from ketaref.core.agent import Agent

NEEDED = (
    "mon_bp_baseline_iv",
    "mon_fasting_iv",
    "mon_vitals_iv",
    "mon_cardiac_continuous",
    "mon_observation_iv",
    "mon_driving_iv",
    "mon_emergence_mgmt",
)
GIVEN_BY_STAFF = (
    Agent.IV_KETAMINE,
    Agent.IM_KETAMINE,
    Agent.SC_KETAMINE,
    Agent.ORAL_KETAMINE,
    Agent.SUBLINGUAL_KETAMINE,
    Agent.INTRANASAL_KETAMINE,
    Agent.IV_ESKETAMINE,
    Agent.IM_ESKETAMINE,
    Agent.SC_ESKETAMINE,
)


@pytest.mark.parametrize("agent", GIVEN_BY_STAFF)
def test_every_route_has_the_steps_of_a_session(real_store, agent):
    steps = {step.id for step in real_store.monitoring_steps() if step.concerns(agent)}
    assert set(NEEDED) <= steps


@pytest.mark.parametrize("record", ["mon_ed_vitals_limits", "mon_ed_observation", "mon_trial_vitals_limits"])
def test_limits_of_a_protocol_are_those_of_its_drug_and_route_alone(real_store, record):
    assert real_store.monitoring_step(record).agents == (Agent.IV_KETAMINE,)


@pytest.mark.parametrize("record", ["mon_dissociation", "mon_emergence_mgmt"])
def test_what_the_staff_does_comes_before_any_drug(real_store, record):
    action = real_store.monitoring_step(record).action.text
    assert action.startswith("First: stay with the person")
    first, _, reported = action.partition("no order")
    assert reported
    assert not any(drug in first for drug in ("midazolam", "barbiturate", "benzodiazepine", "haloperidol"))
