"""One number in a field: what does not fit is told there, and nothing is computed from it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ketaref.core.measurement import Quantity
from ketaref.ui.number_field import NumberField

SYSTOLIC = Quantity("systolic", "systolic blood pressure at rest", "mmHg", 40, 300)


@pytest.fixture
def number(qtbot):
    widget = NumberField(SYSTOLIC)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    widget.field.setFocus()
    widget.told = []
    widget.edited.connect(widget.told.append)
    return widget


def test_a_number_is_told_once_it_is_within_the_range(number, qtbot):
    qtbot.keyClicks(number.field, "181")
    assert number.told == [None, None, 181.0]
    assert not number.message.isVisible()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("18,5", "A comma could mean two numbers"),
        ("120/80", "One number alone, in mmHg"),
        ("180 mmHg", "One number alone"),
        ("999", "999 is outside 40 to 300 mmHg"),
        ("12", "12 is outside 40 to 300 mmHg"),
        ("120.5", "A whole number"),
        ("", "Empty: type a number in mmHg"),
    ],
)
def test_what_is_no_number_is_told_at_the_field_on_enter_and_gives_nothing(number, qtbot, typed, message):
    qtbot.keyClicks(number.field, typed)
    with qtbot.assertNotEmitted(number.finished):
        qtbot.keyClick(number.field, Qt.Key.Key_Return)
    assert number.message.isVisible()
    assert message in number.message.text()
    assert message in number.field.accessibleDescription()
    assert number.told[-1:] in ([], [None])


def test_pasted_text_is_refused_at_once(number, qtbot):
    QGuiApplication.clipboard().setText("Ms Smith 180 mmHg, born in 1970; see the letter of last week for all else")
    number.field.paste()
    assert number.told == [None]
    assert number.message.isVisible()
    assert len(number.field.text()) <= number.field.maxLength()


def test_half_a_number_is_not_yet_a_mistake(number, qtbot):
    qtbot.keyClicks(number.field, "1")
    assert not number.message.isVisible()


def test_a_mistake_is_told_when_the_field_is_left_and_goes_once_it_is_put_right(number, qtbot):
    qtbot.keyClicks(number.field, "12")
    number.field.clearFocus()
    assert "outside 40 to 300" in number.message.text()
    number.field.setFocus()
    qtbot.keyClicks(number.field, "0")
    assert not number.message.isVisible()
    assert number.told[-1] == 120.0


def test_a_number_shown_again_leaves_what_is_typed_alone(number, qtbot):
    qtbot.keyClicks(number.field, "12")
    number.show_value(None)
    assert number.field.text() == "12"
    number.show_value(150.0)
    assert number.field.text() == "150"
    number.field.clearFocus()
    number.show_value(None)
    assert number.field.text() == ""


def test_escape_asks_for_the_keyboard_back(number, qtbot):
    with qtbot.waitSignal(number.left):
        qtbot.keyClick(number.field, Qt.Key.Key_Escape)


def test_the_field_is_named_with_its_unit(number):
    assert number.field.accessibleName() == "systolic blood pressure at rest, mmHg"


def test_label_takes_no_more_room_than_before_once_large_text_is_left(number, qtbot):
    def enlarge(factor):
        font = number.font()
        font.setPointSizeF(factor * font.pointSizeF())
        number.setFont(font)
        qtbot.wait(20)

    before = number.label.minimumHeight(), number.minimumSizeHint().height()
    enlarge(2)
    assert number.label.minimumHeight() > before[0]
    enlarge(0.5)
    assert (number.label.minimumHeight(), number.minimumSizeHint().height()) == before
