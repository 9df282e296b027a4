"""Templates for IT, made from the program's own schema: JSON schema, group policy, macOS profile, table of rules.

They lie in `build_spec/policy/` and are kept with the sources; a test holds them to the schema. A release carries them
as one archive.
"""

import json
import plistlib
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from time import gmtime
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from artefacts.group_policy import adml, admx, shown
from artefacts.release import NAME, ROOT, epoch

if TYPE_CHECKING:
    from ketaref.policy.schema import Rule

FOLDER = ROOT / "build_spec" / "policy"
DOMAIN = "org.ketaref"
ADMX = "KetamineTraumaReference.admx"
ADML = "en-US/KetamineTraumaReference.adml"
ADDRESS_PATTERN = "^(/.*|https://[^/@?# ]+(/[^?# ]*)?|file://[^/@?# ]*/[^?# ]+)$"
SCHEMA_FILE = "policy.schema.json"
SCHEMA_PROPERTY = {
    "title": "JSON schema",
    "description": "Where an editor finds this schema. The program passes it over.",
    "type": "string",
}
PROFILE_NAME = "Ketamine Trauma Reference: policy"


class Schema(NamedTuple):
    """The rules and what belongs to them, as the program has them."""

    rules: "tuple[Rule, ...]"
    module: ModuleType
    kinds: tuple[str, ...]


def build(output: Path, version: str) -> list[Path]:
    """Write those templates beside the sources that the schema has changed, and an archive of all for IT."""
    made = []
    for name, data in templates().items():
        file = FOLDER / name
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            made.append(file)
    archive = output / f"{NAME}-policy-{version}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in sorted(templates().items()):
            entry = zipfile.ZipInfo(name, gmtime(epoch())[:6])
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return [*made, archive]


def templates() -> dict[str, bytes]:
    """The bytes of each file by its name in the folder."""
    schema = read_schema()
    return {
        SCHEMA_FILE: _json(json_schema(schema)),
        "policy.example.json": _json(
            {"$schema": f"./{SCHEMA_FILE}"} | {rule.name: rule.example for rule in schema.rules}
        ),
        ADMX: admx(schema.rules, schema.module),
        ADML: adml(schema.rules, schema.module),
        f"{DOMAIN}.plist": plistlib.dumps(_preferences(schema), sort_keys=False),
        f"{DOMAIN}.mobileconfig": plistlib.dumps(_profile(schema), sort_keys=False),
        "rules.md": rules_table(schema).encode(),
    }


def read_schema() -> Schema:
    """The schema of this tree's program, which needs none of its libraries and need not be installed."""
    source = str(ROOT / "app")
    sys.path.insert(0, source)
    try:
        module = import_module("ketaref.policy.schema")
        kinds = tuple(import_module("ketaref.core.location").Kind)
    finally:
        sys.path.remove(source)
    return Schema(module.RULES, module, kinds)


def json_schema(schema: Schema) -> dict[str, Any]:
    """A JSON schema (draft 2020-12) of `policy.json`. It knows the form of values; the program checks a little more."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Policy of a machine for Ketamine Trauma Reference (/etc/ketaref/policy.json)",
        "type": "object",
        "additionalProperties": False,
        "properties": {"$schema": SCHEMA_PROPERTY} | {rule.name: _property(rule, schema) for rule in schema.rules},
    }


def _property(rule: "Rule", schema: Schema) -> dict[str, Any]:
    told = {"title": rule.title, "description": schema.module.explanation(rule)}
    form = _form(rule, schema)
    default = rule.default
    if default == "":
        return told | form
    return told | form | {"default": default if isinstance(default, bool | int) else _plain(default)}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else str(value)


def _form(rule: "Rule", schema: Schema) -> dict[str, Any]:
    module = schema.module
    text = {"type": "string", "minLength": 1, "maxLength": module.LONGEST_TEXT}
    if rule.form == module.SWITCH:
        return {"type": "boolean"}
    if rule.choices:
        return {"type": "integer", "enum": list(rule.choices)}
    if rule.form == module.NUMBER:
        return {"type": "integer", "minimum": rule.lowest, "maximum": rule.highest}
    if rule.form == module.KEYS:
        key = {"type": "string", "pattern": "^([0-9A-Fa-f]{64}|[A-Za-z0-9+/]{43}=)$"}
        return {"type": "array", "maxItems": module.MOST_KEYS, "uniqueItems": True, "items": key}
    if rule.form == module.LOCATION:
        return text | {"pattern": f"^ketaref://({'|'.join(schema.kinds)})([/#].*)?$"}
    return text | {"pattern": "^/" if rule.form == module.PATH else ADDRESS_PATTERN}


def _preferences(schema: Schema) -> dict[str, Any]:
    return {
        schema.module.in_capitals(rule.name): list(rule.example) if isinstance(rule.example, tuple) else rule.example
        for rule in schema.rules
    }


def _profile(schema: Schema) -> dict[str, Any]:
    """A profile for all users of a Mac. Its identifiers come from names, so that a new one replaces the old."""
    forced = {"Forced": [{"mcx_preference_settings": _preferences(schema)}]}
    payload = {
        "PayloadType": "com.apple.ManagedClient.preferences",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"{DOMAIN}.policy.preferences",
        "PayloadUUID": str(uuid5(NAMESPACE_URL, f"{DOMAIN}.policy.preferences")).upper(),
        "PayloadDisplayName": PROFILE_NAME,
        "PayloadContent": {DOMAIN: forced},
    }
    return {
        "PayloadType": "Configuration",
        "PayloadVersion": 1,
        "PayloadIdentifier": f"{DOMAIN}.policy",
        "PayloadUUID": str(uuid5(NAMESPACE_URL, f"{DOMAIN}.policy")).upper(),
        "PayloadScope": "System",
        "PayloadDisplayName": PROFILE_NAME,
        "PayloadDescription": "An example. Keep what your organisation decides, and take the rest out.",
        "PayloadContent": [payload],
    }


def rules_table(schema: Schema) -> str:
    """The table of rules for the documents of IT, in Markdown."""
    lines = [
        "<!-- Made from app/ketaref/policy/schema.py by `python3 build_spec/build.py policy`. -->",
        "",
        "| Linux (`policy.json`) | Windows, macOS | value | default | where the policy is not valid | what it does |",
        "|---|---|---|---|---|---|",
    ]
    for rule in schema.rules:
        cells = (
            f"`{rule.name}`",
            f"`{schema.module.in_capitals(rule.name)}`",
            _value_in_words(rule, schema.module),
            shown(rule.default, rule.unit),
            shown(rule.safest, rule.unit),
            schema.module.explanation(rule),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _value_in_words(rule: "Rule", module: ModuleType) -> str:
    if rule.choices:
        return f"{', '.join(map(str, rule.choices))} {rule.unit}; DWORD"
    return {
        module.SWITCH: "true or false; DWORD 1 or 0",
        module.NUMBER: f"{rule.lowest} to {rule.highest} {rule.unit}; DWORD",
        module.LOCATION: "`ketaref://` address; REG_SZ",
        module.PATH: "absolute path; REG_SZ",
        module.ADDRESS: "`https://` or `file://` address or absolute path; REG_SZ",
        module.KEYS: f"list of up to {module.MOST_KEYS} keys; REG_MULTI_SZ",
    }[rule.form]


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
