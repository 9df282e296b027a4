"""The list at the left: the start page, the tools, and the chapters with their topics."""

from collections.abc import Iterable
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, QRect, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView, QWidget

from ketaref.core.location import Kind, Location
from ketaref.core.topic import Chapter
from ketaref.store.content import TopicEntry

TOOLS = (
    ("Contraindication checklist", Location(Kind.CHECKLIST)),
    ("Where sources disagree", Location(Kind.CONTRAINDICATION)),
    ("Side effects", Location(Kind.ADVERSE_EFFECT)),
    ("Interactions", Location(Kind.INTERACTION)),
    ("Regimens", Location(Kind.REGIMEN)),
    ("Monitoring", Location(Kind.MONITORING)),
    ("Scales", Location(Kind.INSTRUMENT)),
    ("Trials", Location(Kind.TRIAL)),
    ("Claims", Location(Kind.CLAIM)),
    ("Glossary", Location(Kind.GLOSSARY)),
    ("Sources", Location(Kind.SOURCE)),
)
"""The screens that are no topic, in the order in which they are offered."""

_PADDING, _GAP = 22, 10
_WORD_WRAP = 0x1000
"""`Qt.TextFlag.TextWordWrap`, which goes to Qt as a number."""


class Navigation(QTreeView):
    """Opens on click and on Enter; moving with the arrows only chooses. Headings are passed over: they open nothing.

    Signals:
        location_requested: carries the Location.
    """

    location_requested = Signal(object)

    def __init__(
        self, chapters: Iterable[Chapter], topics: Iterable[TopicEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName("Contents")
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        self.setWordWrap(True)
        self._items = QStandardItemModel(self)
        self._rows: dict[Location, QStandardItem] = {}
        self._fill(tuple(chapters), tuple(topics))
        self.setModel(self._items)
        self.expandAll()
        self.clicked.connect(self._request)

    def show_current(self, location: Location) -> None:
        """Mark where one is, without asking for it."""
        screen = Location(location.kind)
        item = self._rows.get(location.without_anchor()) or self._rows.get(screen)
        if item:
            self.setCurrentIndex(item.index())
        else:
            self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self._request(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QTreeView.CursorAction, modifiers: "QtCore.Qt.KeyboardModifier") -> QModelIndex:
        moves = QTreeView.CursorAction
        place = super().moveCursor(action, modifiers)
        if self._is_heading(place) and action == moves.MoveLeft:
            return self.currentIndex()
        up = action in (moves.MoveUp, moves.MovePrevious)
        while self._is_heading(place):
            self.scrollTo(place)  # It names what comes, so it is to be seen even though nothing stops at it.
            place = self.indexAbove(place) if up else self.indexBelow(place)
        return place if place.isValid() else self.currentIndex()

    def keyboardSearch(self, search: str) -> None:
        super().keyboardSearch(search)
        if self._is_heading(self.currentIndex()):
            self.setCurrentIndex(self.indexBelow(self.currentIndex()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._is_heading(self.indexAt(event.position().toPoint())):
            super().mousePressEvent(event)

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._embolden_headings()
            self._give_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._give_lines()

    def _fill(self, chapters: tuple[Chapter, ...], topics: tuple[TopicEntry, ...]) -> None:
        root = self._items.invisibleRootItem()
        for topic in topics:
            if not topic.chapter:
                root.appendRow(self._entry(topic.title, Location(Kind.TOPIC, topic.id)))
        tools = self._heading("Tools")  # before the chapters: they are looked for in a hurry, and would be far down
        for name, location in TOOLS:
            tools.appendRow(self._entry(name, location))
        for chapter in chapters:
            entries = [topic for topic in topics if topic.chapter == chapter.id]
            if entries:
                heading = self._heading(chapter.title)
                for topic in entries:
                    heading.appendRow(self._entry(topic.title, Location(Kind.TOPIC, topic.id)))
        self._embolden_headings()

    def _heading(self, title: str) -> QStandardItem:
        item = QStandardItem(title)
        item.setSelectable(False)
        item.setEditable(False)
        self._items.invisibleRootItem().appendRow(item)
        return item

    def _entry(self, title: str, location: Location) -> QStandardItem:
        item = QStandardItem(title)
        item.setData(location)
        item.setEditable(False)
        self._rows[location] = item
        return item

    def _embolden_headings(self) -> None:
        font = self.font()
        font.setBold(True)
        for row in range(self._items.rowCount()):
            item = self._items.item(row)
            if item.hasChildren():
                item.setFont(font)

    def _give_lines(self) -> None:
        """Each title gets as many lines as it needs at this width: half a title says too little."""
        # The bar is reckoned with even before it shows: it comes with the last lines, when the first have their size.
        width = self.width() - self.verticalScrollBar().sizeHint().width() - _PADDING
        bold = self.font()
        bold.setBold(True)
        heading, entry = QFontMetrics(bold), QFontMetrics(self.font())
        with QSignalBlocker(self._items):
            for row in range(self._items.rowCount()):
                item = self._items.item(row)
                _give_room(item, heading if item.hasChildren() else entry, width, _GAP + 6)
                for place in range(item.rowCount()):
                    _give_room(item.child(place), entry, width - self.indentation(), _GAP)
        self.scheduleDelayedItemsLayout()

    def _is_heading(self, index: QModelIndex) -> bool:
        return index.isValid() and self._location(index) is None

    def _location(self, index: QModelIndex) -> Location | None:
        item = self._items.itemFromIndex(index)
        location: Location | None = item.data() if item else None
        return location

    def _request(self, index: QModelIndex) -> None:
        location = self._location(index)
        if location:
            self.location_requested.emit(location)


def _give_room(item: QStandardItem, metrics: QFontMetrics, width: int, gap: int) -> None:
    room = QRect(0, 0, max(40, width), 1000)
    item.setSizeHint(QSize(width, metrics.boundingRect(room, _WORD_WRAP, item.text()).height() + gap))
