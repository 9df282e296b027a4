"""What stands in the place of the page while one searches: kinds and hits, help where there are none, recents."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ketaref.core.hit import Hit, SearchResults
from ketaref.core.location import Kind
from ketaref.store.search import Search
from ketaref.ui.announce import announce
from ketaref.ui.empty_state import EmptyState
from ketaref.ui.hit_list import HitList, spoken
from ketaref.ui.hit_notes import HitNotes, short, spoken_notes
from ketaref.ui.in_turns import InTurns
from ketaref.ui.kind_filter import KindFilter
from ketaref.ui.last_word import LastWord
from ketaref.ui.page_only import KEY
from ketaref.ui.recent_list import RecentList
from ketaref.ui.recent_look_ups import RecentLookUps
from ketaref.ui.theme import Theme
from ketaref.ui.tool_offer import ToolOffer

LIMIT = 50
_EVERYWHERE, _PAGE = "\x01everywhere", "\x01page"
"""Targets that no term can be."""
_REMEMBERED = (
    "From now on, a look-up is remembered once you opened one of its hits: on this computer only, for you alone. "
    "Look up no names of patients."
)
_FORGOTTEN = "Recent look-ups are no longer remembered. Those that were kept have been deleted."
_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class ResultsView(QWidget):
    """Searches at every change, so that what is shown always answers what stands in the field.

    That is done on the spot, but of a very large content in turns with the keys that are typed meanwhile.

    Signals:
        location_chosen: a hit or a tool is to be opened; carries its Location, and whether it is a hit.
        query_requested: another query is wanted, or (empty) the keyboard back in the field; carries its text.
        left: the user wants back to where they were.
        failed: a look-up could not be removed; carries why.
    """

    location_chosen = Signal(object, bool)
    query_requested = Signal(str)
    left = Signal()
    failed = Signal(str)

    def __init__(self, search: Search, recents: RecentLookUps, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self.recents = recents
        self._text = ""
        self._repair = True
        self._as_typed = ""
        self._turns = InTurns(self)
        self.kinds = KindFilter(self)
        self.tools = ToolOffer(self)
        self.notes = HitNotes(self)
        self.hit_list = HitList(theme, self)
        self._empty = EmptyState(self)
        self._last_word = LastWord(self)
        self._body = QStackedWidget(self)
        self._body.addWidget(self.hit_list)
        self._body.addWidget(self._empty)
        self.recent_list = RecentList(theme, self)
        self._body.addWidget(self.recent_list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.kinds)
        layout.addWidget(self.tools)
        layout.addWidget(self.notes)
        layout.addWidget(self._body)
        self.kinds.kind_chosen.connect(self._narrow)
        self.kinds.page_only.toggled.connect(lambda _: self.search(self._text, self._repair))
        self.notes.as_typed_wanted.connect(self._search_as_typed)
        self.tools.tool_chosen.connect(lambda location: self.location_chosen.emit(location, False))
        self.hit_list.hit_opened.connect(lambda hit: self.location_chosen.emit(hit.location, True))
        self._connect_recents()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=_INSIDE).activated.connect(self.left)
        self._empty.chosen.connect(self._follow)

    def prepare(self) -> Iterator[None]:
        """Read what the first search needs before anyone types, part by part."""
        yield
        yield from self._search.prepare()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.hit_list.set_theme(theme)
        self.recent_list.set_theme(theme)

    def search(self, text: str, repair: bool = True) -> None:
        """Show what a text finds among all kinds; without `repair`, exactly as it is spelt."""
        self._text, self._repair = text, repair
        self._look_up(None, offer=True)

    def _search_as_typed(self) -> None:
        self.search(self._text, repair=False)
        self.query_requested.emit("")

    def step(self, rows: int) -> None:
        """Choose another hit or look-up, and say it to those who cannot see it."""
        self._turns.finish()  # what was typed last is meant
        if self.shows_recents:
            announce(self.recent_list.view, self.recent_list.choose(self.recent_list.row() + rows))
            return
        hit = self.hit_list.step(rows) if self._shows_hits else None
        if hit:
            self._last_word.drop()
            announce(self.hit_list, spoken(hit, self.hit_list.currentIndex().row(), len(self.hit_list.hits)))

    def open_chosen(self) -> None:
        """Open the chosen hit, or look the chosen look-up up again, if there is any."""
        self._turns.finish()  # what was typed last is meant
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
            self._last_word.drop()
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
        """Remember what is being looked up: one of its hits was opened.

        Nothing with a word that stands in no record here, nor anything that was repaired: that may be a name.
        """
        if self._as_typed and self._search.knows(self._as_typed):
            self.recents.add(self._as_typed)

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
            announce(self.recent_list.view, f"“{text}” is removed. Now chosen: {self.recent_list.choose(row)}")
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
            "A look-up is listed here once you opened one of its hits.",
            [("Return to the page", _PAGE)],
        )
        self._show_alone(self._empty)
        announce(self._empty, "No recent look-ups are left")
        self.query_requested.emit("")

    def _show_alone(self, body: QWidget) -> None:
        """Show something else than hits of a text."""
        self._turns.stop()
        self._text = ""
        for part in (self.kinds, self.tools, self.notes):
            part.hide()
        self._body.setCurrentWidget(body)

    # Hits

    @property
    def _shows_hits(self) -> bool:
        return self._body.currentWidget() is self.hit_list

    def _narrow(self, kind: Kind | None) -> None:
        self._turns.finish()  # of the search whose kinds were to be shown
        self._look_up(kind)

    def _look_up(self, kind: Kind | None, offer: bool = False) -> None:
        self.tools.offer_for("" if self.kinds.page_only.within else self._text)
        self.hit_list.show_hits(())  # should this search fail, no old hits stand under the new text
        self._turns.start(self._found(kind, offer))
        if self._search.is_quick:
            self._turns.finish()
        else:  # nothing of the last search stands above the empty list
            self.notes.hide()
            self._body.setCurrentWidget(self.hit_list)

    def _found(self, kind: Kind | None, offer: bool) -> Iterator[None]:
        """Search, and show what was found, in parts."""
        within = self.kinds.page_only.within
        results = yield from self._search.in_parts(self._text, kind, LIMIT, self._repair, within)
        if offer:
            self.kinds.offer(results.hits, results.more)
        self._show(results)

    def _follow(self, link: str) -> None:
        if link == _EVERYWHERE:
            self.kinds.page_only.setChecked(False)
            self.query_requested.emit("")
        elif link == _PAGE:
            self.left.emit()
        else:
            self.query_requested.emit(link)

    def _show(self, results: SearchResults) -> None:
        self.hit_list.show_hits(_by_section(results.hits) if self.kinds.page_only.within else results.hits)
        self.notes.show_for(results)
        self._as_typed = "" if results.unknown or results.shown_for else self._text
        if results.hits:
            self._body.setCurrentWidget(self.hit_list)
            where = " in this page" if self.kinds.page_only.within else ""
            first = spoken(self.hit_list.hits[0], 0, len(results.hits))
            told = [f"{_count(results)}{where}", *spoken_notes(results), *self.tools.words]
            self._last_word.say(". ".join([*told, first]))
        else:
            self._show_empty(results)
            self._last_word.say(". ".join([self._empty.words, *self.tools.words]))

    def _show_empty(self, results: SearchResults) -> None:
        self._body.setCurrentWidget(self._empty)
        if self.kinds.page_only.within:
            self._empty.say(
                f"Nothing found for “{short(self._text, html=False)}” in “{self.kinds.page_only.title}”",
                "",
                [(f"Search everywhere ({KEY})", _EVERYWHERE)],
            )
            return
        self._empty.say(
            f"Nothing found for “{short(self._text, html=False)}”",
            _explanation(results),
            [(term, term) for term in results.nearest],
            "That nothing is found here does not mean that nothing is known.",
        )


def _by_section(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Hits of one page under the names of its sections: its own title would only take their room."""
    return tuple(replace(hit, title=hit.section, section="") if hit.section else hit for hit in hits)


def _explanation(results: SearchResults) -> str:
    """Why nothing was found, and what the offers are."""
    cut = ((line, [short(word, html=False) for word in words]) for line, words in results.silences)
    silences = "".join(f"{line}: {', '.join(words)}. " for line, words in cut)
    return silences + ("To be found here:" if results.nearest else "Try a shorter or more general word.")


def _count(results: SearchResults) -> str:
    """How many hits are listed, and whether they are all."""
    if results.more:
        return f"The best {len(results.hits)} hits"
    return "1 hit" if len(results.hits) == 1 else f"{len(results.hits)} hits"
