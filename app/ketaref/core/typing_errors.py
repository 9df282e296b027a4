"""How likely one word was typed for another: the cost of the slips between them, and how words sound.

Slips differ in how often they happen (swapped letters, a letter too many or too few, the key beside, a vowel for
another), so each has a cost of its own against 1 for any other wrong letter.
"""

from functools import cache

SWAP = 0.7
DOUBLING = 0.5
"""A double letter typed once, or a single one twice."""
MISSING = 0.8
EXTRA = 0.9
KEY_BESIDE = 0.75
VOWEL_FOR_VOWEL = 0.7
SOUND_FOR_SOUND = 0.6
WRONG_LETTER = 1.0
FIRST_LETTER = 0.4
"""More where the first letter is wrong, which people see."""

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")
_SOUND_ALIKE = frozenset(map(frozenset, ("cs", "ck", "kq", "sz", "gj", "fv", "vw", "td", "mn", "bp", "iy")))


def slip_cost(typed: str, meant: str, limit: float) -> float:
    """The least cost of slips that make `typed` of `meant`; anything above `limit` once that is passed."""
    before: list[float] = []
    above = [column * MISSING for column in range(len(meant) + 1)]
    for row, letter in enumerate(typed, 1):
        here = [row * EXTRA]
        for column, right in enumerate(meant, 1):
            best = above[column - 1] + (0.0 if letter == right else _replacing(letter, right))
            repeats = row > 1 and letter == typed[row - 2]
            best = min(best, above[column] + (DOUBLING if repeats else EXTRA))
            doubled = column > 1 and right == meant[column - 2]
            best = min(best, here[column - 1] + (DOUBLING if doubled else MISSING))
            if row > 1 and column > 1 and letter == meant[column - 2] and typed[row - 2] == right and letter != right:
                best = min(best, before[column - 2] + SWAP)
            here.append(best)
        if min(here) > limit and (not above or min(above) > limit):
            return min(here)
        before, above = above, here
    wrong_first = typed[:1] != meant[:1] and typed[:1] != meant[1:2]  # a first letter left out is no wrong one
    return above[-1] + (FIRST_LETTER if wrong_first else 0.0)


def _replacing(letter: str, right: str) -> float:
    if letter in _VOWELS and right in _VOWELS:
        return VOWEL_FOR_VOWEL
    if frozenset((letter, right)) in _SOUND_ALIKE:
        return SOUND_FOR_SOUND
    return KEY_BESIDE if right in _beside().get(letter, "") else WRONG_LETTER


@cache
def _beside() -> dict[str, str]:
    """The keys that touch each key of a QWERTY keyboard."""
    beside: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        for place, key in enumerate(row):
            around = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
            if number:
                around += _ROWS[number - 1][place : place + 2]
            if number + 1 < len(_ROWS):
                around += _ROWS[number + 1][max(place - 1, 0) : place + 1]
            beside[key] = around
    return beside


_SPELT_SOUNDS = (
    ("tion", "shn"), ("sion", "shn"), ("cian", "shn"), ("ough", "f"), ("sch", "sk"), ("tch", "ch"), ("dge", "j"),
    ("ph", "f"), ("gh", ""), ("kn", "n"), ("wr", "r"), ("rh", "r"), ("ck", "k"), ("ce", "se"), ("ci", "si"),
    ("cy", "sy"), ("ch", "k"), ("qu", "kw"), ("x", "ks"), ("c", "k"), ("q", "k"), ("z", "s"), ("v", "f"), ("j", "g"),
)  # fmt: skip
_SILENT_FIRST = (("ps", "s"), ("pn", "n"), ("gn", "n"), ("pt", "t"), ("x", "s"))


@cache
def sound_of(word: str) -> str:
    """What words that sound alike have in common: sykosis and psychosis, siezure and seizure."""
    for spelt, sound in _SILENT_FIRST:
        if word.startswith(spelt):
            word = sound + word[len(spelt) :]
    for spelt, sound in _SPELT_SOUNDS:
        word = word.replace(spelt, sound)
    first = "a" if word[:1] in _VOWELS else word[:1]
    kept = first
    for letter in word[1:]:
        if letter not in _VOWELS and letter not in "hw" and letter != kept[-1:]:
            kept += letter
    return kept
