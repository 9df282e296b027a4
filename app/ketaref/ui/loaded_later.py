"""What the main window is given to make its parts with."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from ketaref.ui.page_area import LoadPage

if TYPE_CHECKING:  # loaded after the window shows
    from ketaref.ui.results_view import ResultsView
    from ketaref.ui.side_panel import SidePanel


class LoadedLater(NamedTuple):
    """The parts that load when they are needed, so that the first sight does not wait for them."""

    page: LoadPage
    results: "Callable[[], ResultsView]"
    side_panel: "Callable[[], SidePanel]"
    copy_statement: Callable[[], object]
