"""Templates for IT: as the schema says, well formed, and understood by the program's own reader."""

import json
import plistlib
import re
import zipfile
from xml.etree import ElementTree

import pytest

from artefacts import policy_templates
from artefacts.group_policy import KEY, NAMESPACE
from artefacts.policy_templates import ADML, ADMX, DOMAIN, FOLDER, build, templates
from ketaref.core.errors import PolicyError
from ketaref.policy import property_list, registry
from ketaref.policy.checking import checked
from ketaref.policy.explaining import report_of_file
from ketaref.policy.json_file import found_in
from ketaref.policy.reading import read_policy
from ketaref.policy.schema import RULES, SWITCH, Policy, in_capitals

X = {"x": NAMESPACE}
WRITES = ("decimal", "text", "multiText", "enum")
SHOWN_BY = {"decimal": "decimalTextBox", "text": "textBox", "multiText": "multiTextBox", "enum": "dropdownList"}
"""The control of the editor that each kind of element goes with."""


@pytest.fixture(scope="module")
def admx():
    return ElementTree.fromstring((FOLDER / ADMX).read_bytes())


@pytest.fixture(scope="module")
def adml():
    return ElementTree.fromstring((FOLDER / ADML).read_bytes())


@pytest.fixture(scope="module")
def schema():
    return json.loads((FOLDER / "policy.schema.json").read_text("utf-8"))


def policies(admx):
    return {policy.get("name"): policy for policy in admx.iterfind("x:policies/x:policy", X)}


def element_of(policy):
    found = policy.find("x:elements", X)
    return None if found is None else found[0]


def tag(element):
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def test_files_beside_the_sources_are_those_that_the_schema_makes():
    """After a change of the schema: python3 build_spec/build.py policy"""
    made = templates()
    kept = {file.relative_to(FOLDER).as_posix(): file.read_bytes() for file in FOLDER.rglob("*") if file.is_file()}
    assert kept == made


def test_archive_for_it_is_the_same_whenever_it_is_built(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(policy_templates, "FOLDER", tmp_path / "policy")
    first, again = tmp_path / "1", tmp_path / "2"
    for folder in (first, again):
        folder.mkdir()
    archive = build(first, "9.9")[-1]
    assert archive.read_bytes() == build(again, "9.9")[-1].read_bytes()
    with zipfile.ZipFile(archive) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == templates()
    assert (tmp_path / "policy" / ADML).read_bytes() == templates()[ADML]


# Group policy


def test_each_rule_is_a_policy_of_the_machine_in_the_key_that_is_read(admx):
    assert list(policies(admx)) == [in_capitals(rule.name) for rule in RULES]
    for policy in policies(admx).values():
        assert (policy.get("class"), policy.get("key")) == ("Machine", registry.KEY)
    assert registry.KEY == KEY


def test_every_text_that_is_named_is_there_and_no_other(admx, adml):
    named = re.findall(r"\$\(string\.(\w+)\)", ElementTree.tostring(admx, encoding="unicode"))
    strings = [string.get("id") for string in adml.iterfind(".//x:string", X)]
    assert sorted(named) == sorted(strings)
    assert len(set(strings)) == len(strings)
    assert all(string.text and string.text.strip() for string in adml.iterfind(".//x:string", X))


def test_every_control_stands_for_the_value_that_it_writes(admx, adml):
    presentations = {each.get("id"): each for each in adml.iterfind(".//x:presentation", X)}
    named = re.findall(r"\$\(presentation\.(\w+)\)", ElementTree.tostring(admx, encoding="unicode"))
    assert sorted(named) == sorted(presentations)
    for name, policy in policies(admx).items():
        element = element_of(policy)
        if element is None:
            assert name not in presentations
            continue
        controls = [control for control in presentations[name] if control.get("refId")]
        assert [control.get("refId") for control in controls] == [element.get("id")]
        assert tag(controls[0]) == SHOWN_BY[tag(element)]


def test_category_and_support_that_policies_refer_to_exist(admx):
    categories = {each.get("name") for each in admx.iterfind("x:categories/x:category", X)}
    supported = {each.get("name") for each in admx.iterfind("x:supportedOn/x:definitions/x:definition", X)}
    for policy in policies(admx).values():
        assert policy.find("x:parentCategory", X).get("ref") in categories
        assert policy.find("x:supportedOn", X).get("ref") in supported


def written(policy, state, entered=None):
    """What a Windows machine has in its registry once a policy is enabled (with what was entered) or disabled."""
    name, element = policy.get("name"), element_of(policy)
    if element is None:
        value = policy.find(f"x:{state}Value/x:decimal", X).get("value")
        return {policy.get("valueName"): int(value)}
    return {} if state == "disabled" else {element.get("valueName", name): entered}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_group_policy_writes_is_what_the_program_reads(admx, rule):
    policy = policies(admx)[in_capitals(rule.name)]
    entered = list(rule.example) if isinstance(rule.example, tuple) else rule.example
    if rule.form == "path":
        entered = r"C:\ProgramData\ketaref\hospital"
    on = read_policy("win32", registry=lambda: written(policy, "enabled", entered))
    off = read_policy("win32", registry=lambda: written(policy, "disabled"))
    if rule.form == SWITCH:
        assert (getattr(on, rule.name), getattr(off, rule.name)) == (True, False)
    else:
        assert getattr(on, rule.name) != rule.default
        assert off == Policy()


def test_limits_of_the_editor_are_those_of_the_reader(admx):
    for rule in RULES:
        element = element_of(policies(admx)[in_capitals(rule.name)])
        if element is None:
            continue
        assert tag(element) in WRITES
        assert element.get("required") == "true"  # an empty value would be no valid one
        values = [int(value.get("value")) for value in element.iterfind("x:item/x:value/x:decimal", X)]
        if tag(element) == "decimal":
            values = [int(element.get("minValue")), int(element.get("maxValue"))]
            for beyond in (rule.lowest - 1, rule.highest + 1):
                with pytest.raises(PolicyError):
                    read_policy("win32", registry=lambda n=rule.name, v=beyond: {in_capitals(n): v})
        for value in values:
            policy = read_policy("win32", registry=lambda n=rule.name, v=value: {in_capitals(n): v})
            assert getattr(policy, rule.name) == value
        assert tuple(values) == (rule.choices or tuple(values))


def test_rules_that_nothing_obeys_yet_say_so_in_the_list_of_the_editor(adml):
    strings = {string.get("id"): string.text for string in adml.iterfind(".//x:string", X)}
    for rule in RULES:
        name = in_capitals(rule.name)
        assert ("(kept for a later version)" in strings[name]) is not rule.acts
        assert "safe default" in strings[f"{name}_Help"]


# Files


def test_examples_are_valid_and_decide_the_same_everywhere():
    data = (FOLDER / "policy.example.json").read_bytes()
    policy = checked(found_in(data, "policy.example.json"))
    assert all(getattr(policy, rule.name) != rule.default for rule in RULES)
    for name in (f"{DOMAIN}.plist", f"{DOMAIN}.mobileconfig"):
        assert report_of_file(FOLDER / name).policy == policy


def test_example_names_the_schema_beside_it_for_editors(schema):
    example = json.loads((FOLDER / "policy.example.json").read_text("utf-8"))
    named = FOLDER / example["$schema"]
    assert json.loads(named.read_text("utf-8")) == schema
    assert schema["properties"]["$schema"]["type"] == "string"


def test_profile_is_for_all_users_of_a_mac_and_has_what_apple_requires():
    profile = plistlib.loads((FOLDER / f"{DOMAIN}.mobileconfig").read_bytes())
    assert profile["PayloadScope"] == "System"
    for part in (profile, *profile["PayloadContent"]):
        assert part["PayloadVersion"] == 1
        assert part["PayloadIdentifier"].startswith(DOMAIN)
        assert re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", part["PayloadUUID"])
    assert [part["PayloadType"] for part in profile["PayloadContent"]] == [property_list.MANAGED]
    assert property_list.DOMAIN == DOMAIN


def fits(value, schema):
    """Whether a value fits the part of JSON Schema that ours uses; KeyError for any other word."""
    known = {"title", "description", "default", "type", "enum", "minimum", "maximum", "minLength", "maxLength"}
    known |= {"pattern", "maxItems", "uniqueItems", "items"}
    assert set(schema) <= known
    types = {"boolean": bool, "integer": int, "string": str, "array": list}
    if type(value) is not types[schema["type"]]:
        return False
    if schema["type"] == "array":
        unique = len(set(map(str, value))) == len(value)
        return len(value) <= schema["maxItems"] and unique and all(fits(each, schema["items"]) for each in value)
    if schema["type"] == "string":
        length = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
        return length and bool(re.search(schema["pattern"], value))
    if schema["type"] == "integer" and "enum" not in schema:
        return schema["minimum"] <= value <= schema["maximum"]
    return value in schema.get("enum", (value,))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_json_schema_and_reader_agree(schema, rule):
    form = schema["properties"][rule.name]
    example = list(rule.example) if isinstance(rule.example, tuple) else rule.example
    texts = [
        "",
        "x",
        "/srv/x",
        "http://h/",
        "https://h/",
        "https://a@h/",
        "file:///x",
        "file://",
        "https://h/?q",
        "https://h/a@b",
        "/srv/a b",
        "https://h/a b",
        "ketaref://topic/start",
    ]
    numbers = [-1, 0, 1, 80, 81, 125, 1440, 1441, 2.5]
    others = [True, False, None, [], [7], ["x"], ["0f" * 32], ["0f" * 32] * 2, ["/" * 43 + "="], ["0f" * 33], {}]
    taken = 0
    for value in [example, *texts, *numbers, *others, "ketaref://checklist", "ketaref://patient/x", "/" * 1001]:
        try:
            checked(found_in(json.dumps({rule.name: value}).encode(), "policy.json"))
            is_read = True
        except PolicyError:
            is_read = False
        assert fits(value, form) is is_read, value
        taken += is_read
    assert taken


def test_json_schema_tells_defaults_and_takes_no_other_name(schema):
    assert schema["additionalProperties"] is False
    assert list(schema["properties"]) == ["$schema", *(rule.name for rule in RULES)]
    for rule in RULES:
        form = schema["properties"][rule.name]
        if "default" in form:
            assert fits(form["default"], form)
        else:
            assert rule.default == ""


def test_table_has_a_line_for_each_rule_and_as_many_cells_in_each():
    lines = (FOLDER / "rules.md").read_text("utf-8").splitlines()[2:]
    assert len(lines) == len(RULES) + 2
    assert {line.count("|") for line in lines} == {7}
