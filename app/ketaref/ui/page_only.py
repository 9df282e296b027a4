"""The switch beside the kinds: hits in the page that is open, or everywhere."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QWidget

from ketaref.core.location import Kind, Location
from ketaref.ui.prompt_button import PromptButton

KEY = "Alt+I"

_NAME = "&In this page only"


class PageOnly(PromptButton):
    """Shows only where there is a page to stay in. The keyboard stays where one types.

    Signals:
        toggled (Qt's own): hits are wanted elsewhere now.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_NAME, parent)
        self.page: Location | None = None
        """The page that is open."""
        self.title = ""
        self.setObjectName("kind_filter")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("In this page only")
        self.toggled.connect(self._show_state)
        self.hide()

    @property
    def within(self) -> Location | None:
        """The page in which alone hits are wanted; None for everywhere."""
        return self.page if self.isChecked() else None

    def stand_on(self, place: Location | None, title: str, *, anew: bool) -> None:
        """Know what is open: of topics only, the sections can be searched.

        For another page, and for a search that begins `anew`, hits come from everywhere. Nothing is told then: whoever
        calls searches next.
        """
        page = place.without_anchor() if place and place.kind is Kind.TOPIC else None
        if anew or page != self.page:
            with QSignalBlocker(self):
                self.setChecked(False)
            self._show_state()
        self.page, self.title = page, title
        tip = f"Only hits in “{title}” ({KEY})"
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.setHidden(page is None)

    def _show_state(self) -> None:
        """A tick beside the colour, for those to whom the colour says nothing."""
        self.setText(f"✓ {_NAME}" if self.isChecked() else _NAME)
