"""The menus, and with them every key that works in the whole window. What is listed here works; there is no stub."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from ketaref.core.location import Location
from ketaref.ui.appearance import Appearance
from ketaref.ui.navigation import TOOLS
from ketaref.ui.settings import ThemeChoice

COPY_WITH_REFERENCE = "copy_with_reference"
Verb = Callable[[], object]

_DIGITS = 10
"""The keys for tools: Alt+1 to Alt+9, then Alt+0; tools beyond have none."""
_THEME_NAMES = {
    ThemeChoice.SYSTEM: "Follow the system",
    ThemeChoice.LIGHT: "Light",
    ThemeChoice.DARK: "Dark",
    ThemeChoice.HIGH_CONTRAST: "High contrast",
}


class Verbs(NamedTuple):
    """What the window can be told to do."""

    open: Callable[[Location], object]
    open_start: Verb
    print_page: Verb
    back: Verb
    forward: Verb
    copy_with_reference: Verb
    search: Verb
    find_in_page: Verb
    next_area: Verb
    toggle_recents: Verb
    toggle_contents: Verb
    toggle_panel: Verb
    toggle_full_screen: Verb
    show_shortcuts: Verb
    show_policy: Verb
    show_licences: Verb
    show_about: Verb
    quit: Verb


class Menus:
    """Fills a menu bar, and keeps the actions whose state changes."""

    def __init__(self, bar: QMenuBar, verbs: Verbs, appearance: Appearance) -> None:
        self._bar = bar
        self._verbs = verbs
        self.actions: list[QAction] = []
        file_menu = self._menu("&File")
        self._action(file_menu, "&Print or save as PDF…", verbs.print_page, "Ctrl+P")
        file_menu.addSeparator()
        self._action(file_menu, "&Quit", verbs.quit, "Ctrl+Q")
        edit_menu = self._menu("&Edit")
        copy = self._action(edit_menu, "Copy with &reference", verbs.copy_with_reference, "Ctrl+Shift+C")
        copy.setObjectName(COPY_WITH_REFERENCE)  # by which the menu of a text finds it
        self._fill_go(self._menu("&Go"))
        self._fill_view(self._menu("&View"), appearance)
        help_menu = self._menu("&Help")
        self._action(help_menu, "&Keyboard shortcuts", verbs.show_shortcuts, "F1")
        self._action(help_menu, "&Policy of this machine…", verbs.show_policy)
        self._action(help_menu, "&Licences…", verbs.show_licences)
        self._action(help_menu, "&About and intended use", verbs.show_about)

    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        """Every command that has keys, with them as text, in the order of the menus."""
        return tuple((_plain(action.text()), _keys(action)) for action in self.actions if action.shortcuts())

    def forbid_recents(self, reason: str) -> None:
        """Show that recent look-ups are off, and why nobody here can switch them on."""
        self.recents.setChecked(False)
        self.recents.setEnabled(False)
        self.recents.setText(f"{self.recents.text()} ({reason})")

    def _menu(self, title: str) -> QMenu:
        menu = QMenu(title, self._bar)
        self._bar.addMenu(menu)
        return menu

    def _action(self, menu: QMenu, text: str, run: Verb, *keys: str) -> QAction:
        action = QAction(text, self._bar.window())
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda: run())  # noqa: PLW0108 (keeps the "checked" of the signal out)
        menu.addAction(action)
        self.actions.append(action)
        return action

    def _fill_go(self, menu: QMenu) -> None:
        verbs = self._verbs
        self._action(menu, "&Search", verbs.search, "Ctrl+K", "Ctrl+L", "/")
        self.find = self._action(menu, "&Find in page", verbs.find_in_page, "Ctrl+F")
        self.recents = self._action(menu, "&Remember recent look-ups", verbs.toggle_recents)
        self.recents.setCheckable(True)
        menu.addSeparator()
        self.back = self._action(menu, "&Back", verbs.back, "Alt+Left")
        self.forward = self._action(menu, "F&orward", verbs.forward, "Alt+Right")
        self._action(menu, "&Next area", verbs.next_area, "F6")
        menu.addSeparator()
        self._action(menu, "S&tart page", verbs.open_start, "Alt+Home")
        for number, (name, location) in enumerate(TOOLS, start=1):
            keys = (f"Alt+{number % _DIGITS}",) if number <= _DIGITS else ()
            self._action(menu, name, partial(verbs.open, location), *keys)

    def _fill_view(self, menu: QMenu, appearance: Appearance) -> None:
        verbs = self._verbs
        themes = QMenu("&Colours", menu)
        menu.addMenu(themes)
        group = QActionGroup(themes)
        for choice, name in _THEME_NAMES.items():
            action = self._action(themes, name, partial(appearance.choose_theme, choice))
            action.setCheckable(True)
            action.setChecked(appearance.choice is choice)
            group.addAction(action)
        menu.addSeparator()
        self._action(menu, "&Larger text", appearance.enlarge_text, "Ctrl++", "Ctrl+=")
        self._action(menu, "S&maller text", appearance.reduce_text, "Ctrl+-")
        self._action(menu, "&Normal text size", appearance.return_to_normal_text_size, "Ctrl+0")
        menu.addSeparator()
        self.contents = self._action(menu, "&Contents list", verbs.toggle_contents, "F8")
        self.panel = self._action(menu, "&Outline and sources", verbs.toggle_panel, "F9")
        self.full_screen = self._action(menu, "F&ull screen", verbs.toggle_full_screen, "F11")
        for action in (self.contents, self.panel, self.full_screen):
            action.setCheckable(True)


def _plain(text: str) -> str:
    return text.replace("&", "")


def _keys(action: QAction) -> str:
    return " or ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts())
