"""Which value of each rule holds, where it came from and what it does: for the command line and the window alike."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ketaref.core.errors import InputError, Mistake, NotInContentError, PolicyError, StoreError, printable
from ketaref.core.location import Location
from ketaref.policy.access import remarks_on_access
from ketaref.policy.checking import checked
from ketaref.policy.found import Found
from ketaref.policy.reading import bytes_of, find_policy, place_of_policy
from ketaref.policy.schema import RULES, SAFEST, SWITCH, Policy, Rule, explanation, in_capitals
from ketaref.policy.wrong_kind import is_property_list

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
    """The policy of a machine, or of a file. Where there are mistakes it is refused as a whole; remarks refuse nothing.

    `form`: what it was read as, in words; empty where it could not be read.
    """

    place: str
    exists: bool
    policy: Policy
    rules: tuple[InForce, ...]
    form: str = ""
    mistakes: tuple[Mistake, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """Whether there is a policy, where, and whether it is valid, in one or two sentences."""
        if not self.exists:
            return f"There is no policy on this machine (looked for: {self.place}). Everything has its default."
        found = f"{self.place} (read as {self.form})" if self.form else self.place
        if not self.mistakes:
            return f"The policy is valid: {found}"
        counted = "1 mistake" if len(self.mistakes) == 1 else f"{len(self.mistakes)} mistakes"
        return f"The policy is not valid, {counted}: {found}"

    def origin(self, in_force: InForce) -> str:
        """Where a value came from, in words."""
        if in_force.origin == POLICY:
            return f"{self.place}, line {in_force.line}" if in_force.line else f"{self.place}, value {in_force.name}"
        if in_force.origin == SAFE_DEFAULT:
            return "safe default, because the policy is not valid"
        return "default, nothing was decided"

    def remarked(self, remark: str) -> "Report":
        """The same with one remark more."""
        return self._replace(remarks=(*self.remarks, remark))

    def with_start_page(self, check_opens: Callable[[Location], str]) -> "Report":
        """The same, with a remark where the start page of the policy does not open, or not at its section.

        `check_opens` tells what is missing within a page, and raises NotInContentError where the page itself is,
        StoreError where the content cannot be read.
        """
        page = next(rule for rule in self.rules if rule.rule.name == "start_page")
        if page.origin != POLICY:
            return self
        where = f" in line {page.line}" if page.line else ""
        named = f"{page.name}{where} names {self.policy.start_page}"
        try:
            missing = check_opens(self.policy.start_page)
        except NotInContentError as error:
            return self.remarked(f"{named}, which does not open: {error} {_INSTEAD}")
        except StoreError as error:
            return self.remarked(f"{named}. Whether it opens was not looked up: {error}")
        return self.remarked(f"{named}. {missing}") if missing else self


_INSTEAD = "The window shows the ordinary start page instead, with a message."

REFUSED = "All of it is refused until this is put right, and the safe default holds."
"""What a mistake in a policy leads to."""


def report_of_machine(
    platform: str = sys.platform, folder: Path | None = None, registry: "ReadRegistry | None" = None
) -> Report:
    """What holds on this machine, also where its policy is not valid; tests give another folder or registry."""
    if platform == "win32":
        place: str = import_module("ketaref.policy.registry").PLACE
    else:
        place = str(place_of_policy(platform, folder))
    name_of: Callable[[str], str] = in_capitals if platform in ("win32", "darwin") else str

    def find() -> Found | None:
        found = find_policy(platform, folder, registry)
        return None if found is None or (platform == "win32" and not found.entries and not found.mistakes) else found

    report = _report(place, name_of, find)
    has_access = report.exists and platform not in ("win32", "darwin")  # where the system itself looks after it
    return report._replace(remarks=remarks_on_access(Path(place), deployed=True)) if has_access else report


def report_of_file(file: Path, platform: str = sys.platform) -> Report:
    """What a policy file would decide: JSON, a property list or a configuration profile, told by what it holds.

    Raises InputError where there is no such file, or a folder.
    """
    with suppress(OSError):  # what cannot be looked at is told as a mistake
        if file.is_dir():
            raise InputError("policy", f"{file} is a folder: name the policy file itself")

    place = printable(str(file))

    def find() -> Found:
        data = bytes_of(file)
        if data is None:
            raise InputError("policy", f"there is no file {place}")
        list_form, json_form = ("property_list", "found_in_profile"), ("json_file", "found_in")
        name, function = list_form if is_property_list(data) else json_form
        found: Found = getattr(import_module(f"ketaref.policy.{name}"), function)(data, place)
        return found

    report = _report(place, str, find)
    if platform == "win32":  # where modes say nothing
        return report
    return report._replace(remarks=remarks_on_access(file, deployed=file.absolute() == place_of_policy(platform)))


def value_in_words(rule: Rule, value: object) -> str:
    """A value as people say it: on or off, a number with its unit, an address, or none."""
    if rule.form == SWITCH:
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return f"{value} {rule.unit}".strip() if value != "" else "none"


def _report(place: str, name_of: Callable[[str], str], find: Callable[[], Found | None]) -> Report:
    form = ""
    try:
        found = find()
        if found is None:
            rules = (InForce(rule, name_of(rule.name), rule.default, DEFAULT) for rule in RULES)
            return Report(place, False, Policy(), tuple(rules))
        form = found.form
        policy = checked(found)
    except PolicyError as error:
        rules = (InForce(rule, name_of(rule.name), rule.safest, SAFE_DEFAULT) for rule in RULES)
        return Report(place, True, SAFEST, tuple(rules), form, error.mistakes)
    lines = {entry.name: entry.line for entry in found.entries}
    names = {rule: found.name_of(rule.name) for rule in RULES}
    in_force = (
        InForce(rule, name, getattr(policy, rule.name), POLICY if name in lines else DEFAULT, lines.get(name, 0))
        for rule, name in names.items()
    )
    return Report(place, True, policy, tuple(in_force), form)


def lines_of(report: Report) -> Iterator[tuple[str, ...]]:
    """For each rule: its name and value, where that came from, and what the rule does."""
    for in_force in report.rules:
        value = value_in_words(in_force.rule, in_force.value)
        mark = "" if in_force.rule.acts else " (nothing acts on it yet)"
        yield f"{in_force.name}: {value}{mark}", report.origin(in_force), explanation(in_force.rule)
