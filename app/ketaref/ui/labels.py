"""Headings and small print of screens and panes. Sizes are relative to the font in use, so that zoom reaches them."""

from html import escape

from PySide6.QtWidgets import QLabel


class Heading(QLabel):
    """A heading; `size` is one of the words of style sheets (`large`, `x-large`)."""

    def __init__(self, text: str = "", size: str = "x-large") -> None:
        super().__init__()
        self._size = size
        self.setWordWrap(True)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(f'<span style="font-size: {self._size}; font-weight: 600">{escape(text)}</span>')
        self.setAccessibleName(text)


class Note(QLabel):
    """Small print that explains a screen; it wraps."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName("muted")
        self.setWordWrap(True)
