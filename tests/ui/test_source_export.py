"""Exporting with the keyboard alone, through the dialog that asks for the file."""

import json

import pytest
import rispy
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton

from ketaref.core.location import Kind, Location
from ketaref.export.citations import CitationFormat
from ketaref.ui import export_button, save_dialog, source_export
from ketaref.ui.source_export import format_of


@pytest.fixture
def told(monkeypatch):
    told = []
    monkeypatch.setattr(export_button, "announce", lambda _widget, text: told.append(text))
    return told


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(save_dialog, "documents", lambda: str(tmp_path))
    return tmp_path


@pytest.fixture
def answer(window, qtbot):
    """Types a file name into the dialog, after choosing a filter by its beginning, and confirms."""

    def type_name(name, filter_name=""):
        qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
        dialog = window.findChild(QFileDialog)
        qtbot.waitUntil(dialog.isVisible)
        if filter_name:
            box = dialog.findChild(QComboBox, "fileTypeCombo")
            while not box.currentText().startswith(filter_name):
                qtbot.keyClick(box, Qt.Key.Key_Down)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        field.selectAll()
        qtbot.keyClicks(field, name)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        return dialog

    return type_name


@pytest.fixture
def panel(window, qtbot):
    window.resize(1600, 900)
    window.open(Location(Kind.TOPIC, "trials"))
    qtbot.waitUntil(window.side_panel.export.isVisible)
    return window.side_panel


def test_sources_of_a_page_are_written_and_told(panel, qtbot, answer, told, folder):
    qtbot.keyClick(panel.export, Qt.Key.Key_Space)
    answer("mine")
    file = folder / "mine.ris"
    qtbot.waitUntil(lambda: told == [f"{panel.sources.rows.rowCount()} sources written as RIS to {file}"])
    written = [entry["id"] for entry in rispy.loads(file.read_text("utf-8"))]
    assert written == [source.id for source in panel.sources.rows.sources()]
    assert panel.export.message.isVisible()
    assert panel.export.message.text() == told[0]


def test_chosen_filter_decides_format_and_ending(panel, qtbot, answer, told, folder):
    qtbot.keyClick(panel.export, Qt.Key.Key_Space)
    answer("mine", "CSL-JSON")
    qtbot.waitUntil(lambda: bool(told))
    assert json.loads((folder / "mine.json").read_text("utf-8"))
    assert "as CSL-JSON" in told[0]


def test_typed_ending_decides_over_the_filter():
    assert format_of(source_export.Path("x.BIB"), "RIS (*.ris)") is CitationFormat.BIBTEX
    assert format_of(source_export.Path("x.txt"), "CSL-JSON (*.json)") is CitationFormat.CSL_JSON


def test_file_that_cannot_be_written_is_told_with_its_name_and_what_to_do(panel, qtbot, answer, told, monkeypatch):
    monkeypatch.setattr(source_export.Path, "replace", _full)
    qtbot.keyClick(panel.export, Qt.Key.Key_Space)
    answer("mine")
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("Not exported: /")
    assert "mine.ris cannot be written (No space left on device). Choose another, or make room." in told[0]
    assert panel.export.message.isVisible()


def test_cancelled_dialog_writes_nothing_and_gives_the_keyboard_back(panel, window, qtbot, told, folder):
    panel.export.setFocus()
    qtbot.keyClick(panel.export, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    dialog = window.findChild(QFileDialog)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert told == []
    assert list(folder.glob("*.ris")) == []
    qtbot.waitUntil(lambda: window.focusWidget() is panel.export)


def test_message_goes_with_the_page(panel, window, told):
    panel.export.tell("3 sources written")
    window.open(Location(Kind.TOPIC, "start"))
    assert panel.export.message.isHidden()


def test_nothing_to_export_is_told(panel, told):
    panel.export.export((), "x")
    assert told == ["There are no sources to export here."]


# The screen of all sources


@pytest.fixture
def page(window, qtbot):
    window.open(Location(Kind.SOURCE))
    assert window.focusWidget() is window.page_area.page.table
    return window.page_area.page


def test_selected_rows_are_exported(page, qtbot, answer, told, folder):
    qtbot.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [record.id for record in page.table.selected_records()]
    assert len(chosen) == 2
    trigger(page, qtbot, "Selected (2)…")
    answer("two.bib")
    qtbot.waitUntil(lambda: bool(told))
    text = (folder / "two.bib").read_text("utf-8")
    assert [line.split("{")[1].rstrip(",") for line in text.split("\n") if line.startswith("@")] == chosen


def test_all_shown_are_those_that_the_filters_let_through(page, qtbot, answer, told, folder):
    page.text_field.setText("feder")
    shown = page.table.shown_count()
    assert 0 < shown < len(page.store.sources())
    trigger(page, qtbot, f"All shown ({shown})…")
    answer("some")
    qtbot.waitUntil(lambda: bool(told))
    assert len(rispy.loads((folder / "some.ris").read_text("utf-8"))) == shown


def test_row_moved_to_while_several_are_selected_is_read_beside_the_table(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.current_record().short in page.detail.reader.accessibleName()


def test_nothing_shown_is_not_offered(page, qtbot):
    page.text_field.setText("zzzz")
    assert not page.export.isEnabled()
    page.text_field.clear()
    assert page.export.isEnabled()


def test_button_is_reached_by_tab_and_has_a_name(page, window, qtbot):
    page.choice_box("How checked").setFocus()
    qtbot.keyClick(page.choice_box("How checked"), Qt.Key.Key_Tab)
    assert window.focusWidget() is page.export
    assert page.export.accessibleName() == "Export sources"


def trigger(page, qtbot, text):
    """Open the button's menu and choose an entry, with keys."""
    page.export.setFocus()
    menu = page.export.menu()
    menu.popup(page.export.mapToGlobal(page.export.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)
    while menu.activeAction() is None or menu.activeAction().text().replace("&", "") != text:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def _full(*_arguments):
    raise OSError(28, "No space left on device")


def test_button_is_a_push_button_that_says_a_dialog_follows(panel):
    assert isinstance(panel.export, QPushButton)
    assert panel.export.text().endswith("…")
