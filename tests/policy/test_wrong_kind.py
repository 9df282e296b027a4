"""Files of another kind that were given for a policy."""

import plistlib
import time

import pytest

from ketaref.core.errors import PolicyError
from ketaref.policy.json_file import found_in
from ketaref.policy.property_list import found_in_profile
from ketaref.policy.wrong_kind import foreign, no_json

REG = 'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n"Notes"=dword:0\r\n'
ADMX = '<?xml version="1.0" encoding="utf-8"?>\n<!-- made -->\n<policyDefinitions revision="1.0"></policyDefinitions>'
SIGNED = bytes.fromhex("3082010006092a864886f70d010702a0820100") + bytes(200)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "this file is empty; a policy that decides nothing is {}"),
        (b"\xef\xbb\xbf \r\n", "this file is empty"),
        (REG.encode("utf-16"), "this is a registry export (.reg)"),
        (REG.encode(), "this is a registry export (.reg)"),
        (b"REGEDIT4\r\n", "this is a registry export (.reg)"),
        (ADMX.encode(), "this is a template for group policy (.admx or .adml)"),
        (plistlib.dumps({"Notes": False}), "this is a property list or a configuration profile"),
        (plistlib.dumps({"Notes": False}, fmt=plistlib.FMT_BINARY), "this is a property list or a configuration"),
        (SIGNED, "this is a signed configuration profile"),
        (b"# ours\n---\nnotes: false\n", "this looks like YAML"),
        (b"notes: false\n", "this looks like YAML"),
        (b"\xff\xfe\0", "this is UTF-16 text"),
        ('{"notes": false}'.encode("utf-16"), "this is UTF-16 text"),
        ('{"notes": false}'.encode("utf-16-le"), "this is UTF-16 text"),
        ('{"notes": false}'.encode("utf-16-be"), "this is UTF-16 text"),
        ("{'ö': 1}".encode("latin-1"), "this is not UTF-8 text: save it as UTF-8"),
    ],
)
def test_file_that_is_no_json_is_told_by_what_it_is(data, told):
    with pytest.raises(PolicyError) as refused:
        found_in(data, "policy.json")
    ((line, reason),) = refused.value.mistakes
    assert (line, reason[: len(told)]) == (1, told)


@pytest.mark.parametrize("what", [REG.encode(), b"notes: false", plistlib.dumps({})], ids=["reg", "yaml", "plist"])
def test_reader_of_json_says_what_it_looks_like(what):
    with pytest.raises(PolicyError, match="JSON is read here: "):
        found_in(what, "policy.json")


@pytest.mark.parametrize("text", ['{"a": tru}', "[", "nothing", "1 2"])
def test_json_with_a_slip_is_not_taken_for_another_kind(text):
    with pytest.raises(PolicyError, match="this is not JSON: "):
        found_in(text.encode(), "policy.json")


def test_template_for_group_policy_is_no_property_list_either():
    with pytest.raises(PolicyError, match="copy it to PolicyDefinitions"):
        found_in_profile(ADMX.encode(), "x.admx")


@pytest.mark.parametrize("begin", ["<!-- x -->\n" * 5000, "# x\n" * 9000, "# " * 30000])
def test_many_comments_take_no_time(begin):
    started = time.process_time()
    assert not foreign(begin.encode() + b"<other/>")
    no_json(begin.encode() + b"!")
    assert time.process_time() - started < 1
