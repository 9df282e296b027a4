import pytest
from PySide6.QtCore import Qt

from ketaref.ui.search_field import LONGEST_QUERY, SearchField
from ketaref.ui.theme import LIGHT


@pytest.fixture
def field(qtbot):
    field = SearchField(LIGHT)
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize(
    ("key", "rows"),
    [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1), (Qt.Key.Key_PageDown, 8), (Qt.Key.Key_PageUp, -8)],
)
def test_arrow_keys_step_through_hits_without_moving_the_cursor(field, qtbot, key, rows):
    field.setText("ketamine")
    with qtbot.waitSignal(field.stepped) as stepped:
        qtbot.keyClick(field, key)
    assert stepped.args == [rows]
    assert field.cursorPosition() == len("ketamine")


def test_enter_opens_and_escape_leaves(field, qtbot):
    with qtbot.waitSignal(field.opened):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.left):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_every_key_announces_the_text_at_once(field, qtbot):
    heard = []
    field.typed.connect(heard.append)
    qtbot.keyClicks(field, "k-h")
    assert heard == ["k", "k-", "k-h"]


def test_delete_in_the_empty_field_removes_and_otherwise_edits(field, qtbot):
    with qtbot.waitSignal(field.removed):
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    field.setText("dose")
    field.setCursorPosition(0)
    with qtbot.assertNotEmitted(field.removed):
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.text() == "ose"


def test_click_into_the_empty_field_asks_as_down_does(field, qtbot):
    with qtbot.waitSignal(field.stepped) as stepped:
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert stepped.args == [0]
    field.setText("dose")
    with qtbot.assertNotEmitted(field.stepped):
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton)


def test_key_that_the_window_has_no_use_for_is_not_taken_for_a_letter(field, qtbot):
    qtbot.keyClicks(field, "dose")
    qtbot.keyClick(field, "i", Qt.KeyboardModifier.AltModifier)
    assert field.text() == "dose"


def test_slash_is_typed_like_any_letter(field, qtbot):
    qtbot.keyClicks(field, "140/90")
    assert field.text() == "140/90"


def test_taking_the_keyboard_selects_the_old_query(field, qtbot):
    field.setText("old")
    field.show()
    field.activateWindow()
    field.take_keyboard()
    qtbot.keyClicks(field, "new")
    assert field.text() == "new"


def test_query_has_a_longest_length(field):
    field.setText("x" * 2 * LONGEST_QUERY)
    assert len(field.text()) == LONGEST_QUERY


def test_field_has_a_name_for_assistive_tools(field):
    assert field.accessibleName() == "Search"
