"""Text to read: HTML of the content with links, found words, and a structure that assistive tools can walk."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QSignalBlocker, QSize, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextFormat,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ketaref.core.errors import InputError
from ketaref.core.location import Location
from ketaref.ui.document_style import most_columns, new_document, prepared, set_width
from ketaref.ui.first_use import first_use
from ketaref.ui.reader_structure import Part, heading_positions, link_at
from ketaref.ui.stacked_tables import stack_tables, widest_table
from ketaref.ui.theme import Theme

if TYPE_CHECKING:
    from ketaref.ui.reader_accessibility import Structure

_SPACE_ABOVE_HEADING, _EDGE, _GAP = 16, 1, 24


@cache
def _describe_readers() -> None:
    """Have Qt ask here for the interface of every Reader. Does so once."""
    QAccessible.installFactory(_interface_for)


def _interface_for(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return _for_tools("document_interface")(thing) if class_name == "Reader" else None


def _for_tools(name: str) -> Any:
    """What serves assistive tools. Loaded for the first of them: most starts have none, and it takes a while."""
    return first_use("ketaref.ui.reader_accessibility", name)


class Reader(QTextBrowser):
    """Shows HTML of the content and never loads anything else, from the network or from files.

    Signals:
        location_requested: a link was followed; carries the Location.
        section_changed: another heading with an anchor is now the last one above the reading line; carries the anchor.
    """

    location_requested = Signal(object)
    section_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, margin: int = 24) -> None:
        """`margin` in pixels is the least that stays free around the text."""
        super().__init__(parent)
        self._margin = margin
        self._awaited: tuple[int, int] | None = None
        self._theme = theme
        self._html = ""
        self._most_columns = 0
        self._fitted_width = 0
        self._section = ""
        self._is_filling = False
        self._matches: Sequence[QTextCursor] = ()
        self._current_match = -1
        self._left_link: Part | None = None
        self._headings: tuple[tuple[str, int], ...] = ()
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setOpenLinks(False)
        self.setAccessibleName("Text")
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._tell_section)
        self.structure: Structure | None = None
        _describe_readers()

    # What is shown

    def show_html(self, html: str) -> None:
        """Show another text from its beginning."""
        self._html = prepared(html)
        self._awaited = None
        self._fill()
        self.verticalScrollBar().setValue(0)
        self._tell_loaded()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; the place that is being read stays."""
        self._theme = theme
        self._refill(self.reading_position())

    def _fill(self) -> None:
        if self.structure:
            self.structure.forget()
        self._headings = ()
        self._matches = ()
        self._current_match = -1
        self._left_link = None
        self._most_columns = self._columns_that_fit()
        for columns in range(self._most_columns, -1, -1):
            self._fill_with(columns)
            if columns <= 2 or self.document().size().width() <= self._view_size().width() + 1:
                break  # It fits, or nothing more can be done: long words count more than they were reckoned with.
        self._headings = heading_positions(self.document())
        self._show_marks()
        self._tell_section()

    def _fill_with(self, most_columns: int) -> None:
        self._is_filling = True  # A scroll bar that comes or goes resizes the view in the middle of it.
        html = stack_tables(self._html, most_columns)
        self._fitted_width = self._view_size().width()
        document = new_document(html, self._theme, self.font(), self._fitted_width, self._margin)
        self.setDocument(document)
        self._shown = document  # kept: the view does not own it
        self._is_filling = False
        self._fit_width()  # a scroll bar may have come or gone

    def _refill(self, position: int) -> None:
        self._fill()
        self.restore_position(position)
        self._tell_loaded()

    def _tell_loaded(self) -> None:
        if QAccessible.isActive():
            _for_tools("structure_of")(self).tell_loaded()

    def _tell_focused_link(self) -> None:
        if QAccessible.isActive():
            _for_tools("structure_of")(self).tell_focused_link()

    def _columns_that_fit(self) -> int:
        return min(most_columns(self.font(), self._view_size().width(), self._margin), widest_table(self._html))

    def _fit_width(self) -> None:
        width = self._view_size().width()
        if width == self._fitted_width:
            return
        self._fitted_width = width
        # The text itself stays: without this, tools would hear of every paragraph as if it were rewritten.
        with QSignalBlocker(self.document()):
            set_width(self.document(), width, self._margin)

    def _view_size(self) -> QSize:
        """The size of the viewport, reckoned: to hand out the viewport itself PySide6 must first make every widget
        class it has (6 ms of the start).
        """
        size = self.contentsRect().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        width = vertical.width() if vertical.isVisibleTo(self) else 0
        height = horizontal.height() if horizontal.isVisibleTo(self) else 0
        return QSize(size.width() - width, size.height() - height)

    # Where one is

    def reading_position(self) -> int:
        """The first character in view, counted in the document."""
        return self._cursor_at(_EDGE).position()

    def restore_position(self, position: int) -> None:
        """Bring a `reading_position()` back to the top edge."""
        self._scroll_to(position, _EDGE)

    def scroll_to_anchor(self, anchor: str) -> bool:
        """Bring the heading with this anchor to the top edge. Tells whether there is one."""
        for name, position in self._headings:
            if name == anchor:
                self._scroll_to(position, _SPACE_ABOVE_HEADING)
                self._enter(anchor)  # Near the end it may not reach the top edge, and it is meant all the same.
                return True
        return False

    @property
    def section(self) -> str:
        """The anchor of the last heading above the reading line, or nothing before the first."""
        return self._section

    def _scroll_to(self, position: int, above: int) -> None:
        if not self.isVisible():
            self._awaited = (position, above)  # The lines are not broken yet as they will be.
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        bar = self.verticalScrollBar()
        bar.setValue(self.cursorRect(cursor).top() + bar.value() - above)

    def _tell_section(self) -> None:
        if self._is_filling:
            return
        bar = self.verticalScrollBar()
        line = self._view_size().height() // (1 if bar.value() == bar.maximum() > 0 else 3)
        section = ""
        cursor = QTextCursor(self.document())
        for anchor, position in self._headings:
            cursor.setPosition(position)
            if self.cursorRect(cursor).top() > line:
                break
            section = anchor
        self._enter(section)

    def _enter(self, section: str) -> None:
        if section != self._section:
            self._section = section
            self.section_changed.emit(section)

    # Marks: what was found, and the link that has the keyboard

    def show_matches(self, matches: Sequence[QTextCursor], current: int, *, move: bool = True) -> None:
        """Mark what was found, one of it (by its place, or -1) as the current one; `move` brings that into view."""
        self._matches = matches
        self._current_match = current
        self._show_marks()
        if move and 0 <= current < len(matches):
            self._bring_into_view(matches[current])

    def _bring_into_view(self, match: QTextCursor) -> None:
        place = self.cursorRect(match)
        height = self.viewport().height()
        if place.top() < 0 or place.bottom() > height:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + place.top() - height // 3)

    def _show_marks(self) -> None:
        marks = [
            self._mark(match, self._theme.mark, outlined=place == self._current_match)
            for place, match in enumerate(self._matches)
        ]
        if self.focused_link():
            marks.append(self._mark(self.textCursor(), self._theme.selection, outlined=True))
        self.setExtraSelections(marks)

    def _mark(self, cursor: QTextCursor, ground: str, outlined: bool) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(cursor)
        mark.format.setBackground(QColor(ground))
        if outlined:
            mark.format.setProperty(QTextFormat.Property.OutlinePen, QPen(QColor(self._theme.accent), 2))
        return mark

    def _is_in_view(self, cursor: QTextCursor) -> bool:
        return self.viewport().rect().intersects(self.cursorRect(cursor))

    def _put_cursor_in_view(self, forward: bool) -> None:
        """Let the next link be one of those that are seen, not one that was left behind long ago."""
        bar = self.verticalScrollBar()
        place = bar.value()
        cursor = self._cursor_at(_EDGE if forward else self.viewport().height() - _EDGE)
        # Qt goes on from what is selected; from a mere place it would begin at the first link of all.
        moves, anchored = QTextCursor.MoveOperation, QTextCursor.MoveMode.KeepAnchor
        if forward:
            cursor.movePosition(moves.PreviousCharacter)
            cursor.movePosition(moves.NextCharacter, anchored)
        else:
            cursor.movePosition(moves.NextCharacter)
            cursor.movePosition(moves.PreviousCharacter, anchored)
        self.setTextCursor(cursor)
        bar.setValue(place)

    def _cursor_at(self, y: int) -> QTextCursor:
        """The place in the text at a height of the view, well inside its margins."""
        at, below = (self.cursorForPosition(QPoint(self._view_size().width() // 4, y + down)) for down in (0, _GAP))
        in_gap = abs(self.cursorRect(at).top() - y) > 4 * _GAP  # Qt may answer it with the end of the text.
        return below if in_gap else at

    # Links

    def focused_link(self) -> Part | None:
        """The link that the keyboard is on."""
        return self._selected_link() if self.hasFocus() else None

    def _selected_link(self) -> Part | None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        link = link_at(self.document(), cursor.selectionStart())
        is_whole = link and (link.start, link.end) == (cursor.selectionStart(), cursor.selectionEnd())
        return link if is_whole else None

    def focus_link(self, link: Part) -> None:
        """Put the keyboard on a link, as Tab does."""
        self.setFocus()
        self._left_link = link
        self._return_to_link()

    def _return_to_link(self) -> None:
        link = self._left_link
        if link is None:
            return
        self.setTextCursor(self._cursor_to(link))
        self._show_marks()
        self._tell_focused_link()

    def _cursor_to(self, link: Part) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(link.start)
        cursor.setPosition(link.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def follow(self, href: str) -> None:
        """Ask for the location that an address names. Any other address is not followed."""
        try:
            location = Location.parse(href)
        except InputError:
            return
        self.location_requested.emit(location)

    def _follow(self, url: "QtCore.QUrl") -> None:
        self.follow(url.toString(QtCore.QUrl.ComponentFormattingOption.FullyEncoded))

    # Overrides of Qt

    def loadResource(self, kind: int, name: "QtCore.QUrl | str") -> Any:  # noqa: ARG002
        """Nothing: the content brings no pictures, and what it names is never fetched."""
        return None

    def focusNextPrevChild(self, forward: bool) -> bool:
        if not self._is_in_view(self.textCursor()):
            self._put_cursor_in_view(forward)
        moved = super().focusNextPrevChild(forward)
        self._show_marks()
        self._tell_focused_link()
        return moved

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_marks()
        if self._left_link and self._is_in_view(self._cursor_to(self._left_link)):
            reasons = QtCore.Qt.FocusReason
            if event.reason() in (reasons.OtherFocusReason, reasons.ActiveWindowFocusReason):
                self._return_to_link()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._left_link = self._selected_link()  # Qt forgets it.
        super().focusOutEvent(event)
        self._show_marks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if first_use("ketaref.ui.passages", "take_step")(self, event):
            return
        action = first_use("ketaref.ui.scroll_keys", "scroll_action")(event)
        link = self.focused_link()
        if action is not None:
            self.verticalScrollBar().triggerAction(action)
        elif event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter) and link:
            self.follow(link.href)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # The text size is the whole program's, never this text's alone.
        else:
            super().wheelEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._awaited:
            self._scroll_to(*self._awaited)
            self._awaited = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_filling or event.oldSize().width() == event.size().width():
            super().resizeEvent(event)
            self._tell_section()
            return
        position = self.reading_position() if self.verticalScrollBar().value() else 0
        super().resizeEvent(event)
        if self._columns_that_fit() != self._most_columns:
            self._refill(position)
            return
        self._fit_width()
        if position:
            self.restore_position(position)
        self._tell_section()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            position = self.reading_position()  # before Qt breaks the lines anew
            super().changeEvent(event)
            self._refill(position)
        else:
            super().changeEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        data: QMimeData = first_use("ketaref.ui.reader_menu", "plain_data")(super().createMimeDataFromSelection())
        return data

    def contextMenuEvent(self, event: QEvent) -> None:
        first_use("ketaref.ui.reader_menu", "show_menu")(self, event)
