"""The policy of a Mac: managed preferences, as macOS writes them from a configuration profile, and such a profile."""

import plistlib
import re
from typing import Any
from xml.parsers.expat import ExpatError

from ketaref.core.errors import Mistake, PolicyError, shortened
from ketaref.policy.found import Entry, Found, twice
from ketaref.policy.schema import in_capitals
from ketaref.policy.wrong_kind import foreign

DOMAIN = "org.ketaref"
"""The preferences of this program."""

MANAGED = "com.apple.ManagedClient.preferences"
"""The type of the payload in which Apple's profiles carry preferences of programs."""

PROFILE = "Configuration"
"""The type of a configuration profile."""

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


def found_in(data: bytes, place: str) -> Found:
    """The values of managed preferences. Raises PolicyError where this is none."""
    whole = _dictionary(data, place)
    if whole.get("PayloadType") == PROFILE:  # whose values lie deeper: it would seem to decide nothing
        reason = "this is a configuration profile, which is to be installed and not copied here"
        raise PolicyError(place, Mistake(1, reason))
    return _found(whole, data, place, "macOS property list", alone=True)


def found_in_profile(data: bytes, place: str) -> Found:
    """The values for this program in a configuration profile; those of managed preferences where it is no profile.

    Raises PolicyError where it is neither, or no payload is for this program.
    """
    whole = _dictionary(data, place)
    if whole.get("PayloadType") != PROFILE:
        return found_in(data, place)
    payloads = whole.get("PayloadContent")
    ours = [values for payload in payloads for values in _ours(payload)] if isinstance(payloads, list) else []
    if len(ours) != 1:
        what = "no payload is" if not ours else f"{len(ours)} payloads are"
        raise PolicyError(place, Mistake(1, f"{what} for {DOMAIN} in this profile; there must be one"))
    return _found(ours[0], data, place, "macOS configuration profile", alone=len(payloads or ()) == 1)


def _ours(payload: Any) -> list[dict[str, Any]]:
    """What a payload sets for this program: named by its type, or among the forced preferences of programs."""
    if not isinstance(payload, dict):
        return []
    if payload.get("PayloadType") == DOMAIN:
        return [payload]
    domains = payload.get("PayloadContent")
    ours = domains.get(DOMAIN) if payload.get("PayloadType") == MANAGED and isinstance(domains, dict) else None
    forced = ours.get("Forced") if isinstance(ours, dict) else None
    settings = [each.get("mcx_preference_settings") for each in forced or () if isinstance(each, dict)]
    return [each for each in settings if isinstance(each, dict)]


def _dictionary(data: bytes, place: str) -> dict[str, Any]:
    reason = foreign(data)
    if reason:
        raise PolicyError(place, Mistake(1, reason))
    try:
        values = plistlib.loads(data)
    except ExpatError as error:
        raise PolicyError(place, Mistake(error.lineno, "this is not a property list")) from None
    except Exception:  # noqa: BLE001 (plistlib lets every kind of error through, from IndexError to OverflowError)
        raise PolicyError(place, Mistake(1, "this is not a property list")) from None
    if not isinstance(values, dict):
        raise PolicyError(place, Mistake(1, "there must be one dictionary here"))
    return values


def _found(values: dict[str, Any], data: bytes, place: str, form: str, *, alone: bool) -> Found:
    """`alone`: nothing else is in the data. Other programs may have settings of the same name."""
    text = _COMMENT.sub(lambda comment: b"\n" * comment[0].count(b"\n"), data)

    def lines_of(name: str) -> list[int]:
        key = re.escape(f"<key>{name}</key>".encode(errors="replace"))
        return [text.count(b"\n", 0, match.start()) + 1 for match in re.finditer(key, text)]

    entries, mistakes = [], []
    for name, value in values.items():
        if not isinstance(name, str):  # as only a binary list can have it
            mistakes.append(Mistake(0, f"the key {shortened(name)} is no text"))
            continue
        if name.startswith("Payload"):  # what the profile adds
            continue
        lines = lines_of(name)
        entries.append(Entry(name, value, lines[-1] if lines and (alone or len(lines) == 1) else 0))
        if alone:  # a property list takes the last of two without a word
            mistakes += [twice(name, line) for line in lines[1:]]
    return Found(place, form, tuple(entries), in_capitals, mistakes=tuple(mistakes))
