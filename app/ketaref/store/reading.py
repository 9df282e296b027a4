"""A query read against one content: which terms of its index stand for each word, and what must be repaired first."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ketaref.core.common_words import COMMON_WORDS
from ketaref.core.fold import fold
from ketaref.core.medicine_names import MEDICINE_NAMES
from ketaref.core.query import Alternative, SearchQuery, Synonyms, WordGroup
from ketaref.core.stems import SHORTEST, stem
from ketaref.core.synonyms import MEDICINE_CATEGORIES, inflections
from ketaref.core.typing_errors import slip_cost, sound_of
from ketaref.core.words import ASKED, FRAME, NUMBER_WORDS, STEM, UNITS
from ketaref.store.index import Index
from ketaref.store.ranking import Group, Term

Suggest = Callable[[str, bool], list[str]]
"""Words of this content near a misspelt one, the nearest first; told whether it was typed to its end."""

MIN_REPAIRED = 3
"""Letters of a word that can be told from others in spite of a slip."""
CLEAR, CLEAR_BY_SOUND = 1.5, 2.2
"""What slips may cost at most where a medicine was meant, and where it sounds alike: beyond, it may be another one."""
MIN_PART = 3
"""Letters of each of two words that were typed as one."""
TOGETHER = 0.2
"""The share of its places in which the rarer of two words must stand with the other to be one thing with it."""

INFLECTED_WEIGHT = 0.95
COMPLETED_WEIGHT = 0.3
STEM_WEIGHT = 0.3
SYNONYM_WEIGHT = 0.8
IN_PARTS_WEIGHT = 0.6
"""Of a term against the word as typed: its plural or singular, a longer word that begins so, another word of its stem,
a synonym, and the words of a phrase that do not stand together."""
BARE_NUMBER_WEIGHT = 1.6
COMMON_WEIGHT = 0.65
FRAME_WEIGHT = 0.8
DROPPED_WEIGHT = 0.8
"""Of a number alone, of an everyday word, and of what a question asks for (how long, how much), and of a word that
only tells the kind of record (monitor), against a word that tells of what."""
MIN_END, ENDS = 3, 8
"""Letters of an unfinished word that is sought in ways of asking, and longer words tried for it."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Reading:
    """A query with the terms of the index for each of its groups, in documents and in ways of `asking` for them.

    `shown_for` is the text after repair, None where nothing was repaired; `unknown` holds the words that neither stand
    in the content nor are near one that does.
    """

    query: SearchQuery
    groups: tuple[Group, ...]
    asking: tuple[Group, ...] = ()
    shown_for: str | None = None
    unknown: tuple[str, ...] = ()


class Reader:
    """Reads queries against one index. Raises StoreError when the content file is damaged."""

    def __init__(self, index: Index, synonyms: Synonyms, suggest: Suggest | None) -> None:
        self._index = index
        self._synonyms = synonyms
        self._suggest = suggest

    def read(self, text: str, repair: bool) -> Reading:
        """Read what was typed; without `repair` as it stands."""
        query = SearchQuery.parse(text, self._synonyms, repair)
        unread = query.unread
        shown_for = None
        # First what the synonym table knows to be misspelt, then what the content does not know.
        if query.repaired:
            shown_for = query.repaired
            query = SearchQuery.parse(shown_for, self._synonyms, repair)
        repaired = self._repaired(query, self._counts(query.groups)) if repair else None
        if repaired:
            shown_for = repaired
            query = SearchQuery.parse(repaired, self._synonyms, repair)
        query = replace(query, groups=tuple(self._joined(query.groups)), unread=unread)
        found = tuple(Group(tuple(self._terms(group)), _weight(group)) for group in query.groups)
        unknown = tuple(group.typed for group, of in zip(query.groups, found, strict=True) if not of.terms)
        asking = tuple(Group(tuple(self._asking_terms(group)), _weight(group)) for group in query.groups)
        asking += tuple(Group((Term(f"{ASKED}{FRAME}{name}"),), FRAME_WEIGHT) for name in query.frames)
        asking += tuple(Group((Term(f"{ASKED}{word}"),), DROPPED_WEIGHT) for word in _dropped(query))
        return Reading(query, found, asking, shown_for, unknown)

    def _counts(self, groups: Iterable[WordGroup]) -> dict[str, int]:
        return self._index.counts(alternative.text for group in groups for alternative in group.alternatives)

    # Terms

    def _terms(self, group: WordGroup) -> Iterator[Term]:
        """The terms of the index that may stand for a group, each once, the best first."""
        weights: dict[str, float] = {}
        typed: set[str] = set()

        def add(term: str, weight: float) -> None:
            weights[term] = max(weight, weights.get(term, 0.0))
            if not alternative.why:
                typed.add(term)

        own = [alternative for alternative in group.alternatives if not alternative.substitute]
        # A reading that somebody else asked about is no limit that a text tells.
        stands = len(own) == len(group.alternatives) or self._index.any_shown(one.text for one in own)
        for place, alternative in enumerate(own if stands else group.alternatives):
            weight = SYNONYM_WEIGHT if alternative.why else INFLECTED_WEIGHT if place else 1.0
            weight *= BARE_NUMBER_WEIGHT if alternative.text.isdigit() else 1.0
            add(alternative.text, weight)
            if _has_stem(alternative.words):
                add(f"{STEM}{stem(alternative.text)}", STEM_WEIGHT * weight)
            if alternative.prefix and not alternative.why:
                for term in self._index.completions(alternative.text):
                    add(term, COMPLETED_WEIGHT * weight)
            elif alternative.why:
                *first, last = alternative.words
                for form in inflections(last):
                    add(" ".join((*first, form)), weight)
        known = self._index.counts(weights)
        yield from (Term(text, weight, typed=text in typed) for text, weight in weights.items() if text in known)
        yield from self._apart(group)

    def _apart(self, group: WordGroup) -> Iterator[Term]:
        """The words of a phrase where they do not stand together, if each stands somewhere."""
        words = group.typed.split()
        if len(words) > 1 and not _is_measure(words):
            parts = self._parts(group)
            known = self._index.counts(text for part in parts for text in part)
            if all(any(text in known for text in part) for part in parts):
                yield Term(group.typed, IN_PARTS_WEIGHT, parts)

    def _asking_terms(self, group: WordGroup) -> Iterator[Term]:
        """The terms for a group in ways of asking, which hold stems only, so that all words of a phrase are sought."""
        for alternative in group.alternatives:
            weight = SYNONYM_WEIGHT if alternative.why else 1.0
            *before, last = (f"{ASKED}{stem(word)}" for word in alternative.words)
            ends = [last]
            if alternative.prefix and not alternative.why and len(alternative.words[-1]) >= MIN_END:
                words = self._index.completions(alternative.words[-1], ENDS)
                ends = list(dict.fromkeys([last, *(f"{ASKED}{stem(word)}" for word in words)]))
            typed = not alternative.why
            if before:
                yield Term(alternative.text, weight, (*((one,) for one in before), tuple(ends)), typed)
            else:
                yield from (Term(end, weight, typed=typed) for end in ends)

    def _parts(self, group: WordGroup) -> tuple[tuple[str, ...], ...]:
        """For each word of a phrase the terms that stand for it alone."""
        *before, last = group.typed.split()
        parts = [(word, f"{STEM}{stem(word)}") for word in before]
        ends = self._index.completions(last) if group.alternatives[0].prefix else (last, f"{STEM}{stem(last)}")
        return (*parts, tuple(ends))

    def _joined(self, groups: Sequence[WordGroup]) -> Iterator[WordGroup]:
        """Neighbouring words as one group where the content holds them together ("pcl 5", "k hole", "6 infusions")."""
        place = 0
        while place < len(groups):
            pair = _pair(*groups[place : place + 2]) if place + 1 < len(groups) else None
            if pair and self._belong_together(pair):
                yield pair
                place += 2
            else:
                yield groups[place]
                place += 1

    def _belong_together(self, pair: WordGroup) -> bool:
        """Whether at least one of the words stands with the other often, and not by chance."""
        counts = self._index.counts([*(one.text for one in pair.alternatives), *pair.typed.split()])
        together = sum(counts.get(one.text, 0) for one in pair.alternatives)
        alone = min(counts.get(word, 0) for word in pair.typed.split())
        return together > 0 and together >= TOGETHER * alone

    # Repair

    def _repaired(self, query: SearchQuery, counts: dict[str, int]) -> str | None:
        """The text with its unknown words replaced by the nearest that the content knows, or None."""
        joined = self._written_as_one(query)
        if joined:
            return joined
        better: dict[str, str] = {}
        for place, group in enumerate(query.groups):
            if any(alternative.text in counts for alternative in group.alternatives):
                continue
            open_ended = place == len(query.groups) - 1 and group.alternatives[0].prefix
            if open_ended and self._index.has_beginning(group.typed):
                continue
            around = [query.groups[at].typed for at in (place - 1, place + 1) if 0 <= at < len(query.groups)]
            for word in group.typed.split():
                suggestion = self._better(word, not open_ended, around)
                if suggestion and suggestion != word:
                    better[word] = suggestion
        if not better:
            return None
        return _WORD.sub(lambda match: better.get(fold(match.group()), match.group()), query.text)

    def _written_as_one(self, query: SearchQuery) -> str | None:
        """The text with two words as the one that they are ("hypo mania"), where one of them is none or it is known."""
        words = query.folded.split()
        pairs = {f"{one}{other}": (one, other) for one, other in pairwise(words) if one.isalpha() and other.isalpha()}
        counts = self._index.counts((*pairs, *map(" ".join, pairs.values()), *words))
        for joined, (one, other) in pairs.items():
            known = self._synonyms.meanings([joined]) and not self._synonyms.meanings([one, other])
            apart = f"{one} {other}" in counts
            if joined in counts and not apart and (known or one not in counts or other not in counts):
                return re.sub(rf"\b{one}\s+{other}\b", joined, query.text, flags=re.IGNORECASE)
        return None

    def _better(self, word: str, finished: bool, around: Sequence[str]) -> str | None:
        """The likeliest of the words near to this one: one that stands beside a neighbour, else the first."""
        if len(word) < MIN_REPAIRED or not word.isalpha() or word in COMMON_WORDS or word in MEDICINE_NAMES:
            return None
        if self._index.counts((word,)):
            return None
        parted = self._parted(word)
        if parted:
            return parted
        near = self._suggest(word, finished) if self._suggest else []
        suggested = [one for one in near if not self._is_medicine(one) or _is_clear_slip(word, one)]
        pairs = {
            f"{one} {other}": near for near in suggested for by in around for one, other in ((by, near), (near, by))
        }
        beside = [pairs[pair] for pair in self._index.counts(pairs)] if pairs else []
        return (beside or suggested)[0] if suggested else None

    def _is_medicine(self, word: str) -> bool:
        categories = {meaning.entry.category for meaning in self._synonyms.meanings([word])}
        return word in MEDICINE_NAMES or not MEDICINE_CATEGORIES.isdisjoint(categories)

    def _parted(self, word: str) -> str | None:
        """A known phrase that was typed as one word; any other two words may just be the letters of a name."""
        pairs = (f"{word[:place]} {word[place:]}" for place in range(MIN_PART, len(word) - MIN_PART + 1))
        counts = self._index.counts(pairs)
        return max(counts, key=lambda pair: (counts[pair], pair)) if counts else None


def _is_clear_slip(typed: str, meant: str) -> bool:
    """Whether a medicine was most likely meant, and not another one that is called alike."""
    slips = slip_cost(typed, meant, len(meant))
    return slips <= (CLEAR_BY_SOUND if sound_of(typed) == sound_of(meant) else CLEAR)


def _has_stem(words: Sequence[str]) -> bool:
    """Whether it is one word that has other forms. A medicine has none: Augmentin does not augment."""
    return len(words) == 1 and len(words[0]) >= SHORTEST and words[0] not in MEDICINE_NAMES


def _is_measure(words: Sequence[str]) -> bool:
    """Whether it is a number with its unit or a pair of numbers, which say nothing apart."""
    return words[0].isdigit() and (words[-1].isdigit() or words[-1] in UNITS)


def _dropped(query: SearchQuery) -> Iterator[str]:
    """The stems of words that only ask for a kind of record: ways of asking hold them."""
    sought = {stem(word) for group in query.groups for word in group.typed.split()}
    return (word for word in query.typed_stems if word not in sought)


def _weight(group: WordGroup) -> float:
    return COMMON_WEIGHT if group.typed in COMMON_WORDS else 1.0


def _pair(first: WordGroup, second: WordGroup) -> WordGroup | None:
    """Two single words as one group: side by side, and written as one; a number only with what it counts.

    None where the synonym table knows one of them: then it says more alone.
    """
    if " " in first.typed or " " in second.typed or (second.typed.isdigit() and first.typed.isdigit()):
        return None
    if any(alternative.why for alternative in (*first.alternatives, *second.alternatives)):
        return None
    number = NUMBER_WORDS.get(first.typed, first.typed)
    together = (number, second.typed)
    prefix = second.alternatives[0].prefix
    side_by_side = Alternative(together, prefix=prefix)
    forms = tuple(Alternative((number, form)) for form in inflections(second.typed))
    joined = () if number.isdigit() else (Alternative(("".join(together),), prefix=prefix),)
    return WordGroup(f"{first.typed} {second.typed}", (side_by_side, *forms, *joined))
