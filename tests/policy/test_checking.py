"""Values into a policy."""

import json
from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketaref.core.errors import PolicyError
from ketaref.core.location import Kind, Location
from ketaref.policy.checking import checked
from ketaref.policy.json_file import found_in
from ketaref.policy.registry import found_in as found_in_registry
from ketaref.policy.schema import LONGEST_TEXT, MOST_KEYS, TEXT_SIZES, Policy

KEY = "0f" * 32
OTHER_KEY = bytes(range(32))


def policy_of(**values):
    return checked(found_in(json.dumps(values).encode(), "policy.json"))


def test_every_rule_can_be_set():
    policy = policy_of(
        recent_look_ups=False,
        clear_after_minutes=0,
        start_page="ketaref://checklist/iv_ketamine",
        text_size=200,
        internet_links=False,
        hospital_layer="/srv/layer",
        update_source="https://updates.example.org/ketaref/",
        trusted_keys=[KEY],
        study=False,
        notes=False,
    )
    assert policy == Policy(
        recent_look_ups=False,
        clear_after_minutes=0,
        start_page=Location(Kind.CHECKLIST, "iv_ketamine"),
        text_size=200,
        internet_links=False,
        hospital_layer="/srv/layer",
        update_source="https://updates.example.org/ketaref/",
        trusted_keys=(KEY,),
        study=False,
        notes=False,
    )


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_each_step_of_zoom_is_a_text_size(size):
    assert policy_of(text_size=size).text_size == size


@pytest.mark.parametrize(
    "source", ["https://h.example/x", "https://h.example:8443/x/", "file:///srv/x", "file://server/share/x", "/srv/x"]
)
def test_source_of_updates_is_an_address_or_a_path(source):
    assert policy_of(update_source=source).update_source == source


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("text_size", 120, "must be one of 80, 90, 100, 110, 125, 150, 175, 200"),
        ("text_size", "125", "must be a whole number"),
        ("start_page", "topic/start", "must be an address of this reference; this is not a ketaref://"),
        ("start_page", "https://h.example/", "must be an address of this reference"),
        ("start_page", "ketaref://patient/1", "unknown kind 'patient'"),
        ("start_page", "", "must be 1 to 1000 characters"),
        ("start_page", 7, "must be text, a ketaref:// address"),
        ("hospital_layer", "srv/layer", "must be an absolute path"),
        ("hospital_layer", r"C:\layer", "must be an absolute path"),
        ("hospital_layer", "/srv/la\nyer", "that can be printed"),
        ("hospital_layer", " /srv/layer", "no space around them"),
        ("hospital_layer", "/" + LONGEST_TEXT * "x", "must be 1 to 1000 characters"),
        ("update_source", "http://h.example/", "must be an https:// or file:// address or an absolute path"),
        ("update_source", "https://", "must be an https://"),
        ("update_source", "https:///x", "must be an https://"),
        ("update_source", "https://me:secret@h.example/", "absolute path, without a name or password"),
        ("update_source", "https://h.example:port/", "must be an https://"),
        ("update_source", "https://[::1/", "must be an https://"),
        ("update_source", "https://h.example/?q=1", "must be an https://"),
        ("update_source", "file://", "must be an https://"),
        ("update_source", "updates", "must be an https://"),
        ("trusted_keys", KEY, "must be a list of texts"),
        ("trusted_keys", [KEY[:-2]], "must hold public keys of 32 bytes"),
        ("trusted_keys", [KEY + "ff"], "must hold public keys of 32 bytes"),
        ("trusted_keys", [f"{KEY[:2]} {KEY[2:]}"], "must hold public keys of 32 bytes"),
        ("trusted_keys", [7], "must hold public keys of 32 bytes"),
        ("trusted_keys", [KEY, KEY.upper()], "must hold each key only once"),
        ("trusted_keys", [KEY, b64encode(bytes.fromhex(KEY)).decode()], "must hold each key only once"),
        ("trusted_keys", [f"{number:064x}" for number in range(MOST_KEYS + 1)], "must hold at most 16 keys"),
        ("study", 1, "must be true or false"),
        ("notes", "no", "must be true or false"),
        ("internet_links", None, "must be true or false"),
    ],
)
def test_value_that_does_not_fit_is_refused_with_the_name_and_what_it_must_be(name, value, reason):
    with pytest.raises(PolicyError) as refused:
        policy_of(**{name: value})
    ((line, told),) = refused.value.mistakes
    assert line == 1
    assert told.startswith(f"“{name}” must ")
    assert reason in told


@pytest.mark.parametrize(
    ("name", "told"), [("a\nb", r"“a\nb”"), ("\ud800", r"“\ud800”"), ("x" * 99, "“" + "x" * 57 + "...”")]
)
def test_unknown_name_is_told_so_that_any_window_can_show_it(name, told):
    with pytest.raises(PolicyError) as refused:
        policy_of(**{name: True})
    assert refused.value.mistakes[0].reason.startswith(f"{told} is not known to this version")
    str(refused.value).encode()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ClearAfterMinutes", "clear_after_minutes"),
        ("clear-after-minutes", "clear_after_minutes"),
        ("recent_lookup", "recent_look_ups"),
        ("note", "notes"),
        ("Textsize", "text_size"),
        ("internet_link", "internet_links"),
    ],
)
def test_name_of_another_system_or_a_misspelt_one_tells_what_was_meant(name, meant):
    with pytest.raises(PolicyError) as refused:
        policy_of(**{name: True})
    reason = f"“{name}” is not known to this version; did you mean “{meant}”?"
    assert refused.value.mistakes == ((1, reason),)


def test_name_of_linux_in_the_registry_tells_that_of_windows():
    with pytest.raises(PolicyError, match="did you mean “ClearAfterMinutes”"):
        checked(found_in_registry(lambda: {"clear_after_minutes": 10}))


def test_every_mistake_is_told_in_the_order_of_lines():
    text = '{\n"note": 1,\n"study": 1,\n"zzz": 1,\n"yyy": 1,\n"text_size": 9,\n"notes": 2,\n"notes": true}'
    with pytest.raises(PolicyError) as refused:
        checked(found_in(text.encode(), "policy.json"))
    told = refused.value.mistakes
    assert [line for line, _ in told] == [2, 3, 4, 5, 6, 7, 8]
    begins = ("“note” is", "“study” must", "“zzz” is", "“yyy” is", "“text_size” must", "“notes” must", "“notes” stands")
    assert all(reason.startswith(begin) for (_, reason), begin in zip(told, begins, strict=True))
    assert ["which knows: recent_look_ups" in reason for _, reason in told].count(True) == 1  # once is enough
    assert "and 6 more" in str(refused.value)


def test_one_mistake_among_valid_values_leaves_no_policy():
    with pytest.raises(PolicyError):
        policy_of(recent_look_ups=True, internet_links=True, note=True)


def test_keys_are_taken_as_digits_and_as_base64():
    policy = policy_of(trusted_keys=[KEY.upper(), b64encode(OTHER_KEY).decode()])
    assert policy.trusted_keys == (KEY, OTHER_KEY.hex())


@pytest.mark.parametrize("path", [r"C:\layer", r"\\server\share\layer", "D:/layer"])
def test_paths_of_windows_are_those_of_the_registry(path):
    assert checked(found_in_registry(lambda: {"HospitalLayer": path})).hospital_layer == path


@pytest.mark.parametrize("path", ["/srv/layer", "layer", "C:layer"])
def test_other_paths_in_the_registry_are_refused(path):
    with pytest.raises(PolicyError, match="absolute path"):
        checked(found_in_registry(lambda: {"HospitalLayer": path}))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*Policy.__dataclass_fields__, "other"]), json_values, max_size=4))
def test_anything_else_is_refused(values):
    try:
        policy = policy_of(**values)
    except PolicyError:
        return
    assert "other" not in values
    assert all(type(getattr(policy, name)) is type(getattr(Policy(), name)) for name in values)
