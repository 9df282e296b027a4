"""Records as titles, names and lines."""

from dataclasses import replace

import pytest

from ketaref.compiler.load import load_content
from ketaref.core.adverse_effect import Count
from ketaref.core.agent import Agent
from ketaref.core.codec import encode
from ketaref.core.location import Kind
from ketaref.core.record_text import (
    checked_of,
    lines_of,
    names_of,
    own_rate_text,
    rate_text,
    share_text,
    sources_of,
    title_of,
)
from ketaref.core.source import Checked


@pytest.fixture
def data(content_folder):
    return load_content(content_folder).data


def texts(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(inner)


def test_nothing_that_a_record_says_is_lost(data):
    """Codes, ids and names for a search apart, every text of a record is in its title or lines."""
    apart = {"id", "agents", "agent", "level", "standing", "band", "seriousness", "severity", "basis", "status",
             "phase", "kind", "appraisal", "confidence", "design", "direction", "primary", "year", "topic", "number",
             "undated", "checked", "jurisdiction", "bands_checked", "sources", "source", "bands_source", "see_also",
             "synonyms", "short"}  # fmt: skip
    for kind, items in data.records.items():
        for item in items:
            lines = (f"{line.label} {line.text}" for line in lines_of(item.value))
            shown = " ".join((title_of(item.value), *lines))
            said = {name: value for name, value in encode(item.value).items() if name not in apart}
            for name, value in said.items():
                parts = [part for part in texts(without(value, apart)) if part not in shown]
                assert not parts, (kind, item.value.id, name)


def test_source_says_where_it_holds_in_words(data):
    lines = {line.label: line.text for line in lines_of(data.of(Kind.SOURCE)["label2024"])}
    assert lines["Holds in"] == "United States"
    assert all(line.label != "Holds in" for line in lines_of(data.of(Kind.SOURCE)["feder2014"]))


def without(value, names):
    if isinstance(value, dict):
        return {name: without(inner, names) for name, inner in value.items() if name not in names}
    return [without(inner, names) for inner in value] if isinstance(value, list) else value


def test_sources_are_those_of_all_parts_once(data):
    pressure = data.of(Kind.CONTRAINDICATION)["ci_pressure"]
    assert sources_of(pressure) == ("label2024", "feder2014", "recalled")


def test_position_line_has_its_source_and_how_it_was_checked(data):
    lines = lines_of(data.of(Kind.CONTRAINDICATION)["ci_pressure"])
    line = next(line for line in lines if line.label == Agent.INTRANASAL_ESKETAMINE.label)
    assert (line.text, line.sources, line.checked) == ("Caution, clinical judgement", ("recalled",), Checked.MEMORY)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Reif 2023 (ESCAPE-TRD)", ["Reif 2023", "ESCAPE-TRD"]),
        ("Beaglehole 2025 (OCD)", ["Beaglehole 2025"]),
        ("Williams 2018 (naltrexone before ketamine)", ["Williams 2018"]),
        ("Feder 2014", []),
    ],
)
def test_trial_is_called_by_its_author_and_by_its_acronym(data, name, names):
    trial = replace(data.records[Kind.TRIAL][0].value, name=name, condition="OCD", registration="NCT1")
    assert names_of(trial) == (name, *names, "NCT1")


def test_strictest_position_of_an_agent_comes_first(data):
    lines = lines_of(data.of(Kind.CONTRAINDICATION)["ci_pressure"])
    assert [line.text.partition(",")[0] for line in lines if line.label == Agent.IV_KETAMINE.label] == [
        "Absolute",
        "Relative",
    ]


def test_action_that_is_a_practice_point_says_so(data):
    line = next(line for line in lines_of(data.of(Kind.CONTRAINDICATION)["ci_pressure"]) if line.label == "Action")
    assert line.checked is Checked.PRACTICE_POINT


def test_rate_without_count_or_comparator_says_what_there_is(data):
    rate = data.of(Kind.ADVERSE_EFFECT)["ae_dissociation"].rates[0]
    assert rate_text(rate) == "41% (142/346) against 9.5% (21/222)"


def test_no_number_of_people_is_taken_for_a_rate_and_no_percentage_stands_alone(data):
    rate = data.of(Kind.ADVERSE_EFFECT)["ae_dissociation"].rates[0]
    alone = replace(rate, count=None, comparator_percent=None, comparator_count=None)
    assert rate_text(alone) == own_rate_text(alone) == "41% (number of people not given)"
    assert own_rate_text(replace(alone, percent=None, denominator="158 randomised")) == "no percentage: 158 randomised"
    assert own_rate_text(rate) == "41% (142/346)"


@pytest.mark.parametrize(("basis", "named"), [("41%", True), ("41.0%", True), ("40%", False), ("about 41%", False)])
def test_band_rests_on_a_whole_rate_where_it_names_one(data, basis, named):
    effect = data.of(Kind.ADVERSE_EFFECT)["ae_dissociation"]
    effect = replace(effect, band_basis=basis, band_source=effect.rates[0].source)
    frequency = next(line.text for line in lines_of(effect) if line.label == "Frequency")
    assert ("41% (142/346) against 9.5% (21/222), IV ketamine, 0.5 mg/kg" in frequency) is named
    assert "IV ketamine" in frequency


@pytest.mark.parametrize(
    ("percent", "count", "text"),
    [(None, None, ""), (9.5, None, "9.5%"), (None, Count(1, 3), "1/3"), (41.0, Count(142, 346), "41% (142/346)")],
)
def test_share_is_shown_as_far_as_it_is_known(percent, count, text):
    assert share_text(percent, count) == text


def test_memory_stays_visible(data):
    assert checked_of(data.of(Kind.ADVERSE_EFFECT)["ae_cystitis"]) is Checked.MEMORY


def test_scale_says_what_it_is_and_then_asks_its_questions(data):
    lines = [f"{line.label}: {line.text}" for line in lines_of(data.of(Kind.INSTRUMENT)["mood4"])]
    assert lines.index("Cut point 6 or more: More often low mood (n=50)") < lines.index("Item 1: Low mood")
    assert "Bands: 0-5 slight; 6-12 marked" in lines
    assert "Item 5 (not added to the total): How hard did these make your day? (0 Not hard; 1 Hard)" in lines
    assert "Form: not here: described only" in [
        f"{line.label}: {line.text}" for line in lines_of(data.of(Kind.INSTRUMENT)["interview"])
    ]
