from PySide6.QtWidgets import QLabel

from ketaref.ui.shortcuts import IN_LISTS, ShortcutsDialog


def test_commands_and_keys_are_listed_as_plain_text(qtbot):
    dialog = ShortcutsDialog((("Search <all>", "Ctrl+K"),))
    qtbot.addWidget(dialog)
    text = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Search &lt;all&gt;" in text
    assert "Ctrl+K" in text
    assert all(keys in text for _, keys in IN_LISTS)
