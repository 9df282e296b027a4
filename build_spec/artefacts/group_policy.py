"""Group policy templates (ADMX, and ADML in English), after Microsoft's published schema of policy definitions."""

from types import ModuleType
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from ketaref.policy.schema import Rule

NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
OWN_NAMESPACE = "KetamineTraumaReference.Policies"
KEY = r"SOFTWARE\Policies\KetamineTraumaReference"
CATEGORY, SUPPORTED = "KetamineTraumaReference", "SUPPORTED_KetamineTraumaReference"
REVISION = "1.0"
PROGRAM = "Ketamine Trauma Reference"
_KEYS_LENGTH = 2048
"""Characters of all keys together: whether the limit counts one line or all of them is not told by the schema."""
REFUSED = (
    "If any value of the policy cannot be understood, the whole policy is refused, the window and “ketaref policy "
    "show” tell why, and the safe default holds; for this rule that is: {}."
)


def admx(rules: "tuple[Rule, ...]", schema: ModuleType) -> bytes:
    """The rules as policies of a machine. A switch writes 1 or 0; all others write the value that is entered."""
    root = _root("policyDefinitions")
    namespaces = SubElement(root, "policyNamespaces")
    SubElement(namespaces, "target", prefix="ketaref", namespace=OWN_NAMESPACE)
    SubElement(root, "resources", minRequiredRevision=REVISION)
    definitions = SubElement(SubElement(root, "supportedOn"), "definitions")
    SubElement(definitions, "definition", name=SUPPORTED, displayName=f"$(string.{SUPPORTED})")
    SubElement(SubElement(root, "categories"), "category", name=CATEGORY, displayName=f"$(string.{CATEGORY})")
    policies = SubElement(root, "policies")
    for rule in rules:
        _policy(policies, rule, schema)
    return _bytes(root)


def adml(rules: "tuple[Rule, ...]", schema: ModuleType) -> bytes:
    """What the editor of group policies shows."""
    root = _root("policyDefinitionResources")
    SubElement(root, "displayName").text = PROGRAM
    SubElement(root, "description").text = f"What an organisation decides for {PROGRAM} on a machine."
    resources = SubElement(root, "resources")
    strings = SubElement(resources, "stringTable")
    presentations = SubElement(resources, "presentationTable")
    _string(strings, CATEGORY, PROGRAM)
    _string(strings, SUPPORTED, f"{PROGRAM} on Windows")
    for rule in rules:
        name = schema.in_capitals(rule.name)
        _string(strings, name, rule.title if rule.acts else f"{rule.title} (kept for a later version)")
        _string(strings, f"{name}_Help", _help(rule, schema))
        for choice in rule.choices:
            _string(strings, f"{name}_{choice}", f"{choice} {rule.unit}")
        if rule.form != schema.SWITCH:
            _presentation(SubElement(presentations, "presentation", id=name), rule, name, schema)
    return _bytes(root)


def _root(tag: str) -> Element:
    return Element(tag, xmlns=NAMESPACE, revision=REVISION, schemaVersion="1.0")


def _policy(policies: Element, rule: "Rule", schema: ModuleType) -> None:
    name = schema.in_capitals(rule.name)
    is_switch = rule.form == schema.SWITCH
    more = {"valueName": name} if is_switch else {"presentation": f"$(presentation.{name})"}
    texts = {"displayName": f"$(string.{name})", "explainText": f"$(string.{name}_Help)"}
    policy = SubElement(policies, "policy", {"name": name, "class": "Machine", **texts, "key": KEY, **more})
    SubElement(policy, "parentCategory", ref=CATEGORY)
    SubElement(policy, "supportedOn", ref=SUPPORTED)
    if is_switch:
        for state, value in (("enabledValue", "1"), ("disabledValue", "0")):
            SubElement(SubElement(policy, state), "decimal", value=value)
        return
    common = {"id": name, "valueName": name, "required": "true"}
    elements = SubElement(policy, "elements")
    if rule.choices:
        choices = SubElement(elements, "enum", common)
        for choice in rule.choices:
            item = SubElement(choices, "item", displayName=f"$(string.{name}_{choice})")
            SubElement(SubElement(item, "value"), "decimal", value=str(choice))
    elif rule.form == schema.NUMBER:
        SubElement(elements, "decimal", {**common, "minValue": str(rule.lowest), "maxValue": str(rule.highest)})
    elif rule.form == schema.KEYS:
        SubElement(
            elements, "multiText", {**common, "maxLength": str(_KEYS_LENGTH), "maxStrings": str(schema.MOST_KEYS)}
        )
    else:
        SubElement(elements, "text", {**common, "maxLength": str(schema.LONGEST_TEXT)})


def _presentation(presentation: Element, rule: "Rule", name: str, schema: ModuleType) -> None:
    label = f"{rule.title} ({rule.unit})" if rule.unit else rule.title
    if rule.choices:
        usual = str(rule.choices.index(rule.default))
        SubElement(presentation, "dropdownList", refId=name, noSort="true", defaultItem=usual).text = label
    elif rule.form == schema.NUMBER:
        SubElement(presentation, "decimalTextBox", refId=name, defaultValue=str(rule.default)).text = label
    elif rule.form == schema.KEYS:
        SubElement(presentation, "text").text = f"{label}, one in each line"
        SubElement(presentation, "multiTextBox", refId=name)
    else:
        SubElement(SubElement(presentation, "textBox", refId=name), "label").text = label


def _help(rule: "Rule", schema: ModuleType) -> str:
    default, safest = shown(rule.default, rule.unit), shown(rule.safest, rule.unit)
    if rule.form == schema.SWITCH:
        states = f"Enabled: on. Disabled: off. Not configured: {default}."
    else:
        states = f"Enabled: the value that is entered holds. Disabled or not configured: {default}."
    return "\n\n".join((schema.explanation(rule), states, REFUSED.format(safest)))


def shown(value: object, unit: str) -> str:
    """A value as people say it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value} {unit}".strip() if value not in ("", ()) else "none"


def _string(table: Element, name: str, text: str) -> None:
    SubElement(table, "string", id=name).text = text


def _bytes(root: Element) -> bytes:
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()
