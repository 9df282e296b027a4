"""The policy of a Linux machine: one JSON object in a file."""

import json
import re
from collections.abc import Iterator

from ketaref.core.errors import Mistake, PolicyError
from ketaref.policy.found import Entry, Found, twice
from ketaref.policy.wrong_kind import no_json

SCHEMA = "$schema"
"""Editors write it, to know what may stand in the file. It decides nothing."""

_OTHER_WORD = re.compile(r"(true|false|null|none)\b", re.IGNORECASE)
"""What other languages write for a word of JSON."""

_SAID = {
    "Expecting ',' delimiter": "a comma or the closing bracket is missing",
    "Expecting ':' delimiter": "a colon is missing after the name",
    "Expecting property name": "a name in straight double quotes is wanted",
    "Expecting value": "a value is wanted: text in straight double quotes, a number, true, false or null",
    "Extra data": "nothing may follow the closing bracket of the object",
    "Invalid \\": "a backslash is written twice",
    "Invalid control character": "a text ends in the line in which it begins, and holds no tab",
    "Unterminated string": "the closing quote of a text is missing",
}
"""What Python's reader of JSON says, by its first words, and the same for whoever writes a policy."""

_SPACE = re.compile(r"\s*")


def found_in(data: bytes, place: str) -> Found:
    """The values of a JSON file. Raises PolicyError where it is none."""
    text = _text(data, place)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        reason = no_json(data)
        mistake = Mistake(1, reason) if reason else Mistake(error.lineno, f"this is not JSON: {_why(text, error)}")
        raise PolicyError(place, mistake) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
        raise PolicyError(place, Mistake(1, "this is no policy")) from None
    if not isinstance(whole, dict):
        reason = 'there must be one object here, such as {"recent_look_ups": false}'
        raise PolicyError(place, Mistake(1, reason))
    entries = tuple(_entries(text))
    rules = tuple(entry for entry in entries if entry.name != SCHEMA)
    return Found(place, "JSON", rules, str, mistakes=tuple(_mistakes(entries)))


def _mistakes(entries: tuple[Entry, ...]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for name, value, line in entries:
        if name in seen:
            yield twice(name, line)
        seen.add(name)
        if name == SCHEMA and not isinstance(value, str):
            yield Mistake(line, f"“{SCHEMA}” must be text, the address of a JSON schema")


def _text(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason, line = no_json(data), data.count(b"\n", 0, error.start) + 1
        mistake = Mistake(1, reason) if reason else Mistake(line, "this is not UTF-8 text: save it as UTF-8")
        raise PolicyError(place, mistake) from None


def _entries(text: str) -> Iterator[Entry]:
    """The members of the object that a valid text holds, each with its line, also those that a dict would lose."""
    decode = json.JSONDecoder().raw_decode
    at = _after_space(text, text.index("{") + 1)
    while text[at] != "}":
        name, end = decode(text, at)
        line = text.count("\n", 0, at) + 1
        value, end = decode(text, _after_space(text, text.index(":", end) + 1))
        yield Entry(name, value, line)
        at = _after_space(text, end)
        if text[at] == ",":
            at = _after_space(text, at + 1)


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    assert space  # it also matches nothing
    return space.end()


def _why(text: str, error: json.JSONDecodeError) -> str:
    """What the reader of JSON says, or what is meant where it says that badly."""
    if text[: error.pos].rstrip().endswith(",") and text[error.pos : error.pos + 1] in ("}", "]"):
        return "no comma may stand before the closing bracket"
    if text.startswith(("//", "/*", "#"), error.pos):
        return "a comment may not stand here"
    if error.msg == "Expecting value" and _OTHER_WORD.match(text, error.pos):
        return "JSON writes true, false and null, in small letters"
    said = next((words for begin, words in _SAID.items() if error.msg.startswith(begin)), error.msg)
    if error.msg == "Expecting ',' delimiter" and "\n" in text[len(text[: error.pos].rstrip()) : error.pos]:
        return f"{said}, here or at the end of the line before"
    return said
