"""Words that this reference does not use: it informs and does not decide. Content and interface are both held to it."""

import re

BANNED = (
    "eligible",
    "ineligible",
    "eligibility",
    "safe to proceed",
    "safe for",
    "cleared",
    "approved for this patient",
    "verdict",
    "guaranteed",
    "miracle",
    "breakthrough",
    "game-changer",
    "game changer",
)
"""Judgements of a patient, and promises."""

_PATTERN = re.compile(r"\b(" + "|".join(re.escape(word) for word in BANNED) + r")(?:e?s)?\b", re.IGNORECASE)
_UNSEEN = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}*_]")


def banned_words(text: str) -> list[str]:
    """The banned words in `text`, in lower case, in the order found; also where signs or breaks part their letters."""
    plain = " ".join(_UNSEEN.sub("", text).replace("\N{NON-BREAKING HYPHEN}", "-").split())
    return [match.group(1).casefold() for match in _PATTERN.finditer(plain)]
