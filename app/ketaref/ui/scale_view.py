"""A scale's form as one fills it in: answers by number keys and mouse."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ketaref.core.instrument import Instrument
from ketaref.core.score import Answers
from ketaref.ui import scale_keys as keys
from ketaref.ui.announce import announce
from ketaref.ui.key_line import KeyLine
from ketaref.ui.scale_items import ScaleModel, ScaleRow
from ketaref.ui.scale_row import ScaleDelegate
from ketaref.ui.scrolled import reveal
from ketaref.ui.theme import Theme

_ROWS_A_PAGE = 5
_LEAST_LINES = 12
_MANY = 1_000


class ScaleView(QListView):
    """The items of one form.

    Signals:
        answer_chosen: item number and score, or None where an answer is taken away.
        answer_settled: the same once the item that comes next is current.
        answer_refused: item number and the key's digit, where the item takes no such score.
    """

    answer_chosen = Signal(int, object)
    answer_settled = Signal(int, object)
    answer_refused = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = ScaleDelegate(self, theme)
        self.rows = ScaleModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Items")
        self.setAccessibleDescription(keys.REMINDER)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self._deeds = {code: deed for line, deed in self._key_deeds() for code in line.codes}
        self._measure()

    # What is shown

    def show_form(self, instrument: Instrument, answers: Answers) -> None:
        """Show another form, its first item current."""
        self.setAccessibleName(f"Items of the {instrument.abbreviation}")
        self._delegate.forget_layouts()
        self.rows.show_form(instrument, answers)
        self.setCurrentIndex(self.rows.index(0))
        self.scrollToTop()

    def show_answers(self, instrument: Instrument, answers: Answers) -> None:
        """Take other answers to the form that is shown."""
        self.rows.show_answers(instrument, answers)
        self.scheduleDelayedItemsLayout()  # a remark may have come or gone

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    # Where one is

    def current_row(self) -> ScaleRow | None:
        """The item that keys answer."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def step(self, rows: int) -> None:
        """Go so many items down (negative: up), stopping at the ends."""
        if self.rows.rows:
            self._go_to(max(0, min(len(self.rows.rows) - 1, self.currentIndex().row() + rows)))

    def select_open(self) -> bool:
        """Go to the next open item, from the top again after the last. False when none is open."""
        here = self.currentIndex().row()
        count = len(self.rows.rows)
        places = [(here + 1 + offset) % count for offset in range(count)]
        wanted = next((place for place in places if self.rows.rows[place].is_open), None)
        if wanted is not None:
            self._go_to(wanted)
        return wanted is not None

    def _go_to(self, place: int) -> None:
        """Make an item current, with the one after it in view so that one sees what comes."""
        self.setCurrentIndex(self.rows.index(place))
        self.scrollTo(self.rows.index(min(place + 1, len(self.rows.rows) - 1)))
        self.reveal_current()

    def reveal_current(self) -> None:
        """Bring the current item into view, in whatever scrolls around it too."""
        self.scrollTo(self.currentIndex())
        reveal(self.viewport(), self.visualRect(self.currentIndex()))

    # Answering

    def answer_current(self, answer: int | None) -> None:
        """Answer the current item and go on to the next that is asked; None takes its answer away and stays."""
        row = self.current_row()
        if row is None or not row.asked or (answer is None and row.answer is None):
            return
        if answer is not None and row.option(answer) is None:
            self.answer_refused.emit(row.number, answer)
            return
        self.answer_chosen.emit(row.number, answer)
        following = self.currentIndex().row() + 1
        if answer is not None and following < len(self.rows.rows) and self.rows.rows[following].asked:
            self._go_to(following)
        self.answer_settled.emit(row.number, answer)

    def _answer_in_words(self, word: str) -> bool:
        """Answer yes or no; False where those are not the answers, so that the key is left to others."""
        row = self.current_row()
        option = next((option for option in row.options if option.label == word), None) if row else None
        if option is None:
            return False
        self.answer_current(option.score)
        return True

    # Overrides of Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        deed = self._deeds.get(Qt.Key(event.key())) if plain else None
        if deed is None or deed() is False:
            super().keyPressEvent(event)

    def _key_deeds(self) -> tuple[tuple[KeyLine, Callable[[], object]], ...]:
        """What each key does here; a deed that returns False leaves the key to others."""
        digits = ((KeyLine("", (digit,)), partial(self.answer_current, int(digit))) for digit in keys.DIGITS)
        words = ((KeyLine("", (key,)), partial(self._answer_in_words, word)) for key, word in keys.LETTERS.items())
        return (
            *digits,
            *words,
            (keys.REMOVE, partial(self.answer_current, None)),
            (keys.PREVIOUS, partial(self.step, -1)),
            (keys.NEXT, partial(self.step, 1)),
            (keys.PAGE_UP, partial(self.step, -_ROWS_A_PAGE)),
            (keys.PAGE_DOWN, partial(self.step, _ROWS_A_PAGE)),
            (keys.FIRST, partial(self.step, -_MANY)),
            (keys.LAST, partial(self.step, _MANY)),
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        option = self._delegate.option_at(index, self.visualRect(index), event.position().toPoint())
        row = self.rows.rows[index.row()]
        if option and row.asked:
            self.setCurrentIndex(index)
            answer = None if row.answer == option.score else option.score
            self.answer_chosen.emit(row.number, answer)
            self.answer_settled.emit(row.number, answer)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._point_out(event)
        return super().viewportEvent(event)

    def _point_out(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        option = self._delegate.option_at(index, self.visualRect(index), point) if index.isValid() else None
        row = self.rows.rows[index.row()] if option else None
        live = row is not None and row.asked
        chosen = live and option is not None and row is not None and row.answer == option.score
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if live else Qt.CursorShape.ArrowCursor)
        self.viewport().setToolTip("Click again to take the answer back" if chosen else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt tells that the list has the keyboard, and not on which item."""
        super().focusInEvent(event)
        row = self.current_row()
        if row and event.reason() is not Qt.FocusReason.MouseFocusReason:
            announce(self, row.spoken)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: keys are answers here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
            self.scheduleDelayedItemsLayout()

    def _measure(self) -> None:
        self._delegate.forget_layouts()
        self.setMinimumHeight(_LEAST_LINES * self.fontMetrics().lineSpacing())
