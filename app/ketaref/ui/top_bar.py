"""The row at the top: back, forward, the search field, and the switch of the side panel."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from ketaref.ui.icons import SIZE, back_icon, forward_icon, panel_icon
from ketaref.ui.search_field import SearchField
from ketaref.ui.theme import Theme


class TopBar(QFrame):
    """Always visible; nothing of it moves or disappears while one works."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.back = self._button("Back", "Back (Alt+Left)")
        self.forward = self._button("Forward", "Forward (Alt+Right)")
        self.field = SearchField(theme, self)
        self.panel = self._button("Outline and sources", "Outline and sources (F9)")
        self.panel.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addSpacing(4)
        row.addWidget(self.field, stretch=1)
        row.addSpacing(4)
        row.addWidget(self.panel)
        self._size_icons()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the theme's colours."""
        self.back.setIcon(back_icon(theme.text))
        self.forward.setIcon(forward_icon(theme.text))
        self.panel.setIcon(panel_icon(theme.text))
        self.field.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size_icons()

    def _size_icons(self) -> None:
        """Icons grow with the text."""
        side = max(SIZE, round(1.4 * self.fontMetrics().height()))
        for button in (self.back, self.forward, self.panel):
            button.setIconSize(QSize(side, side))

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(tip)
        return button
