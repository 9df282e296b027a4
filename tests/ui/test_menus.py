from PySide6.QtGui import QKeySequence

from ketaref.ui.navigation import TOOLS
from ketaref.ui.settings import ThemeChoice


def actions(window):
    return {action.text().replace("&", ""): action for action in window.menus.actions}


def test_no_two_commands_share_a_key(window):
    keys = [key.toString() for action in window.menus.actions for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_every_screen_can_be_reached_from_the_menu(window):
    for name, location in TOOLS:
        actions(window)[name].trigger()
        assert window.location == location


def test_chosen_colours_are_ticked(small_program):
    small_program.settings.theme = ThemeChoice.DARK
    small_program.appearance.choose_theme(ThemeChoice.DARK)
    entries = actions(small_program.window)
    entries["High contrast"].trigger()
    assert small_program.appearance.choice is ThemeChoice.HIGH_CONTRAST
    assert entries["High contrast"].isChecked()
    assert not entries["Light"].isChecked()


def test_text_size_commands_work_on_the_whole_application(window, small_program):
    actions(window)["Larger text"].trigger()
    assert small_program.appearance.text_size == 110
    actions(window)["Normal text size"].trigger()
    assert small_program.appearance.text_size == 100


def test_forbidden_recents_are_shown_off_with_the_reason(window):
    window.menus.forbid_recents("switched off by your organisation")
    entry = actions(window)["Remember recent look-ups (switched off by your organisation)"]
    assert not entry.isEnabled()
    assert not entry.isChecked()


def test_list_of_keys_holds_every_command_with_keys(window):
    shortcuts = dict(window.menus.shortcuts())
    assert shortcuts["Search"] == " or ".join(
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in ("Ctrl+K", "Ctrl+L", "/")
    )
    assert len(shortcuts) == sum(bool(action.shortcuts()) for action in window.menus.actions)
