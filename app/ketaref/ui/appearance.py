"""Theme and text size of the whole application, as the user chose them or as the system has them."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from ketaref.ui.settings import TEXT_SIZES, Settings, ThemeChoice
from ketaref.ui.style import palette, style_sheet
from ketaref.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Theme

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
        self.theme = self._wanted_theme()
        self._apply_theme()
        if self.text_size != 100:
            self._apply_text_size()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def choice(self) -> ThemeChoice:
        return self._settings.theme

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Use and remember a theme."""
        self._settings.theme = choice
        self._follow_system()

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
            self._apply_text_size()
            self.text_size_changed.emit(percent)

    def _wanted_theme(self) -> Theme:
        if self.choice is not ThemeChoice.SYSTEM:
            return _CHOSEN[self.choice]
        hints = QGuiApplication.styleHints()
        accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
        if accessibility and accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return HIGH_CONTRAST
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _follow_system(self) -> None:
        theme = self._wanted_theme()
        if theme is not self.theme:
            self.theme = theme
            self._apply_theme()
            self.theme_changed.emit(theme)

    def _apply_theme(self) -> None:
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(style_sheet(self.theme))

    def _apply_text_size(self) -> None:
        font = QFont(self._font)
        font.setPointSizeF(self._points * self.text_size / 100)
        self._application.setFont(font)
        # Widgets with a style sheet keep the font that they were polished with until they are polished anew.
        self._application.setStyleSheet(style_sheet(self.theme))


def _points(font: QFont) -> float:
    if font.pointSizeF() > 0:
        return font.pointSizeF()
    return font.pixelSize() * 72 / QGuiApplication.primaryScreen().logicalDotsPerInch()
