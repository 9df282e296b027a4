"""Values into a Policy. What is not wholly understood is refused as a whole: half a policy is not what was decided."""

from base64 import b64decode
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import urlsplit

from ketaref.core.errors import InputError, Mistake, PolicyError
from ketaref.core.location import Location
from ketaref.policy.found import Found, shown
from ketaref.policy.schema import (
    ADDRESS,
    KEYS,
    LOCATION,
    LONGEST_TEXT,
    MOST_KEYS,
    NUMBER,
    PATH,
    RULES,
    SWITCH,
    Policy,
    Rule,
)

KEY_BYTES = 32
"""Of an Ed25519 public key."""

_NEAR = 0.75
"""How alike two names must be for one to be meant by the other; 1 is the same."""

WORDS = {
    SWITCH: "true or false",
    NUMBER: "a whole number",
    LOCATION: "text, a ketaref:// address",
    PATH: "text, an absolute path",
    ADDRESS: "text, an https:// or file:// address or an absolute path",
    KEYS: "a list of texts, one key each",
}
"""What a value of each form must be, as files say it."""

_TYPES: dict[str, type] = {SWITCH: bool, NUMBER: int, LOCATION: str, PATH: str, ADDRESS: str, KEYS: list}


def checked(found: Found) -> Policy:
    """The policy with these values. Raises PolicyError with every mistake, in the order of lines."""
    known = {found.name_of(rule.name): rule for rule in RULES}
    values: dict[str, Any] = {}
    mistakes = [*found.mistakes, *_unknown(found, known)]
    for name, value, line in found.entries:
        if name not in known:
            continue
        try:
            values[known[name].name] = _value(known[name], value, found)
        except InputError as error:
            mistakes.append(Mistake(line, f"“{name}” must {error.message}"))
    if mistakes:
        raise PolicyError(found.place, *sorted(mistakes, key=lambda mistake: mistake.line))
    return Policy(**values)


def _unknown(found: Found, known: Iterable[str]) -> Iterable[Mistake]:
    """The names that no rule has, with the one that was meant; where none is near, the first tells all there are."""
    by_letters = {_letters(name): name for name in known}
    all_names = f", which knows: {', '.join(known)}"
    for name, _, line in found.entries:
        if name in by_letters.values():
            continue
        near = get_close_matches(_letters(name), by_letters, n=1, cutoff=_NEAR)
        meant = f"; did you mean “{by_letters[near[0]]}”?" if near else all_names
        if not near:
            all_names = ""
        yield Mistake(line, f"“{shown(name)}” is not known to this version{meant}")


def _letters(name: str) -> str:
    """What RecentLookUps, recent_look_ups and recent-look-ups have in common."""
    return "".join(filter(str.isalnum, name)).casefold()


def _value(rule: Rule, value: object, found: Found) -> object:
    """Raises InputError, whose message goes on after “must”."""
    if type(value) is not _TYPES[rule.form]:  # exact: True is not the number 1 here
        raise InputError(rule.name, f"be {found.forms.get(rule.form, WORDS[rule.form])}")
    if rule.form == NUMBER:
        return _number(rule, value)
    if rule.form == KEYS:
        return _keys(rule.name, value)
    if rule.form == SWITCH:
        return value
    return _text(rule, value, found)


def _number(rule: Rule, value: Any) -> int:
    if rule.choices and value not in rule.choices:
        raise InputError(rule.name, f"be one of {', '.join(map(str, rule.choices))}")
    if not rule.choices and not rule.lowest <= value <= rule.highest:
        raise InputError(rule.name, f"lie between {rule.lowest} and {rule.highest}")
    return int(value)


def _text(rule: Rule, value: Any, found: Found) -> Location | str:
    if not value or len(value) > LONGEST_TEXT or not value.isprintable() or value != value.strip():
        raise InputError(rule.name, f"be 1 to {LONGEST_TEXT} characters that can be printed, no space around them")
    if rule.form == LOCATION:
        try:
            return Location.parse(value)
        except InputError as error:
            raise InputError(rule.name, f"be an address of this reference; this is {error.message}") from None
    if not _is_absolute(value, found) and not (rule.form == ADDRESS and _is_address(value)):
        without = ", without a name or password" if rule.form == ADDRESS and "@" in value else ""
        raise InputError(rule.name, f"be {WORDS[rule.form].removeprefix('text, ')}{without}")
    return str(value)


def _is_absolute(path: str, found: Found) -> bool:
    return PureWindowsPath(path).is_absolute() if found.windows_paths else PurePosixPath(path).is_absolute()


def _is_address(text: str) -> bool:
    """https:// to a host, without a name or password (everybody on the machine can read a policy), or file:// ."""
    try:
        parts = urlsplit(text)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if " " in text or "@" in parts.netloc or not port_is_a_number or parts.query or parts.fragment:
        return False
    return (parts.scheme == "https" and bool(parts.hostname)) or (parts.scheme == "file" and len(parts.path) > 1)


def _keys(name: str, values: Any) -> tuple[str, ...]:
    """The keys, all written alike, as hexadecimal digits."""
    if len(values) > MOST_KEYS:
        raise InputError(name, f"hold at most {MOST_KEYS} keys")
    keys = tuple(_key(name, value) for value in values)
    if len(set(keys)) < len(keys):
        raise InputError(name, "hold each key only once")
    return keys


def _key(name: str, value: object) -> str:
    if isinstance(value, str):
        decoders: tuple[Callable[[str], bytes], ...] = (bytes.fromhex, lambda text: b64decode(text, validate=True))
        for decode in decoders:
            try:
                key = decode(value)
            except ValueError:
                continue
            if len(key) == KEY_BYTES and not any(sign.isspace() for sign in value):
                return key.hex()
    raise InputError(name, f"hold public keys of {KEY_BYTES} bytes, as {2 * KEY_BYTES} hexadecimal digits or as base64")
