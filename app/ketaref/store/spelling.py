"""Spelling: the words of this content that a misspelt one was most likely typed for.

Apart from search because rapidfuzz costs more to import than everything else that search needs.

Bundles for hospitals carry rapidfuzz without its compiled parts, which would tie them to one version of Python.
`_alike` leaves it so few words to compare that it makes no difference.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from math import inf, log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ketaref.core.common_words import COMMON_WORDS
from ketaref.core.fold import fold
from ketaref.core.typing_errors import slip_cost, sound_of
from ketaref.store.content import ContentStore

SUGGESTIONS = 3
CONSIDERED = 40
MIN_LENGTH = 3
SOUNDS_ALIKE, PER_SLIP = 0.4, 0.4
"""The cost of a word that sounds the same, and more for each slip by which it is spelt otherwise."""
SPELT_OTHERWISE = 1.0
"""What slips may cost more where it sounds the same. Beyond, a name that stands nowhere here would become a word."""
BOTH_ALIKE = 0.6
"""What is left of the cost of a near word that sounds the same as well: ritten is written rather than rotten."""
MIN_SOUND, SOUND_LETTERS = 3, 2
"""Letters of a sound that tells something, and letters by which the spelling may be longer or shorter."""
PER_MISSING_LETTER, MISSING_AT_MOST = 0.2, 1.2
"""The cost of the letters by which a finished word is shorter than the one that it begins."""
MIN_BEGINNING = 5
UNFINISHED = 0.3
"""What it costs to take a word for the beginning of a longer one, beside its slips."""
FREQUENT = 0.12
"""What ten times the documents are worth against slips."""


class Spelling:
    """Suggestions from the index and the synonym table; the words are read at the first question."""

    def __init__(self, store: ContentStore) -> None:
        self._store = store

    def suggest(self, word: str, finished: bool = True) -> list[str]:
        """Up to three known words, the likeliest first; of equally likely ones, that in more documents.

        Short words must be nearer than long ones. A word that is not `finished` is also compared with beginnings.
        Raises StoreError when the content is damaged.
        """
        folded = fold(word)
        limit = _limit(folded)
        if not limit or not folded.isalpha():
            return []
        costs = self._costs(folded, limit, self._by_word)
        for near in self._sounding(folded) if limit >= SOUNDS_ALIKE + PER_SLIP else ():
            slips = slip_cost(folded, near, len(folded))
            if slips <= limit + SPELT_OTHERWISE:
                costs[near] = min(SOUNDS_ALIKE + PER_SLIP * slips, costs.get(near, inf) * BOTH_ALIKE)
        if finished:
            for longer in self._beginning(folded):
                missing = min((len(longer) - len(folded)) * PER_MISSING_LETTER, MISSING_AT_MOST)
                costs[longer] = min(missing, costs.get(longer, missing))
        elif len(folded) >= MIN_BEGINNING:
            for length in (len(folded) - 1, len(folded)):
                beginnings = self._beginnings(length)
                for beginning, slips in self._costs(folded, min(limit, 1.0), beginnings).items():
                    cost = slips + UNFINISHED
                    costs[beginnings[beginning]] = min(cost, costs.get(beginnings[beginning], cost))
        return sorted(costs, key=lambda near: (costs[near] - self._worth(near), near))[:SUGGESTIONS]

    def _costs(self, folded: str, limit: float, words: Iterable[str]) -> dict[str, float]:
        """The words (or beginnings) within the limit with their costs."""
        slips = int(limit / 0.5) if len(folded) > MIN_LENGTH else 1
        allowed = min(slips, 3)
        found = process.extract(
            folded,
            _alike(folded, words, allowed),
            scorer=OSA.distance,
            processor=None,
            score_cutoff=allowed,
            limit=CONSIDERED,
        )
        costs = {near: slip_cost(folded, near, limit) for near, *_ in found}
        return {near: cost for near, cost in costs.items() if cost <= limit}

    def _worth(self, word: str) -> float:
        return FREQUENT * log10(1 + self._by_word.get(word, 1)) if word not in COMMON_WORDS else 0.0

    @cached_property
    def _by_word(self) -> dict[str, int]:
        """Each word to learn from with the number of records that hold it, rising."""
        return dict(self._store.all("SELECT word, records FROM word ORDER BY records, word"))

    def _sounding(self, folded: str) -> list[str]:
        """The words of about the same length that sound alike."""
        sound = sound_of(folded)
        if len(sound) < MIN_SOUND:
            return []
        rows = self._store.all("SELECT word FROM word WHERE sound = ?", (sound,))
        return [word for (word,) in rows if abs(len(word) - len(folded)) <= SOUND_LETTERS]

    def _beginning(self, folded: str) -> list[str]:
        rows = self._store.all("SELECT word FROM word WHERE word > ? AND word < ?", (folded, f"{folded}\U0010ffff"))
        return [word for (word,) in rows]

    def _beginnings(self, length: int) -> dict[str, str]:
        """Each beginning of that length, with the most frequent word that begins so."""
        return {word[:length]: word for word in self._by_word if len(word) > length}


def _alike(folded: str, words: Iterable[str], allowed: int) -> list[str]:
    """The words that may be so many slips away: a slip adds or takes one letter of the alphabet, and one in length.

    Every word that is that near is among them; comparing the others letter by letter would take ten times as long.
    """
    own, shortest, longest = _letters(folded), len(folded) - allowed, len(folded) + allowed
    return [
        word
        for word in words
        if shortest <= len(word) <= longest
        and ((letters := _letters(word)) & ~own).bit_count() <= allowed
        and (own & ~letters).bit_count() <= allowed
    ]


@lru_cache(maxsize=65_536)
def _letters(word: str) -> int:
    """Which characters a word holds, as a set of bits."""
    letters = 0
    for char in word:
        letters |= 1 << (ord(char) & 63)  # two characters that share a bit make words look more alike, never less
    return letters


def nearest_names(typed: str, names: Sequence[str]) -> list[str]:
    """Up to three of the names that `typed` may be a misspelling of, as they are written.

    Only the nearest, all of one distance: names of medicines look alike, and each more is one more to mistake.
    """
    folded = fold(typed)
    written = {fold(name): name for name in reversed(names)}
    if folded in written:
        return []
    found = process.extract(
        folded,
        list(written),
        scorer=OSA.distance,
        processor=None,
        score_cutoff=_allowed_distance(folded),
        limit=CONSIDERED,
    )
    ranked = sorted((distance, name[:1] != folded[:1], name) for name, distance, _ in found)
    return [written[name] for distance, _, name in ranked if distance == ranked[0][0]][:SUGGESTIONS]


def _limit(word: str) -> float:
    """The most that slips in a word of this length may cost; 0 where nothing can be told."""
    limits = {3: 0.7, 4: 0.9, 5: 0.95, 6: 1.1, 7: 1.6, 8: 1.9, 9: 1.9, 10: 1.9}
    return 0.0 if len(word) < MIN_LENGTH else limits.get(len(word), 2.4)


def _allowed_distance(word: str) -> int:
    """How many letters may be wrong in a name of this length."""
    if len(word) < MIN_LENGTH:
        return 0
    return 1 if len(word) < 5 else 2 if len(word) < 9 else 3
