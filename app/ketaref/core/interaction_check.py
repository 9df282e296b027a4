"""Which interaction records speak of a medicine. A name that none of them knows is `NotAssessed`, never "none found".

Names are matched as whole words. A class stands for its members where the synonym table says so, and a member for its
class, so that a brand that no record prints (Klonopin) leads to the records on its class.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ketaref.core.agent import Agent
from ketaref.core.fold import fold
from ketaref.core.interaction import Interaction, MedicineFindings, NotAssessed
from ketaref.core.stop_words import STOP_WORDS
from ketaref.core.synonyms import MEDICINE_CATEGORIES, Synonyms, inflections

_TAILS = re.compile(r"\s+(?:with|in|on) .*$")
_PARTS = re.compile(r"\s*(?:,|:|;|/| and | or )\s*")
_SEPARATORS = re.compile(r"\s*(?:[,;+/&|()\n]|\band\b|\bor\b|\bwith\b|\bplus\b)\s*", re.IGNORECASE)
_FORMS = frozenset({"juice", "injection", "hormone"})
"""Last words of a name that people leave out: grapefruit (juice)."""
_QUALIFIERS = frozenset({"other", "related"})
_AMOUNTS_FORMS_SALTS = """
mg mcg g kg ml iu percent tablet tablets capsule capsules injection infusion spray patch drops syrup oral nasal
iv im sc po sl pr prn od bd tds qds bid tid qid nocte mane daily weekly once twice day night low high dose doses
regular slow modified immediate extended release sr er xr xl cr mr hydrochloride hcl hydrobromide carbonate
citrate sulfate sulphate maleate mesylate tartrate succinate sodium potassium calcium acetate phosphate ketamine
esketamine spravato ketalar medicine medicines drug drugs medication therapy treatment chronic current
"""
_BESIDE_A_NAME = frozenset(_AMOUNTS_FORMS_SALTS.split())
_NEGATIONS = frozenset({"non", "anti", "not", "no"})


class MedicineIndex:
    """The interaction records by every name of the medicines that they speak of."""

    def __init__(self, interactions: Sequence[Interaction], synonyms: Synonyms) -> None:
        self._interactions = interactions
        self._synonyms = synonyms
        self._names = {item.id: _names_of(item) for item in interactions}
        self._records = _by_name(interactions, self._names)

    def find(self, medicine: str, agent: Agent | None = None) -> MedicineFindings | NotAssessed:
        """The records on a medicine as typed, gravest first; only those on `agent` if given.

        Where several medicines were typed as one ("lithium and X"), the unknown ones stand in `unrecognised`.
        """
        reading = _read(medicine, self._records, self._synonyms)
        chosen = [item for item in reading.interactions if agent is None or agent in item.agents]
        if not chosen:
            agents = {other for item in reading.interactions for other in item.agents}
            return NotAssessed(medicine, tuple(other for other in Agent if other in agents))
        ordered = sorted(chosen, key=lambda item: (item.severity.rank, item.id))
        return MedicineFindings(medicine, tuple(ordered), reading.unrecognised)

    def is_named(self, interaction: Interaction, typed: str) -> bool:
        """Whether something typed names the record itself, or one of its examples, and not only their class."""
        words, as_one = f" {fold(typed)} ", fold(typed).replace(" ", "")
        return any(
            f" {name} " in words or (" " in name and name.replace(" ", "") in as_one)
            for name in self._names[interaction.id]
        )

    def names(self) -> tuple[str, ...]:
        """Every name for which `find` finds something, as it is written, in alphabetical order."""
        written = [name for item in self._interactions for name in (*item.examples, *_split(item.interacting))]
        written += [
            term
            for entry in self._synonyms.entries
            if entry.category in MEDICINE_CATEGORIES
            for term in (entry.canonical, *entry.synonyms, *entry.abbreviations, *entry.brands, *entry.lay)
        ]
        once = {fold(name): name for name in reversed(written)}
        readings = ((name, _read(name, self._records, self._synonyms)) for name in once.values())
        known = [name for name, reading in readings if reading.interactions and not reading.unrecognised]
        return tuple(sorted(known, key=lambda name: (fold(name), name)))


_ByName = Mapping[str, Sequence[Interaction]]


def _by_name(interactions: Iterable[Interaction], names: Mapping[str, Iterable[str]]) -> _ByName:
    records: dict[str, list[Interaction]] = {}
    for item in interactions:
        for name in names[item.id]:
            records.setdefault(name, []).append(item)
    return records


@dataclass(frozen=True)
class _Reading:
    """What was understood of something typed: its records, each once, and the words that no record knows."""

    interactions: tuple[Interaction, ...]
    unrecognised: tuple[str, ...]


def _read(medicine: str, records: _ByName, synonyms: Synonyms) -> _Reading:
    found: dict[str, Interaction] = {}
    unrecognised: list[str] = []
    for part in _parts_of(medicine, records):
        of_part, left = _speaking_of(part, records, synonyms)
        found |= {item.id: item for item in of_part}
        unrecognised += left
    return _Reading(tuple(found.values()), tuple(dict.fromkeys(unrecognised)))


def _speaking_of(medicine: str, records: _ByName, synonyms: Synonyms) -> tuple[list[Interaction], list[str]]:
    """The records on the names in a medicine (folded), and what else stands there that might be a medicine.

    A longer name is not also the shorter one that it holds.
    """
    words = medicine.split()
    found: list[Interaction] = []
    unrecognised: list[str] = []
    start = 0
    while start < len(words):
        end = _end_of_name(words, start, records, synonyms)
        denied = start > 0 and words[start - 1] in _NEGATIONS
        names = () if denied or not end else dict.fromkeys(_called(words[start:end], synonyms))
        of_name = [item for name in names for item in records.get(name, ())]
        found += of_name
        if not of_name:
            unrecognised += [word for word in words[start : end or start + 1] if not _says_nothing(word)]
        start = end or start + 1
    return found, unrecognised


def _says_nothing(word: str) -> bool:
    """Whether a word beside a name is no medicine of its own: an amount, a form, a salt, the agent itself."""
    return word in STOP_WORDS or word in _BESIDE_A_NAME or any(char.isdigit() for char in word)


def _end_of_name(words: Sequence[str], start: int, records: _ByName, synonyms: Synonyms) -> int:
    """Where the longest known name that begins at `start` ends, or 0."""
    match = synonyms.longest_match(words[start:])
    in_table = start + match.length if match else 0
    in_records = (end for end in range(len(words), max(start, in_table), -1) if " ".join(words[start:end]) in records)
    return next(in_records, in_table)


def _called(words: Sequence[str], synonyms: Synonyms) -> Iterator[str]:
    """A name with its spellings, and upwards in the synonym table: its class, never other members."""
    yield " ".join(words)
    for index, word in enumerate(words):
        for spelling in synonyms.spellings(word):
            yield " ".join((*words[:index], spelling, *words[index + 1 :]))
    for meaning in synonyms.meanings(words):
        if meaning.entry.category in MEDICINE_CATEGORIES:
            yield from map(fold, (meaning.entry.canonical, *meaning.entry.abbreviations))
            yield fold(meaning.term)


def _names_of(item: Interaction) -> frozenset[str]:
    """The folded names of a record, in singular and plural: what interacts, its parts, and its examples."""
    written = (*item.examples, item.interacting, *_split(item.interacting))
    names = {fold(form) for name in written for form in (name, name.replace("'", ""))}
    for name in tuple(names):
        first, *rest = name.split()
        names |= {" ".join(rest)} if rest and first in _QUALIFIERS else set()
        *head, last = name.split()
        names |= {" ".join(head)} if head and last in _FORMS else set()
    for name in tuple(names):
        *head, last = name.split()
        names |= {" ".join((*head, form)) for form in inflections(last)}
    return frozenset(names - STOP_WORDS)


def _split(interacting: str) -> Iterable[str]:
    """The medicines of a heading: "CYP3A4 inhibitors with oral ketamine" is about the inhibitors."""
    return (part for part in _PARTS.split(_TAILS.sub("", interacting)) if part)


def _parts_of(medicine: str, records: _ByName) -> Iterator[str]:
    """The medicines in what was typed, folded; a name that holds a separator itself stays whole."""
    whole = fold(medicine)
    if whole in records:
        yield whole
        return
    yield from (folded for part in _SEPARATORS.split(medicine) if (folded := fold(part)))
