"""What was typed, read as a query: the words that count, and for each what else it may be called, with the reason."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from ketaref.core.agent import Agent
from ketaref.core.cues import agents_meant, asks_what_it_is, question_cues
from ketaref.core.fold import fold
from ketaref.core.frames import frames_of
from ketaref.core.location import Kind
from ketaref.core.medicine_names import MEDICINE_NAMES
from ketaref.core.readings import what_is_read
from ketaref.core.stems import content_stems, stems_of
from ketaref.core.stop_words import FILLERS, STOP_WORDS
from ketaref.core.synonyms import MEDICINE, MEDICINE_CATEGORIES, Match, Meaning, Role, Synonyms, inflections
from ketaref.core.words import UNITS, Word, run_length, words_of

__all__ = ["MAX_CHARACTERS", "MAX_WORDS", "Alternative", "SearchQuery", "Synonyms", "WordGroup"]

MAX_CHARACTERS = 200
MAX_WORDS = 16
SHORT, LONGEST_ABBREVIATION = 2, 4
"""Letters of known terms that are never the beginning of others, and of those abbreviations that are not."""
MIN_SOUGHT_PREFIX = 5
"""From this length on an expansion also finds longer forms of its last word (benzodiazepine: benzodiazepines)."""


COMPARISON, PERMISSION = "comparison", "permission"
"""Names of frames of questions."""
AGENTS = ("ketamine", "esketamine", "arketamine")


@dataclass(frozen=True)
class Alternative:
    """Folded words that stand in this order. `why` tells an expansion ("HTN → hypertension"); empty for what was typed.

    With `prefix` the last word may be longer in the text. A `substitute` is looked for only where nothing else is.
    """

    words: tuple[str, ...]
    why: str = ""
    prefix: bool = False
    substitute: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class WordGroup:
    """One word or phrase of a query as typed (folded), with everything that may be found for it, typed words first.

    `medicine` where it names one, not a class of them, other than the agents that this reference is about.
    """

    typed: str
    alternatives: tuple[Alternative, ...]
    medicine: bool = False

    @property
    def as_typed(self) -> tuple[Alternative, ...]:
        """The typed words and their inflections, without what the synonym table adds."""
        return tuple(alternative for alternative in self.alternatives if not alternative.why)


@dataclass(frozen=True)
class SearchQuery:
    """A query that was read. `text` is what was typed, cut to 200 characters; `folded` its words, question words too.

    `repaired` is the text with the right word in place of a misspelling that the synonym table knows, else None.
    `unlike` holds what the synonym table says is mistaken for what was asked (folded). `prefers` is the kind of record
    that the way of asking points to ("how often ..."), else None; `agents` are the medicines by route that it names,
    none for any. `as_written` is the whole query as the synonym table writes it, where only spaces differ ("khole").
    With `defines` it asks what something is: a definition of just that is the answer. `frames` name what it asks for
    beside what it is about ("duration"). `unread` holds the words that are too many to be looked up.
    """

    text: str
    folded: str
    groups: tuple[WordGroup, ...]
    repaired: str | None = None
    unlike: tuple[str, ...] = ()
    prefers: Kind | None = None
    agents: frozenset[Agent] = frozenset()
    as_written: tuple[str, ...] = ()
    defines: bool = False
    frames: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str, synonyms: Synonyms, repair: bool = True) -> Self:
        """Read a query; any text will do. Without `repair` known misspellings are taken as they stand."""
        cut = text[:MAX_CHARACTERS]
        words = words_of(cut)[:MAX_WORDS]
        unread = _left_out(text, words) if len(text) > MAX_CHARACTERS or len(words) == MAX_WORDS else ()
        shouted = cut.isupper() and len(words) > 1
        typing = cut[-1:].isalnum()
        asking, prefers = question_cues([word.text for word in words])
        spans = _without_question_words(list(_spans(words, synonyms, typing, shouted)), asking)
        spans = _without_first_letter(spans) if typing else spans
        open_ended = typing and bool(spans) and spans[-1].words[-1] is words[-1]
        groups = [_group(span, synonyms, open_ended and span is spans[-1]) for span in spans]
        groups = [_vital_sign(before, group) for before, group in zip((None, *groups), groups, strict=False)]
        corrected = {id(span.words[0]): _correction(span, open_ended and span is spans[-1]) for span in spans}
        repaired = None
        if repair and any(corrected.values()):
            repaired = _corrected_text(cut, spans, corrected)
        agents = agents_meant([word.text for word in words], _meant(spans))
        folded = " ".join(word.text for word in words)
        frames = tuple(frames_of(folded))
        if prefers is None and _asks_of_a_medicine(spans, frames):
            prefers = Kind.INTERACTION
        as_written = tuple(_as_written(spans[0])) if len(spans) == 1 else ()
        defines = prefers is Kind.GLOSSARY or asks_what_it_is([word.text for word in words])
        unlike = _unlike(spans)
        return cls(cut, folded, tuple(groups), repaired, unlike, prefers, agents, as_written, defines, frames, unread)

    @property
    def in_words(self) -> Self:
        """The same query with every typed phrase taken apart, for when its words do not stand together anywhere.

        Single words keep their expansions; those of a phrase are left out, as they were sought before. A number
        stays with its unit.
        """
        return replace(self, groups=tuple(word for group in self.groups for word in _taken_apart(group)))

    @property
    def content_words(self) -> str:
        """The folded words without those that only frame a question."""
        return " ".join(group.typed for group in self.groups)

    @cached_property
    def typed_stems(self) -> tuple[str, ...]:
        """The stems of the words as typed, without those that only frame a question."""
        return tuple(content_stems(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of every word that may be found."""
        words = (word for group in self.groups for alternative in group.alternatives for word in alternative.words)
        return stems_of(words)

    @property
    def explanations(self) -> tuple[str, ...]:
        """Every expansion that was made, once each, in the order of the words."""
        whys = (alternative.why for group in self.groups for alternative in group.alternatives)
        return tuple(dict.fromkeys(why for why in whys if why))


@dataclass(frozen=True, eq=False)
class _Span:
    """Words that are looked for together, with what the synonym table knows of them."""

    words: tuple[Word, ...]
    match: Match | None = None

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def raw(self) -> str:
        return " ".join(word.raw for word in self.words if word.raw)


def _spans(words: Sequence[Word], synonyms: Synonyms, typing: bool, shouted: bool) -> Iterator[_Span]:
    """Words in the longest runs that mean something: a known term, a number with its unit, or what was glued.

    While the user is `typing`, the last words may also be the beginning of a known term.
    """
    texts = [word.text for word in words]
    start = 0
    while start < len(words):
        match = synonyms.longest_match(texts[start:])
        if typing and (not match or match.length < len(texts) - start):
            match = synonyms.completed(texts[start:]) or match
        if match and match.length == 1 and texts[start] in STOP_WORDS and (shouted or not words[start].in_capitals):
            match = None
        run = run_length(words, start)
        # Never a part of what is glued together: "0.5 mg/kg" is not "0.5" and the synonym of "mg/kg".
        if match and match.length >= run:
            yield _Span(tuple(words[start : start + match.length]), match)
            start += match.length
        else:
            yield _Span(tuple(words[start : start + run]))
            start += run


def _without_question_words(spans: list[_Span], asking: frozenset[str]) -> list[_Span]:
    """Spans that say what is asked, without the words that are `asking`; all of them where nothing would be left."""
    for dropped in (STOP_WORDS, STOP_WORDS | FILLERS | asking):
        kept = [span for span in spans if span.match or span.text not in dropped]
        spans = kept or spans
    return spans


def _without_first_letter(spans: list[_Span]) -> list[_Span]:
    """A lone first letter of the next word says nothing yet, and costs most to look for."""
    if not spans or spans[-1].match:
        return spans
    *before, last = spans[-1].words
    if len(last.text) > 1 or not last.text.isalpha():
        return spans
    if before:
        return [*spans[:-1], _Span(tuple(before))]
    return spans[:-1] or spans


def _group(span: _Span, synonyms: Synonyms, open_ended: bool) -> WordGroup:
    typed = tuple(word.text for word in span.words)
    # A known abbreviation is typed to its end: BP is not the beginning of BPRS, nor CAD of CADSS.
    open_ended = open_ended and not (span.match and (len(span.text) <= SHORT or _is_abbreviation(span)))
    alternatives = [Alternative(typed, prefix=open_ended)]
    alternatives += _inflected(alternatives[0])
    glued = len(typed) > 1 and any(word.glued for word in span.words) and not typed[0].isdigit()
    if glued:
        alternatives.append(Alternative(("".join(typed),), prefix=open_ended))
    for index, word in enumerate(typed):
        for spelling in synonyms.spellings(word):
            words = (*typed[:index], spelling, *typed[index + 1 :])
            alternatives.append(Alternative(words, f"{word} → {spelling}"))
            if glued:
                alternatives.append(Alternative(("".join(words),), f"{word} → {spelling}"))
    meant = what_is_read(typed)
    if meant:
        alternatives += (Alternative(tuple(term.split()), meant.why, substitute=meant.alone) for term in meant.terms)
    alternatives += _expansions(span, synonyms)
    return WordGroup(span.text, _once_each(alternatives), _is_other_medicine(span))


def _left_out(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """The words of a text after those that are looked up, the one that was cut in two among them."""
    every = [word.text for word in words_of(text)]
    both = zip((word.text for word in words), every, strict=False)
    whole = next((place for place, (read, word) in enumerate(both) if read != word), min(len(words), len(every)))
    return tuple(every[whole:])


def _vital_sign(before: WordGroup | None, group: WordGroup) -> WordGroup:
    """A number behind the name of a vital sign, also as what that is called where it is out of the ordinary."""
    meant = what_is_read((before.typed, group.typed)) if before else None
    if not meant:
        return group
    called = (Alternative(tuple(term.split()), meant.why) for term in meant.terms)
    return replace(group, alternatives=(*group.alternatives, *called))


def _is_abbreviation(span: _Span) -> bool:
    """Whether it is just that, short, and in capitals: in small letters it may be the beginning of a word."""
    if not span.match or span.match.completed or len(span.text) > LONGEST_ABBREVIATION:
        return False
    if not all(word.in_capitals for word in span.words):
        return False
    meanings = span.match.meanings
    return all(fold(meaning.term) == span.text and meaning.term in meaning.entry.abbreviations for meaning in meanings)


def _taken_apart(group: WordGroup) -> Iterator[WordGroup]:
    *before, last = group.typed.split()
    if not before or group.typed[0].isdigit():
        yield group
        return
    words = [Alternative((word,)) for word in before if word not in STOP_WORDS]
    for word in (*words, Alternative((last,), prefix=group.alternatives[0].prefix)):
        yield WordGroup(word.text, (word, *_inflected(word)))


def _inflected(alternative: Alternative) -> Iterator[Alternative]:
    *before, last = alternative.words
    return (Alternative((*before, form)) for form in _other_forms(last))


def _other_forms(word: str) -> Iterable[str]:
    yield from UNITS.get(word, ())
    yield from inflections(word)


def _expansions(span: _Span, synonyms: Synonyms) -> Iterator[Alternative]:
    if not span.match:
        return
    typed = f"{span.raw}…" if span.match.completed else span.raw
    for meaning in span.match.meanings:
        canonical = meaning.entry.canonical
        for phrase in synonyms.alternatives(meaning, span.text):
            words = tuple(phrase.folded.split())
            meant = phrase.written if span.text == fold(canonical) else canonical
            yield Alternative(words, f"{typed} → {meant}", prefix=len(words[-1]) >= MIN_SOUGHT_PREFIX)


def _meant(spans: Sequence[_Span]) -> frozenset[str]:
    """The canonical terms of everything that the synonym table knows."""
    return frozenset(meaning.entry.canonical for span in spans if span.match for meaning in span.match.meanings)


def _asks_of_a_medicine(spans: Sequence[_Span], frames: Collection[str]) -> bool:
    """Whether nothing but medicines is named, or whether one of them is allowed; and they are not compared."""
    others = [span for span in spans if _is_medicine(span) and not _is_agent(span)]
    alone = len(others) + sum(map(_is_agent, spans)) == len(spans)
    return bool(others) and (alone or PERMISSION in frames) and COMPARISON not in frames


def _is_medicine(span: _Span) -> bool:
    """Whether the synonym table knows it as a medicine, or as a class of them."""
    return span.match is not None and any(
        meaning.entry.category in MEDICINE_CATEGORIES for meaning in span.match.meanings
    )


def _is_agent(span: _Span) -> bool:
    return span.match is not None and any(meaning.entry.canonical in AGENTS for meaning in span.match.meanings)


def _is_other_medicine(span: _Span) -> bool:
    """Whether it is typed to its end and names a medicine that is none of the agents."""
    if not span.match:
        return span.text in MEDICINE_NAMES
    meanings = span.match.meanings
    if span.match.completed or any("ketamine" in meaning.entry.canonical for meaning in meanings):
        return False
    return any(meaning.entry.category == MEDICINE or meaning.role is Role.MEMBER for meaning in meanings)


def _as_written(span: _Span) -> Iterator[str]:
    for meaning in span.match.meanings if span.match else ():
        written = fold(meaning.term)
        if written.replace(" ", "") == span.text.replace(" ", ""):
            yield written


def _unlike(spans: Sequence[_Span]) -> tuple[str, ...]:
    asked = " ".join(span.text for span in spans)
    meanings = [meaning for span in spans if span.match for meaning in span.match.meanings]
    phrases = dict.fromkeys(fold(term) for meaning in meanings for term in meaning.entry.not_same_as)
    wanted = {asked, *(fold(meaning.entry.canonical) for meaning in meanings)}
    return tuple(phrase for phrase in phrases if phrase not in wanted and f" {phrase} " not in f" {asked} ")


def _once_each(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    kept: dict[tuple[str, ...], Alternative] = {}
    for alternative in alternatives:
        held = kept.get(alternative.words)
        if not held:
            kept[alternative.words] = alternative
        elif alternative.prefix and not held.prefix:
            kept[alternative.words] = replace(held, prefix=True)
    return tuple(kept.values())


def _correction(span: _Span, open_ended: bool) -> str | None:
    """The right word for a misspelling, unless it may still become the right one as the user types on."""
    meaning = next(iter(span.match.meanings), None) if span.match else None
    if not meaning or meaning.role is not Role.MISSPELLING:
        return None
    if open_ended and _begins_a_term(span.text, meaning):
        return None
    return meaning.entry.canonical


def _begins_a_term(text: str, meaning: Meaning) -> bool:
    return any(fold(term).startswith(text) for term in meaning.entry.terms)


def _corrected_text(text: str, spans: Sequence[_Span], corrected: dict[int, str | None]) -> str:
    """The text with the right words in place of those that are misspelt, and everything else as it was typed."""
    for span in spans:
        right = corrected[id(span.words[0])]
        if right:
            typed = r"[\W_]+".join(re.escape(word.text) for word in span.words)
            text = re.sub(rf"(?<!\w){typed}(?!\w)", right.replace("\\", r"\\"), text, flags=re.IGNORECASE)
    return text.strip()
