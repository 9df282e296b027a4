"""Which value holds, and where it came from."""

import os
import plistlib

import pytest

from ketaref.core.errors import InputError, NotInContentError, StoreError
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
    assert report.heading == f"The policy is valid: {file} (read as JSON)"
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
    assert report.mistakes == ((5, "“Notes” must be true or false"),)
    assert "not valid, 1 mistake: " in report.heading
    assert "(read as macOS property list)" in report.heading
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
        ("p", plistlib.dumps({"Notes": False}).decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        (
            "p.txt",
            plistlib.dumps(
                {"PayloadType": "Configuration", "PayloadContent": [{"PayloadType": "org.ketaref", "Notes": False}]}
            ),
        ),
    ],
    ids=["json", "plist", "binary plist", "UTF-16 plist", "profile"],
)
def test_file_is_told_by_what_it_holds_and_not_by_its_name(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert report_of_file(tmp_path / name).policy == Policy(notes=False)


def test_file_that_is_not_valid_would_decide_nothing_and_tells_every_mistake(tmp_path):
    (tmp_path / "p.json").write_text('{"note": false,\n"text_size": 125,\n"study": 0}', encoding="utf-8")
    report = report_of_file(tmp_path / "p.json")
    assert report.policy == SAFEST
    assert [mistake.line for mistake in report.mistakes] == [1, 3]
    assert {rule.origin for rule in report.rules} == {SAFE_DEFAULT}
    assert report.heading == f"The policy is not valid, 2 mistakes: {tmp_path / 'p.json'} (read as JSON)"


def test_what_could_not_be_read_is_read_as_nothing(tmp_path):
    os.mkfifo(tmp_path / "p.json")
    report = report_of_file(tmp_path / "p.json")
    assert report.form == ""
    assert report.mistakes == ((0, "this cannot be read (it is no ordinary file)"),)


def test_file_that_is_not_there_is_the_mistake_of_whoever_named_it(tmp_path):
    with pytest.raises(InputError, match="there is no file"):
        report_of_file(tmp_path / "p.json")


def test_folder_is_the_mistake_of_whoever_named_it(tmp_path):
    tmp_path.chmod(0o777)  # which would be remarked of a file
    with pytest.raises(InputError, match="is a folder"):
        report_of_file(tmp_path)


def policy_with_start_page(tmp_path, page="ketaref://topic/x"):
    (tmp_path / "policy.json").write_text(f'{{\n"start_page": "{page}"}}', encoding="utf-8")
    return report_of_machine("linux", tmp_path)._replace(remarks=())


def test_start_page_that_does_not_open_is_remarked_with_its_line_and_what_opens_instead(tmp_path):
    def lacks(location):
        raise NotInContentError(f"No {location}.")

    (remark,) = policy_with_start_page(tmp_path).with_start_page(lacks).remarks
    named = "start_page in line 2 names ketaref://topic/x"
    assert remark.startswith(f"{named}, which does not open: No ketaref://topic/x. The window shows the ordinary start")
    (remark,) = policy_with_start_page(tmp_path).with_start_page(lambda _: "Not that section.").remarks
    assert remark == f"{named}. Not that section."


def test_start_page_that_could_not_be_looked_up_is_remarked(tmp_path):
    def fails(_location):
        raise StoreError("The content is damaged.")

    (remark,) = policy_with_start_page(tmp_path).with_start_page(fails).remarks
    assert remark.endswith("names ketaref://topic/x. Whether it opens was not looked up: The content is damaged.")


def test_start_page_that_opens_needs_no_remark(tmp_path):
    assert policy_with_start_page(tmp_path).with_start_page(lambda _: "").remarks == ()


def test_start_page_that_no_policy_names_is_not_looked_up(tmp_path):
    report = report_of_machine("linux", tmp_path)
    assert report.with_start_page(lambda _: "missing").remarks == ()


def test_access_is_remarked_where_the_policy_of_the_machine_lies(tmp_path, monkeypatch):
    monkeypatch.setattr("ketaref.policy.access.ROOT", tmp_path.stat().st_uid)
    tmp_path.chmod(0o755)
    file = tmp_path / "policy.json"
    file.write_text('{"notes": 7}', encoding="utf-8")
    file.chmod(0o646)
    report = report_of_machine("linux", tmp_path)
    (remark,) = report.remarks  # also beside mistakes
    assert remark.startswith(f"Everyone on this machine can change {file}. ")
    assert "can change" in report_of_file(file, "linux").remarks[0]
    assert report_of_file(file, "win32").remarks == ()
    file.chmod(0o644)
    assert report_of_machine("linux", tmp_path).remarks == ()


def test_access_is_no_matter_where_there_is_no_policy(tmp_path):
    tmp_path.chmod(0o777)
    assert report_of_machine("linux", tmp_path).remarks == ()


def test_registry_of_windows_has_no_modes():
    assert report_of_machine("win32", registry=lambda: {"Notes": 0}).remarks == ()
