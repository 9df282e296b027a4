import pytest
from PySide6.QtGui import QGuiApplication

from ketaref.ui.total_field import TotalField


@pytest.fixture
def field(mood, qtbot):
    field = TotalField("Earlier total")
    qtbot.addWidget(field)
    field.take_form(mood.form)
    return field


def test_field_says_what_it_takes(field):
    assert field.label.text() == "Earlier total (0 to 12)"
    assert field.field.accessibleName() == "Earlier total, 0 to 12"


def test_total_in_range_is_taken_and_nothing_is_said(field, qtbot):
    qtbot.keyClicks(field.field, "7")
    assert field.total() == 7
    assert field.problem.isHidden()


@pytest.mark.parametrize("text", ["13", "-1", "7,5", "7.5", "seven", "", "  ", "1e1", "7 of 12", "x" * 500])
def test_anything_else_stays_and_is_told_at_the_field(field, text):
    field.field.setText(text)
    assert field.total() is None
    assert not field.problem.isHidden()
    assert field.problem.text().startswith("Earlier total: ")
    assert field.field.accessibleDescription() == field.problem.text()
    assert field.field.text() == text[:60]


def test_pasted_text_is_told(field, qtbot):
    QGuiApplication.clipboard().setText("total: 7\nof 12")
    field.field.paste()
    assert field.total() is None
    assert "one number alone" in field.problem.text()


def test_message_goes_when_the_total_is_right(field):
    field.field.setText("99")
    field.total()
    field.field.setText("9")
    assert field.total() == 9
    assert (field.problem.text(), field.field.accessibleDescription()) == ("", "")


def test_emptied_field_gives_nothing_back(field, qtbot):
    qtbot.keyClicks(field.field, "7")
    field.empty()
    assert field.is_empty()
    field.field.undo()
    assert field.is_empty()
