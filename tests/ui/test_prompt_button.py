from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ketaref.ui.prompt_button import PromptButton


def test_it_acts_before_the_next_key(qtbot):
    window = QWidget()
    field, button = QLineEdit(), PromptButton("&Clear")
    button.clicked.connect(field.selectAll)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(button)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "old")
    qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(field, "new")
    qtbot.wait(200)
    assert field.text() == "new"
