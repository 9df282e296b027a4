"""Where one has been: the list behind Back and Forward."""

from typing import NamedTuple

from ketaref.core.location import Location

LONGEST = 200


class Visit(NamedTuple):
    """A location that was shown, and how far one had read when one left it."""

    location: Location
    position: int = 0


class History:
    """Visits in order with one of them current. Going somewhere new forgets what lay ahead."""

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._index = -1

    @property
    def current(self) -> Visit | None:
        return self._visits[self._index] if self._visits else None

    @property
    def can_go_back(self) -> bool:
        return self._index > 0

    @property
    def can_go_forward(self) -> bool:
        return self._index < len(self._visits) - 1

    def visit(self, location: Location) -> None:
        """Note that a location was opened. Opening the current one again changes nothing."""
        if self.current and self.current.location == location:
            return
        self._visits = [*self._visits[: self._index + 1], Visit(location)][-LONGEST:]
        self._index = len(self._visits) - 1

    def keep_position(self, position: int) -> None:
        """Remember how far one has read in the current location."""
        if self._visits:
            self._visits[self._index] = Visit(self._visits[self._index].location, position)

    def back(self) -> Visit | None:
        """Step back. None when there is nothing before."""
        if not self.can_go_back:
            return None
        self._index -= 1
        return self._visits[self._index]

    def forward(self) -> Visit | None:
        """Step forward. None when there is nothing after."""
        if not self.can_go_forward:
            return None
        self._index += 1
        return self._visits[self._index]
