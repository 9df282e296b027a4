"""The policy of a Linux machine: one JSON object in a file."""

import json
import re

from ketaref.core.errors import PolicyError
from ketaref.policy.found import Found, shown


def found_in(data: bytes, place: str) -> Found:
    """The values of a JSON file. Raises PolicyError where it is none, or holds a name twice."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PolicyError(place, line, "this is not UTF-8 text") from None

    def line_of(name: str) -> int:
        """The line where a name stands last; 0 where it is written with escapes."""
        places = [match.start() for match in re.finditer(rf"{re.escape(json.dumps(name))}\s*:", text)]
        return text.count("\n", 0, places[-1]) + 1 if places else 0

    def single(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in pairs]
        for name in names:
            if names.count(name) > 1:
                raise PolicyError(place, line_of(name), f"“{shown(name)}” stands here twice")
        return dict(pairs)

    try:
        values = json.loads(text, object_pairs_hook=single)
    except json.JSONDecodeError as error:
        raise PolicyError(place, error.lineno, f"this is not JSON: {error.msg}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, thousands of brackets
        raise PolicyError(place, 1, "this is no policy") from None
    if not isinstance(values, dict):
        raise PolicyError(place, 1, 'there must be one object here, such as {"recent_look_ups": false}')
    return Found(place, values, line_of, str, {})
