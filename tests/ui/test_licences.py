import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from ketaref.licences import NOTICE_TITLE, WITHOUT_TEXTS, Licence
from ketaref.ui.licences import LicencesDialog
from ketaref.ui.menus import Menus


@pytest.fixture
def dialog(qtbot, tmp_path):
    text = tmp_path / "one.txt"
    text.write_text("First terms\n" * 200)
    listed = (Licence("One", "1.0", "MIT", "", (text,)), Licence("Two", "", "BSD-3-Clause", "Second part.", ()))
    dialog = LicencesDialog(None, listed)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_first_part_is_shown_at_once(dialog):
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["One 1.0", "Two"]
    assert dialog.text.toPlainText().startswith("One 1.0\nMIT\n\nFirst terms\n")


def test_line_above_takes_no_more_room_than_its_text(dialog, qtbot):
    explained = dialog.findChild(QLabel)
    qtbot.waitUntil(lambda: explained.height() > 0)
    assert explained.height() == explained.heightForWidth(explained.width())


def test_arrow_key_shows_the_next_part_from_its_beginning(dialog, qtbot):
    dialog.text.verticalScrollBar().setValue(100)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.text.toPlainText().startswith("Two\nBSD-3-Clause\n\nSecond part.")
    assert dialog.text.verticalScrollBar().value() == 0
    assert dialog.text.accessibleName() == "Terms of Two"


def test_tab_leads_from_the_list_to_the_text_and_on(dialog, qtbot):
    dialog.activateWindow()
    dialog.list.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.list)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.text
    qtbot.keyClick(dialog.text, Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QPushButton)


def test_text_cannot_be_changed_but_scrolled_by_keys(dialog, qtbot):
    before = dialog.text.toPlainText()
    dialog.text.setFocus()
    qtbot.keyClicks(dialog.text, "x")
    qtbot.keyClick(dialog.text, Qt.Key.Key_PageDown)
    assert dialog.text.toPlainText() == before
    assert dialog.text.verticalScrollBar().value() > 0


@pytest.mark.parametrize("bundle", [True, False])
def test_line_above_promises_all_terms_without_a_network_of_a_bundle_alone(qtbot, bundle):
    dialog = LicencesDialog(None, (Licence(NOTICE_TITLE if bundle else "One", "", "", "", ()),))
    qtbot.addWidget(dialog)
    told = dialog.findChild(QLabel).text()
    assert ("No network is needed." in told) is bundle
    assert (WITHOUT_TEXTS in told) is not bundle


def test_help_menu_opens_the_licences(small_program, monkeypatch):
    shown = []
    monkeypatch.setattr(LicencesDialog, "exec", lambda self: shown.append(self.list.count()))
    menus: Menus = small_program.window.menus
    next(action for action in menus.actions if action.text() == "&Licences…").trigger()
    assert len(shown) == 1
    assert shown[0] >= 5
