"""Expected failures, each named for the one who can mend it. Everything else is a bug."""

from typing import NamedTuple


class KetarefError(Exception):
    """An expected failure whose text tells a person what is wrong and what to do next."""


class Problem(NamedTuple):
    """One mistake in the content: where it is (line counted from 1) and what to do about it."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentError(KetarefError):
    """The author's: every problem that was found in the content, in the order of the files."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""Python does not call them printable; they stand between numbers and units."""


def printable(text: str) -> str:
    """Text from outside as it can be shown on one line, with a mark in place of control signs and broken letters."""
    return "".join(char if char.isprintable() or char in _SPACES else "\N{REPLACEMENT CHARACTER}" for char in text)


def shortened(value: object) -> str:
    """A value as it was given, for a message: its beginning alone where it is long."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


class InputError(KetarefError):
    """The user's: a field holds what it cannot hold. Tells the field and what it accepts."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(f"{field}: {message}")


class StoreError(KetarefError):
    """The environment's: the content file is missing, damaged, too new, busy or unreadable."""


class NotInContentError(KetarefError):
    """A location names something that this content does not hold."""


class Mistake(NamedTuple):
    """One mistake in a policy: the line, counted from 1 (0: there is none), and the reason."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}" if self.line else self.reason


class PolicyError(KetarefError):
    """The IT's: a policy of this machine is not valid. Tells where it lies, and every mistake in it.

    As a text it tells the first and how many more there are: it goes into one line of the window.
    """

    def __init__(self, place: str, *mistakes: Mistake) -> None:
        self.place, self.mistakes = place, mistakes
        first, *further = mistakes
        more = f" (and {len(further)} more, which Help → Policy of this machine lists)" if further else ""
        where = f"{place}, " if first.line else f"{place}: "
        super().__init__(f"The policy of this machine is not valid: {where}{first}{more}")


class PaperError(KetarefError):
    """The environment's: a file that was asked for cannot be written, or nothing is there to print with."""


class ProgramChangedError(KetarefError):
    """The environment's: the program was updated, removed or out of reach while it ran."""
