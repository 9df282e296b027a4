"""The checklist as keys work it, and what is asked about its items."""

from PySide6.QtCore import Qt

from ketaref.core.checklist import Answer
from ketaref.ui.checklist_items import item_row

KEYS = {Answer.YES: Qt.Key.Key_Y, Answer.NO: Qt.Key.Key_N, Answer.UNKNOWN: Qt.Key.Key_U}


def press(qtbot, page, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    """Keys and texts, each to what has the keyboard then."""
    for key in keys:
        for each in key if isinstance(key, str) else [key]:
            qtbot.keyClick(page.window().focusWidget(), each, modifier)


def ids(run):
    return list(run.items.rows.item_ids)


def current(run):
    return run.items.current_item().item.id


def shown(run):
    return [item_row(index).item.id for index in run.items.shown_items()]
