"""Work in parts: it stops of itself in between, so that a window can take keys meanwhile, and returns what it made."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")
Parts = Generator[None, None, T]


def finished(parts: Parts[T]) -> T:
    """What the work returns, all of it done at once."""
    while True:
        try:
            next(parts)
        except StopIteration as end:
            made: T = end.value
            return made
