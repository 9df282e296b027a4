"""Which value holds, and where it came from."""

import plistlib

import pytest

from ketaref.core.errors import InputError, PolicyError
from ketaref.policy.explaining import (
    DEFAULT,
    POLICY,
    SAFE_DEFAULT,
    lines_of,
    report_of_file,
    report_of_machine,
)
from ketaref.policy.schema import RULES, SAFEST, Policy


def by_name(report):
    return {rule.rule.name: rule for rule in report.rules}


def test_machine_without_a_policy_has_every_default(tmp_path):
    report = report_of_machine("linux", tmp_path)
    assert not report.exists
    assert report.policy == Policy()
    assert str(tmp_path / "policy.json") in report.heading
    assert {(rule.value == rule.rule.default, rule.origin) for rule in report.rules} == {(True, DEFAULT)}


def test_each_value_tells_its_file_and_line_or_that_it_is_the_default(tmp_path):
    file = tmp_path / "policy.json"
    file.write_text('{\n "notes": false,\n\n "text_size": 150\n}', encoding="utf-8")
    report = report_of_machine("linux", tmp_path)
    rules = by_name(report)
    assert report.heading == f"The policy is valid: {file}"
    assert report.origin(rules["notes"]) == f"{file}, line 2"
    assert report.origin(rules["text_size"]) == f"{file}, line 4"
    assert report.origin(rules["study"]) == "default, nothing was decided"
    assert [rule.origin for rule in report.rules].count(POLICY) == 2
    assert rules["text_size"].value == 150


def test_values_of_the_registry_tell_their_name():
    report = report_of_machine("win32", registry=lambda: {"RecentLookUps": 0})
    rule = by_name(report)["recent_look_ups"]
    assert rule.name == "RecentLookUps"
    assert report.origin(rule).endswith(r"SOFTWARE\Policies\KetamineTraumaReference, value RecentLookUps")


@pytest.mark.parametrize("values", [None, {}])
def test_registry_without_values_is_no_policy(values):
    report = report_of_machine("win32", registry=lambda: values)
    assert not report.exists
    assert report.rules[0].name == "RecentLookUps"


def test_policy_that_is_not_valid_shows_the_safe_default_and_the_reason(tmp_path):
    (tmp_path / "org.ketaref.plist").write_bytes(plistlib.dumps({"Notes": 1}))
    report = report_of_machine("darwin", tmp_path)
    assert report.policy == SAFEST
    assert "line 5: “Notes” must be true or false" in report.mistake
    assert report.mistake in report.heading
    for rule in report.rules:
        assert rule.value == rule.rule.safest
        assert rule.origin == SAFE_DEFAULT
        assert report.origin(rule) == "safe default, because the policy is not valid"


def test_lines_tell_of_every_rule_and_which_of_them_do_nothing_yet(tmp_path):
    told = [value for value, _, _ in lines_of(report_of_machine("linux", tmp_path))]
    assert len(told) == len(RULES)
    assert "recent_look_ups: on" in told
    assert "study: on (nothing acts on it yet)" in told


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("p", b'\xef\xbb\xbf {"notes": false}'),
        ("p.json", plistlib.dumps({"Notes": False})),
        ("p", plistlib.dumps({"Notes": False}, fmt=plistlib.FMT_BINARY)),
        (
            "p.txt",
            plistlib.dumps(
                {"PayloadType": "Configuration", "PayloadContent": [{"PayloadType": "org.ketaref", "Notes": False}]}
            ),
        ),
    ],
    ids=["json", "plist", "binary plist", "profile"],
)
def test_file_is_told_by_what_it_holds_and_not_by_its_name(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert report_of_file(tmp_path / name).policy == Policy(notes=False)


def test_file_that_is_not_valid_is_refused(tmp_path):
    (tmp_path / "p.json").write_text('{"note": false}', encoding="utf-8")
    with pytest.raises(PolicyError, match="“note” is not known"):
        report_of_file(tmp_path / "p.json")


def test_file_that_is_not_there_is_the_mistake_of_whoever_named_it(tmp_path):
    with pytest.raises(InputError, match="there is no file"):
        report_of_file(tmp_path / "p.json")
