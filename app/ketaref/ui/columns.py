"""The areas of the window side by side: contents, what is read or the hits, and the panel beside what is read."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from ketaref.ui.areas import splitter
from ketaref.ui.navigation import Navigation
from ketaref.ui.page_area import PageArea
from ketaref.ui.settings import Settings

# Widths in digits of the font in use, so that they grow with the text.
_CONTENTS = 34
_PANEL = 34
_READING = 62


class Columns(QObject):
    """How wide each area is, and which of them show.

    `middle` shows either what is read (`reading`: the page and the panel's place, `side`) or another widget that was
    added to it.
    """

    def __init__(self, navigation: Navigation, page_area: PageArea, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._navigation = navigation
        self._page_area = page_area
        self._settings = settings
        self._panel_wanted = settings.side_panel
        self.side = QWidget(window)
        self._side_column = QVBoxLayout(self.side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self.reading = splitter(page_area, self.side, stretched=0)
        self.middle = QStackedWidget(window)
        self.middle.addWidget(self.reading)
        self.whole = splitter(navigation, self.middle, stretched=1)

    @property
    def is_read(self) -> bool:
        """Whether the page shows, and not what else was added to `middle`."""
        return self.middle.currentWidget() is self.reading

    def join(self, contents: QAction, *panel: QAction | QAbstractButton) -> None:
        """Take the switches that show whether the contents and the panel are there."""
        self._contents_switch = contents
        self._panel_switches = panel
        contents.setChecked(True)

    def set_panel(self, panel: QWidget) -> None:
        """Put the panel into the place that was kept for it."""
        self._side_column.addWidget(panel)

    def read(self) -> None:
        """Show the page."""
        self.middle.setCurrentWidget(self.reading)

    def show_instead(self, widget: QWidget) -> None:
        """Show another widget in the place of the page."""
        self.middle.setCurrentWidget(widget)

    def toggle_contents(self) -> None:
        """Show or hide the list of contents."""
        self._navigation.setVisible(self._navigation.isHidden())
        self._contents_switch.setChecked(not self._navigation.isHidden())

    def toggle_panel(self) -> None:
        """Show or hide the panel, and remember that it is wanted so."""
        self._panel_wanted = self.side.isHidden()
        self._settings.side_panel = self._panel_wanted
        self._show_panel(self._panel_wanted)

    def size(self) -> None:
        """Give contents and panel the width that their lines need at this text size, and the page the rest."""
        contents, panel, width = _CONTENTS * self._digit(), _PANEL * self._digit(), self._window.width()
        self.whole.setSizes([contents, width - contents])
        self.reading.setSizes([width - contents - panel, panel])
        self.fit()

    def fit(self) -> None:
        """Give up the panel where it would leave too little to read in, or have nothing to show."""
        needed = (_CONTENTS + _PANEL + _READING) * self._digit()
        page = self._page_area.page
        has_context = page is None or bool(page.outline() or page.source_ids())
        self._show_panel(self._panel_wanted and has_context and self._window.width() >= needed)
        for switch in self._panel_switches:
            switch.setEnabled(has_context)

    def _show_panel(self, shown: bool) -> None:
        self.side.setVisible(shown)
        for switch in self._panel_switches:
            switch.setChecked(shown)

    def _digit(self) -> int:
        return self._window.fontMetrics().horizontalAdvance("0")
