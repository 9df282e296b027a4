"""`ketaref policy`."""

import plistlib
from functools import partial

import pytest

from ketaref.policy.explaining import report_of_machine
from ketaref.policy.schema import RULES


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A Linux machine whose policy lies in a folder of the test; whoever runs the test stands for root."""
    tmp_path.chmod(0o755)
    monkeypatch.setattr("ketaref.policy.access.ROOT", tmp_path.stat().st_uid)
    monkeypatch.setattr("ketaref.policy.access.ROOT_GROUP", tmp_path.stat().st_gid)
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
    assert f"not valid, 1 mistake: {machine} (read as JSON)\n  line 2: “text_size” must be one of" in shown.out
    assert "recent_look_ups: off\n  from: safe default, because the policy is not valid" in shown.out


def test_scripts_get_the_same(run, machine):
    machine.write_text('{"start_page": "ketaref://checklist/"}', encoding="utf-8")
    data = run("policy", "show", "--json").json()
    assert (data["place"], data["exists"], data["valid"], data["form"]) == (str(machine), True, True, "JSON")
    assert (data["mistakes"], data["remarks"]) == ([], [])
    rules = {rule["name"]: rule for rule in data["rules"]}
    assert list(rules) == [rule.name for rule in RULES]
    assert rules["start_page"]["value"] == "ketaref://checklist/"
    assert (rules["start_page"]["origin"], rules["start_page"]["line"]) == ("policy", 1)
    assert (rules["notes"]["origin"], rules["notes"]["value"], rules["notes"]["acts"]) == ("default", True, False)
    machine.write_text("{", encoding="utf-8")
    refused = run("policy", "show", "--json")
    assert (refused.code, refused.json()["valid"], refused.json()["form"]) == (5, False, "")
    assert [mistake["line"] for mistake in refused.json()["mistakes"]] == [1]
    assert {rule["origin"] for rule in refused.json()["rules"]} == {"safe default"}


def test_scripts_get_the_same_names_on_every_system(run, monkeypatch, tmp_path):
    of_windows = partial(report_of_machine, "win32", registry=lambda: {"RecentLookUps": 0})
    monkeypatch.setattr("ketaref.cli.policy.report_of_machine", of_windows)
    rules = {rule["name"]: rule for rule in run("policy", "show", "--json").json()["rules"]}
    assert list(rules) == [rule.name for rule in RULES]
    rule = rules["recent_look_ups"]
    assert (rule["value"], rule["origin"], rule["written_as"]) == (False, "policy", "RecentLookUps")
    assert rule["from"].endswith("KetamineTraumaReference, value RecentLookUps")
    file = tmp_path / "policy.json"
    file.write_text('{"recent_look_ups": false}', encoding="utf-8")
    (rule,) = run("policy", "check", file, "--json").json()["rules"]
    assert rule["name"] == "recent_look_ups"
    assert "written_as" not in rule, "the place spells it as we do"


def test_policy_needs_no_content(run, machine, tmp_path):
    assert run("--content", tmp_path / "none.sqlite", "policy", "show").code == 0


@pytest.mark.parametrize(
    ("data", "form"),
    [(b'{"notes": false}', "JSON"), (plistlib.dumps({"Notes": False}), "macOS property list")],
    ids=["json", "property list"],
)
def test_file_is_checked_before_it_is_deployed(run, tmp_path, data, form):
    file = tmp_path / "new"
    file.write_bytes(data)
    checked = run("policy", "check", file)
    assert (checked.code, checked.err) == (0, "")
    assert f"The policy is valid: {file} (read as {form})\n" in checked.out
    assert "otes: off (nothing acts on it yet)" in checked.out
    assert checked.out.count("  from: ") == 1  # what the file does not name is not told
    assert [rule["value"] for rule in run("policy", "check", file, "--json").json()["rules"]] == [False]


def test_every_mistake_in_a_file_is_told_at_once_with_line_and_reason(run, tmp_path):
    file = tmp_path / "new.json"
    file.write_text('{\n"note": false,\n"text_size": 125,\n"study": 1}', encoding="utf-8")
    checked = run("policy", "check", file)
    assert (checked.code, checked.out) == (5, "")
    assert checked.err.splitlines() == [
        f"The policy is not valid, 2 mistakes: {file} (read as JSON)",
        "  line 2: “note” is not known to this version; did you mean “notes”?",
        "  line 4: “study” must be true or false",
        "All of it is refused until this is put right, and the safe default holds.",
    ]
    data = run("policy", "check", file, "--json")
    assert (data.code, data.json()["valid"]) == (5, False)
    assert [mistake["line"] for mistake in data.json()["mistakes"]] == [2, 4]
    assert data.json()["mistakes"][1]["reason"] == "“study” must be true or false"
    assert data.json()["rules"] == []  # of a refused policy nothing is in force


def test_file_of_another_kind_is_told_as_what_it_is(run, tmp_path):
    file = tmp_path / "export.reg"
    file.write_text("Windows Registry Editor Version 5.00\r\n", encoding="utf-16")
    checked = run("policy", "check", file)
    assert checked.code == 5
    assert "this is a registry export (.reg)" in checked.err
    assert "read as" not in checked.err.splitlines()[0]


def test_start_page_that_the_content_lacks_is_remarked_and_no_failure(run, machine, tmp_path):
    machine.write_text('{\n"start_page": "ketaref://topic/no-such"}', encoding="utf-8")
    for command in (("policy", "show"), ("policy", "check", machine)):
        told = run(*command)
        assert (told.code, told.err) == (0, "")
        assert "\nRemark: start_page in line 2 names ketaref://topic/no-such, which does not open: There is" in told.out
        (remark,) = run(*command, "--json").json()["remarks"]
        assert remark in told.out
    machine.write_text('{"start_page": "ketaref://topic/trials"}', encoding="utf-8")
    assert "Remark" not in run("policy", "show").out
    other = run("--content", tmp_path / "none.sqlite", "policy", "check", machine)
    assert other.code == 0
    assert "Remark: start_page in line 1 names ketaref://topic/trials. Whether it opens was not looked up" in other.out


def test_policy_that_everyone_can_write_is_remarked_and_no_failure(run, machine):
    machine.write_text('{"notes": false}', encoding="utf-8")
    machine.chmod(0o666)
    for command in (("policy", "show"), ("policy", "check", machine)):
        told = run(*command)
        assert told.code == 0
        assert f"\nRemark: Everyone on this machine can change {machine}. " in told.out
        assert len(run(*command, "--json").json()["remarks"]) == 1
    machine.write_text('{"note": false}', encoding="utf-8")
    assert "Remark: Everyone" in run("policy", "check", machine).err
    assert run("policy", "show").code == 5


def test_file_that_is_not_there_is_wrong_use(run, tmp_path):
    checked = run("policy", "check", tmp_path / "none.json")
    assert (checked.code, checked.out) == (2, "")
    assert "there is no file" in checked.err


def test_folder_is_wrong_use_and_gets_no_remark(run, tmp_path):
    tmp_path.chmod(0o777)
    checked = run("policy", "check", tmp_path)
    assert (checked.code, checked.out) == (2, "")
    assert f"{tmp_path} is a folder" in checked.err
    assert "chmod" not in checked.err


@pytest.mark.parametrize("mode", [0o640, 0o600])
def test_policy_that_users_cannot_read_is_remarked_to_root(run, machine, mode):
    machine.write_text('{"notes": false}', encoding="utf-8")
    machine.chmod(mode)
    shown = run("policy", "show")
    assert shown.code == 0
    assert f"\nRemark: Ordinary users cannot read {machine}, so the safe default holds for them. " in shown.out


def test_file_name_cannot_change_the_terminal_or_say_something_of_its_own(run, tmp_path):
    file = tmp_path / "a\nThe policy is valid\x1b]0;x\x07"
    missing = run("policy", "check", str(file))
    file.write_text("{}")
    there = run("policy", "check", str(file))
    assert (missing.code, there.code) == (2, 0)
    for said in (missing.err, there.out):
        assert "\x1b" not in said
        assert "The policy is valid" not in [line[:19] for line in said.splitlines()[1:]]
