"""`ketaref policy`."""

import plistlib
from functools import partial

import pytest

from ketaref.policy.explaining import report_of_machine
from ketaref.policy.schema import RULES


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A Linux machine whose policy lies in a folder of the test."""
    monkeypatch.setattr("ketaref.cli.policy.report_of_machine", partial(report_of_machine, "linux", tmp_path))
    return tmp_path / "policy.json"


def test_every_rule_is_shown_where_there_is_no_policy(run, machine):
    shown = run("policy", "show")
    assert (shown.code, shown.err) == (0, "")
    assert f"There is no policy on this machine (looked for: {machine})" in shown.out
    assert shown.out.count("  from: default, nothing was decided\n") == len(RULES)


def test_values_are_shown_with_their_line_and_what_they_do(run, machine):
    machine.write_text('{\n"clear_after_minutes": 10,\n"study": false}', encoding="utf-8")
    shown = run("policy", "show")
    assert shown.code == 0
    assert f"clear_after_minutes: 10 minutes\n  from: {machine}, line 2\n  After how many minutes" in shown.out
    assert f"study: off (nothing acts on it yet)\n  from: {machine}, line 3\n  Kept for a later version" in shown.out
    assert "A size that the user chose wins over it." in " ".join(shown.out.split())


def test_policy_that_is_not_valid_is_shown_with_the_safe_default(run, machine):
    machine.write_text('{\n"text_size": 1}', encoding="utf-8")
    shown = run("policy", "show")
    assert shown.code == 5
    assert f"not valid: {machine}, line 2: “text_size” must be one of" in shown.out
    assert "recent_look_ups: off\n  from: safe default, because the policy is not valid" in shown.out


def test_scripts_get_the_same(run, machine):
    machine.write_text('{"start_page": "ketaref://checklist/"}', encoding="utf-8")
    data = run("policy", "show", "--json").json()
    assert (data["place"], data["exists"], data["valid"], data["mistake"]) == (str(machine), True, True, "")
    rules = {rule["name"]: rule for rule in data["rules"]}
    assert list(rules) == [rule.name for rule in RULES]
    assert rules["start_page"]["value"] == "ketaref://checklist/"
    assert (rules["start_page"]["origin"], rules["start_page"]["line"]) == ("policy", 1)
    assert (rules["notes"]["origin"], rules["notes"]["value"], rules["notes"]["acts"]) == ("default", True, False)
    machine.write_text("{", encoding="utf-8")
    refused = run("policy", "show", "--json")
    assert (refused.code, refused.json()["valid"]) == (5, False)
    assert {rule["origin"] for rule in refused.json()["rules"]} == {"safe default"}


def test_policy_needs_no_content(run, machine, tmp_path):
    assert run("--content", tmp_path / "none.sqlite", "policy", "show").code == 0


@pytest.mark.parametrize("data", [b'{"notes": false}', plistlib.dumps({"Notes": False})], ids=["json", "property list"])
def test_file_is_checked_before_it_is_deployed(run, tmp_path, data):
    file = tmp_path / "new"
    file.write_bytes(data)
    checked = run("policy", "check", file)
    assert (checked.code, checked.err) == (0, "")
    assert f"The policy is valid: {file}" in checked.out
    assert "otes: off (nothing acts on it yet)" in checked.out
    assert checked.out.count("  from: ") == 1  # what the file does not name is not told
    assert [rule["value"] for rule in run("policy", "check", file, "--json").json()["rules"]] == [False]


def test_file_that_is_not_valid_is_told_with_line_and_reason(run, tmp_path):
    file = tmp_path / "new.json"
    file.write_text('{\n"note": false}', encoding="utf-8")
    checked = run("policy", "check", file)
    assert (checked.code, checked.out) == (5, "")
    assert checked.err.startswith(f"ketaref: not valid: {file}, line 2: “note” is not known to this version")
    data = run("policy", "check", file, "--json")
    assert (data.code, data.json()["valid"], data.json()["line"]) == (5, False, 2)


def test_file_that_is_not_there_is_wrong_use(run, tmp_path):
    checked = run("policy", "check", tmp_path / "none.json")
    assert (checked.code, checked.out) == (2, "")
    assert "there is no file" in checked.err
