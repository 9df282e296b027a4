import pytest

from ketaref.core.agent import Agent
from ketaref.core.cues import agents_meant, question_cues
from ketaref.core.location import Kind


@pytest.mark.parametrize(
    ("text", "asking", "kind"),
    [
        ("how often does nausea happen", {"often", "happen"}, Kind.ADVERSE_EFFECT),
        ("how common is nausea", {"common"}, Kind.ADVERSE_EFFECT),
        ("what happens to blood pressure", {"happens"}, Kind.ADVERSE_EFFECT),
        ("can ketamine cause mania", {"cause"}, Kind.ADVERSE_EFFECT),
        ("what must be watched during a session", {"watched"}, Kind.MONITORING),
        ("how often is blood pressure checked", {"often", "checked"}, Kind.MONITORING),
        ("how often is esketamine given", {"often"}, Kind.REGIMEN),
        ("how many infusions", set(), Kind.REGIMEN),
        ("spravato dose", set(), Kind.REGIMEN),
        ("esketamine dosing in older adults", set(), Kind.REGIMEN),
        ("blood pressure before the dose", set(), None),
        ("fluoxetine interaction", {"interaction"}, Kind.INTERACTION),
        ("does it interact with my drugs", {"interact", "drugs"}, Kind.INTERACTION),
        ("what counts as treatment resistant depression", {"counts"}, Kind.GLOSSARY),
        ("what does trd stand for", {"stand"}, Kind.GLOSSARY),
        ("what does remission mean", {"mean"}, Kind.GLOSSARY),
        ("definition of remission", {"definition"}, Kind.GLOSSARY),
        ("mean arterial pressure", set(), None),
        ("common cold", set(), None),
        ("dissociation", set(), None),
        ("", set(), None),
    ],
)
def test_way_of_asking_tells_the_kind(text, asking, kind):
    assert question_cues(text.split()) == (asking, kind)


@pytest.mark.parametrize(
    ("words", "medicines", "among", "not_among"),
    [
        ("nasal spray", {"esketamine"}, Agent.INTRANASAL_ESKETAMINE, Agent.IV_ESKETAMINE),
        ("spravato", {"esketamine"}, Agent.IV_ESKETAMINE, Agent.IV_KETAMINE),
        ("ketamine drip", {"ketamine"}, Agent.IV_KETAMINE, Agent.IV_ESKETAMINE),
        ("infusion", set(), Agent.IV_KETAMINE, Agent.IM_KETAMINE),
        ("lozenge", set(), Agent.SUBLINGUAL_KETAMINE, Agent.ORAL_KETAMINE),
    ],
)
def test_medicine_and_route_tell_the_agents(words, medicines, among, not_among):
    agents = agents_meant(words.split(), medicines)
    assert among in agents
    assert not_among not in agents


@pytest.mark.parametrize("medicines", [set(), {"ketamine"}, {"ketamine", "esketamine"}])
def test_bare_name_of_ketamine_means_any_agent(medicines):
    assert agents_meant(["ketamine"], medicines) == frozenset()
