"""The list of keys, made from the menus themselves, so that it cannot be out of date."""

from html import escape

from PySide6.QtWidgets import QWidget

from ketaref.ui.text_dialog import TextDialog

IN_LISTS = (
    ("Choose another hit while typing", "Up, Down, Page up, Page down"),
    ("Open the chosen hit or line", "Enter"),
    ("Return from the hits to the page", "Escape"),
    ("Return from the page to the hits of the query in the field", "Escape"),
    ("Next, previous place that takes the keyboard", "Tab, Shift+Tab"),
)


class ShortcutsDialog(TextDialog):
    """Keys of the whole window, then those of lists and hits."""

    def __init__(self, shortcuts: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(
            "Keyboard shortcuts",
            (f"<h3>In the window</h3>{_table(shortcuts)}", f"<h3>In lists</h3>{_table(IN_LISTS)}"),
            parent,
        )


def _table(rows: tuple[tuple[str, str], ...]) -> str:
    lines = (f"<tr><td>{escape(what)}</td><td><b>{escape(keys)}</b></td></tr>" for what, keys in rows)
    return f"<table cellpadding='4' width='100%'>{''.join(lines)}</table>"
