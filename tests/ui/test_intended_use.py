from PySide6.QtWidgets import QPushButton

from ketaref.core.wording import banned_words
from ketaref.ui.intended_use import STATEMENT, IntendedUseDialog, statement_html


def test_statement_says_what_the_program_does_not_do():
    text = " ".join(STATEMENT)
    assert "a look-up is remembered once you opened one of its hits" in text.casefold()
    assert "switches that off and deletes" in text
    for promise in ("informs; it does not decide", "computes no dose", "no patient data", "opens no network"):
        assert promise.casefold() in text.casefold()
    assert banned_words(text) == []
    assert all(paragraph in statement_html() for paragraph in STATEMENT)


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
