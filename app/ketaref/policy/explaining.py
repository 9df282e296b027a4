"""Which value of each rule holds, where it came from and what it does: for the command line and the window alike."""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ketaref.core.errors import InputError, PolicyError
from ketaref.policy.checking import checked
from ketaref.policy.found import Found
from ketaref.policy.reading import bytes_of, find_policy, place_of_policy
from ketaref.policy.schema import RULES, SAFEST, SWITCH, Policy, Rule, explanation, in_capitals

if TYPE_CHECKING:  # Windows alone has one
    from ketaref.policy.registry import ReadRegistry

POLICY, DEFAULT, SAFE_DEFAULT = "policy", "default", "safe default"
"""Where a value comes from."""


class InForce(NamedTuple):
    """One rule with the value that holds. `line` is 0 where the place has no lines, or does not name the rule."""

    rule: Rule
    name: str
    """As the place of this policy writes it."""
    value: object
    origin: str
    line: int = 0


class Report(NamedTuple):
    """The policy of a machine, or of a file. `mistake` tells place, line and reason where it is not valid."""

    place: str
    exists: bool
    policy: Policy
    rules: tuple[InForce, ...]
    mistake: str = ""

    @property
    def heading(self) -> str:
        """Whether there is a policy, where, and whether it is valid, in one or two sentences."""
        if self.mistake:
            return f"The policy is not valid: {self.mistake}. Until this is put right, the safe default holds."
        if not self.exists:
            return f"There is no policy on this machine (looked for: {self.place}). Everything has its default."
        return f"The policy is valid: {self.place}"

    def origin(self, in_force: InForce) -> str:
        """Where a value came from, in words."""
        if in_force.origin == POLICY:
            return f"{self.place}, line {in_force.line}" if in_force.line else f"{self.place}, value {in_force.name}"
        if in_force.origin == SAFE_DEFAULT:
            return "safe default, because the policy is not valid"
        return "default, nothing was decided"


def report_of_machine(
    platform: str = sys.platform, folder: Path | None = None, registry: "ReadRegistry | None" = None
) -> Report:
    """What holds on this machine, also where its policy is not valid; tests give another folder or registry."""
    if platform == "win32":
        place: str = import_module("ketaref.policy.registry").PLACE
    else:
        place = str(place_of_policy(platform, folder))
    name_of: Callable[[str], str] = in_capitals if platform in ("win32", "darwin") else str
    try:
        found = find_policy(platform, folder, registry)
        if found is None or (platform == "win32" and not found.values):
            rules = (InForce(rule, name_of(rule.name), rule.default, DEFAULT) for rule in RULES)
            return Report(place, False, Policy(), tuple(rules))
        return _report(found)
    except PolicyError as error:
        rules = (InForce(rule, name_of(rule.name), rule.safest, SAFE_DEFAULT) for rule in RULES)
        return Report(place, True, SAFEST, tuple(rules), error.mistake)


def report_of_file(file: Path) -> Report:
    """What a policy file would decide: JSON, a property list or a configuration profile, told by what it holds.

    Raises PolicyError where it is not valid, InputError where there is no such file.
    """
    data = bytes_of(file)
    if data is None:
        raise InputError("policy", f"there is no file {file}")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or data.startswith(b"bplist"):
        return _report(import_module("ketaref.policy.property_list").found_in_profile(data, str(file)))
    return _report(import_module("ketaref.policy.json_file").found_in(data, str(file)))


def value_in_words(rule: Rule, value: object) -> str:
    """A value as people say it: on or off, a number with its unit, an address, or none."""
    if rule.form == SWITCH:
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return f"{value} {rule.unit}".strip() if value != "" else "none"


def _report(found: Found) -> Report:
    policy = checked(found)
    rules = []
    for rule in RULES:
        name = found.name_of(rule.name)
        is_set = name in found.values
        origin, line = (POLICY, found.line_of(name)) if is_set else (DEFAULT, 0)
        rules.append(InForce(rule, name, getattr(policy, rule.name), origin, line))
    return Report(found.place, True, policy, tuple(rules))


def lines_of(report: Report) -> Iterator[tuple[str, ...]]:
    """For each rule: its name and value, where that came from, and what the rule does."""
    for in_force in report.rules:
        value = value_in_words(in_force.rule, in_force.value)
        mark = "" if in_force.rule.acts else " (nothing acts on it yet)"
        yield f"{in_force.name}: {value}{mark}", report.origin(in_force), explanation(in_force.rule)
