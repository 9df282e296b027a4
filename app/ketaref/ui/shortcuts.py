"""The list of keys, made from the menus and the keys' own tables, so that it cannot be out of date."""

from html import escape

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ketaref.ui import page_only, passages, recent_list, scale_keys
from ketaref.ui.checklist_keys import ALL
from ketaref.ui.text_dialog import TextDialog

IN_LISTS = (
    ("Choose another hit while typing", "Up, Down, Page up, Page down"),
    ("Open the chosen hit or line", "Enter"),
    ("Hits in the open topic page only, and everywhere again", page_only.KEY),
    ("Recent look-ups, and choose another", "Down, Up in the empty search field"),
    ("Remove the chosen recent look-up", "Delete in the empty search field"),
    ("Remove all recent look-ups", recent_list.CLEAR_KEY),
    ("Select further sources, to export them", "Shift+Down, Shift+Up, Ctrl+A"),
    ("Enlarge the chosen record over its list, and return to the list", "F7"),
    ("Return from the hits to the page", "Escape"),
    ("Return from the page to the hits of the query in the field", "Escape"),
    ("Next, previous place that takes the keyboard", "Tab, Shift+Tab"),
    ("Press the button that has the keyboard", "Space, Enter"),
    ("Close the message above the page, once F6 has led to it", "Escape"),
)


IN_TEXTS = (("Next, previous passage, marked and read out", passages.KEYS),)

IN_PAGES = (
    ("Next match of find in page", QKeySequence.StandardKey.FindNext),
    ("Previous match of find in page", QKeySequence.StandardKey.FindPrevious),
)


class ShortcutsDialog(TextDialog):
    """Keys of the whole window, then those of topic pages, of the checklist and the forms, and of lists and hits."""

    def __init__(self, shortcuts: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(
            "Keyboard shortcuts",
            (
                f"<h3>In the window</h3>{_table(shortcuts)}",
                f"<h3>In topic pages</h3>{_table(tuple((what, _native(key)) for what, key in IN_PAGES) + IN_TEXTS)}",
                f"<h3>In the checklist</h3>{_table(tuple((line.what, line.text) for line in ALL))}",
                f"<h3>In the forms of scales</h3>{_table(tuple((line.what, line.text) for line in scale_keys.ALL))}",
                f"<h3>In lists</h3>{_table(IN_LISTS)}",
            ),
            parent,
        )


def _native(key: QKeySequence.StandardKey) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _table(rows: tuple[tuple[str, str], ...]) -> str:
    lines = (f"<tr><td>{escape(what)}</td><td><b>{escape(keys)}</b></td></tr>" for what, keys in rows)
    return f"<table cellpadding='4' width='100%'>{''.join(lines)}</table>"
