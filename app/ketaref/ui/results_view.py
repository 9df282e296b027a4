"""The hits of what is being typed, in the place of the page: kinds to choose from, the list, and help when empty."""

from html import escape
from urllib.parse import quote, unquote

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ketaref.core.hit import SearchResults
from ketaref.core.location import Kind
from ketaref.store.search import Search
from ketaref.ui.announce import announce
from ketaref.ui.empty_state import EmptyState
from ketaref.ui.hit_list import HitList, spoken
from ketaref.ui.kind_filter import KindFilter
from ketaref.ui.theme import Theme

LIMIT = 50
_ANY_WORD = "ketamine"
_LONGEST_SHOWN = 60
_LINKS = Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ResultsView(QWidget):
    """Searches at every change, on the spot, so that what is shown always answers what stands in the field.

    Signals:
        hit_opened: carries the Hit.
        query_requested: another query is wanted; carries its text.
        left: the user wants back to where they were.
    """

    hit_opened = Signal(object)
    query_requested = Signal(str)
    left = Signal()

    def __init__(self, search: Search, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._text = ""
        self._repair = True
        self.kinds = KindFilter(self)
        self._repaired = QLabel(self)
        self._repaired.setWordWrap(True)
        self._repaired.setTextFormat(Qt.TextFormat.RichText)
        self._repaired.setContentsMargins(16, 0, 16, 8)
        self._repaired.setTextInteractionFlags(_LINKS)
        self._repaired.linkActivated.connect(lambda _: self.search(self._text, repair=False))
        self._repaired.hide()
        self.hit_list = HitList(theme, self)
        self._empty = EmptyState(self)
        self._empty.explanation.setAccessibleName("Nearest terms")
        self._body = QStackedWidget(self)
        self._body.addWidget(self.hit_list)
        self._body.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.kinds)
        layout.addWidget(self._repaired)
        layout.addWidget(self._body)
        self.kinds.kind_chosen.connect(self._narrow)
        self.hit_list.hit_opened.connect(self.hit_opened)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=_INSIDE).activated.connect(self.left)
        self._empty.explanation.linkActivated.connect(lambda link: self.query_requested.emit(unquote(link)))

    def prepare(self) -> None:
        """Read what the first search needs (the synonym table) before anyone types."""
        self._search.search(_ANY_WORD)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.hit_list.set_theme(theme)

    def search(self, text: str, repair: bool = True) -> None:
        """Show what a text finds among all kinds; without `repair`, exactly as it is spelt."""
        self._text, self._repair = text, repair
        results = self._search.search(text, None, LIMIT, repair)
        self.kinds.offer(results.hits)
        self._show(results)

    def step(self, rows: int) -> None:
        """Choose another hit, and say it to those who cannot see it."""
        hit = self.hit_list.step(rows)
        if hit:
            announce(self.hit_list, spoken(hit, self.hit_list.currentIndex().row(), len(self.hit_list.hits)))

    def open_chosen(self) -> None:
        """Open the chosen hit, if there is any."""
        self.hit_list.open_chosen()

    def _narrow(self, kind: Kind | None) -> None:
        self._show(self._search.search(self._text, kind, LIMIT, self._repair))

    def _show(self, results: SearchResults) -> None:
        self.hit_list.show_hits(results.hits)
        self.kinds.setVisible(bool(results.hits))
        self._repaired.setVisible(bool(results.hits and results.shown_for))
        if results.shown_for:
            self._repaired.setText(
                f"Showing results for <b>{escape(results.shown_for)}</b>. "
                f'<a href="as-typed">Search instead for “{_short(self._text)}”</a>'
            )
        if results.hits:
            self._body.setCurrentWidget(self.hit_list)
        else:
            self._show_empty(results)
        announce(self.hit_list, _count(len(results.hits)))

    def _show_empty(self, results: SearchResults) -> None:
        terms = " &nbsp;·&nbsp; ".join(f'<a href="{quote(term)}">{escape(term)}</a>' for term in results.nearest)
        nearest = f"Nearest terms here: {terms}" if terms else "Try a shorter or more general word."
        self._empty.say(
            f"Nothing found for “{_short(self._text)}”",
            f"{nearest}<br><br>That nothing is found here does not mean that nothing is known.",
        )
        self._body.setCurrentWidget(self._empty)


def _short(text: str) -> str:
    trimmed = text.strip()
    return escape(trimmed if len(trimmed) <= _LONGEST_SHOWN else trimmed[: _LONGEST_SHOWN - 1] + "…")


def _count(hits: int) -> str:
    return {0: "No hits", 1: "1 hit"}.get(hits, f"{hits} hits")
