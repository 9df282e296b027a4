"""What the shipped handouts for patients hold: easy words, no dose, the null results, when to call for help."""

import re

import pytest

from ketaref.compiler.readability import lix
from ketaref.store.search import Search

HANDOUTS = ("handout-ketamine", "handout-esketamine", "handout-aftercare")
BEFORE_CONSENT = HANDOUTS[:2]
HARDEST = 26.0
"""LIX: a text for children is below 30."""
_DOSE = re.compile(r"\d\s*(?:mg|mcg|µg|micrograms?|milligrams?|ml)\b", re.IGNORECASE)
SPRAY_ROWS = {
    "Unreal or cut off": "ae_dissociation",
    "Dizzy": "ae_dizziness",
    "Feeling sick (nausea)": "ae_nausea",
    "Sleepy": "ae_sedation",
    "Spinning": "ae_vertigo",
    "Headache": "ae_headache",
    "Numb": "ae_hypoaesthesia",
    "Anxious": "ae_anxiety",
    "Raised blood pressure": "ae_bp_increased",
    "Throwing up": "ae_vomiting",
}
SPRAY_GROUPS = (346, 222)


def section(topic, anchor):
    return next(part.text for part in topic.sections if part.anchor == anchor)


def words_of(topic):
    return "\n".join(part.text for part in topic.sections)


@pytest.mark.parametrize("name", HANDOUTS)
def test_handout_is_easier_to_read_than_any_other_page(real_store, name):
    assert 0 < lix(words_of(real_store.topic(name)).split("\n")) <= HARDEST


@pytest.mark.parametrize("name", HANDOUTS)
def test_handout_gives_no_dose(real_store, name):
    assert not _DOSE.search(words_of(real_store.topic(name)))


@pytest.mark.parametrize("name", HANDOUTS)
def test_definitions_for_professionals_are_not_appended(real_store, name):
    assert "terms" not in {part.anchor for part in real_store.topic(name).sections}


@pytest.mark.parametrize("name", BEFORE_CONSENT)
def test_sheet_before_consent_tells_what_to_know(real_store, name):
    topic = real_store.topic(name)
    assert {"evidence", "before", "day", "effects", "questions"} <= {part.anchor for part in topic.sections}
    assert "not licensed for PTSD" in section(topic, "bottom-line")
    assert "say no" in section(topic, "in-brief")
    assert "better proof for PTSD" in section(topic, "questions")
    assert "emergency number" in section(topic, "day")


@pytest.mark.parametrize(
    ("name", "null_results"),
    [
        ("handout-ketamine", {"abdallah2022", "duek2023", "dadabayev2020", "borgogna2024", "jelovac2025"}),
        ("handout-esketamine", {"japan_phase2b", "fedgchin2019", "ochsross2020"}),
    ],
)
def test_null_results_stand_beside_positive_ones(real_store, name, null_results):
    topic = real_store.topic(name)
    assert null_results <= set(topic.sources)
    assert "Better" in section(topic, "evidence")
    assert "Not better" in section(topic, "evidence")


def test_numbers_of_the_spray_are_those_of_the_records(real_store):
    effects = section(real_store.topic("handout-esketamine"), "effects")
    found = re.finditer(r"^(\D+?) (\d+) (\d+)$", effects.partition("Source\n")[2], re.MULTILINE)
    rows = {match[1]: (int(match[2]), int(match[3])) for match in found}
    assert rows.keys() == SPRAY_ROWS.keys()
    for label, record in SPRAY_ROWS.items():
        recorded = {
            (rate.percent, rate.comparator_percent)
            for rate in real_store.adverse_effect(record).rates
            if rate.count
            and rate.comparator_count
            and (rate.count.observed, rate.comparator_count.observed) == SPRAY_GROUPS
        }
        assert rows[label] in recorded, label


def test_aftercare_says_when_to_drive_and_when_to_call(real_store):
    topic = real_store.topic("handout-aftercare")
    bottom_line = section(topic, "bottom-line")
    for words in ("next day", "24 hours", "Do not be alone", "breathing", "ending your life", "emergency number"):
        assert words in bottom_line
    rows = section(topic, "numbers").split("\n")
    lines = [row for row in rows if re.search(r"_{20}$", row)]
    assert any(row.startswith("Emergency number") for row in lines)
    assert not any(re.search(r"\d", row) for row in lines), "the clinic's own numbers are filled in by hand"


@pytest.mark.parametrize("name", HANDOUTS)
def test_every_sheet_names_the_signs_of_an_emergency(real_store, name):
    signs = section(real_store.topic(name), "help" if name == "handout-aftercare" else "day")
    for sign in (
        "cannot be woken",
        "Chest pain",
        "headache",
        "change of sight",
        "seizure",
        "swollen face",
        "ending your life",
    ):
        assert sign.casefold() in signs.casefold()


def test_aftercare_warns_of_new_thoughts_of_death_and_of_painkillers(real_store):
    topic = real_store.topic("handout-aftercare")
    assert "new or stronger" in section(topic, "call")
    for words in ("sleeping pills", "strong painkillers", "breathing"):
        assert words in section(topic, "tomorrow")


@pytest.mark.parametrize("name", BEFORE_CONSENT)
def test_sheet_before_consent_says_what_labels_forbid(real_store, name):
    before = section(real_store.topic(name), "before")
    assert "must not be used" in before
    assert "allergy" in before


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("leaflet for patients", "handout-ketamine"),
        ("information sheet", "handout-ketamine"),
        ("patient handout", "handout-ketamine"),
        ("leaflet for the nose spray", "handout-esketamine"),
        ("spravato leaflet", "handout-esketamine"),
        ("what do I tell the patient afterwards", "handout-aftercare"),
        ("aftercare sheet", "handout-aftercare"),
        ("when do I call 999 after ketamine", "handout-aftercare"),
    ],
)
def test_handout_is_found_as_people_ask_for_it(real_store, typed, page):
    assert page in [hit.id for hit in Search(real_store).search(typed).hits[:3]]
