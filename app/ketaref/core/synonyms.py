"""The printed synonym table, made ready to be asked: what a word or phrase means, and how else it is said.

Nothing is expanded that the table does not hold, so that every expansion can be shown and explained.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice, product

from ketaref.core.fold import fold
from ketaref.core.stop_words import STOP_WORDS
from ketaref.core.vocabulary import SynonymEntry

CLASS_CATEGORIES = frozenset({"drug class", "pharmacology"})
"""Categories whose synonyms and brands are members of the class: diazepam is a benzodiazepine, not all of them."""

MEDICINE = "drug"
"""Category of entries that are one medicine each."""

MEDICINE_CATEGORIES = CLASS_CATEGORIES | {MEDICINE, "substance"}
"""Categories whose terms can be a medicine."""

SPELLING = "spelling"
"""Category of entries that say nothing but how a word is spelt: haemorrhage, hemorrhage."""

SHORTEST_INFLECTED = 4
"""Letters: TMS is not the plural of TM."""
MAX_ALTERNATIVES = 14
MIN_COMPLETED_LENGTH = 3
MAX_COLLAPSED_LENGTH = 12


class Role(Enum):
    """What a term is to its entry."""

    NAME = "name"
    MEMBER = "member"
    MISSPELLING = "misspelling"


@dataclass(frozen=True)
class Meaning:
    """One entry that a term may stand for. `term` is the term as the table writes it."""

    entry: SynonymEntry
    role: Role
    term: str


@dataclass(frozen=True)
class Match:
    """How many words a known term takes up, and its meanings (several for an ambiguous abbreviation).

    `completed` where the last word was not typed to its end.
    """

    length: int
    meanings: tuple[Meaning, ...]
    completed: bool = False


@dataclass(frozen=True)
class Phrase:
    """A way to say something: as the table writes it, and folded (where it has several spellings, one of them)."""

    written: str
    folded: str


class Synonyms:
    """The synonym table by folded term. Terms are the same in every spelling that the table pairs."""

    def __init__(self, entries: Iterable[SynonymEntry]) -> None:
        self._entries = tuple(entries)
        self._spellings = _spelling_classes(self._entries)
        self._meanings: dict[str, list[Meaning]] = {}
        self._misspelt: dict[str, list[Meaning]] = {}
        for entry in self._entries:
            for term, role in _terms(entry):
                known = self._misspelt if role is Role.MISSPELLING else self._meanings
                for key in {self.key(words) for words in _ways_to_type(term)}:
                    held = known.setdefault(key, [])
                    if all(meaning.entry is not entry for meaning in held):
                        held.append(Meaning(entry, role, term))
        self._sorted_keys = sorted(self._meanings)
        self._longest = max((key.count(" ") + 1 for key in (*self._meanings, *self._misspelt)), default=0)
        self._phrases: dict[tuple[str, Role], tuple[Phrase, ...]] = {}

    @property
    def entries(self) -> tuple[SynonymEntry, ...]:
        return self._entries

    def phrases(self) -> Iterator[tuple[str, ...]]:
        """Every term of more than one word, folded, in all its spellings and with its last word in both numbers."""
        for entry in self._entries:
            for term, role in _terms(entry):
                for way in _ways_to_type(term) if role is not Role.MISSPELLING else ():
                    for spelt in self._spelt(" ".join(way)):
                        *first, last = spelt.split()
                        for form in (last, *inflections(last)) if first else ():
                            yield (*first, form)

    def longest_match(self, words: Sequence[str]) -> Match | None:
        """The longest known term that `words` (folded) begin with; a right term wins over a misspelling."""
        for length in range(min(self._longest, len(words)), 0, -1):
            meanings = self.meanings(words[:length])
            if meanings:
                return Match(length, meanings)
        return None

    def meanings(self, words: Sequence[str]) -> tuple[Meaning, ...]:
        """What exactly these folded words stand for, whatever the number of the last; empty when unknown."""
        if not words:
            return ()
        exact = self.key(words)
        others = () if self._begins_another(exact) else inflections(words[-1])  # cads: the beginning of CADSS, not CADs
        forms = [exact, *(self.key((*words[:-1], form)) for form in others)]
        for known in (self._meanings, self._misspelt):
            for form in forms:
                if form in known:
                    return tuple(known[form])
        return ()

    def _begins_another(self, key: str) -> bool:
        """Whether these words, the last one unfinished, begin a known term."""
        further = islice(self._sorted_keys, bisect_left(self._sorted_keys, key), None)
        longer = next((other for other in further if other != key and not other.startswith(f"{key} ")), "")
        return longer.startswith(key)

    def completed(self, words: Sequence[str]) -> Match | None:
        """The only entry with a term that is these words with the last one typed to its end; None if not just one."""
        if not words or len(words[-1]) < MIN_COMPLETED_LENGTH:
            return None
        typed = self.key(words)
        found: Meaning | None = None
        for key in islice(self._sorted_keys, bisect_left(self._sorted_keys, typed), None):
            if not key.startswith(typed):
                break
            for meaning in self._meanings[key] if " " not in key[len(typed) :] else ():
                if found and meaning.entry is not found.entry:
                    return None
                found = found or meaning
        return Match(len(words), (found,), completed=True) if found else None

    def spellings(self, word: str) -> tuple[str, ...]:
        """The other spellings of a folded word, British or American."""
        return tuple(other for other in self._spellings.get(word, ()) if other != word)

    def key(self, words: Iterable[str]) -> str:
        """Folded words in one of their spellings: equal for terms that differ in nothing else."""
        return " ".join(self._spellings[word][0] if word in self._spellings else word for word in words)

    def alternatives(self, meaning: Meaning, typed: str) -> tuple[Phrase, ...]:
        """What says the same as `typed` (folded), the canonical term first.

        A member of a class stands for itself and the class, not for its other members. Phrases that contain `typed`
        are left out, as they are found by it.
        """
        typed_inside = f" {typed} "
        phrases = (phrase for phrase in self._sought(meaning) if typed_inside not in f" {phrase.folded} ")
        return tuple(islice(phrases, MAX_ALTERNATIVES))

    def _sought(self, meaning: Meaning) -> tuple[Phrase, ...]:
        entry = meaning.entry
        place = (entry.canonical, meaning.role)
        if meaning.role is Role.MEMBER:
            place = (meaning.term, meaning.role)
        if place not in self._phrases:
            own = (term for term in entry.abbreviations if len(self.meanings(fold(term).split())) == 1)
            terms = (entry.canonical, meaning.term, *own)
            if meaning.role is not Role.MEMBER:
                terms = (entry.canonical, *entry.synonyms, *entry.abbreviations, *entry.brands, *entry.lay)
            unlike = {fold(term) for term in entry.not_same_as}
            phrases = (Phrase(term, folded) for term in terms for folded in self._spelt(fold(term)))
            fit = (phrase for phrase in phrases if _can_be_sought(phrase.folded, entry) and phrase.folded not in unlike)
            self._phrases[place] = _without_longer_forms(fit)
        return self._phrases[place]

    def _spelt(self, term: str) -> Iterator[str]:
        """The term in up to four combinations of spellings, its own first."""
        choices = [(word, *self.spellings(word)) for word in term.split()]
        return (" ".join(words) for words in islice(product(*choices), 4))


def inflections(word: str) -> tuple[str, ...]:
    """The regular plural or singular of an English word, by its ending; empty for short words and numbers."""
    if len(word) < SHORTEST_INFLECTED or not word.isalpha():
        return ()
    if word.endswith("ies") and len(word) > 4:
        return (f"{word[:-3]}y",)
    if word.endswith(("sses", "shes", "ches", "xes")):
        return (word[:-2],)
    if word.endswith("s"):
        return () if word.endswith("ss") else (word[:-1],)
    if word.endswith("y") and word[-2] not in "aeiou":
        return (f"{word[:-1]}ies",)
    return (f"{word}es",) if word.endswith(("sh", "ch", "x")) else (f"{word}s",)


def _terms(entry: SynonymEntry) -> Iterator[tuple[str, Role]]:
    """Terms that stand for the entry. Spelling variants are not among them: "behaviour" is not "suicide attempt"."""
    if entry.category == SPELLING:
        return
    member = Role.MEMBER if entry.category in CLASS_CATEGORIES else Role.NAME
    for names, role in (
        ((entry.canonical, *entry.abbreviations, *entry.lay), Role.NAME),
        ((*entry.synonyms, *entry.brands), member),
        (entry.misspellings, Role.MISSPELLING),
    ):
        for name in names:
            yield name, role


def _ways_to_type(term: str) -> Iterator[list[str]]:
    """The folded words of a term; also without apostrophe (St Johns wort), short codes without hyphen (khole, PCL5)."""
    words = fold(term).split()
    yield words
    if "'" in term:
        yield fold(term.replace("'", "")).split()
    if len(words) > 1 and len("".join(words)) <= MAX_COLLAPSED_LENGTH and min(map(len, words)) <= 2:
        yield ["".join(words)]


def _can_be_sought(phrase: str, entry: SynonymEntry) -> bool:
    """Whether a phrase is fit to look for: a lone short abbreviation is too often another word ("CI", "in", "F")."""
    if " " in phrase or len(phrase) > 2:
        return phrase not in STOP_WORDS
    return entry.category == "route" and phrase not in STOP_WORDS


def _without_longer_forms(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Each phrase that is not found anyway by an earlier one that it contains."""
    kept: list[Phrase] = []
    for phrase in phrases:
        if not any(f" {other.folded} " in f" {phrase.folded} " for other in kept):
            kept.append(phrase)
    return tuple(kept)


def _spelling_classes(entries: Iterable[SynonymEntry]) -> dict[str, tuple[str, ...]]:
    """Each word that has several spellings with all of them, the same tuple for each."""
    classes: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if not entry.spelling_variants:
            continue
        for a, b in _spelling_pairs(entry):
            joined = tuple(sorted({*classes.get(a, (a,)), *classes.get(b, (b,))}))
            classes.update(dict.fromkeys(joined, joined))
    return classes


def _spelling_pairs(entry: SynonymEntry) -> list[tuple[str, str]]:
    variants = dict.fromkeys(word for term in entry.spelling_variants for word in fold(term).split())
    if entry.category == SPELLING:
        return [(fold(entry.canonical), variant) for variant in variants]
    as_written = [word for term in entry.terms for word in fold(term).split()]
    words = dict.fromkeys(form for word in as_written for form in (word, *inflections(word)))
    pairs = [(a, b) for a in variants for b in words if a != b and _skeleton(a) == _skeleton(b)]
    # Two variants that share no skeleton (rifampin and rifampicin) can only be meant as a pair.
    whole = list(dict.fromkeys(map(fold, entry.spelling_variants)))
    paired = {word for pair in pairs for word in pair}
    if len(whole) == 2 and not paired & set(whole) and not any(" " in word for word in whole):
        pairs.append((whole[0], whole[1]))
    return pairs


_ALIKE = (("ph", "f"), ("ae", "e"), ("oe", "e"), ("z", "s"), ("ce", "se"), ("ci", "si"), ("y", "i"))


def _skeleton(word: str) -> str:
    """What British and American spellings of a word have in common: its consonants, each once, and first letter."""
    if len(word) < 5:
        return word
    alike = word
    for british, american in _ALIKE:
        alike = alike.replace(british, american)
    consonants = [char for char in alike[1:] if char not in "aeiou"]
    once = [char for index, char in enumerate(consonants) if index == 0 or char != consonants[index - 1]]
    return alike[0] + "".join(once)
