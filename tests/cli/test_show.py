"""`ketaref show`."""

import pytest

from ketaref.core.codec import decode
from ketaref.core.contraindication import Contraindication
from ketaref.store.content import ContentStore


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("topic/trials", ["Reviewed 2026-11-25", "[Feder 2014] (very low certainty)", "41% (142/346)", "Sources"]),
        (
            "contraindication/ci_pressure",
            ["IV ketamine: Absolute, product label", "[practice point]"[1:-1], "Checked:"],
        ),
        ("adverse_effect/ae_dissociation", ["41% (142/346) against 9.5% (21/222)", "(practice point)", "[Feder 2014]"]),
        ("adverse_effect/ae_cystitis", ["Not known", "Checked: not re-read"]),
        ("interaction/ddi_benzodiazepines", ["Major (editorial grade)", "Watch breathing. (practice point)"]),
        ("regimen/dose_single", ["Off-label, as studied", "Maximum: 1 infusion"]),
        ("monitoring/mon_pressure", ["With: Every agent", "How often: every 15 min (practice point)"]),
        ("glossary/ptsd", ["Post-traumatic stress disorder."]),
        ("source/withdrawn2011", ["RETRACTED. Writer W. A withdrawn report."]),
    ],
)
def test_record_is_readable_with_sources_and_how_it_was_checked(run, location, expected):
    result = run("show", f"ketaref://{location}")
    assert result.code == 0
    for text in expected:
        assert text in result.out


def test_section_shows_only_itself(run):
    out = run("show", "ketaref://topic/trials#bottom-line").out
    assert out.startswith("Bottom line\n-----------\n- Ketamine 0.5 mg/kg")
    assert "In brief" not in out


def test_section_holds_its_subsections(run):
    out = run("show", "ketaref://topic/trials#doses").out
    assert "Feder, first | 41 | [Feder 2014]" in out


def test_redirect_leads_on(run):
    assert run("show", "ketaref://topic/old-trials").out == run("show", "ketaref://topic/trials#doses").out


def test_json_is_the_record(run, small_content_file):
    result = run("show", "ketaref://contraindication/ci_pressure", "--format", "json")
    store = ContentStore.open(small_content_file)
    assert decode(Contraindication, result.json()) == store.contraindication("ci_pressure")
    store.close()
    assert run("show", "ketaref://contraindication/ci_pressure", "--json").out == result.out


def test_html_is_that_of_the_reader(run):
    assert '<h2 id="doses">' in run("show", "ketaref://topic/trials", "--format", "html").out
    assert "ketaref://source/feder2014" in run("show", "ketaref://regimen/dose_single", "--format", "html").out


def test_checklist_lists_its_items_by_group(run):
    out = run("show", "ketaref://checklist/iv_ketamine").out
    assert out.index("Cardiovascular") < out.index("ci_pressure") < out.index("Psychiatric") < out.index("ci_psychosis")
    groups = run("show", "ketaref://checklist/iv_ketamine", "--json").json()["groups"]
    assert groups[0]["items"][0]["level"] == "absolute"


def test_kind_alone_lists_what_there_is(run):
    assert "ketaref://regimen/dose_single  IV ketamine" in run("show", "ketaref://regimen").out
    listed = run("show", "ketaref://checklist", "--json").json()
    assert listed[0] == {"location": "ketaref://checklist/iv_ketamine", "title": "IV ketamine"}
    assert run("show", "ketaref://topic", "--format", "html").out.startswith("<pre>Topic")


@pytest.mark.parametrize(
    "location",
    [
        "ketaref://topic/gone",
        "ketaref://topic/trials#gone",
        "ketaref://trial/x",
        "ketaref://checklist/sc_ketamine",
        "ketaref://odd/x",
        "http://example.org",
        "",
        "ketaref://topic/\x00",
        "ketaref://topic/" + "x" * 10_000,
        "ketaref://topic/🙂' OR 1=1 --",
    ],
    ids=ascii,
)
def test_unknown_location_is_told_in_one_line(run, location):
    result = run("show", location)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("ketaref: ")
    assert len(result.err.splitlines()) == 1
    assert len(result.err) < 1000
