"""Medicines entered one by one. Held in memory only: what a patient takes is written nowhere."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ketaref.core.fold import fold
from ketaref.ui.announce import announce

MAX_NAME_LENGTH = 80


class MedicineList(QWidget):
    """A field that completes known names, and the list of those entered.

    Signals:
        changed: a medicine was added or removed.
    """

    changed = Signal()

    def __init__(self, known_names: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        """`known_names` is asked once, when the field first takes the keyboard: gathering them takes a while."""
        super().__init__(parent)
        self._known_names = known_names
        self.field = QLineEdit()
        self.field.installEventFilter(self)
        self.field.setPlaceholderText("Add a medicine, class or brand")
        self.field.setMaxLength(MAX_NAME_LENGTH)
        self.field.setAccessibleName("Add a medicine")
        self.list = _RemovableList()
        self.list.setAccessibleName("Medicines added")
        self.add_button = QPushButton("Add")
        self.remove_button = QPushButton("Remove")
        self.remove_all_button = QPushButton("Remove all")
        self._lay_out()
        self.add_button.clicked.connect(self._add_typed)
        self.remove_button.clicked.connect(self._remove_chosen)
        self.remove_all_button.clicked.connect(self.clear)
        self.field.returnPressed.connect(self._add_typed)
        self.list.removal_requested.connect(self._remove_chosen)
        self._show_buttons()

    def medicines(self) -> tuple[str, ...]:
        """What was entered, in order."""
        return tuple(self.list.item(row).text() for row in range(self.list.count()))

    def show_medicines(self, medicines: Sequence[str]) -> None:
        """Show these in place of what was entered, without telling of a change."""
        if tuple(medicines) != self.medicines():
            self.list.clear()
            self.list.addItems(list(medicines))
            self._show_buttons()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the field complete names from its first use on."""
        if event.type() == QEvent.Type.FocusIn and self.field.completer() is None:
            completer = QCompleter(list(self._known_names()), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self._add_completed)
            self.field.setCompleter(completer)
        return super().eventFilter(watched, event)

    def add(self, name: str) -> None:
        """Add a medicine; one that is there already is not added again."""
        tidy = " ".join(name.split())[:MAX_NAME_LENGTH]
        if not fold(tidy):
            return
        if fold(tidy) in map(fold, self.medicines()):
            announce(self.field, f"{tidy} is entered already.")
            return
        self.list.addItem(tidy)
        self.list.setCurrentRow(self.list.count() - 1)
        self._show_buttons()
        self.changed.emit()

    def replace(self, name: str, other: str) -> None:
        """Put another medicine in the place of one; one that is there already is not added again."""
        row = self.medicines().index(name)
        self.list.takeItem(row)
        if fold(other) not in map(fold, self.medicines()):
            self.list.insertItem(row, other)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._show_buttons()
        self.changed.emit()

    def empty_field(self) -> None:
        """Empty the field so that no key brings back what stood in it: `QLineEdit.clear` can be undone."""
        self.field.setText("")

    def clear(self) -> None:
        """Remove every medicine."""
        self.list.clear()
        self._show_buttons()
        self.changed.emit()

    def _lay_out(self) -> None:
        entry = QHBoxLayout()
        entry.setSpacing(8)
        entry.addWidget(self.field, 1)
        entry.addWidget(self.add_button)
        added = QHBoxLayout()
        added.setSpacing(8)
        added.addWidget(self.list, 1)
        added.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)
        added.addWidget(self.remove_all_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(entry)
        layout.addLayout(added)

    def _add_typed(self) -> None:
        self.add(self.field.text())
        self.empty_field()

    def _add_completed(self, name: str) -> None:
        self.add(name)
        QTimer.singleShot(0, self, self.empty_field)  # the completer writes the name into the field around this signal

    def _remove_chosen(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self.list.takeItem(row)
            self._show_buttons()
            self.changed.emit()

    def _show_buttons(self) -> None:
        """The list and its buttons are there only when there is something to remove."""
        for widget in (self.list, self.remove_button, self.remove_all_button):
            widget.setVisible(self.list.count() > 0)


class _RemovableList(QListWidget):
    """Items in a row that wraps, as high as its rows up to three of them."""

    removal_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("Delete removes the chosen medicine")
        self.model().rowsInserted.connect(self._fit)
        self.model().rowsRemoved.connect(self._fit)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height() + 16
        last = self.visualItemRect(self.item(self.count() - 1)) if self.count() else QRect()
        rows = last.bottom() + self.verticalOffset() + self.spacing() + 2 * self.frameWidth() + 4
        return QSize(super().sizeHint().width(), max(line, min(rows, 3 * line)))

    def minimumSizeHint(self) -> QSize:
        """Qt's own has room for two scroll bars, which is three rows."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.updateGeometry)  # once the items stand where the new width puts them

    def _fit(self) -> None:
        self.doItemsLayout()
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)
