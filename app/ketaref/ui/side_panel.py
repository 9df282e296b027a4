"""Beside the page: its headings to jump to, and the sources that it rests on."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QTreeView, QVBoxLayout, QWidget

from ketaref.core.location import Kind, Location
from ketaref.store.content import ContentStore
from ketaref.ui.export_button import ExportButton
from ketaref.ui.page import Page
from ketaref.ui.source_card import ShowsSourceCards
from ketaref.ui.source_list import SourceList
from ketaref.ui.theme import Theme

_ANCHOR = Qt.ItemDataRole.UserRole


class SidePanel(QWidget):
    """Shows what the current page tells of itself.

    Signals:
        anchor_requested: a heading was chosen; carries its anchor.
        location_requested: a source was chosen that the page cannot show itself; carries the Location.
    """

    anchor_requested = Signal(str)
    location_requested = Signal(object)

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self.setObjectName("side_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.outline = OutlineView(self)
        self.sources = SourceList(store, theme, self)
        self._outline_box, self._outline_title = _titled(self.outline, "On this page")
        self.export = ExportButton(store, "Export the sources of this page", self)
        self.export.offer(self.sources.rows.sources, "ketaref-sources")
        self._sources_box, self._sources_title = _titled(self.sources, "Sources", self.export)
        self._nothing = QLabel("What is chosen on this screen shows its sources here.", self)
        self._nothing.setObjectName("muted")
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(16)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.outline.anchor_requested.connect(self.anchor_requested)
        self.sources.source_requested.connect(self._request_source)

    def show_context(self, page: Page) -> None:
        """Show outline and sources of a page, and follow where one reads in it."""
        if page is not self._page:
            if self._page is not None:
                self._page.section_changed.disconnect(self.outline.mark)
            page.section_changed.connect(self.outline.mark)
            self._page = page
        self.export.message.hide()
        outline, source_ids = page.outline(), page.source_ids()
        self.outline.replace(outline)
        self.outline.mark(page.section())
        self.sources.rows.replace(source_ids)
        self._sources_title.setText(f"Sources ({self.sources.rows.rowCount()})")
        self.setFocusProxy(self.outline if outline else self.sources)
        self._outline_box.setVisible(bool(outline))
        self._sources_box.setVisible(bool(source_ids))
        self._nothing.setVisible(not outline and not source_ids)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.sources.set_theme(theme)

    def _request_source(self, source_id: str) -> None:
        if isinstance(self._page, ShowsSourceCards):
            self._page.show_source(source_id)
        else:
            self.location_requested.emit(Location(Kind.SOURCE, source_id))

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._outline_box)
        splitter.addWidget(self._sources_box)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([1, 1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addWidget(splitter)


class OutlineView(QTreeView):
    """The headings of a page. A click or Enter jumps; the one that is being read is marked.

    Signals:
        anchor_requested: carries the anchor of the heading.
    """

    anchor_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline")
        self.setAccessibleName("On this page")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(14)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._items = QStandardItemModel(self)
        self._by_anchor: dict[str, QStandardItem] = {}
        self.setModel(self._items)
        self.clicked.connect(self._request)

    def replace(self, outline: tuple[tuple[str, str, int], ...]) -> None:
        """Show other headings: anchor, text, level 2 or 3."""
        self._items.clear()
        self._by_anchor = {}
        top: QStandardItem | None = None
        for anchor, heading, level in outline:
            item = QStandardItem(heading)
            item.setData(anchor, _ANCHOR)
            item.setToolTip(heading)
            above = top if level > 2 and top else self._items.invisibleRootItem()
            above.appendRow(item)
            top = top if level > 2 else item
            self._by_anchor[anchor] = item
        self.expandAll()

    def mark(self, anchor: str) -> None:
        """Mark the heading that is being read."""
        item = self._by_anchor.get(anchor)
        self.setCurrentIndex(item.index() if item else QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._request(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _request(self, index: QModelIndex) -> None:
        anchor = index.data(_ANCHOR)
        if anchor:
            self.anchor_requested.emit(anchor)


class _Title(QLabel):
    """The heading of a list, bold at every text size."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setContentsMargins(12, 8, 12, 8)
        self._embolden()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and not self.font().bold():
            self._embolden()

    def _embolden(self) -> None:
        font = self.font()
        font.setBold(True)
        self.setFont(font)


def _titled(view: QWidget, text: str, export: ExportButton | None = None) -> tuple[QWidget, QLabel]:
    """A list below its title, which may have a button at its right and what that says below."""
    box = QWidget()
    title = _Title(text, box)
    title.setBuddy(view)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    if export:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 12, 0)
        head.addWidget(title, 1)
        head.addWidget(export)
        column.addLayout(head)
        export.message.setContentsMargins(12, 0, 12, 8)
        column.addWidget(export.message)
    else:
        column.addWidget(title)
    column.addWidget(view)
    return box, title
