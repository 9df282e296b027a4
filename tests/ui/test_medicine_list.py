"""Medicines entered one by one, by keys alone."""

import pytest
from PySide6.QtCore import Qt

from ketaref.ui.medicine_list import MAX_NAME_LENGTH, MedicineList


@pytest.fixture
def medicines(qtbot):
    widget = MedicineList(lambda: ("clonazepam", "lithium"))
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_enter_adds_and_empties_the_field(medicines, qtbot):
    qtbot.keyClicks(medicines.field, "lithium")
    with qtbot.waitSignal(medicines.changed):
        qtbot.keyClick(medicines.field, Qt.Key.Key_Return)
    assert medicines.medicines() == ("lithium",)
    assert medicines.field.text() == ""


def test_chosen_suggestion_is_added_and_leaves_the_field_empty(medicines, qtbot):
    medicines.field.setFocus()
    qtbot.waitUntil(lambda: medicines.field.completer() is not None)
    medicines.field.setText("lith")
    medicines.field.completer().activated.emit("lithium")
    medicines.field.setText("lithium")
    qtbot.waitUntil(lambda: medicines.field.text() == "")
    qtbot.keyClicks(medicines.field, "clonazepam")
    qtbot.keyClick(medicines.field, Qt.Key.Key_Return)
    assert medicines.medicines() == ("lithium", "clonazepam")


def test_same_medicine_is_added_once(medicines):
    medicines.add("Lithium")
    medicines.add("  lithium ")
    assert medicines.medicines() == ("Lithium",)


@pytest.mark.parametrize("text", ["", "   ", "?!"])
def test_nothing_is_not_a_medicine(medicines, text):
    medicines.add(text)
    assert medicines.medicines() == ()


def test_long_text_is_cut(medicines):
    medicines.add("x" * 10_000)
    assert len(medicines.medicines()[0]) == MAX_NAME_LENGTH


def test_delete_removes_the_chosen_one(medicines, qtbot):
    medicines.add("a")
    medicines.add("b")
    medicines.list.setCurrentRow(0)
    with qtbot.waitSignal(medicines.changed):
        qtbot.keyClick(medicines.list, Qt.Key.Key_Delete)
    assert medicines.medicines() == ("b",)


def test_remove_all_empties_the_list_and_hides_it(medicines, qtbot):
    medicines.add("a")
    assert medicines.list.isVisible()
    qtbot.mouseClick(medicines.remove_all_button, Qt.MouseButton.LeftButton)
    assert medicines.medicines() == ()
    assert not medicines.list.isVisible()


def test_list_is_as_high_as_its_rows_and_no_higher(medicines, qtbot):
    medicines.resize(300, 300)
    line = medicines.list.fontMetrics().height() + 16
    for name in ("morphine", "clonazepam", "lithium"):
        medicines.add(name)
    qtbot.waitUntil(lambda: medicines.list.height() > line)
    medicines.resize(900, 300)
    qtbot.waitUntil(lambda: medicines.list.height() == line)
    last = medicines.list.visualItemRect(medicines.list.item(2))
    assert medicines.list.viewport().rect().contains(last)
