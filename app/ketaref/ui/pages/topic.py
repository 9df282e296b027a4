"""A topic to read: bottom line, in brief, full text; sources open as cards below the text."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import Shiboken

from ketaref.core.location import Kind, Location
from ketaref.core.topic import Topic, reviewed_html
from ketaref.store.content import ContentStore
from ketaref.ui.first_use import first_use
from ketaref.ui.page import Page
from ketaref.ui.reader import Reader
from ketaref.ui.theme import Theme

if TYPE_CHECKING:  # loaded at first use
    from ketaref.export.sheet import Sheet, Stamp
    from ketaref.ui.find_bar import FindBar
    from ketaref.ui.source_card import SourceCard

_CARD_SHARE = 0.45
_CARD_LINES = 18
"""How much of the page's height, and how many lines, a source card may take."""


class TopicPage(Page):
    """Shows one topic. A citation opens the source's card and leaves the text where it is."""

    def __init__(
        self,
        store: ContentStore,
        theme: Theme,
        parent: QWidget | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._today = today
        self._topic: Topic | None = None
        self._theme = theme
        self.reader = Reader(theme, self)
        self.reader.setObjectName("reader")
        self._before_card: QWidget = self.reader
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.reader, 1)
        self.setFocusProxy(self.reader)
        self.reader.location_requested.connect(self._request)
        self.reader.section_changed.connect(self.section_changed)
        self._shortcut(QKeySequence.StandardKey.FindNext, forward=True)
        self._shortcut(QKeySequence.StandardKey.FindPrevious, forward=False)

    @cached_property
    def find_bar(self) -> "FindBar":
        """The bar above the text, made when it is first needed."""
        bar: FindBar = first_use("ketaref.ui.find_bar", "FindBar")(self.reader, self)
        self._column.insertWidget(0, bar)
        return bar

    @cached_property
    def card(self) -> "SourceCard":
        """The card below the text, made when it is first needed."""
        card: SourceCard = first_use("ketaref.ui.source_card", "SourceCard")(self._store, self._theme, self)
        card.location_requested.connect(self.location_requested)
        card.closed.connect(self._return_from_card)
        self._column.addWidget(card)
        return card

    # Page

    def open(self, location: Location) -> None:
        topic = self._store.topic(location.id or "start")
        if topic != self._topic:
            self._topic = topic
            self._close_card()
            self.reader.setAccessibleName(topic.title)
            self.reader.show_html(page_html(topic, self._today()))
            self._find_again()
            self.context_changed.emit()
        if not (location.anchor and self.reader.scroll_to_anchor(location.anchor)):
            self.reader.verticalScrollBar().setValue(0)

    def title(self) -> str:
        return self._topic.title if self._topic else "Topic"

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.reader.set_theme(theme)
        if "card" in vars(self):
            self.card.set_theme(theme)
        self._find_again()

    def focus_content(self) -> None:
        self.reader.setFocus()

    def outline(self) -> tuple[tuple[str, str, int], ...]:
        sections = self._topic.sections if self._topic else ()
        return tuple((section.anchor, section.heading, section.level) for section in sections)

    def source_ids(self) -> tuple[str, ...]:
        return self._topic.sources if self._topic else ()

    def sheet(self, stamp: "Stamp") -> "Sheet | None":
        """The topic, for paper."""
        if self._topic is None:
            return None
        sheet: Sheet = first_use("ketaref.export.record_sheet", "topic_sheet")(
            self._topic, self._store.sources_named(self._topic.sources), stamp
        )
        return sheet

    def scroll_to(self, anchor: str) -> None:
        self.reader.scroll_to_anchor(anchor)

    def section(self) -> str:
        return self.reader.section

    def reading_position(self) -> int:
        return self.reader.reading_position()

    def restore_position(self, position: int) -> None:
        self.reader.restore_position(position)

    # Finding, sources

    def find_in_page(self) -> None:
        """Show the find bar with the keyboard in it."""
        self.find_bar.begin()

    def show_source(self, source_id: str) -> None:
        """Show the card of a source. Raises NotInContentError when the content does not hold it."""
        card = self.card
        focus = self.window().focusWidget()
        if focus is not None and not card.isAncestorOf(focus):
            self._before_card = focus
        self._limit_card()
        card.show_source(source_id)

    def _request(self, location: Location) -> None:
        if location.kind is Kind.SOURCE and location.id:
            self.show_source(location.id)
        else:
            self.location_requested.emit(location)

    def _shortcut(self, keys: QKeySequence.StandardKey, *, forward: bool) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setProperty("context", "WidgetWithChildrenShortcut")
        shortcut.activated.connect(lambda: self.find_bar.step(forward=forward))

    def _return_from_card(self) -> None:
        """The keyboard goes back to the citation, or to the list that the source was chosen from."""
        before = self._before_card
        usable = Shiboken.isValid(before) and before.isVisible()
        (before if usable else self.reader).setFocus()

    def _find_again(self) -> None:
        if "find_bar" in vars(self):
            self.find_bar.refresh()

    def _close_card(self) -> None:
        if "card" in vars(self):
            self.card.hide()

    def _limit_card(self) -> None:
        if "card" in vars(self):
            lines = _CARD_LINES * self.fontMetrics().height()
            self.card.setFixedHeight(min(lines, round(self.height() * _CARD_SHARE)))

    # Overrides of Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        escape_pressed = event.key() == QtCore.Qt.Key.Key_Escape
        if escape_pressed and "card" in vars(self) and not self.card.isHidden():
            self.card.close_card()
        elif escape_pressed and "find_bar" in vars(self) and not self.find_bar.isHidden():
            self.find_bar.close_bar()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._limit_card()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._limit_card()


def page_html(topic: Topic, today: date) -> str:
    """The page with its head: title, what it is about, when it was reviewed, and a warning if that is overdue."""
    head = f'<h1>{_escaped(topic.title)}</h1><p class="summary">{_escaped(topic.summary)}</p>'
    return f"{head}{reviewed_html(topic, today)}{topic.html}"


def _escaped(text: str) -> str:
    # html.escape does the same, but its module reads a table of every entity: a hundredth of the start.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
