"""Ways to ask for a record (`content/asked/`): each must lead to something that is there, and be able to be found."""

from collections.abc import Iterator

from ketaref.compiler.content import Content
from ketaref.compiler.documents import documents_of
from ketaref.core.errors import Problem
from ketaref.core.stems import content_stems

LONGEST = 120
"""Letters of a phrase: a hit shows it in half a line."""


def check_asked(content: Content) -> Iterator[Problem]:
    """Ways to ask for what is not there, twice for the same, or in words that every question has."""
    there = {document.address for document in documents_of(content)}
    first: dict[str, int] = {}
    for item in content.data.asked:
        record = item.value.record
        if record not in there:
            yield item.problem(f"there is no {record!r} to be asked for (KIND/ID, or topic/ID#SECTION)", "record")
        if record in first:
            yield item.problem(f"{record} is there already, on line {first[record]}", "record")
        first.setdefault(record, item.line("record"))
        if not item.value.asked:
            yield item.problem(f"{record}: no way to ask for it", "asked")
        phrases: set[frozenset[str]] = set()
        for place, phrase in enumerate(item.value.asked):
            if len(phrase) > LONGEST or not phrase.isprintable():
                yield item.problem(f"{record}: a phrase is one line of at most {LONGEST} letters", "asked", place)
            words = frozenset(content_stems(phrase))
            if not words:
                yield item.problem(f"{record}: {phrase!r} holds no word that tells what is asked", "asked", place)
            elif words in phrases:
                yield item.problem(f"{record}: {phrase!r} asks in the same words as one before", "asked", place)
            phrases.add(words)
