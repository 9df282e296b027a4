"""Documents as many times over as asked for, in the likeness of given ones, to measure search on far more content.

The given documents come first and unchanged. Each further "times" repeats every one of them in kind and shape (a page
with as many sections, a record with as many names) with new text:

- Bodies, titles, names, headings and ways to ask are drawn word by word from what follows that word in real texts of
  the same kind (a chain of word pairs), each as long as some real one: phrases and the few very frequent words stay.
- Heaps' law: of n words of text, K·n^β are different ones. β is measured on the given documents (`heaps_exponent`).
  By that law the same share of all further words, β·V/n of the given V and n, is not in the given vocabulary; such a
  word is coined (a real word with other letters) while the text so far has too few different ones, else repeated.
- Identifiers (five digits or more, as of registries and in DOIs) get other digits. They grow with the documents, as new
  sources bring their own, and are left out of Heaps' law.
- Titles, names and headings are repeated no more often than real ones: one that there is gets rare words.

The same documents, times and seed give the same documents. One at a time is made; only coined words and the checksums
of names stay in memory (some hundreds of megabytes for two million documents).
"""

import math
import random
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import fmean

from ketaref.compiler.documents import Document
from ketaref.core.fold import fold

SEED = 20_240_601
SHUFFLES = 8
LEAST_TO_CHANGE = 5
"""Letters of a word that another one is coined from."""

_IDENTIFIER = re.compile(r"\d{5,}")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghklmnprstvz"

_Use = tuple[str, str, bool]
"""What a text is for (title, name, further, asked or body), the kind of its document, and whether that is a section."""


def synthetic_documents(given: Sequence[Document], times: int, seed: int = SEED) -> Iterator[Document]:
    """`times` as many documents as `given`, these first; made while they are asked for."""
    yield from given
    if times > 1:
        maker = _Maker(given, random.Random(seed))
        for turn in range(1, times):
            for _, documents in groupby(given, key=lambda document: (document.kind, document.record_id)):
                yield from maker.record(list(documents), turn)


def words_of(document: Document) -> list[str]:
    """The folded words that search finds a document by, identifiers left out."""
    text = " ".join((document.title, document.aliases, document.heading, document.body))
    return [word for word in fold(text).split() if not _IDENTIFIER.search(word)]


def heaps_exponent(given: Sequence[Document]) -> float:
    """β of Heaps' law: the slope of log(different words) over log(words) from a quarter to all of the documents.

    The mean of some shuffles, as documents of a kind stand together.
    """
    texts = [words_of(document) for document in given]
    return fmean(_slope(texts, random.Random(shuffle)) for shuffle in range(SHUFFLES))


def _slope(texts: Sequence[list[str]], order: random.Random) -> float:
    marks = {len(texts) // 4, len(texts) // 2, len(texts)}
    vocabulary: set[str] = set()
    words = 0
    points = []
    for number, text in enumerate(order.sample(texts, len(texts)), 1):
        words += len(text)
        vocabulary.update(text)
        if number in marks:
            points.append((math.log(words), math.log(len(vocabulary))))
    x_mean, y_mean = fmean(x for x, _ in points), fmean(y for _, y in points)
    return sum((x - x_mean) * (y - y_mean) for x, y in points) / sum((x - x_mean) ** 2 for x, _ in points)


@dataclass(frozen=True)
class _Chain:
    """What may begin a text, what follows each word (as often as it does), how long texts are (words), and what share
    of them is unlike all before."""

    starts: list[str]
    followers: dict[str, list[str]]
    lengths: list[int]
    distinct: float

    @classmethod
    def of(cls, texts: Iterable[str], order: random.Random) -> "_Chain":
        split = [words for text in texts if (words := text.split())]
        stream = [word for words in split for word in words]
        followers: dict[str, list[str]] = {}
        for words in split:
            # After the last word it goes on anywhere. Beginnings ("Reference:") stand once in a text, as in real ones.
            for word, following in zip(words, [*words[1:], order.choice(stream)], strict=True):
                followers.setdefault(word, []).append(following)
        distinct = len({fold(" ".join(words)) for words in split}) / max(1, len(split))
        return cls([words[0] for words in split], followers, [len(words) for words in split], distinct)


class _Vocabulary:
    """The words of the text so far, and the rare ones among them."""

    def __init__(self, given: Sequence[Document], order: random.Random) -> None:
        counted = Counter(word for document in given for word in words_of(document))
        self._order = order
        self._known = set(counted)
        self._models = sorted(word for word in counted if len(word) >= LEAST_TO_CHANGE and word.isalpha())
        self._given_size, self._given_words = len(counted), sum(map(len, map(_texts_split, given)))
        self._exponent = heaps_exponent(given)
        self._share = self._exponent * self._given_size / self._given_words
        self._read = self._given_words
        # Every use of a coined word: one drawn from here is repeated the more, the more often it was.
        self._rare: list[str] = []
        self._until_rare = order.expovariate(self._share)

    def read(self, words: list[str]) -> list[str]:
        """The words with rare ones in some places."""
        place = int(self._until_rare)
        while place < len(words):
            words[place] = self.rare()
            self._until_rare += 1 + self._order.expovariate(self._share)
            place = int(self._until_rare)
        self._until_rare -= len(words)
        self._read += len(words)
        return words

    def rare(self) -> str:
        """A new word while there are too few by Heaps' law, else one that was coined before."""
        lawful = self._given_size * (self._read / self._given_words) ** self._exponent
        new = len(self._known) < lawful or not self._rare
        word = self._coined() if new else self._rare[int(self._order.random() * len(self._rare))]
        self._rare.append(word)
        return word

    def _coined(self) -> str:
        while True:
            letters = list(self._order.choice(self._models))
            for place in self._order.sample(range(len(letters)), max(2, len(letters) // 3)):
                letters[place] = self._order.choice(_VOWELS if letters[place] in _VOWELS else _CONSONANTS)
            word = "".join(letters)
            if word not in self._known:
                self._known.add(word)
                return word


class _Maker:
    """Makes further records in the likeness of given ones."""

    def __init__(self, given: Sequence[Document], order: random.Random) -> None:
        self._order = order
        self._vocabulary = _Vocabulary(given, order)
        self._taken = {_checksum(name) for document in given for name in (document.title, *document.names)}
        self._chains = {key: _Chain.of(texts, order) for key, texts in _texts_by_use(given).items()}
        words = {word for chain in self._chains.values() for word in chain.followers}
        self._identifiers = {word for word in words if _IDENTIFIER.search(word)}

    def record(self, documents: Sequence[Document], turn: int) -> Iterator[Document]:
        """A record, or a page with its sections, with the shape of this one."""
        first = documents[0]
        record_id = f"{first.record_id}_{turn}"
        title = self._name(("title", first.kind, False), len(first.title.split()))
        for document in documents:
            yield self._document(replace(document, record_id=record_id, title=title), first.title)

    def _document(self, document: Document, old_title: str) -> Document:
        section = bool(document.anchor)
        names = tuple(
            document.title if name == old_title else self._name(("name", document.kind, section), len(name.split()))
            for name in document.names
        )
        further = [self._text(("further", document.kind, section), len(line.split())) for line in _further(document)]
        asked = tuple(self._text(("asked", document.kind, section), len(line.split())) for line in document.asked)
        # What every page has ("In brief") is no name of a section and stays.
        heading = names[0] if section and names else document.heading
        called = [name for name in names if name not in (document.title, heading)]
        lengths = self._chains["body", document.kind, section].lengths
        body = self._text(("body", document.kind, section), self._order.choice(lengths))
        aliases = "\n".join([*called, *further])
        return replace(document, heading=heading, body=body, names=names, aliases=aliases, asked=asked)

    def _text(self, use: _Use, length: int) -> str:
        return " ".join(self._words(use, length))

    def _words(self, use: _Use, length: int) -> list[str]:
        chain, draw = self._chains[use], self._order.random
        followers = chain.followers
        word = chain.starts[int(draw() * len(chain.starts))]
        words = [word]
        for _ in range(length - 1):
            following = followers[word]
            word = following[int(draw() * len(following))]
            words.append(word)
        if not self._identifiers.isdisjoint(words):
            words = [self._renumbered(word) if word in self._identifiers else word for word in words]
        return self._vocabulary.read(words)

    def _name(self, use: _Use, length: int) -> str:
        """A name that is not taken, but for the share of real ones that are."""
        words = self._words(use, length)
        if self._order.random() < self._chains[use].distinct and _checksum(" ".join(words)) in self._taken:
            words[int(self._order.random() * len(words))] = self._vocabulary.rare()
            while _checksum(" ".join(words)) in self._taken:
                words.append(self._vocabulary.rare())
        name = " ".join(words)
        self._taken.add(_checksum(name))
        return name

    def _renumbered(self, word: str) -> str:
        """The word with an identifier of other digits."""
        return _IDENTIFIER.sub(lambda found: "".join(self._order.choices("0123456789", k=len(found[0]))), word)


def _texts_by_use(given: Iterable[Document]) -> dict[_Use, list[str]]:
    texts: dict[_Use, list[str]] = {}
    for document in given:
        uses = {
            "title": [document.title],
            "name": [name for name in document.names if name != document.title],
            "further": _further(document),
            "asked": list(document.asked),
            "body": [document.body],
        }
        for use, found in uses.items():
            texts.setdefault((use, document.kind, bool(document.anchor)), []).extend(found)
    return texts


def _further(document: Document) -> list[str]:
    """The lines to find a document by that are no names."""
    return [line for line in document.aliases.split("\n") if line and line not in document.names]


def _texts_split(document: Document) -> list[str]:
    return " ".join((document.title, document.aliases, document.heading, document.body)).split()


def _checksum(name: str) -> int:
    """In place of the name itself, which takes several times the memory; that two have the same does no harm."""
    return zlib.crc32(fold(name).encode())
