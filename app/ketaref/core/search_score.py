"""How well search finds, as it was measured on look-ups of which the right answer is known."""

import json
from dataclasses import dataclass
from enum import StrEnum

from ketaref.core.codec import MisfitError, decode, encode
from ketaref.core.errors import InputError


class QueryKind(StrEnum):
    """The ways in which people ask, each measured on its own."""

    NAMES = "names"
    ABBREVIATIONS = "abbreviations"
    LAY_WORDS = "lay_words"
    SPELLINGS = "spellings"
    MISSPELLINGS = "misspellings"
    PREFIXES = "prefixes"
    QUESTIONS = "questions"
    TWO_IDEAS = "two_ideas"
    NUMBERS = "numbers"


QUERY_KIND_NAMES = {
    QueryKind.NAMES: "Names of medicines and trials",
    QueryKind.ABBREVIATIONS: "Abbreviations",
    QueryKind.LAY_WORDS: "Everyday words",
    QueryKind.SPELLINGS: "British and American spelling",
    QueryKind.MISSPELLINGS: "Typing errors",
    QueryKind.PREFIXES: "First letters",
    QueryKind.QUESTIONS: "Whole questions",
    QueryKind.TWO_IDEAS: "Two ideas",
    QueryKind.NUMBERS: "Numbers",
}


@dataclass(frozen=True)
class Found:
    """How many look-ups there were, and of how many the right record came first or among the first three hits."""

    look_ups: int
    first: int
    first_three: int

    def __add__(self, other: "Found") -> "Found":
        return Found(self.look_ups + other.look_ups, self.first + other.first, self.first_three + other.first_three)


NOTHING_LOOKED_UP = Found(0, 0, 0)


@dataclass(frozen=True)
class KindScore:
    """What was found of one kind of query."""

    kind: QueryKind
    found: Found


@dataclass(frozen=True)
class SearchScore:
    """The score of record: what a version of the program found in an edition of the content.

    `total` is the sum of the kinds. `set_aside` is the part of it that was not looked at while the ranking was tuned.
    """

    program: str
    content: str
    kinds: tuple[KindScore, ...]
    total: Found
    set_aside: Found


def read_score(text: str) -> SearchScore:
    """The score that a score file holds. Raises InputError where it holds none, or one that contradicts itself."""
    try:
        score = decode(SearchScore, json.loads(text))
    except (ValueError, RecursionError, MisfitError) as error:
        raise InputError("search score", str(error)) from error
    mistake = _mistake(score)
    if mistake:
        raise InputError("search score", mistake)
    return score


def score_text(score: SearchScore) -> str:
    """A score as the text of a score file."""
    return json.dumps(encode(score), indent=2) + "\n"


def per_cent(part: int, whole: int) -> int:
    """Whole per cent, rounded down: it never tells of more than was found, and 100 only of all. 0 of nothing."""
    return 100 * part // whole if whole else 0


def _mistake(score: SearchScore) -> str:
    """What in a score cannot be, or nothing."""
    kinds = [each.kind for each in score.kinds]
    parts = [each.found for each in score.kinds]
    if len(set(kinds)) < len(kinds):
        return "a kind of query is there twice"
    if any(not _is_possible(found) for found in (*parts, score.total, score.set_aside)):
        return "more was found than looked up"
    if not score.total.look_ups or sum(parts, NOTHING_LOOKED_UP) != score.total:
        return "the total is not the sum of its kinds"
    if score.set_aside.look_ups > score.total.look_ups:
        return "more look-ups were set aside than there are"
    return ""


def _is_possible(found: Found) -> bool:
    return 0 <= found.first <= found.look_ups and 0 <= found.first_three <= found.look_ups
