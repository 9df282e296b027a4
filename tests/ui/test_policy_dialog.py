"""The window that shows the policy."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QScrollArea

from ketaref.policy.explaining import REFUSED, report_of_machine
from ketaref.policy.schema import RULES, SAFEST, Policy
from ketaref.ui.policy_dialog import CHANGED, MOST_MISTAKES, PolicyDialog


@pytest.fixture
def show(qtbot, tmp_path):
    """Shows the policy of a Linux machine."""

    def dialog(text="", in_force=None, chosen_text_size=0):
        if text:
            (tmp_path / "policy.json").write_text(text, encoding="utf-8")
        report = report_of_machine("linux", tmp_path)
        made = PolicyDialog(report, in_force or report.policy, chosen_text_size)
        qtbot.addWidget(made)
        return made

    return dialog


def parts(dialog):
    return [label.accessibleName() for label in dialog.findChildren(QLabel)]


def test_each_rule_is_a_part_of_its_own_that_keys_reach(show):
    dialog = show('{\n"start_page": "ketaref://checklist/"}')
    told = parts(dialog)
    assert len([part for part in told if not part.startswith("Remark: ")]) == len(RULES) + 1
    assert told[0].startswith("Policy of this machine. The policy is valid: ")
    assert any("Start page: ketaref://checklist/." in part and ", line 2" in part for part in told)
    assert any(part.startswith("Notes: on (nothing acts on it yet). ") for part in told)
    labels = dialog.findChildren(QLabel)
    assert all(label.focusPolicy() & Qt.FocusPolicy.TabFocus for label in labels)


def test_mistakes_are_shown_first_one_by_one_and_the_safe_default_with_every_rule(show):
    dialog = show('{\n"notes": 7,\n"note": true}')
    told = parts(dialog)
    assert "not valid, 2 mistakes: " in told[0]
    assert REFUSED in told[0]
    assert CHANGED not in told[0]
    assert told[1] == "Line 2: “notes” must be true or false"
    assert told[2].startswith("Line 3: “note” is not known")
    assert all("safe default" in part for part in told[3:])


def test_mistake_that_has_no_line_is_named_so(show, tmp_path):
    (tmp_path / "policy.json").mkdir()
    assert parts(show())[1] == "Mistake: this cannot be read (it is no ordinary file)"


def test_of_very_many_mistakes_the_first_are_shown_and_all_are_copied(show):
    dialog = show(json.dumps({f"zz{number}": 1 for number in range(MOST_MISTAKES + 7)}))
    mistakes = [part for part in parts(dialog) if part.startswith("Line ")]
    assert len(mistakes) == MOST_MISTAKES
    assert any(part.startswith("7 more: ") for part in parts(dialog))
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().count("Mistake: ") == MOST_MISTAKES + 7


def test_remarks_stand_before_the_rules_and_are_copied(show, tmp_path):
    show('{"notes": false}')
    (tmp_path / "policy.json").chmod(0o666)
    dialog = show()
    told = parts(dialog)
    assert told[0].startswith("Policy of this machine. The policy is valid")
    remarks = [part for part in told[1 : -len(RULES)] if part.startswith("Remark: ")]
    assert remarks[0].startswith("Remark: Everyone on this machine can change ")
    dialog.copy_button.click()
    assert remarks[0] in QGuiApplication.clipboard().text()


def test_policy_that_changed_since_the_start_says_so(show):
    assert CHANGED in parts(show('{"notes": false}', in_force=Policy()))[0]
    assert CHANGED in parts(show('{"notes": false}', in_force=SAFEST))[0]


def test_size_that_the_user_chose_is_told_beside_the_policys(show):
    own = "Here 150 % is in use, because you chose it. Ctrl+0 returns to 125 %."
    assert any(own in part for part in parts(show('{"text_size": 125}', chosen_text_size=150)))
    for chosen in (0, 125):
        assert not any("you chose it" in part for part in parts(show(chosen_text_size=chosen)))


def test_all_of_it_can_be_copied_for_it(show):
    dialog = show('{\n"notes": false}')
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "notes: off (nothing acts on it yet)\nfrom: " in copied
    assert all(f"{rule.name}: " in copied for rule in RULES)


def test_long_key_does_not_make_a_line_wider_than_the_window(show):
    dialog = show(f'{{"trusted_keys": ["{"0f" * 32}"], "hospital_layer": "/{"x" * 900}"}}')
    room = dialog.findChild(QScrollArea)
    dialog.resize(400, 400)
    dialog.show()
    assert room.horizontalScrollBar().maximum() == 0
    assert any("0f" * 32 in part for part in parts(dialog))


@pytest.mark.parametrize("path", ["/" * 900, "/a-b.c" * 150, "/" + "-" * 900, "/" + "_" * 900, "/" + "ö" * 900])
def test_line_of_no_path_is_wider_than_the_window(show, path):
    dialog = show(json.dumps({"hospital_layer": path, path: 1}))
    dialog.resize(400, 400)
    dialog.show()
    assert dialog.findChild(QScrollArea).horizontalScrollBar().maximum() == 0


def test_names_break_between_their_words(show):
    dialog = show('{"ClearAfterMinutes": 1}')
    told = dialog.findChildren(QLabel)[1].text()
    assert "clear_\N{ZERO WIDTH SPACE}after_\N{ZERO WIDTH SPACE}minutes" in told


def test_enter_closes_from_any_line_and_escape_too(show, qtbot):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = show('{"ClearAfterMinutes": 1}')
        dialog.show()
        dialog.findChildren(QLabel)[1].setFocus()
        qtbot.keyClick(dialog.findChildren(QLabel)[1], key)
        assert not dialog.isVisible()


def test_tab_goes_from_rule_to_rule_and_brings_each_into_view(show, qtbot):
    dialog = show()
    dialog.resize(500, 300)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    labels = dialog.findChildren(QLabel)
    labels[0].setFocus()
    for label in labels[1:]:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert label.hasFocus()
        assert not label.visibleRegion().isEmpty()


def test_no_caret_shows_that_would_promise_a_field_to_type_in(show, qtbot):
    dialog = show()
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    label = dialog.findChildren(QLabel)[1]
    before = label.grab().toImage()
    label.setFocus()
    assert label.hasFocus()
    assert label.grab().toImage() == before
    qtbot.keyClick(label, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert label.selectedText()  # still by keys
