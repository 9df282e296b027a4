"""Tables of records."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from ketaref.compiler.directives import TABLE_KINDS, records_table
from ketaref.compiler.load import load_content
from ketaref.core.location import Kind
from ketaref.core.source import Checked


@pytest.fixture
def data(content_folder):
    return load_content(content_folder).data


def cells(table):
    return [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]


@pytest.mark.parametrize("kind", TABLE_KINDS)
def test_each_row_has_a_cell_for_each_head_and_links_to_its_record(data, kind):
    records = data.of(kind)
    table = records_table(kind, records.values(), data.sources())
    head, *rows = cells(table)
    assert rows
    assert {len(row) for row in rows} == {len(head)}
    links = {row.find("td/a").get("href") for row in table.iterfind("tbody/tr")}
    assert links == {f"ketaref://{kind}/{record_id}" for record_id in records}


def test_rate_stands_with_count_comparator_dose_and_source(data):
    table = records_table(Kind.ADVERSE_EFFECT, [data.of(Kind.ADVERSE_EFFECT)["ae_dissociation"]], data.sources())
    assert cells(table)[1] == [
        "Dissociation",
        "Very common (≥ 1/10)",
        "IV ketamine: 0.5 mg/kg over 40 min",
        "41% (142/346)",
        "9.5% (21/222)",
        "[Feder 2014]",
    ]


def test_record_that_was_not_re_read_shows_it(data):
    effect = data.of(Kind.ADVERSE_EFFECT)["ae_dissociation"]
    remembered = replace(effect, rates=(replace(effect.rates[0], checked=Checked.MEMORY),))
    table = records_table(Kind.ADVERSE_EFFECT, [remembered], data.sources())
    assert cells(table)[1][3] == "41% (142/346) not re-read"


def test_practice_point_shows_it(data):
    table = records_table(Kind.INTERACTION, data.of(Kind.INTERACTION).values(), data.sources())
    assert "Watch breathing. practice point" in cells(table)[1]
    assert 'class="practice-point"' in ElementTree.tostring(table, encoding="unicode")


def test_strictest_position_stands_with_its_standing(data):
    table = records_table(Kind.CONTRAINDICATION, [data.of(Kind.CONTRAINDICATION)["ci_pressure"]], data.sources())
    assert cells(table)[1][1] == (
        "Absolute (product label): IV ketamine; Caution (clinical judgement): Intranasal esketamine"
    )


def test_null_result_of_a_trial_stands_beside_its_main_result(data):
    table = records_table(Kind.TRIAL, [data.of(Kind.TRIAL)["trial_first"]], data.sources())
    trial, design, people, compared, result, source = cells(table)[1]
    assert (trial, design, source) == ("First trial", "Randomised, crossover", "[Feder 2014]")
    assert people == "41 randomised. adults with chronic PTSD"
    assert compared == "ketamine 0.5 mg/kg over 40 min, against midazolam"
    assert result == (
        "IES-R: Favours the treatment, 24 hours. 12.7 points lower. "
        "Also: CAPS: No significant difference, 7 days. not significant read in a report of the source"
    )
