"""What the shipped checklist asks: "yes" must mean that the condition is there, whatever else is to be noted."""

import re
from itertools import combinations

import pytest

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.checklist import Answer, build_checklist, tally
from ketaref.core.contraindication import Level, Standing
from ketaref.core.source import Checked


@pytest.fixture(scope="session")
def items(real_store):
    return {item.id: item for item in real_store.contraindications()}


def test_each_question_asks_one_thing(items):
    asking_more = [item.id for item in items.values() if item.question.count("?") != 1]
    assert not asking_more


def test_no_question_asks_whether_something_is_not_so(items):
    negated = [
        item.id
        for item in items.values()
        if re.search(r"\bis there no\b|\b(is|are) (the|a|an) [a-z]+ not\b", item.question, re.I)
    ]
    assert not negated


def test_pressure_and_saturation_are_asked_with_their_limits(items):
    assert {"180/100", "140/90"} <= set(re.findall(r"\d+/\d+", items["ci_bp_day"].question))
    assert "93%" in items["ci_spo2_low"].question
    assert "93%" in items["ci_spo2_low"].threshold


def test_a_warning_of_the_label_is_not_shown_as_more_than_it_says(items):
    sedatives = items["ci_cns_depressants"]
    for agent in (Agent.IV_KETAMINE, Agent.IM_KETAMINE):
        labels = {p.level for p in sedatives.positions_for(agent) if p.standing is Standing.LABEL}
        assert labels == {Level.CAUTION}
        strictest = sedatives.strictest(agent)
        assert strictest
        assert strictest.level is Level.RELATIVE


def test_pre_eclampsia_stands_with_every_injectable_label_that_names_it(items):
    assert {"mhra_ketalar", "ch_ketamine", "de_ketamin_hameln"} <= labels_of(
        items["ci_preeclampsia"], Agent.IV_KETAMINE
    )
    assert {
        "ch_esketamine_inj_ci",
        "no_ketanest",
        "de_ketanest_s",
        "at_ketanest_s",
        "at_esketamin_sintetica",
    } <= labels_of(items["ci_preeclampsia"], Agent.IV_ESKETAMINE)


def labels_of(item, agent):
    return {p.source for p in item.positions_for(agent) if p.standing is Standing.LABEL}


def test_injectable_esketamine_is_never_asked_less_than_injectable_ketamine(items):
    for item in items.values():
        ketamine, esketamine = item.strictest(Agent.IV_KETAMINE), item.strictest(Agent.IV_ESKETAMINE)
        if ketamine:
            assert esketamine, item.id
            assert esketamine.level.rank <= ketamine.level.rank, item.id


def test_what_labels_say_of_esketamine_does_not_stand_under_ketamine(items):
    esketamine_only = {
        "ch_esketamine_inj",
        "ch_esketamine_inj_ci",
        "de_ketanest_s",
        "at_ketanest_s",
        "at_esketamin_sintetica",
        "no_ketanest",
        "gb_vesierra",
        "gb_esketamine_inj",
        "at_esketamin_smpc",
        "br_escetamina_uq",
        "br_ketamin_s",
    }
    for item in items.values():
        assert not labels_of(item, Agent.IV_KETAMINE) & esketamine_only, item.id


def test_ergometrine_cites_the_swiss_ketamine_label(items):
    assert "ch_ketamine_ddi" in items["ci_ergometrine"].sources


@pytest.mark.parametrize("id_", ["ci_seizure", "ci_uri"])
def test_what_no_label_lists_is_shown_as_a_disagreement(items, id_):
    strictest = items[id_].strictest(Agent.IV_KETAMINE)
    assert strictest
    assert strictest.level is Level.RELATIVE
    listing = [p for p in items[id_].positions_for(Agent.IV_KETAMINE) if p.level is Level.RELATIVE]
    assert "pharmamedix_ketamine" in {p.source for p in listing}
    assert all("contraindications" in p.detail for p in listing)
    assert items[id_].disagrees(Agent.IV_KETAMINE)


def test_porphyria_stands_as_the_one_label_that_names_it_has_it(items):
    named = items["ci_porphyria"].strictest(Agent.IV_ESKETAMINE)
    assert named
    assert (named.source, named.level, named.standing) == ("br_escetamina_uq", Level.ABSOLUTE, Standing.LABEL)
    for agent in (Agent.IV_KETAMINE, Agent.INTRANASAL_ESKETAMINE):
        carried = [p for p in items["ci_porphyria"].positions_for(agent) if p.source == "br_escetamina_uq"]
        assert {(p.level, p.standing) for p in carried} == {(Level.ABSOLUTE, Standing.CLINICAL_JUDGEMENT)}
    assert items["ci_porphyria"].disagrees(Agent.IV_KETAMINE)


def test_no_absolute_stands_on_books_and_reviews_alone(items):
    on_literature_alone = [
        item.id
        for item in items.values()
        if {p.standing for p in item.positions_for(Agent.IV_KETAMINE) if p.level is Level.ABSOLUTE}
        == {Standing.LITERATURE}
    ]
    assert not on_literature_alone


def test_a_guideline_read_in_a_summary_is_not_marked_as_read(items):
    from_summary = [p for item in items.values() for p in item.positions if p.source == "medscape_schwenk"]
    assert from_summary
    assert {p.checked for p in from_summary} == {Checked.SECONDARY}
    assert all("summary" in p.detail for p in from_summary if p.standing is Standing.GUIDANCE)


def test_ischaemic_heart_disease_stands_with_every_injectable_label_that_names_it(items):
    absolute = [p for p in items["ci_severe_cad"].positions if p.level is Level.ABSOLUTE]
    assert {"mhra_ketalar", "de_ketamin_hameln"} <= {p.source for p in absolute if p.agent is Agent.IV_KETAMINE}
    assert {"ch_esketamine_inj_ci", "no_ketanest", "at_ketanest_s", "at_esketamin_sintetica"} <= {
        p.source for p in absolute if p.agent is Agent.IV_ESKETAMINE
    }


@pytest.mark.parametrize("agent", SCREENED_AGENTS)
def test_every_pair_of_items_is_found_together_and_each_finding_names_a_source_that_is_there(agent, real_store):
    checklist = build_checklist(agent, real_store.contraindications())
    known = {source.id for source in real_store.sources()}
    for one, other in combinations([item.id for item in checklist.items], 2):
        result = tally(checklist, {one: Answer.YES, other: Answer.YES})
        assert {finding.item.id for finding in result.present} == {one, other}
    everything = tally(checklist, dict.fromkeys((item.id for item in checklist.items), Answer.YES))
    for finding in everything.present:
        assert finding.strictest.source in known
        assert {position.source for position in finding.positions} <= known
