"""The registry of Windows, played by a stand-in for `winreg`."""

from types import SimpleNamespace

import pytest

from ketaref.core.errors import PolicyError
from ketaref.policy.reading import read_policy
from ketaref.policy.registry import KEY, registry_values
from ketaref.policy.schema import Policy

DWORD, SZ, EXPAND_SZ, MULTI_SZ, QWORD = 4, 1, 2, 7, 11


class Key:
    """A key with values (name, value, kind) and keys within."""

    def __init__(self, values, keys=()):
        self.values, self.keys = values, keys

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def stand_in(values=(), keys=(), error=None):
    def open_key(root, path, reserved, access):
        assert (root, path, reserved, access) == ("HKLM", KEY, 0, 0x20019 | 0x100)
        if error:
            raise error
        return Key(values, keys)

    return SimpleNamespace(
        HKEY_LOCAL_MACHINE="HKLM",
        KEY_READ=0x20019,
        KEY_WOW64_64KEY=0x100,
        REG_DWORD=DWORD,
        REG_SZ=SZ,
        REG_MULTI_SZ=MULTI_SZ,
        OpenKey=open_key,
        QueryInfoKey=lambda key: (len(key.keys), len(key.values), 0),
        EnumValue=lambda key, place: key.values[place],
        EnumKey=lambda key, place: key.keys[place],
    )


def policy_of(*values, keys=()):
    return read_policy("win32", registry=lambda: registry_values(stand_in(values, keys)))


def test_machine_without_the_key_has_no_policy():
    assert registry_values(stand_in(error=FileNotFoundError())) is None


def test_each_kind_of_value_is_read():
    assert policy_of(
        ("RecentLookUps", 0, DWORD),
        ("ClearAfterMinutes", 1440, DWORD),
        ("StartPage", "ketaref://topic/start", SZ),
        ("TrustedKeys", ["0f" * 32, "f0" * 32], MULTI_SZ),
        ("", "the default value of a key is no rule", SZ),
    ) == Policy(recent_look_ups=False, clear_after_minutes=1440, trusted_keys=("0f" * 32, "f0" * 32))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (("RecentLookUps", "0", SZ), "“RecentLookUps” must be DWORD 1 or 0"),
        (("RecentLookUps", 0, QWORD), "“RecentLookUps” must be DWORD 1 or 0"),
        (("ClearAfterMinutes", "10", SZ), "must be a whole number (DWORD)"),
        (("StartPage", 1, DWORD), "must be text (REG_SZ), a ketaref:// address"),
        (("HospitalLayer", r"%ProgramData%\layer", EXPAND_SZ), "must be text (REG_SZ), an absolute path"),
        (("TrustedKeys", "0f" * 32, SZ), "must be a list of texts (REG_MULTI_SZ)"),
        (("UpdateSource", None, SZ), "must be text (REG_SZ)"),
    ],
)
def test_value_of_another_kind_is_refused_with_the_kind_it_must_have(value, told):
    with pytest.raises(PolicyError) as refused:
        policy_of(value)
    assert told in refused.value.mistakes[0].reason


def test_key_within_the_key_is_refused_as_nobody_would_see_that_it_does_nothing():
    with pytest.raises(PolicyError, match=r"“Recommended\\” is not known to this version"):
        policy_of(keys=("Recommended",))


def test_key_that_may_not_be_read_is_no_policy_that_allows():
    with pytest.raises(PolicyError, match="cannot be read"):
        read_policy("win32", registry=lambda: registry_values(stand_in(error=PermissionError(13, "denied"))))
