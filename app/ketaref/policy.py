"""What the organisation that installs the program decided for everyone on this machine.

Only an administrator can write where a policy lies. It is read once, at start, and most machines have none.

- Linux: `/etc/ketaref/policy.json`, such as `{"recent_look_ups": false, "clear_after_minutes": 10}`
- Windows: values of `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\KetamineTraumaReference`, such as RecentLookUps (DWORD) 0
- macOS: the managed preferences `org.ketaref`, such as RecentLookUps (Boolean) false
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import cast

from ketaref.core.errors import PolicyError

LINUX_FOLDER = Path("/etc/ketaref")
MAC_FOLDER = Path("/Library/Managed Preferences")
LINUX_NAME = "policy.json"
MAC_NAME = "org.ketaref.plist"
REGISTRY_KEY = r"SOFTWARE\Policies\KetamineTraumaReference"
LONGEST = 65_536
"""Bytes. A longer file is none of ours."""

_REGISTRY_PLACE = rf"HKEY_LOCAL_MACHINE\{REGISTRY_KEY}"

Values = Mapping[str, object]
ReadRegistry = Callable[[], Values | None]
"""The values of the key of this program by name, or None where there is no such key."""


@dataclass(frozen=True)
class Policy:
    """What is allowed on this machine; where nothing was decided, everything is.

    `clear_after_minutes`: when nobody has used the program for so long, what was entered in checklist, scales and
    interactions is taken away for good; 0 keeps it until the program closes.
    """

    recent_look_ups: bool = True
    clear_after_minutes: int = 15


LONGEST_IDLE = 1440
"""Minutes: a day."""

SAFEST = Policy(recent_look_ups=False, clear_after_minutes=5)
"""What holds where a policy cannot be understood: whoever wrote it wanted something kept from happening."""


def policy_in_force(read: Callable[[], Policy] | None = None) -> tuple[Policy, str]:
    """The policy of this machine, and what to tell of a mistake in it: then SAFEST holds."""
    try:
        return (read or read_policy)(), ""
    except PolicyError as error:
        minutes = SAFEST.clear_after_minutes
        held = f"recent look-ups are off, none are kept, and entries go after {minutes} idle minutes"
        return SAFEST, f"{error}. Until your IT puts this right, {held}."


def read_policy(
    platform: str = sys.platform, folder: Path | None = None, registry: ReadRegistry | None = None
) -> Policy:
    """Read the policy of this machine; tests give another folder or registry.

    Raises PolicyError, naming the place, the line where there is one, and the reason, for any that is not valid as a
    whole: half of a policy is not what was decided.
    """
    if platform == "win32":
        return _from_registry(registry or _registry_values)
    if platform == "darwin":
        return _from_plist((folder or MAC_FOLDER) / MAC_NAME)
    return _from_json((folder or LINUX_FOLDER) / LINUX_NAME)


def _from_json(file: Path) -> Policy:
    data = _bytes_of(file)
    if data is None:
        return Policy()
    import json  # noqa: PLC0415 (only where there is a policy)

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PolicyError(str(file), _line(data, error.start), "this is not UTF-8 text") from None

    def single(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in pairs]
        for name in names:
            if names.count(name) > 1:
                raise PolicyError(str(file), _last_line_with(data, f'"{name}"'), f"“{name}” stands here twice")
        return dict(pairs)

    try:
        values = json.loads(text, object_pairs_hook=single)
    except json.JSONDecodeError as error:
        raise PolicyError(str(file), error.lineno, f"this is not JSON: {error.msg}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
        raise PolicyError(str(file), 1, "this is no policy") from None
    if not isinstance(values, dict):
        raise PolicyError(str(file), 1, 'there must be one object here, such as {"recent_look_ups": false}')
    return _checked(values, str(file), str, lambda name: _last_line_with(data, f'"{name}"'))


def _from_plist(file: Path) -> Policy:
    data = _bytes_of(file)
    if data is None:
        return Policy()
    import plistlib  # noqa: PLC0415 (only where there is a policy)
    from xml.parsers.expat import ExpatError  # noqa: PLC0415

    try:
        values = plistlib.loads(data)
    except ExpatError as error:
        raise PolicyError(str(file), error.lineno, "this is not a property list") from None
    except Exception:  # noqa: BLE001 (plistlib lets every kind of error through, from IndexError to OverflowError)
        raise PolicyError(str(file), 1, "this is not a property list") from None
    if not isinstance(values, dict):
        raise PolicyError(str(file), 1, "there must be one dictionary here")
    own = {name: value for name, value in values.items() if not name.startswith("Payload")}  # what the profile adds
    return _checked(own, str(file), _in_capitals, lambda name: _last_line_with(data, f"<key>{name}</key>"))


def _from_registry(read: ReadRegistry) -> Policy:
    try:
        values = read()
    except OSError as error:
        raise PolicyError(_REGISTRY_PLACE, 0, f"this cannot be read ({error.strerror or error})") from None
    return _checked(_switches(values or {}), _REGISTRY_PLACE, _in_capitals, lambda _: 0, "DWORD 1 or 0")


def _checked(
    values: Values,
    place: str,
    name_of: Callable[[str], str],
    line_of: Callable[[str], int],
    form: str = "true or false",
) -> Policy:
    """The policy with these values, all of them known and of the right form."""
    known = {name_of(field.name): field.name for field in fields(Policy)}
    for name, value in values.items():
        if name not in known:
            reason = f"“{name}” is not known to this version, which knows: {', '.join(known)}"
            raise PolicyError(place, line_of(name), reason)
        wanted = _forms()[known[name]]
        if type(value) is not wanted:  # exact: True is not the number 1 here
            needed = form if wanted is bool else "a whole number"
            raise PolicyError(place, line_of(name), f"“{name}” must be {needed}")
        if wanted is int and not 0 <= cast("int", value) <= LONGEST_IDLE:
            raise PolicyError(place, line_of(name), f"“{name}” must lie between 0 and {LONGEST_IDLE}")
    return Policy(**{known[name]: value for name, value in values.items()})  # type: ignore[arg-type]


def _forms() -> dict[str, type]:
    """What each value of a policy is."""
    return {field.name: type(field.default) for field in fields(Policy)}


def _switches(values: Values) -> Values:
    """Values of the registry, which knows numbers alone, as what they stand for."""
    switches = {_in_capitals(name) for name, form in _forms().items() if form is bool}
    return {name: bool(value) if name in switches and value in (0, 1) else value for name, value in values.items()}


def _bytes_of(file: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LONGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PolicyError(str(file), 0, f"this cannot be read ({error.strerror})") from None
    if len(data) > LONGEST:
        raise PolicyError(str(file), 0, "this is too long for a policy")
    return data


def _registry_values() -> Values | None:
    if sys.platform != "win32":
        return None
    import winreg  # noqa: PLC0415

    try:
        key = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY_KEY, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
    except FileNotFoundError:
        return None
    with key:
        found = [winreg.EnumValue(key, position) for position in range(winreg.QueryInfoKey(key)[1])]
    # A text "0" is no switch: it would count as on wherever somebody asks whether there is anything in it.
    return {name: value if kind == winreg.REG_DWORD else str(value) for name, value, kind in found if name}


def _in_capitals(name: str) -> str:
    """recent_look_ups as Windows and macOS write it: RecentLookUps."""
    return "".join(word.capitalize() for word in name.split("_"))


def _last_line_with(data: bytes, text: str) -> int:
    """The line of the last place of a text, counted from 1; 0 where it is not written so."""
    place = data.rfind(text.encode(errors="replace"))
    return _line(data, place) if place >= 0 else 0


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1
