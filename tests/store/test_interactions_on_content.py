"""What the shipped synonyms make of the brands that clinicians type: each leads to the record on its medicine."""

import pytest

from ketaref.core.agent import Agent
from ketaref.core.interaction import MedicineFindings
from ketaref.core.interaction_check import MedicineIndex
from ketaref.core.synonyms import Synonyms


@pytest.fixture(scope="module")
def check(real_store):
    return MedicineIndex(real_store.interactions(), Synonyms(real_store.synonyms())).find


@pytest.mark.parametrize(
    ("typed", "record"),
    [
        ("Abilify", "ddi_antipsychotics"),
        ("neuroleptics", "ddi_antipsychotics"),
        ("Librium", "ddi_benzodiazepines"),
        ("Mogadon", "ddi_benzodiazepines"),
        ("Restoril", "ddi_benzodiazepines"),
        ("Normison", "ddi_benzodiazepines"),
        ("Serax", "ddi_benzodiazepines"),
        ("OxyContin", "ddi_opioids"),
        ("Percocet", "ddi_opioids"),
        ("Vicodin", "ddi_opioids"),
        ("Demerol", "ddi_opioids"),
        ("Dilaudid", "ddi_opioids"),
        ("Butrans", "ddi_opioids"),
        ("Belbuca", "ddi_opioids"),
        ("Ambien", "ddi_z_drugs"),
        ("Stilnox", "ddi_z_drugs"),
        ("Stilnoct", "ddi_z_drugs"),
        ("Imovane", "ddi_z_drugs"),
        ("Zimovane", "ddi_z_drugs"),
        ("Lunesta", "ddi_z_drugs"),
        ("Sonata", "ddi_z_drugs"),
        ("Rozerem", "ddi_z_drugs"),
        ("Neurontin", "ddi_gabapentinoids"),
        ("Lyrica", "ddi_gabapentinoids"),
        ("Lexapro", "ddi_ssri_snri"),
        ("Cipralex", "ddi_ssri_snri"),
        ("Cymbalta", "ddi_ssri_snri"),
        ("Namenda", "ddi_memantine"),
        ("Ebixa", "ddi_memantine"),
        ("Axura", "ddi_memantine"),
        ("Symmetrel", "ddi_other_nmda"),
        ("Auvelity", "ddi_other_nmda"),
        ("Synthroid", "ddi_thyroid"),
        ("Z-drugs", "ddi_z_drugs"),
        ("Tavor", "ddi_benzodiazepines"),
        ("Temesta", "ddi_benzodiazepines"),
        ("Subutex", "ddi_opioids"),
        ("Suboxone", "ddi_opioids"),
        ("Temgesic", "ddi_opioids"),
        ("Celexa", "ddi_ssri_snri"),
        ("Cipramil", "ddi_ssri_snri"),
        ("Seropram", "ddi_ssri_snri"),
        ("Tegretol", "ddi_anticonvulsant_inducers"),
        ("Tegretol", "ddi_rifampicin"),
        ("Dilantin", "ddi_anticonvulsant_inducers"),
        ("Dilantin", "ddi_rifampicin"),
    ],
)
def test_brand_leads_to_the_record_on_its_medicine(check, typed, record):
    findings = check(typed)
    assert isinstance(findings, MedicineFindings)
    assert record in [item.id for item in findings.interactions]
    assert not findings.unrecognised


@pytest.mark.parametrize("medicine", ["lithium", "lamotrigine", "valproate"])
def test_a_mood_stabiliser_has_one_record(check, medicine):
    assert len(check(medicine).interactions) == 1


@pytest.mark.parametrize("medicine", ["vasopressin", "phenobarbital", "ergometrine", "levothyroxine", "theophylline"])
def test_what_eu_texts_or_a_class_name_is_assessed_for_the_nasal_spray(check, medicine):
    findings = check(medicine, Agent.INTRANASAL_ESKETAMINE)
    assert isinstance(findings, MedicineFindings)
