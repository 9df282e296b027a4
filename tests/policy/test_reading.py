"""What IT decided for a machine, as each system keeps it."""

import json
import os
import plistlib

import pytest

from ketaref.core.errors import PolicyError
from ketaref.policy.reading import LINUX_NAME, LONGEST, MAC_NAME, policy_in_force, read_policy
from ketaref.policy.registry import KEY as REGISTRY_KEY
from ketaref.policy.schema import SAFEST, Policy

OFF = Policy(recent_look_ups=False)


@pytest.fixture
def on_linux(tmp_path):
    """Writes the policy of a Linux machine and reads it."""

    def read(data):
        (tmp_path / LINUX_NAME).write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_policy("linux", tmp_path)

    return read


@pytest.fixture
def on_mac(tmp_path):
    """Writes the managed preferences of a Mac and reads them."""

    def read(data):
        (tmp_path / MAC_NAME).write_bytes(data)
        return read_policy("darwin", tmp_path)

    return read


@pytest.mark.parametrize("platform", ["linux", "darwin", "freebsd14"])
def test_machine_without_a_policy_allows_everything(tmp_path, platform):
    assert read_policy(platform, tmp_path / "no-such") == Policy()
    assert Policy().recent_look_ups


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ('{"recent_look_ups": false}', OFF),
        ('{"recent_look_ups": true}', Policy()),
        ("{}", Policy()),
        ('\ufeff{\r\n  "recent_look_ups": false\r\n}\r\n', OFF),
    ],
)
def test_file_of_a_linux_machine_is_read(on_linux, text, policy):
    assert on_linux(text) == policy


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "this file is empty"),
        ('{\n "recent_look_ups": false,\n}', 3, "this is not JSON"),
        ('{\n\n "recent_look_ups": no}', 3, "this is not JSON"),
        ("[false]", 1, "there must be one object here"),
        (
            '{\n "recent_lookups": false}',
            2,
            "“recent_lookups” is not known to this version; did you mean “recent_look_ups”?",
        ),
        ('{\n\n "recent_look_ups": 0}', 3, "“recent_look_ups” must be true or false"),
        ('{"recent_look_ups": "false"}', 1, "must be true or false"),
        ('{"clear_after_minutes": true}', 1, "“clear_after_minutes” must be a whole number"),
        ('{"clear_after_minutes": 10.5}', 1, "must be a whole number"),
        ('{"clear_after_minutes": -1}', 1, "must lie between 0 and 1440"),
        ('{"recent_look_ups": true,\n"clear_after_minutes": 1441}', 2, "must lie between 0 and 1440"),
        ('{"recent_look_ups": false,\n"recent_look_ups": true}', 2, "stands here twice"),
        (b'{\n"recent_look_ups": "\xff"}', 2, "not UTF-8"),
        ("[" * 60_000, 1, "no policy"),
        ('{"recent_look_ups": ' + "1" * 6_000 + "}", 1, "no policy"),
    ],
)
def test_mistake_is_refused_with_its_file_line_and_reason(on_linux, tmp_path, text, line, reason):
    with pytest.raises(PolicyError) as refused:
        on_linux(text)
    assert f"{tmp_path / LINUX_NAME}, line {line}: " in str(refused.value)
    assert reason in str(refused.value)


def test_file_that_cannot_be_read_is_no_policy_that_allows(tmp_path):
    (tmp_path / LINUX_NAME).mkdir()
    with pytest.raises(PolicyError, match="cannot be read"):
        read_policy("linux", tmp_path)


def test_file_of_any_length_is_not_read_to_its_end(on_linux):
    with pytest.raises(PolicyError, match="too long"):
        on_linux(" " * (LONGEST + 1))


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_managed_preferences_of_a_mac_are_read(on_mac, form):
    values = {"RecentLookUps": False, "PayloadUUID": "3F2504E0"}
    assert on_mac(plistlib.dumps(values, fmt=form)) == OFF
    assert on_mac(plistlib.dumps({}, fmt=form)) == Policy()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (plistlib.dumps({"RecentLookUps": "no"}), "line 5: “RecentLookUps” must be true or false"),
        (plistlib.dumps({"recent_look_ups": False}), "is not known to this version; did you mean “RecentLookUps”?"),
        (plistlib.dumps([False]), "one dictionary"),
        (plistlib.dumps({})[:-20], "not a property list"),
        (b"bplist00" + bytes(40), "not a property list"),
        (b"\x00\x01", "not a property list"),
    ],
)
def test_mistake_in_managed_preferences_is_refused(on_mac, tmp_path, data, told):
    with pytest.raises(PolicyError) as refused:
        on_mac(data)
    assert str(tmp_path / MAC_NAME) in str(refused.value)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("values", "policy"),
    [(None, Policy()), ({}, Policy()), ({"RecentLookUps": 0}, OFF), ({"RecentLookUps": 1}, Policy())],
)
def test_registry_of_a_windows_machine_is_read(values, policy):
    assert read_policy("win32", registry=lambda: values) == policy


@pytest.mark.parametrize("values", [{"RecentLookUps": "0"}, {"RecentLookUps": 2}, {"RecentLookup": 0}])
def test_mistake_in_the_registry_is_refused_with_its_key(values):
    with pytest.raises(PolicyError) as refused:
        read_policy("win32", registry=lambda: values)
    assert REGISTRY_KEY in str(refused.value)
    assert "line" not in str(refused.value)


def test_registry_that_cannot_be_read_is_no_policy_that_allows():
    def denied():
        raise PermissionError(13, "Access is denied")

    with pytest.raises(PolicyError, match="Access is denied"):
        read_policy("win32", registry=denied)


def test_policy_that_is_not_understood_counts_as_the_safest_and_is_told(tmp_path):
    (tmp_path / LINUX_NAME).write_text("{", encoding="utf-8")
    policy, told = policy_in_force(lambda: read_policy("linux", tmp_path))
    assert policy == SAFEST
    assert not policy.recent_look_ups
    assert "line 1" in told
    assert "recent look-ups are off" in told


def test_policy_that_is_valid_is_in_force_without_a_word(tmp_path):
    assert policy_in_force(lambda: read_policy("linux", tmp_path)) == (Policy(), "")


@pytest.mark.parametrize("minutes", [0, 1, 15, 1440])
def test_idle_minutes_are_a_number_on_every_system(tmp_path, minutes):
    (tmp_path / "policy.json").write_text(json.dumps({"clear_after_minutes": minutes}), encoding="utf-8")
    (tmp_path / "org.ketaref.plist").write_bytes(plistlib.dumps({"ClearAfterMinutes": minutes}))
    expected = Policy(clear_after_minutes=minutes)
    assert read_policy("linux", tmp_path) == expected
    assert read_policy("darwin", tmp_path) == expected
    assert read_policy("win32", registry=lambda: {"ClearAfterMinutes": minutes}) == expected


def test_a_policy_that_cannot_be_understood_clears_sooner():
    assert 0 < SAFEST.clear_after_minutes < Policy().clear_after_minutes


def test_named_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / LINUX_NAME)
    with pytest.raises(PolicyError, match="it is no ordinary file"):
        read_policy("linux", tmp_path)


def test_link_that_leads_nowhere_is_no_missing_policy(tmp_path):
    (tmp_path / LINUX_NAME).symlink_to(tmp_path / "not-mounted-yet")
    with pytest.raises(PolicyError, match="a link that leads nowhere"):
        read_policy("linux", tmp_path)
