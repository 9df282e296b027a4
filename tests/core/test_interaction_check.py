import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.adverse_effect import Line
from ketaref.core.agent import Agent
from ketaref.core.interaction import Basis, Interaction, InteractionSeverity, MedicineFindings, NotAssessed
from ketaref.core.interaction_check import MedicineIndex
from ketaref.core.source import Checked
from ketaref.core.synonyms import Synonyms
from ketaref.core.vocabulary import SynonymEntry


def interaction(
    record_id, interacting, *examples, severity="moderate", agents=(Agent.IV_KETAMINE, Agent.ORAL_KETAMINE)
):
    line = Line("text", Checked.PAGE)
    return Interaction(
        id=record_id,
        interacting=interacting,
        examples=examples,
        agents=agents,
        mechanism="",
        effect=line,
        severity=InteractionSeverity(severity),
        action=line,
        basis=Basis.LABEL,
        sources=(),
        checked=Checked.PAGE,
    )


RECORDS = (
    interaction("clozapine", "Clozapine", "clozapine"),
    interaction("benzodiazepines", "Benzodiazepines", "lorazepam", "clonazepam", severity="major"),
    interaction("z_drugs", "Non-benzodiazepine hypnotics", "zolpidem"),
    interaction("opioids", "Opioids", "morphine", severity="major"),
    interaction("antagonists", "Opioid antagonists", "naltrexone"),
    interaction("mood", "Mood stabilisers", "lithium", "valproate", severity="minor"),
    interaction("lithium", "Lithium", "lithium"),
    interaction("ssri", "SSRIs and SNRIs", "sertraline"),
    interaction("cyp_oral", "CYP3A4 inhibitors with oral ketamine", "clarithromycin", agents=(Agent.ORAL_KETAMINE,)),
    interaction("grapefruit", "Grapefruit juice with oral ketamine", "grapefruit juice", agents=(Agent.ORAL_KETAMINE,)),
    interaction("sjw", "St John's wort", "St John's wort"),
    interaction("rifampicin", "Enzyme inducers: rifampicin", "rifampicin"),
    interaction("antihypertensives", "Antihypertensives", "calcium channel blockers"),
    interaction("other", "Other CNS depressants", "sedating antihistamines"),
)
SYNONYMS = Synonyms(
    [
        SynonymEntry("benzodiazepine", "drug class", synonyms=("temazepam", "clonazepam"), brands=("Klonopin",),
                     misspellings=("benzodiazapine",)),
        SynonymEntry("selective serotonin reuptake inhibitor", "drug class", synonyms=("paroxetine",),
                     abbreviations=("SSRI",)),
        SynonymEntry("CYP3A4 inhibitor", "pharmacology", synonyms=("ritonavir",)),
        SynonymEntry("CYP3A4 inducer", "pharmacology", synonyms=("rifampicin",),
                     spelling_variants=("rifampin", "rifampicin")),
        SynonymEntry("ketamine", "drug", lay=("horse benzodiazepine",)),
        SynonymEntry("opioid", "drug class", synonyms=("fentanyl",)),
        SynonymEntry("central nervous system depressant", "drug class", abbreviations=("CNS depressants",),
                     lay=("downers",)),
    ]
)  # fmt: skip
INDEX = MedicineIndex(RECORDS, SYNONYMS)


def found(medicine, agent=None):
    result = INDEX.find(medicine, agent)
    return [] if isinstance(result, NotAssessed) else [item.id for item in result.interactions]


@pytest.mark.parametrize(
    ("medicine", "records"),
    [
        ("clonazepam", ["benzodiazepines"]),
        ("CLONAZEPAM 2 mg", ["benzodiazepines"]),
        ("Klonopin", ["benzodiazepines"]),
        ("temazepam", ["benzodiazepines"]),
        ("benzodiazapine", ["benzodiazepines"]),
        ("non-benzodiazepine hypnotic", ["z_drugs"]),
        ("opioid antagonist", ["antagonists"]),
        ("fentanyl patch", ["opioids"]),
        ("paroxetine", ["ssri"]),
        ("ritonavir", ["cyp_oral"]),
        ("grapefruit", ["grapefruit"]),
        ("rifampin", ["rifampicin"]),
        ("enzyme inducer", ["rifampicin"]),
        ("St Johns wort", ["sjw"]),
        ("calcium channel blocker", ["antihypertensives"]),
        ("downers", ["other"]),
        ("lithium and clonazepam", ["benzodiazepines", "lithium", "mood"]),
    ],
)
def test_medicine_is_found_by_its_names(medicine, records):
    assert found(medicine) == records


@pytest.mark.parametrize(
    "medicine",
    [
        "pine",
        "cloza",
        "paracetamol",
        "calcium",
        "non-opioid",
        "oral",
        "ketamine",
        "with",
        "and",
        "",
        "🦄",
        "horse benzodiazepine",
    ],
)
def test_unknown_medicine_is_not_assessed(medicine):
    assert INDEX.find(medicine) == NotAssessed(medicine)


def test_gravest_comes_first():
    assert found("valproate and morphine and zolpidem") == ["opioids", "z_drugs", "mood"]


def test_record_on_another_agent_does_not_count():
    assert found("clarithromycin", Agent.ORAL_KETAMINE) == ["cyp_oral"]
    result = INDEX.find("clarithromycin", Agent.IV_KETAMINE)
    assert result == NotAssessed("clarithromycin", recorded_with=(Agent.ORAL_KETAMINE,))


@pytest.mark.parametrize("between", [" ", ", ", " and ", " or ", " | ", ". ", " (", "; ", " - ", "\n"])
def test_unknown_medicine_beside_a_known_one_is_told(between):
    result = INDEX.find(f"lithium{between}paracetamol")
    assert [item.id for item in result.interactions] == found("lithium")
    assert result.unrecognised == ("paracetamol",)


@pytest.mark.parametrize("medicine", ["lithium carbonate 400 mg bd", "oral morphine 10mg", "clozapine tablets daily"])
def test_amount_form_and_salt_are_no_other_medicine(medicine):
    result = INDEX.find(medicine)
    assert result.interactions
    assert result.unrecognised == ()


@given(st.text(alphabet="qxzjkv", min_size=4, max_size=12), st.sampled_from([" ", ", ", " and ", " (", "/"]))
def test_made_up_medicine_is_never_silent(name, between):
    for typed in (f"lithium{between}{name}", f"{name}{between}lithium"):
        result = INDEX.find(typed)
        assert name in result.unrecognised


def test_offered_names_all_find_something():
    names = INDEX.names()
    assert {"Klonopin", "lithium", "SSRIs", "grapefruit juice"} <= set(names)
    assert [name for name in names if not found(name)] == []


def test_names_that_find_nothing_are_not_offered():
    assert not {"ketamine", "horse benzodiazepine"} & set(INDEX.names())


@given(st.text())
def test_any_text_gives_findings_or_not_assessed_but_never_nothing(text):
    result = INDEX.find(text)
    if isinstance(result, MedicineFindings):
        assert result.interactions
    else:
        assert result == NotAssessed(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_letters_around_a_name_make_it_unknown(letters):
    assert INDEX.find(f"clozapine{letters}x") == NotAssessed(f"clozapine{letters}x")
    assert INDEX.find(f"x{letters}lithium") == NotAssessed(f"x{letters}lithium")
