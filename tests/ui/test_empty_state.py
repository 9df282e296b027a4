from PySide6.QtWidgets import QLabel

from ketaref.ui.empty_state import EmptyState


def test_headline_and_explanation_are_shown_and_links_announced(qtbot):
    state = EmptyState()
    qtbot.addWidget(state)
    state.say("Nothing", 'Try <a href="x">x</a>')
    assert [label.text() for label in state.findChildren(QLabel)] == ["Nothing", 'Try <a href="x">x</a>']
    with qtbot.waitSignal(state.explanation.linkActivated):
        state.explanation.linkActivated.emit("x")
