"""Theme and text size of the whole application, as the user chose them or as the system has them."""

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ketaref.policy.schema import TEXT_SIZES
from ketaref.ui.settings import Settings, ThemeChoice
from ketaref.ui.style import palette, style_sheet
from ketaref.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Theme

_HALF_LIGHT = 128
_CHOSEN = {ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK, ThemeChoice.HIGH_CONTRAST: HIGH_CONTRAST}


class Appearance(QObject):
    """Applies theme and text size to the application and remembers both.

    Signals:
        theme_changed: other colours are in use now; carries the Theme.
        text_size_changed: carries the new size in per cent.
    """

    theme_changed = Signal(object)
    text_size_changed = Signal(int)

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__()
        self._application = application
        self._settings = settings
        self._font = QFont(application.font())
        self._points = _points(self._font)
        self.theme = _CHOSEN.get(settings.theme) or _theme_like(application.palette())
        application.setPalette(palette(self.theme))
        if self.text_size != 100:
            self._set_font()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.follow_system)

    def style_widgets(self) -> None:
        """Put the style sheet on. Done once the widgets of the first window are made: each is then styled only once."""
        self._application.setStyleSheet(style_sheet(self.theme))

    @property
    def choice(self) -> ThemeChoice:
        return self._settings.theme

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Use and remember a theme."""
        self._settings.theme = choice
        self.follow_system()

    @property
    def text_size(self) -> int:
        """Per cent of the system's text size."""
        return self._settings.text_size

    def enlarge_text(self) -> None:
        """The next larger of TEXT_SIZES; nothing at the largest."""
        self.choose_text_size(min((size for size in TEXT_SIZES if size > self.text_size), default=TEXT_SIZES[-1]))

    def reduce_text(self) -> None:
        """The next smaller of TEXT_SIZES; nothing at the smallest."""
        self.choose_text_size(max((size for size in TEXT_SIZES if size < self.text_size), default=TEXT_SIZES[0]))

    def choose_text_size(self, percent: int) -> None:
        """Use and remember a text size, one of TEXT_SIZES, in pages, lists, menus and dialogs alike."""
        if percent != self.text_size:
            self._settings.text_size = percent
            self._show_text_size()

    def return_to_normal_text_size(self) -> None:
        """Use the size of users who chose none: that of the system, or what the policy of the machine says."""
        before = self.text_size
        self._settings.forget_text_size()
        if self.text_size != before:
            self._show_text_size()

    def _show_text_size(self) -> None:
        self._set_font()
        self.style_widgets()  # styled widgets keep the font that they were styled with
        self.text_size_changed.emit(self.text_size)

    def _wanted_theme(self) -> Theme:
        if self.choice is not ThemeChoice.SYSTEM:
            return _CHOSEN[self.choice]
        hints = QGuiApplication.styleHints()
        accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
        if accessibility and accessibility().contrastPreference() is QtCore.Qt.ContrastPreference.HighContrast:
            return HIGH_CONTRAST
        return DARK if hints.colorScheme() is QtCore.Qt.ColorScheme.Dark else LIGHT

    def follow_system(self) -> None:
        """Take the theme that the system asks for now, unless the user chose one."""
        theme = self._wanted_theme()
        if theme is not self.theme:
            self.theme = theme
            self._apply_theme()
            self.theme_changed.emit(theme)

    def _apply_theme(self) -> None:
        self._application.setPalette(palette(self.theme))
        self.style_widgets()

    def _set_font(self) -> None:
        font = QFont(self._font)
        font.setPointSizeF(self._points * self.text_size / 100)
        self._application.setFont(font)


def _theme_like(system: QPalette) -> Theme:
    """The theme nearest to the system's colours. What it asks for is told only by `Qt`, which is not made at start;
    `follow_system` asks once the window shows.
    """
    return DARK if system.color(QPalette.ColorRole.Window).lightness() < _HALF_LIGHT else LIGHT


def _points(font: QFont) -> float:
    if font.pointSizeF() > 0:
        return font.pointSizeF()
    return font.pixelSize() * 72 / QGuiApplication.primaryScreen().logicalDotsPerInch()
