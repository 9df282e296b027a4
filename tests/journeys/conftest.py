"""The whole window on the shipped content, used as people do: with keys, finding things by their accessible names."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ketaref.ui.main_window import MainWindow


@dataclass
class Person:
    """Someone at the keyboard."""

    window: MainWindow
    qtbot: object

    def press(self, keys):
        """Press one combination wherever the keyboard is, such as `Ctrl+K`."""
        combination = QKeySequence(keys)[0]
        self.qtbot.keyClick(self.focus(), combination.key(), combination.keyboardModifiers())

    def type(self, text):
        """Type text wherever the keyboard is."""
        self.qtbot.keyClicks(self.focus(), text)

    def focus(self):
        """Where the keyboard is."""
        return QApplication.focusWidget() or self.window

    def find(self, name):
        """The visible widget with this accessible name."""
        found = [each for each in self.window.findChildren(QWidget) if each.accessibleName() == name]
        visible = [each for each in found if each.isVisible()]
        assert visible, f"nothing visible is called {name!r}; hidden: {len(found)}"
        return visible[0]

    def move_to(self, name, keys):
        """Press keys until the keyboard is there."""
        for _ in range(60):
            if self.focus().accessibleName() == name:
                return
            self.press(keys)
        raise AssertionError(f"{keys} never comes to {name!r}, only to {self.focus().accessibleName()!r}")

    def rows(self, name):
        """What a screen reader says of each row of a list."""
        model = self.find(name).model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [model.index(row, 0).data(role) or model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def person(make_program, content_file, qtbot):
    """Someone who has just started the program."""
    program = make_program(content_file)
    program.show(None)
    program.settle()
    qtbot.waitExposed(program.window)
    program.window.resize(1280, 800)
    program.window.activateWindow()
    return Person(program.window, qtbot)
