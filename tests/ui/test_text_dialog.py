from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QScrollArea

from ketaref.ui.text_dialog import Spoken, TextDialog


def test_every_part_can_be_read_and_escape_is_not_the_only_way_out(qtbot):
    dialog = TextDialog("Title", ("<h2>One</h2>", "<p>Two</p>"))
    qtbot.addWidget(dialog)
    assert [label.text() for label in dialog.findChildren(QLabel)] == ["<h2>One</h2>", "<p>Two</p>"]
    dialog.show()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Close).click()
    assert not dialog.isVisible()


def test_part_with_words_of_its_own_is_read_out_by_them(qtbot):
    dialog = TextDialog("Title", ("<p>One</p>", Spoken("<table><tr><td>Two</td></tr></table>", "Two, in words.")))
    qtbot.addWidget(dialog)
    one, two = dialog.findChildren(QLabel)
    assert QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) == "One"
    assert "<table>" in two.text()
    assert QAccessible.queryAccessibleInterface(two).text(QAccessible.Text.Name) == "Two, in words."


def test_dialog_stays_within_the_screen_at_any_text_size(qtbot, qapp):
    font = qapp.font()
    large = qapp.font()
    large.setPointSizeF(4 * font.pointSizeF())
    qapp.setFont(large)
    dialog = TextDialog("Title", ("<p>long</p>" * 100,))
    qtbot.addWidget(dialog)
    qapp.setFont(font)
    room = dialog.screen().availableSize()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()


def test_frame_of_the_keyboard_is_seen_on_all_sides(small_program, qtbot):
    dialog = TextDialog("Title", ("<p>long</p>" * 100,), small_program.window)  # in the colours of the program
    dialog.show()
    area = dialog.findChild(QScrollArea)
    for give in (area.setFocus, area.clearFocus):
        give()
        page = area.viewport().geometry()
        assert min(page.left(), page.top(), area.height() - page.bottom() - 1) >= 2
    dialog.close()
