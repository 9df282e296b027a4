from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from ketaref.core.wording import banned_words
from ketaref.ui.intended_use import IntendedUseDialog, statement, statement_html


def test_statement_says_what_the_program_does_not_do():
    text = " ".join(statement())
    assert "a look-up is remembered once you opened one of its hits" in text.casefold()
    assert "switches that off and deletes" in text
    for promise in ("informs; it does not decide", "computes no dose", "no patient data", "opens no network"):
        assert promise.casefold() in text.casefold()
    assert banned_words(text) == []
    assert all(paragraph in statement_html() for paragraph in statement())


def test_statement_follows_a_policy_that_keeps_no_look_ups(qtbot):
    dialog = IntendedUseDialog(None, "switched off by your organisation")
    qtbot.addWidget(dialog)
    (text,) = (label.text() for label in dialog.findChildren(QLabel) if "Before you start" in label.text())
    spoken = dialog.findChild(QScrollArea).accessibleDescription()
    for told in (text, spoken):
        assert "No look-up is remembered: recent look-ups are switched off by your organisation." in told
        assert "once you opened" not in told
        assert "menu Go" not in told
    assert len(statement("x")) == len(statement())


def test_confirming_accepts_and_quitting_rejects(qtbot):
    for name, result in (("I have read this", 1), ("Quit", 0)):
        dialog = IntendedUseDialog()
        qtbot.addWidget(dialog)
        dialog.show()
        next(button for button in dialog.findChildren(QPushButton) if button.text() == name).click()
        assert dialog.result() == result
        assert not dialog.isVisible()


def test_buttons_are_within_reach_at_twice_the_text_size(qtbot, qapp):
    font = qapp.font()
    large = qapp.font()
    large.setPointSizeF(2 * font.pointSizeF())
    qapp.setFont(large)
    dialog = IntendedUseDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    for button in dialog.findChildren(QPushButton):
        assert dialog.rect().contains(button.geometry().translated(button.parentWidget().pos()))
    qapp.setFont(font)
