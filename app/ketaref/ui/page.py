"""What every screen of the main area is: it shows locations, and asks for others by signal."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ketaref.core.location import Location
from ketaref.ui.theme import Theme

if TYPE_CHECKING:  # what goes to paper loads when something is printed
    from ketaref.export.sheet import Sheet, Stamp

MakeSheet = "Callable[[Stamp], Sheet | None]"
"""Makes a sheet for paper from the stamp that each carries; None where there is nothing to print."""


class Page(QWidget):
    """A screen.

    Signals:
        location_requested: a link was followed; carries the Location to open.
        context_changed: outline or sources changed; the side panel asks for them anew.
        section_changed: one reads in another section of `outline()` now; carries its anchor.
        paper_requested: something of the page is to be printed; carries a function that makes the sheet (MakeSheet).
    """

    location_requested = Signal(object)
    context_changed = Signal()
    section_changed = Signal(str)
    paper_requested = Signal(object)

    def open(self, location: Location) -> None:
        """Show a location of this page's kind. Raises NotInContentError when the content does not hold it."""
        raise NotImplementedError

    def title(self) -> str:
        """What the window and history call what is shown now."""
        raise NotImplementedError

    def address(self) -> Location | None:
        """The address of the record that is shown, where it may be another than was opened; else None."""
        return None

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme. Palette and style sheet are the window's matter."""

    def focus_content(self) -> None:
        """Put the keyboard where reading or working begins."""
        self.setFocus()

    def outline(self) -> tuple[tuple[str, str, int], ...]:
        """Headings of what is shown: anchor, text, level (2 or 3). Empty when there is nothing to jump to."""
        return ()

    def section(self) -> str:
        """The anchor of the section that is being read; nothing above the first, or without an outline."""
        return ""

    def source_ids(self) -> tuple[str, ...]:
        """The sources of what is shown, in reading order."""
        return ()

    def has_section(self, location: Location) -> bool:
        """Whether what its anchor names is in what was opened there."""
        return any(anchor == location.anchor for anchor, *_ in self.outline())

    def scroll_to(self, anchor: str) -> None:
        """Bring a heading of `outline()` into view."""

    def reading_position(self) -> int:
        """How far down the page one has read, in a measure of the page's own; Back comes back to it."""
        return 0

    def restore_position(self, position: int) -> None:
        """Return to an earlier `reading_position()` of what is shown."""


@runtime_checkable
class HoldsEntries(Protocol):
    """A page on which something is entered that may be about a patient."""

    def forget(self) -> bool:
        """Take everything that was entered away for good. Returns whether there was anything."""


@runtime_checkable
class Prints(Protocol):
    """A page of which what is shown can go to paper."""

    def sheet(self, stamp: "Stamp") -> "Sheet | None":
        """What is shown, as a sheet; None where nothing is chosen that could be printed."""


@runtime_checkable
class FindsInPage(Protocol):
    """A page with text to find in."""

    def find_in_page(self) -> None:
        """Show the find bar, or put the keyboard into it."""
