"""Managed preferences of a Mac, and the profiles that they come from."""

import plistlib

import pytest

from ketaref.core.errors import PolicyError
from ketaref.policy.checking import checked
from ketaref.policy.property_list import DOMAIN, MANAGED, found_in, found_in_profile

OFF = {"RecentLookUps": False}


def profile(*payloads):
    return plistlib.dumps({"PayloadType": "Configuration", "PayloadContent": list(payloads)})


def managed(settings, domain=DOMAIN):
    forced = {"Forced": [{"mcx_preference_settings": settings}]}
    return {"PayloadType": MANAGED, "PayloadContent": {domain: forced}}


@pytest.mark.parametrize(
    "payload", [managed(OFF), {"PayloadType": DOMAIN, "PayloadUUID": "3F2504E0", **OFF}], ids=["managed", "own type"]
)
def test_settings_of_this_program_are_found_in_a_profile(payload):
    other = managed({"RecentLookUps": True}, "org.other")
    found = found_in_profile(profile({"PayloadType": "com.apple.wifi.managed"}, other, payload), "x.mobileconfig")
    assert {name: value for name, value, _ in found.entries} == OFF


@pytest.mark.parametrize("payloads", [(), ({"PayloadType": "org.other"},), ("text",), (managed(OFF, "org.other"),)])
def test_profile_without_settings_of_this_program_is_refused(payloads):
    with pytest.raises(PolicyError, match="no payload is for org"):
        found_in_profile(profile(*payloads), "x.mobileconfig")


def test_profile_that_sets_this_program_twice_is_refused():
    with pytest.raises(PolicyError, match="2 payloads are for org"):
        found_in_profile(profile(managed(OFF), managed({"Notes": False})), "x.mobileconfig")


def test_preferences_that_are_no_profile_are_read_as_they_are():
    assert found_in_profile(plistlib.dumps(OFF), "x.plist").entries == (("RecentLookUps", False, 5),)


def test_key_that_stands_twice_is_a_mistake_in_its_second_line():
    data = plistlib.dumps(OFF).replace(b"<dict>", b"<dict>\n<key>RecentLookUps</key><true/>")
    assert found_in(data, "x.plist").mistakes == ((6, "“RecentLookUps” stands here twice"),)


def test_key_in_a_comment_is_none():
    data = plistlib.dumps(OFF).replace(b"<dict>", b"<dict>\n<!-- <key>RecentLookUps</key>\n<true/> -->")
    found = found_in(data, "x.plist")
    assert found.entries == (("RecentLookUps", False, 7),)
    assert found.mistakes == ()


def test_profile_in_place_of_the_preferences_does_not_pass_for_one_that_decides_nothing():
    with pytest.raises(PolicyError, match="a configuration profile, which is to be installed"):
        found_in(profile(managed(OFF)), "org.ketaref.plist")


def test_what_was_read_is_named():
    assert found_in_profile(profile(managed(OFF)), "x").form == "macOS configuration profile"
    assert found_in_profile(plistlib.dumps(OFF), "x").form == "macOS property list"


# Binary lists, made by hand: plistlib writes no such keys. One dictionary whose one key is bytes, true or null.
@pytest.mark.parametrize("key", [b"\x41x", b"\x09", b"\x00"], ids=["bytes", "true", "null"])
def test_key_that_is_no_text_is_a_mistake(key):
    objects = [b"\xd1\x01\x02", key, b"\x08"]
    places, data = [], b"bplist00"
    for each in objects:
        places.append(len(data))
        data += each
    trailer = bytes(6) + bytes([1, 1]) + (3).to_bytes(8) + (0).to_bytes(8) + len(data).to_bytes(8)
    with pytest.raises(PolicyError, match="is no text"):
        checked(found_in(data + bytes(places) + trailer, "x.plist"))
