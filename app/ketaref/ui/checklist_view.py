"""The checklist as one works through it: answers by keys and mouse, reasons that open under an item."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleTableModelChangeEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from ketaref.core.checklist import Answer, Checklist
from ketaref.core.checklist_report import ChecklistReport
from ketaref.core.measurement import Quantity, Readings
from ketaref.ui import checklist_keys as keys
from ketaref.ui.announce import announce
from ketaref.ui.checklist_items import ANSWER_NAMES, ChecklistModel, Index, ItemRow, item_row
from ketaref.ui.checklist_row import ChecklistDelegate
from ketaref.ui.checklist_speech import NOTHING_SHOWN, sentences
from ketaref.ui.document_style import without_layout_marks
from ketaref.ui.growing import GrowingReader
from ketaref.ui.key_line import KeyLine
from ketaref.ui.scrolled import reveal
from ketaref.ui.theme import Theme

_ROWS_A_PAGE = 6
_LEAST_LINES = 15

Accepts = Callable[[Answer | None], bool]


class ChecklistView(QTreeView):
    """Groups and items of one checklist.

    Signals:
        answer_chosen: item id and Answer, or None where an answer is taken away.
        answer_settled: the same once the item that comes next is current.
        location_requested: a link in the reasons was followed; carries the Location.
        item_changed: another item is current, or none.
        digit_typed: a number begins, for what the current item measures.
    """

    answer_chosen = Signal(str, object)
    answer_settled = Signal(str, object)
    location_requested = Signal(object)
    item_changed = Signal()
    digit_typed = Signal(str)

    def __init__(self, reasons: Callable[[str], str], theme: Theme, parent: QWidget | None = None) -> None:
        """`reasons` makes the HTML of an item's reasons from its id."""
        super().__init__(parent)
        self._reasons = reasons
        self._theme = theme
        self._accepts: Accepts = _accept_all
        self._delegate = ChecklistDelegate(self, theme)
        self.rows = ChecklistModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Checklist items")
        self.setHeaderHidden(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self._measure()
        self._deeds = {code: deed for line, deed in self._key_deeds() for code in line.codes}
        self.expanded.connect(self._show_reasons)
        for changed in (self.expanded, self.collapsed):
            changed.connect(self._tell_rows)

    # What is shown

    def show_checklist(self, checklist: Checklist, quantities: Mapping[str, Quantity]) -> None:
        """Show other items, the first of them current. `quantities`: what can be measured, by id."""
        self.rows.show_checklist(checklist, quantities)
        self._delegate.forget_layouts()
        for group in self.rows.groups():
            self.expand(group)
        self._apply_filter()
        self.select_first()

    def show_run(self, report: ChecklistReport, readings: Readings) -> None:
        """Take what was found in the run, and hide what need not be asked or the filter no longer lets through."""
        self.rows.show_run(report, readings)
        self._apply_filter()

    def show_only(self, accepts: Accepts | None) -> None:
        """Show the items whose answer (None: unanswered) is accepted; without a filter, all."""
        self._accepts = accepts or _accept_all
        self._apply_filter()
        if self.current_item() is None:
            self.select_first()

    def shown_items(self) -> list[QModelIndex]:
        """The rows of the items that are not filtered out, in order."""
        indexes = map(self.rows.index_of, self.rows.item_ids)
        return [index for index in indexes if not self.isRowHidden(index.row(), index.parent())]

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = self._delegate.theme = theme
        for reader in self.findChildren(GrowingReader):
            reader.set_theme(theme)
        self.viewport().update()

    # Where one is

    def current_item(self) -> ItemRow | None:
        """The item that keys answer, if it is shown."""
        index = self.currentIndex()
        shown = index.isValid() and not self.isRowHidden(index.row(), index.parent())
        return item_row(index) if shown else None

    def select(self, item_id: str) -> bool:
        """Make an item current and bring it into view. False when the checklist does not have it."""
        index = self.rows.index_of(item_id)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        reveal(self.viewport(), self.visualRect(index))
        return True

    def reveal_current(self) -> None:
        """Bring the current item into view again, after the list has become lower."""
        if self.current_item():
            self.scrollTo(self.currentIndex())

    def select_first(self) -> None:
        """Make the first shown item current, and show its heading above it."""
        shown = self.shown_items()
        if shown:
            self.setCurrentIndex(shown[0])
            self.scrollTo(shown[0].parent(), QAbstractItemView.ScrollHint.PositionAtTop)

    def select_next(self, accepts: Accepts) -> bool:
        """Go to the next item, from the top again after the last, whose answer is accepted. False when none is."""
        shown = self.shown_items()
        here = self._place_among(shown)
        for index in (*shown[here + 1 :], *shown[: here + 1]):
            row = item_row(index)
            if row and accepts(row.counted):
                self._go_to(index, shown)
                return True
        return False

    def step(self, rows: int) -> None:
        """Go so many items down (negative: up), stopping at the ends."""
        shown = self.shown_items()
        if shown:
            place = max(0, min(len(shown) - 1, self._place_among(shown) + rows))
            self._go_to(shown[place], shown)

    def step_group(self, groups: int) -> None:
        """Go to the first shown item so many groups down (negative: up), stopping at the ends."""
        firsts: dict[int, QModelIndex] = {}
        for index in self.shown_items():
            firsts.setdefault(index.parent().row(), index)
        numbers = list(firsts)
        here = self.currentIndex().parent().row()
        if here in firsts:
            place = max(0, min(len(numbers) - 1, numbers.index(here) + groups))
            self._go_to(firsts[numbers[place]], self.shown_items())

    def answer_current(self, answer: Answer | None) -> None:
        """Answer the current item and go on to the next; None takes its answer away and stays."""
        row = self.current_item()
        if row is None:
            return
        before = self.shown_items()
        following = before[self._place_among(before) + 1 :]
        self.answer_chosen.emit(row.item.id, answer)
        if answer is not None and following:
            self._go_to(following[0], following)
        elif self.current_item() is None:
            self.step(0)
        self.answer_settled.emit(row.item.id, answer)

    def toggle_reasons(self) -> None:
        """Open the current item's reasons, or close them."""
        index = self.currentIndex()
        row = item_row(index)
        if row:
            self.setExpanded(index, not self.isExpanded(index))
            reasons = self.rows.index(0, 0, index).data(Qt.ItemDataRole.AccessibleTextRole)
            announce(self, reasons if self.isExpanded(index) else f"Reasons closed: {row.item.condition}")

    def _go_to(self, index: QModelIndex, shown: list[QModelIndex]) -> None:
        """Make an item current, with the one after it in view so that one sees what comes, and its heading if first."""
        self.setCurrentIndex(index)
        place = shown.index(index)
        if place + 1 < len(shown):
            self.scrollTo(shown[place + 1])
        self.scrollTo(index.parent() if index.row() == 0 else index)
        self.scrollTo(index)
        reveal(self.viewport(), self.visualRect(index))

    def _place_among(self, indexes: list[QModelIndex]) -> int:
        """The place of the current item; -1 where it is not among them."""
        return next((place for place, index in enumerate(indexes) if index == self.currentIndex()), -1)

    def _apply_filter(self) -> None:
        before = self.shown_items()
        for group in self.rows.groups():
            any_shown = False
            for number in range(self.rows.rowCount(group)):
                row = item_row(self.rows.index(number, 0, group))
                shown = row is not None and row.asked and self._accepts(row.counted)
                self.setRowHidden(number, group, not shown)
                any_shown = any_shown or shown
            self.setRowHidden(group.row(), QModelIndex(), not any_shown)
        if self.shown_items() != before:
            self._tell_rows()

    def _tell_rows(self) -> None:
        """Other rows are shown. Qt keeps what it once told of a place, and would name the rows that stood there."""
        if QAccessible.isActive():
            reset = QAccessibleTableModelChangeEvent.ModelChangeType.ModelReset
            QAccessible.updateAccessibility(QAccessibleTableModelChangeEvent(self, reset))

    # Reasons

    def _show_reasons(self, index: QModelIndex) -> None:
        row = item_row(index)
        place = self.rows.index(0, 0, index)
        if row is None or self.indexWidget(place):
            return
        reader = GrowingReader(self._theme, f"Reasons and sources: {row.item.condition}")
        reader.setFrameShape(QFrame.Shape.NoFrame)
        reader.location_requested.connect(self.location_requested)
        reader.height_changed.connect(self.scheduleDelayedItemsLayout)
        self.setIndexWidget(place, reader)
        reader.show_html(self._reasons(row.item.id))
        self.rows.tell_reasons(row.item.id, sentences(without_layout_marks(reader.toPlainText())))
        QTimer.singleShot(0, self, lambda: self._bring_into_view(index, place))

    def _bring_into_view(self, index: QModelIndex, reasons: QModelIndex) -> None:
        """Show as much of the reasons as fits, never at the price of the item itself."""
        self.executeDelayedItemsLayout()
        self.scrollTo(reasons)
        if self.visualRect(index).top() < 0:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def _enter_reasons(self) -> None:
        reader = self.indexWidget(self.rows.index(0, 0, self.currentIndex()))
        if reader:
            reader.setFocus(Qt.FocusReason.OtherFocusReason)

    # Overrides of Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.item_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        deed = self._deeds.get(Qt.Key(event.key())) if plain else None
        if plain and event.text().isdecimal() and event.text().isascii():
            self.digit_typed.emit(event.text())
        elif deed is None or deed() is False:
            super().keyPressEvent(event)

    def _key_deeds(self) -> tuple[tuple[KeyLine, Callable[[], object]], ...]:
        """What each key does here; a deed that returns False leaves the key to others."""
        many = 1_000_000
        return (
            *((line, partial(self.answer_current, answer)) for answer, line in keys.ANSWERS.items()),
            (keys.REMOVE, partial(self.answer_current, None)),
            (keys.REASONS, self.toggle_reasons),
            (keys.ENTER, self._open_or_enter),
            (keys.CLOSE, self._close_reasons),
            (keys.LEAVE, self._leave_reasons),
            (keys.PREVIOUS, partial(self._walk, -1)),
            (keys.NEXT, partial(self._walk, 1)),
            (keys.PAGE_UP, partial(self._walk, -_ROWS_A_PAGE)),
            (keys.PAGE_DOWN, partial(self._walk, _ROWS_A_PAGE)),
            (keys.FIRST, partial(self._walk, -many)),
            (keys.LAST, partial(self._walk, many)),
        )

    def _walk(self, rows: int) -> None:
        self.setFocus()
        self.step(rows)

    def _close_reasons(self) -> None:
        if self.isExpanded(self.currentIndex()):
            self.toggle_reasons()
        self.setFocus()

    def _leave_reasons(self) -> bool:
        if not self.hasFocus():
            self.setFocus()
        elif self.isExpanded(self.currentIndex()):
            self.toggle_reasons()
        else:
            return False
        return True

    def _open_or_enter(self) -> None:
        if self.isExpanded(self.currentIndex()):
            self._enter_reasons()
        else:
            self.toggle_reasons()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A heading is no item: pressing it leaves the current item as it is."""
        if item_row(self.indexAt(event.position().toPoint())):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._click(event.position().toPoint())

    def _click(self, point: QPoint) -> None:
        index = self.indexAt(point)
        target = self._delegate.target(index, self.visualRect(index), point) if index.isValid() else None
        row = item_row(index)
        if row is None or target is None:
            return
        self.setCurrentIndex(index)
        if isinstance(target, Answer):
            self.answer_chosen.emit(row.item.id, None if row.answer is target else target)
            if self.current_item() is None:
                self.select_next(self._accepts)
            self.answer_settled.emit(row.item.id, None if row.answer is target else target)
        else:
            self.toggle_reasons()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._point_out(event.position().toPoint())
        return super().viewportEvent(event)

    def _point_out(self, point: QPoint) -> None:
        index = self.indexAt(point)
        target = self._delegate.target(index, self.visualRect(index), point) if index.isValid() else None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if target is None else Qt.CursorShape.PointingHandCursor)
        tips = {True: "Reasons and sources (Enter)", None: ""}
        tip = f"{ANSWER_NAMES[target]}; click again to take it back" if isinstance(target, Answer) else tips[target]
        self.viewport().setToolTip(tip)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt tells that the list has the keyboard, and not on which item."""
        super().focusInEvent(event)
        row = self.current_item()
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            announce(self, row.spoken if row else NOTHING_SHOWN)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.shown_items():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.muted))
            area = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), NOTHING_SHOWN)
            painter.end()

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are answers here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self.reveal_current()
        if event.oldSize().width() != event.size().width():
            self._delegate.forget_layouts()
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
            self.scheduleDelayedItemsLayout()

    def _measure(self) -> None:
        self._delegate.forget_layouts()
        self.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing())


def _accept_all(_answer: Answer | None) -> bool:
    return True
