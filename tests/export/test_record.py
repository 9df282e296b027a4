import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer, Treatment, build_checklist
from ketaref.core.checklist_report import Reference, report
from ketaref.core.checklist_run import Run
from ketaref.core.contraindication import Contraindication, Indication, Level, Position, Standing
from ketaref.core.errors import InputError
from ketaref.core.interaction import NotAssessed
from ketaref.core.measurement import Comparison, Limit, Quantity, Relation
from ketaref.core.source import Checked, Source, SourceKind
from ketaref.export.record import FORMAT, Made, check_record, hash_of, printed_hash, record_of

MADE = Made(datetime(2026, 11, 28, 9, 30, tzinfo=timezone(timedelta(hours=1))), "1.2", "2026-11-20", "0.5")
SYSTOLIC = Quantity("systolic", "systolic blood pressure", "mmHg", 40, 300)
SOURCES = {"label": Source("label", SourceKind.LABEL, "Ketamine label", "US label", Checked.PAGE, year=2024)}
LIMIT = Limit((Comparison("systolic", Relation.ABOVE, 180),))
ITEM = Contraindication(
    id="ci_pressure",
    condition="High pressure",
    question="How high?",
    group="Heart",
    positions=(Position(Agent.IV_KETAMINE, Level.ABSOLUTE, Standing.LABEL, "label", Checked.PAGE, limits=(LIMIT,)),),
    rationale="A rise harms.",
    action="Wait.",
    checked=Checked.PAGE,
    sources=("label",),
)
CHECKLIST = build_checklist(Treatment(Agent.IV_KETAMINE, Indication.TRAUMA), [ITEM])
REFERENCE = Reference({"systolic": SYSTOLIC}, lambda medicine, agent: NotAssessed(medicine), ())
RUN = Run({"ci_pressure": Answer.NO}, {"systolic": 190.0}, ("Ergot", "übelkeit ≥"))


def record(run=RUN, made=MADE):
    return record_of(report(CHECKLIST, run, REFERENCE), run, SOURCES, made)


def test_a_record_holds_what_was_entered_found_and_who_says_so():
    data = json.loads(record())
    assert data["entered"] == {
        "answers": {"ci_pressure": "no"},
        "readings": {"systolic": 190.0},
        "medicines": ["Ergot", "übelkeit ≥"],
    }
    assert data["found"]["agent"] == "iv_ketamine"
    assert data["found"]["indication"] == "trauma"
    assert [each["id"] for each in data["found"]["present"]] == ["ci_pressure"]
    assert data["found"]["measured"][0]["limits"][0]["state"] == "reached"
    assert [each["assessed"] for each in data["found"]["medicines"]] == [False, False]
    assert data["sources"] == {"label": "Ketamine label. 2024."}
    assert data["content"] == {"version": "1.2", "reviewed": "2026-11-20"}
    assert data["made_at"] == "2026-11-28T09:30:00+01:00"


def test_a_record_as_written_is_intact():
    checked = check_record(record())
    assert checked.is_intact
    assert checked.record["entered"]["readings"] == {"systolic": 190.0}
    assert printed_hash(record()).replace(" ", "") == json.loads(record())["hash"]["value"]


def test_another_order_and_white_space_alter_nothing():
    data = json.loads(record())
    turned = json.dumps(dict(reversed(data.items())), ensure_ascii=True).encode()
    assert check_record(turned).is_intact
    assert check_record(b"\xef\xbb\xbf" + turned).is_intact


def _changed(data):
    data["entered"]["readings"]["systolic"] = 120.0


def _dropped(data):
    data["found"]["present"].clear()


def _added(data):
    data["cleared_by"] = "someone"


def _renamed(data):
    data["entered"]["medicines"][0] = "none"


@pytest.mark.parametrize("alter", [_changed, _dropped, _added, _renamed])
def test_anything_altered_is_told(alter):
    data = json.loads(record())
    alter(data)
    checked = check_record(json.dumps(data).encode())
    assert not checked.is_intact
    assert checked.reason == "its content does not fit its hash"


def test_a_record_without_its_hash_is_not_intact():
    data = json.loads(record())
    del data["hash"]
    assert "missing" in check_record(json.dumps(data).encode()).reason


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"{}", "not a record"),
        (b"[]", "not a record"),
        (b'"x"', "not a record"),
        (record()[:-40], "cut off"),
        (b"[" * 100_000, "not JSON"),
        (b'{"format": "a", "format": "b"}', "twice"),
        (b'{"format": NaN}', "no number"),
        (json.dumps({"format": FORMAT, "format_version": 2}).encode(), "version 2"),
    ],
)
def test_what_is_no_record_is_refused_with_what_it_is(data, told):
    with pytest.raises(InputError, match=told):
        check_record(data)


@given(
    st.dictionaries(st.just("systolic"), st.integers(40, 300).map(float)),
    st.lists(st.text(max_size=20), max_size=3).map(tuple),
)
def test_every_run_is_read_back_intact(readings, medicines):
    run = replace(RUN, readings=readings, medicines=medicines)
    checked = check_record(record(run))
    assert checked.is_intact
    assert checked.record["entered"]["medicines"] == list(medicines)
    assert checked.record["hash"]["value"] == hash_of(checked.record)


def test_a_number_beyond_any_range_is_altered_and_no_failure():
    altered = record().replace(b'"systolic": 190.0', b'"systolic": 1e999')
    assert check_record(altered).reason == "it holds a number beyond any range"


@pytest.mark.parametrize("version", [True, 1.0, "1", None])
def test_a_version_of_another_type_is_none(version):
    data = json.loads(record())
    data["format_version"] = version
    with pytest.raises(InputError, match="of version"):
        check_record(json.dumps(data).encode())
