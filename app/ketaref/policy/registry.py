"""The policy of a Windows machine: values of one registry key, as group policy writes them."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from ketaref.core.errors import Mistake, PolicyError
from ketaref.policy.found import Entry, Found
from ketaref.policy.schema import ADDRESS, KEYS, LOCATION, NUMBER, PATH, RULES, SWITCH, in_capitals

KEY = r"SOFTWARE\Policies\KetamineTraumaReference"
PLACE = rf"HKEY_LOCAL_MACHINE\{KEY}"

Values = Mapping[str, object]
ReadRegistry = Callable[[], Values | None]
"""The values of the key of this program by name, or None where there is no such key."""

FORMS = {
    SWITCH: "DWORD 1 or 0",
    NUMBER: "a whole number (DWORD)",
    LOCATION: "text (REG_SZ), a ketaref:// address",
    PATH: "text (REG_SZ), an absolute path",
    ADDRESS: "text (REG_SZ), an https:// or file:// address or an absolute path",
    KEYS: "a list of texts (REG_MULTI_SZ), one key each",
}
"""What a value of each form must be here."""


class OtherKind:
    """A value of a kind that no rule has, such as one with variables in it, which each account would read otherwise."""


def found_in(read: ReadRegistry) -> Found:
    """The values of the key. Raises PolicyError where it is there and cannot be read."""
    try:
        values = read()
    except OSError as error:
        raise PolicyError(PLACE, Mistake(0, f"this cannot be read ({error.strerror or error})")) from None
    entries = tuple(Entry(name, value) for name, value in _switches(values or {}).items())
    return Found(PLACE, "Windows registry values", entries, in_capitals, FORMS, windows_paths=True)


def registry_values(winreg: Any = None) -> Values | None:
    """What the key holds: DWORD as numbers, REG_SZ as text, REG_MULTI_SZ as lists. Tests give another `winreg`.

    A key within the key counts as a value whose name ends with a backslash: nobody would see that it is passed over.
    """
    winreg = winreg or import_module("winreg")
    try:
        key = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, KEY, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
    except FileNotFoundError:
        return None
    kinds = {winreg.REG_DWORD: int, winreg.REG_SZ: str, winreg.REG_MULTI_SZ: list}
    with key:
        keys, values, _ = winreg.QueryInfoKey(key)
        found = [winreg.EnumValue(key, position) for position in range(values)]
        inner = [winreg.EnumKey(key, position) for position in range(keys)]
    # A text "0" is no switch: it would count as on wherever somebody asks whether there is anything in it.
    known = {name: value if type(value) is kinds.get(kind) else OtherKind() for name, value, kind in found if name}
    return known | {f"{name}\\": OtherKind() for name in inner}


def _switches(values: Values) -> Values:
    """Values of the registry, which knows no true and false, as what they stand for."""
    switches = {in_capitals(rule.name) for rule in RULES if rule.form == SWITCH}
    return {
        name: bool(value) if name in switches and type(value) is int and value in (0, 1) else value
        for name, value in values.items()
    }
