from ketaref.core.agent import SCREENED_AGENTS
from ketaref.core.effect_html import lines_beside_rates, missing_rates_html, rates_by_agent


def test_rates_are_apart_and_nothing_else_is(real_store):
    effect = real_store.adverse_effect("ae_dissociation")
    labels = [line.label for line in lines_beside_rates(effect)]
    assert "Management" in labels
    assert not any(label.startswith("Rate,") for label in labels)


def test_rates_of_an_agent_stand_together_and_none_is_lost(real_store):
    for effect in real_store.adverse_effects():
        rates = rates_by_agent(effect)
        assert sorted(map(repr, rates)) == sorted(map(repr, effect.rates))
        agents = [rate.agent for rate in rates]
        assert list(dict.fromkeys(agents)) == sorted(set(agents), key=effect.agents.index)
        assert agents == sorted(agents, key=effect.agents.index)


def test_agents_without_a_percentage_are_named_and_no_others(real_store):
    for effect in real_store.adverse_effects():
        html = missing_rates_html(effect)
        for agent in SCREENED_AGENTS:
            measured = any(rate.agent is agent and rate.percent is not None for rate in effect.rates)
            assert (f" {agent.label}" in html.replace(">", "> ")) is not measured
