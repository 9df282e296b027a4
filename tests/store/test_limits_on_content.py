"""The numbers of the shipped checklist: each is its own source's, none is carried where none was stated."""

import re
from itertools import product

import pytest

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.checklist import Answer, Treatment, build_checklist, tally
from ketaref.core.contraindication import Indication, Level, Setting, Standing

FIGURES = ["ci_bp_day", "ci_spo2_low", "ci_resp_rate", "ci_age24_suicide", "ci_age_child"]
"""Items whose question asks for a number alone."""

BREATHING = {"breathing_rate": 9}
PRESSURE = {"ci_bp_day", "ci_htn_uncontrolled"}


@pytest.fixture(scope="session")
def items(real_store):
    return real_store.contraindications()


@pytest.fixture(scope="session")
def reached(items):
    """`reached(agent, readings)` -> item id to the sources whose limit the readings reach."""

    def reach(agent, **readings):
        result = tally(build_checklist(agent, items), {}, readings)
        found = (*result.present, *result.unanswered)
        return {each.item.id: {one.position.source for one in each.reached} for each in found if each.reached}

    return reach


def positions(items):
    return [(item, position) for item in items for position in item.positions]


def limits(items):
    return [(item, position, limit) for item, position in positions(items) for limit in position.limits]


def test_high_pressure_reaches_every_source_that_names_it_and_no_other(reached):
    labels = {"ch_ketamine", "de_ketamin_hameln"}
    protocols = {"scirp_ed", "wjem_sddk2020"}
    assert reached(Agent.IV_KETAMINE, systolic=181, diastolic=90) == {
        "ci_bp_day": labels | protocols | {"nct05803551"},
        "ci_htn_uncontrolled": labels | {"nct03658330"},
    }
    assert reached(Agent.IV_KETAMINE, systolic=170, diastolic=101) == {
        "ci_bp_day": labels,
        "ci_htn_uncontrolled": labels | {"nct03658330"},
    }
    assert reached(Agent.IV_KETAMINE, systolic=171, diastolic=100) == {"ci_htn_uncontrolled": {"nct03658330"}}
    injected = {"ch_esketamine_inj_ci", "de_ketanest_s"}
    assert reached(Agent.IV_ESKETAMINE, systolic=181, diastolic=90) == dict.fromkeys(PRESSURE, injected)


@pytest.mark.parametrize("agent", SCREENED_AGENTS)
def test_a_pressure_at_the_limit_is_not_above_it(reached, agent):
    labelled = (140, 90) if agent is Agent.INTRANASAL_ESKETAMINE else (180, 100)
    at = (170, 100) if agent is Agent.IV_KETAMINE else labelled
    assert not reached(agent, systolic=at[0], diastolic=at[1])
    assert PRESSURE & set(reached(agent, systolic=at[0] + 1, diastolic=at[1]))
    assert PRESSURE & set(reached(agent, systolic=at[0], diastolic=at[1] + 1))


def test_the_european_guide_takes_the_age_and_the_others_do_not(reached):
    at_any_age = {"fda_spravato_2019", "pdr_spravato", "mims_ph_spravato_dose"}
    european = {"eu_smpc_spravato_2020", "rxreasoner_esketamine"}

    def sources(**readings):
        return reached(Agent.INTRANASAL_ESKETAMINE, **readings)["ci_bp_day"]

    assert sources(systolic=145, age=64) == at_any_age | european
    assert sources(systolic=145, age=65) == at_any_age
    assert sources(systolic=145) == at_any_age
    assert sources(systolic=151, age=65) == sources(systolic=151) == at_any_age | european
    assert sources(diastolic=91, age=80) == at_any_age | european


@pytest.mark.parametrize(
    ("agent", "weeks", "sources"),
    [
        (Agent.IV_KETAMINE, 26, {"de_ketamin_hameln", "ch_ketamine_warn"}),
        (Agent.IM_KETAMINE, 26, {"de_ketamin_hameln", "ch_ketamine_warn"}),
        (Agent.ORAL_KETAMINE, 26, {"ch_ketamine_warn"}),
        (Agent.IV_ESKETAMINE, 26, {"de_ketanest_s", "at_esketamin_sintetica", "ch_esketamine_inj"}),
        (Agent.INTRANASAL_ESKETAMINE, 6, {"eu_pil_spravato", "eu_smpc_spravato_2025", "jnj_cv"}),
        (Agent.INTRANASAL_ESKETAMINE, 7, {"jnj_cv"}),
        (Agent.INTRANASAL_ESKETAMINE, 52, {"jnj_cv"}),
    ],
)
def test_time_since_an_infarction(reached, agent, weeks, sources):
    assert reached(agent, weeks_since_infarction=weeks) == {"ci_recent_mi": sources}


@pytest.mark.parametrize(
    ("agent", "weeks"),
    [(Agent.IV_KETAMINE, 27), (Agent.IV_ESKETAMINE, 27), (Agent.INTRANASAL_ESKETAMINE, 53), (Agent.ORAL_KETAMINE, 27)],
)
def test_no_time_is_applied_beyond_what_a_source_says(reached, agent, weeks):
    assert not reached(agent, weeks_since_infarction=weeks)


def test_the_months_since_an_infarction_stand_where_the_label_has_them(items):
    """German and Austrian labels: absolute as sole anaesthetic in ischaemic heart disease, six months as a caution."""
    item = next(item for item in items if item.id == "ci_recent_mi")
    for source in ("de_ketamin_hameln", "de_ketanest_s", "at_esketamin_sintetica"):
        said = {(each.level, bool(each.limits)) for each in item.positions if each.source == source}
        assert said == {(Level.ABSOLUTE, False), (Level.CAUTION, True)}, source


@pytest.mark.parametrize(
    ("agent", "readings", "expected"),
    [
        (Agent.IV_KETAMINE, {"systolic": 89}, {"ci_catecholamine_depletion": {"scirp_ed", "nct05803551"}}),
        (Agent.IV_KETAMINE, {"heart_rate": 49}, {"ci_arrhythmia": {"scirp_ed", "nct05803551"}}),
        (Agent.IV_KETAMINE, {"heart_rate": 121}, {"ci_arrhythmia": {"nct05803551"}}),
        (Agent.IV_KETAMINE, {"heart_rate": 151}, {"ci_arrhythmia": {"scirp_ed", "wjem_sddk2020", "nct05803551"}}),
        (Agent.IM_KETAMINE, {"heart_rate": 49}, {"ci_arrhythmia": {"scirp_ed"}}),
        (Agent.IM_KETAMINE, {"heart_rate": 151}, {"ci_arrhythmia": {"scirp_ed", "wjem_sddk2020"}}),
        (Agent.INTRANASAL_ESKETAMINE, {"heart_rate": 150}, {}),
        (Agent.INTRANASAL_ESKETAMINE, {"heart_rate": 151}, {"ci_arrhythmia": {"scirp_ed"}}),
        (
            Agent.IV_KETAMINE,
            {"age": 17},
            {"ci_age_child": {"fda_spravato_2019"}, "ci_age24_suicide": {"fda_spravato_2019"}},
        ),
        (Agent.IV_KETAMINE, BREATHING, {"ci_resp_rate": {"scirp_ed", "wjem_sddk2020", "nct05803551"}}),
        (Agent.INTRANASAL_ESKETAMINE, BREATHING, {"ci_resp_rate": {"scirp_ed"}}),
        (Agent.IV_KETAMINE, {"spo2": 94}, {"ci_spo2_low": {"nct05803551"}}),
        (Agent.INTRANASAL_ESKETAMINE, {"spo2": 93}, {}),
        (
            Agent.INTRANASAL_ESKETAMINE,
            {"spo2": 92},
            {"ci_spo2_low": {"jnj_respfunction"}, "ci_respiratory_severe": {"jnj_respfunction"}},
        ),
        (Agent.IV_KETAMINE, {"age": 75}, {}),
        (Agent.IV_KETAMINE, {"age": 76}, {"ci_age_old": {"scirp_ed"}}),
        (Agent.INTRANASAL_ESKETAMINE, {"age": 65}, {"ci_age_old": {"mims_hk_spravato_dose"}}),
        (
            Agent.INTRANASAL_ESKETAMINE,
            {"age": 17},
            {"ci_age_child": {"fda_spravato_2019", "eu_pil_spravato_en"}, "ci_age24_suicide": {"fda_spravato_2019"}},
        ),
        (Agent.INTRANASAL_ESKETAMINE, {"age": 24}, {"ci_age24_suicide": {"fda_spravato_2019"}}),
        (Agent.INTRANASAL_ESKETAMINE, {"age": 25}, {}),
        (Agent.INTRANASAL_ESKETAMINE, {"bmi_with_sleep_apnoea": 34.9}, {}),
        (Agent.INTRANASAL_ESKETAMINE, {"bmi_with_sleep_apnoea": 35}, {"ci_sleep_apnoea": {"mims_my_spravato_brief"}}),
        (Agent.INTRANASAL_ESKETAMINE, {"hours_since_benzodiazepine": 12}, {"ci_cns_depressants": {"jnj_benzo"}}),
        (Agent.INTRANASAL_ESKETAMINE, {"hours_since_benzodiazepine": 12.5}, {}),
        (Agent.INTRANASAL_ESKETAMINE, {"hours_since_food": 2, "hours_since_drink": 0.5}, {}),
        (
            Agent.INTRANASAL_ESKETAMINE,
            {"hours_since_drink": 0.25},
            {"ci_fed": {"fda_spravato_2019", "eu_pil_spravato_en"}},
        ),
        (Agent.IV_KETAMINE, {"hours_since_food": 5}, {"ci_fed": {"no_ketalar", "it_ketamina_molteni"}}),
        (Agent.IV_ESKETAMINE, {"hours_since_food": 5}, {"ci_fed": {"gb_vesierra", "se_esketamine_orifarm"}}),
        (Agent.IM_KETAMINE, {"hours_since_food": 5}, {"ci_fed": {"no_ketalar", "it_ketamina_molteni"}}),
        (Agent.ORAL_KETAMINE, {"hours_since_drink": 5}, {"ci_fed": {"no_ketalar"}}),
        (Agent.ORAL_KETAMINE, {"hours_since_drink": 6}, {}),
    ],
)
def test_a_reading_reaches_exactly_the_sources_that_state_its_limit(reached, agent, readings, expected):
    assert reached(agent, **readings) == expected


def test_every_limit_is_a_number_that_its_own_lines_print(items):
    silent = [
        f"{item.id} {position.source} {comparison.value:g}"
        for item, position, limit in limits(items)
        for comparison in limit.comparisons
        if f"{comparison.value:g}" not in re.findall(r"\d+(?:\.\d+)?", f"{position.detail} {item.threshold}")
    ]
    assert not silent


def test_a_carried_number_is_stated_by_the_same_source_for_another_agent(items):
    stated = {
        (item.id, position.source, limit)
        for item, position, limit in limits(items)
        if position.standing is not Standing.CLINICAL_JUDGEMENT
    }
    carried = [one for one in limits(items) if one[1].standing is Standing.CLINICAL_JUDGEMENT]
    assert carried
    invented = [
        (item.id, position.source)
        for item, position, limit in carried
        if (item.id, position.source, limit) not in stated
    ]
    assert not invented
    assert all("carried over" in position.detail for _, position, _ in carried)


def test_every_quantity_is_measured_by_a_limit(items, real_store):
    measured = {each.quantity for _, _, limit in limits(items) for each in limit.comparisons}
    assert measured == set(real_store.quantities())


@pytest.mark.parametrize("id_", FIGURES)
def test_an_item_that_asks_for_a_number_has_one_for_every_agent(items, id_):
    item = next(item for item in items if item.id == id_)
    asked = [agent for agent in SCREENED_AGENTS if item.positions_for(agent)]
    assert asked
    assert not [agent for agent in asked if not limits_for(item, agent)]


def limits_for(item, agent):
    return [limit for position in item.positions_for(agent) for limit in position.limits]


def test_no_label_and_no_judgement_of_ours_is_bound_to_a_use(items):
    bound = [
        (item.id, position.source)
        for item, position in positions(items)
        if (position.indications or position.settings)
        and position.standing in (Standing.LABEL, Standing.CLINICAL_JUDGEMENT)
    ]
    assert not bound


@pytest.mark.parametrize("agent", SCREENED_AGENTS)
def test_no_choice_of_use_lowers_a_level_or_takes_the_strictest_number(items, agent):
    whole = build_checklist(agent, items)
    for indication, setting in product((None, *Indication), (None, *Setting)):
        chosen = build_checklist(Treatment(agent, indication, setting), items)
        assert {item.id for item in chosen.items} == {item.id for item in whole.items}
        for item in chosen.items:
            before = whole.item(item.id)
            assert item.strictest(agent).level is before.strictest(agent).level, (item.id, indication, setting)
            assert strictest_numbers(item, agent) == strictest_numbers(before, agent), (item.id, indication, setting)


def strictest_numbers(item, agent):
    """(Quantity id, direction) -> the number that a reading reaches first."""
    said = {}
    for limit in limits_for(item, agent):
        for each in limit.comparisons:
            said.setdefault((each.quantity, each.relation.value[0]), []).append(each.value)
    return {key: (min if key[1] == ">" else max)(values) for key, values in said.items()}


def test_a_choice_of_use_does_leave_something_out(items):
    clinic = build_checklist(Treatment(Agent.IV_KETAMINE, Indication.TRAUMA, Setting.CLINIC), items)
    left_out = {each.source for others in clinic.left_out.values() for each in others}
    assert {"scirp_ed", "wjem_sddk2020", "cohen2018", "rcem_ketamine_children"} <= left_out


def test_only_the_relaxed_uterus_waits_for_another_answer(items):
    assert {item.id: item.asked_if for item in items if item.asked_if} == {"ci_uterine_relaxation": "ci_pregnancy"}
    asked = tally(build_checklist(Agent.IV_KETAMINE, items), {"ci_pregnancy": Answer.NO})
    assert [finding.item.id for finding in asked.not_asked] == ["ci_uterine_relaxation"]
    assert "ci_preeclampsia" in {finding.item.id for finding in asked.unanswered}


@pytest.mark.parametrize(
    ("id_", "steps"),
    [
        ("ci_bp_day", {"mon_bp_baseline", "mon_bp_baseline_iv", "mon_vitals_esk", "mon_vitals_iv"}),
        ("ci_cystitis", {"mon_urinary_baseline", "mon_urinary_follow"}),
        ("ci_lft_abnormal", {"mon_labs", "mon_lft_follow"}),
        ("ci_suicidality", {"mon_cssrs"}),
        ("ci_mania", {"mon_mood_switch"}),
        ("ci_raised_icp", {"mon_icp_neuro"}),
        ("ci_htn_enceph", {"mon_hypertensive_encephalopathy"}),
        ("ci_arrhythmia", {"mon_ecg", "mon_cardiac_continuous", "mon_stop_rules"}),
        ("ci_resp_rate", {"mon_spo2", "mon_vitals_iv", "mon_supervision", "mon_equipment"}),
        ("ci_cns_depressants", {"mon_spo2", "mon_sedation_scale", "mon_supervision", "mon_equipment"}),
        ("ci_maoi", {"mon_bp_treatment", "mon_stop_rules"}),
        ("ci_no_escort", {"mon_escort", "mon_escort_home", "mon_driving", "mon_driving_iv"}),
    ],
)
def test_what_is_found_leads_to_what_is_to_be_watched(items, id_, steps):
    assert steps <= set(next(item for item in items if item.id == id_).monitoring)


def test_no_step_is_named_twice(items):
    assert not [item.id for item in items if len(set(item.monitoring)) < len(item.monitoring)]
