"""Words of a question that tell which kind of record answers it: "how often does X happen", "what must be watched"."""

from collections.abc import Sequence
from itertools import pairwise

from ketaref.core.location import Kind

_HAPPENING = "happen happened happening happens occur occurred occurring occurs"
_HOW_OFTEN = "common commonly frequent frequently likely often rare rarely"
_GIVING = "dose dosed doses dosing give given infused infusion infusions repeat repeated take taken"
_WATCHING = "check checked monitor monitored monitors observe observed supervise supervised watch watched watching"

_happening, _frequent, _giving, _watching = (
    frozenset(words.split()) for words in (_HAPPENING, _HOW_OFTEN, _GIVING, _WATCHING)
)


def question_cues(words: Sequence[str]) -> tuple[frozenset[str], Kind | None]:
    """Which of these folded words only ask, and the kind of record that answers; (nothing, None) without a cue.

    What is watched is asked for whatever else is ("how often is blood pressure checked"), and how often something is
    given is no question after a side effect.
    """
    present = set(words)
    how_often = {word for before, word in pairwise(words) if before == "how"} & _frequent
    asking = frozenset(present & (_watching | _happening) | how_often)
    if present & _watching:
        return asking, Kind.MONITORING
    if how_often and present & _giving:
        return asking, Kind.REGIMEN
    return asking, Kind.ADVERSE_EFFECT if asking else None
