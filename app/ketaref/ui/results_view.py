"""What stands in the place of the page while one searches: kinds and hits, help where there are none, recents."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from urllib.parse import quote, unquote

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from ketaref.core.hit import Hit, SearchResults
from ketaref.core.location import Kind
from ketaref.store.search import Search
from ketaref.ui.announce import announce
from ketaref.ui.empty_state import EmptyState
from ketaref.ui.hit_list import HitList, spoken
from ketaref.ui.kind_filter import KindFilter
from ketaref.ui.page_only import KEY
from ketaref.ui.recent_list import RecentList
from ketaref.ui.recent_look_ups import RecentLookUps
from ketaref.ui.theme import Theme

LIMIT = 50
_ANY_WORD = "ketamine"
_LONGEST_SHOWN = 60
_LINKS = Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
_EVERYWHERE, _PAGE = "ketaref:everywhere", "ketaref:page"
"""Links that no term can be: in those the colon is escaped."""
_REMEMBERED = (
    "From now on, a look-up is remembered once you opened one of its hits: on this computer only, for you alone. "
    "Look up no names of patients."
)
_FORGOTTEN = "Recent look-ups are no longer remembered. Those that were kept have been deleted."
_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ResultsView(QWidget):
    """Searches at every change, on the spot, so that what is shown always answers what stands in the field.

    Signals:
        hit_opened: carries the Hit.
        query_requested: another query is wanted, or (empty) the keyboard back in the field; carries its text.
        left: the user wants back to where they were.
        failed: a look-up could not be removed; carries why.
    """

    hit_opened = Signal(object)
    query_requested = Signal(str)
    left = Signal()
    failed = Signal(str)

    def __init__(self, search: Search, recents: RecentLookUps, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self.recents = recents
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
        self.recent_list = RecentList(theme, self)
        self._body.addWidget(self.recent_list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.kinds)
        layout.addWidget(self._repaired)
        layout.addWidget(self._body)
        self.kinds.kind_chosen.connect(self._narrow)
        self.kinds.page_only.toggled.connect(lambda _: self.search(self._text, self._repair))
        self.hit_list.hit_opened.connect(self.hit_opened)
        self._connect_recents()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=_INSIDE).activated.connect(self.left)
        self._empty.explanation.linkActivated.connect(self._follow)

    def prepare(self) -> None:
        """Read what the first search needs (the synonym table) before anyone types."""
        self._search.search(_ANY_WORD)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.hit_list.set_theme(theme)
        self.recent_list.set_theme(theme)

    def search(self, text: str, repair: bool = True) -> None:
        """Show what a text finds among all kinds; without `repair`, exactly as it is spelt."""
        self._text, self._repair = text, repair
        results = self._search.search(text, None, LIMIT, repair, within=self.kinds.page_only.within)
        self.kinds.offer(results.hits)
        self._show(results)

    def step(self, rows: int) -> None:
        """Choose another hit or look-up, and say it to those who cannot see it."""
        if self.shows_recents:
            announce(self.recent_list.view, self.recent_list.choose(self.recent_list.row() + rows))
            return
        hit = self.hit_list.step(rows) if self._shows_hits else None
        if hit:
            announce(self.hit_list, spoken(hit, self.hit_list.currentIndex().row(), len(self.hit_list.hits)))

    def open_chosen(self) -> None:
        """Open the chosen hit, or look the chosen look-up up again, if there is any."""
        if self.shows_recents:
            self.query_requested.emit(self.recent_list.chosen_text)
        elif self._shows_hits:
            self.hit_list.open_chosen()

    # Recent look-ups

    @property
    def shows_recents(self) -> bool:
        """Whether recent look-ups stand in the place of hits."""
        return self._body.currentWidget() is self.recent_list

    def offer_recents(self) -> bool:
        """Show the recent look-ups, the newest chosen. False, and nothing changes, where there are none."""
        texts = self.recents.newest_first()
        if texts:
            self.recent_list.show_texts(texts)
            self._show_alone(self.recent_list)
            announce(self.recent_list.view, f"Recent look-ups: {len(texts)}. {self.recent_list.choose(0)}")
        return bool(texts)

    def switch_recents(self, kept: bool) -> str:
        """Remember look-ups from now on, or delete the list and remember none. Returns what to tell of it."""
        problem = self.recents.switch(kept)
        if self.isVisible() and not self._text:
            self.left.emit()
        return problem or (_REMEMBERED if kept else _FORGOTTEN)

    def keep_look_up(self) -> None:
        """Remember what is being looked up: one of its hits was opened."""
        self.recents.add(self._text)

    def remove_chosen(self) -> None:
        """Take the chosen look-up out of the list, if anyone sees it."""
        if self.shows_recents and self.isVisible():
            self._remove(self.recent_list.chosen_text)

    def _connect_recents(self) -> None:
        self.recent_list.chosen.connect(self.query_requested)
        self.recent_list.removed.connect(self._remove)
        self.recent_list.cleared.connect(self._clear)
        self.recent_list.closed.connect(self.left)

    def _remove(self, text: str) -> None:
        problem = self.recents.remove(text)
        texts = self.recents.newest_first()
        if problem:
            self.failed.emit(problem)
        if texts:
            row = self.recent_list.row()
            self.recent_list.show_texts(texts, row)
            announce(self.recent_list.view, f"Removed. {self.recent_list.choose(row)}")
        else:
            self._show_no_recents()

    def _clear(self) -> None:
        problem = self.recents.clear()
        if problem:
            self.failed.emit(problem)
        else:
            self._show_no_recents()

    def _show_no_recents(self) -> None:
        self._empty.say(
            "No recent look-ups",
            "A look-up is listed here once you opened one of its hits.<br><br>"
            f'<a href="{_PAGE}">Return to the page</a> (Escape)',
        )
        self._show_alone(self._empty)
        announce(self._empty, "No recent look-ups are left")
        self.query_requested.emit("")

    def _show_alone(self, body: QWidget) -> None:
        """Show something else than hits of a text."""
        self._text = ""
        self.kinds.hide()
        self._repaired.hide()
        self._body.setCurrentWidget(body)

    # Hits

    @property
    def _shows_hits(self) -> bool:
        return self._body.currentWidget() is self.hit_list

    def _narrow(self, kind: Kind | None) -> None:
        within = self.kinds.page_only.within
        self._show(self._search.search(self._text, kind, LIMIT, self._repair, within=within))

    def _follow(self, link: str) -> None:
        if link == _EVERYWHERE:
            self.kinds.page_only.setChecked(False)
            self.query_requested.emit("")
        elif link == _PAGE:
            self.left.emit()
        else:
            self.query_requested.emit(unquote(link))

    def _show(self, results: SearchResults) -> None:
        self.hit_list.show_hits(_by_section(results.hits) if self.kinds.page_only.within else results.hits)
        notes = _notes(results) if results.hits else []
        self._repaired.setVisible(bool(notes))
        self._repaired.setText(" ".join(notes))
        if results.hits:
            self._body.setCurrentWidget(self.hit_list)
        else:
            self._show_empty(results)
        where = " in this page" if self.kinds.page_only.within else ""
        announce(self.hit_list, ". ".join([f"{_count(len(results.hits))}{where}", *_spoken_notes(results)]))

    def _show_empty(self, results: SearchResults) -> None:
        self._body.setCurrentWidget(self._empty)
        if self.kinds.page_only.within:
            self._empty.say(
                f"Nothing found for “{_short(self._text)}” in “{escape(self.kinds.page_only.title)}”",
                f'<a href="{_EVERYWHERE}">Search everywhere</a> ({KEY})',
            )
            return
        terms = " &nbsp;·&nbsp; ".join(f'<a href="{quote(term)}">{escape(term)}</a>' for term in results.nearest)
        nearest = f"Nearest terms here: {terms}" if terms else "Try a shorter or more general word."
        self._empty.say(
            f"Nothing found for “{_short(self._text)}”",
            f"{nearest}<br><br>That nothing is found here does not mean that nothing is known.",
        )


def _notes(results: SearchResults) -> list[str]:
    """What to know of the hits beside themselves: that they are for other words, or leave some out."""
    notes = []
    if results.shown_for:
        instead = f'<a href="as-typed">Search instead for “{_short(results.query)}”</a>'
        notes.append(f"Showing results for <b>{_short(results.shown_for)}</b>. {instead}.")
    if results.unknown:
        words = ", ".join(f"<b>{_short(word)}</b>" for word in results.unknown)
        notes.append(f"Not in this reference, and so not assessed: {words}.")
    return notes


def _spoken_notes(results: SearchResults) -> list[str]:
    notes = [f"Showing results for {results.shown_for}"] if results.shown_for else []
    return [*notes, *(f"Not in this reference: {word}" for word in results.unknown)] if results.hits else []


def _by_section(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Hits of one page under the names of its sections: its own title would only take their room."""
    return tuple(replace(hit, title=hit.section, section="") if hit.section else hit for hit in hits)


def _short(text: str) -> str:
    trimmed = text.strip()
    return escape(trimmed if len(trimmed) <= _LONGEST_SHOWN else trimmed[: _LONGEST_SHOWN - 1] + "…")


def _count(hits: int) -> str:
    return {0: "No hits", 1: "1 hit"}.get(hits, f"{hits} hits")
