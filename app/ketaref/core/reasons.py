"""Why a hit was found when what was typed does not stand in it: the entry of the synonym table that led there."""

from collections.abc import Iterable

from ketaref.core.fold import fold
from ketaref.core.query import Alternative, SearchQuery


class Reasons:
    """The expansions of one query, ready to be looked for in many hits."""

    def __init__(self, query: SearchQuery) -> None:
        groups = [group for group in query.groups if any(alternative.why for alternative in group.alternatives)]
        self._groups = [
            (
                _patterns(group.as_typed),
                [(_pattern(alternative), alternative.why) for alternative in group.alternatives if alternative.why],
            )
            for group in groups
        ]

    def of(self, *texts: str) -> tuple[str, ...]:
        """For each word or phrase that is not in `texts` as typed, the expansion that is ("HTN → hypertension").

        Empty where everything stands as typed, or where nothing of the query is in `texts` at all.
        """
        if not self._groups:
            return ()
        folded = f" {fold(' '.join(texts))} "
        found = (
            next((why for pattern, why in expanded if pattern in folded), "")
            for typed, expanded in self._groups
            if not any(pattern in folded for pattern in typed)
        )
        return tuple(dict.fromkeys(why for why in found if why))


def _patterns(alternatives: Iterable[Alternative]) -> list[str]:
    return [_pattern(alternative) for alternative in alternatives]


def _pattern(alternative: Alternative) -> str:
    """Whole words between spaces; the last open at its end where it may be longer in the text."""
    return f" {alternative.text}" if alternative.prefix else f" {alternative.text} "
