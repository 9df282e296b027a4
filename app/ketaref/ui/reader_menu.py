"""What a reader offers at the right mouse button or the menu key, and what it hands to the clipboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent

from ketaref.ui.document_style import without_layout_marks
from ketaref.ui.menus import COPY_WITH_REFERENCE

if TYPE_CHECKING:
    from ketaref.ui.reader import Reader


def show_menu(reader: "Reader", event: QContextMenuEvent) -> None:
    """Qt's own menu with "Copy with reference" first. A click beside what is selected goes to the place clicked."""
    if event.reason() is QContextMenuEvent.Reason.Mouse:
        _go_to(reader, event.pos())
    menu = reader.createStandardContextMenu(event.pos())
    action = reader.window().findChild(QAction, COPY_WITH_REFERENCE)
    offered = menu.actions()
    if action and offered:
        menu.insertAction(offered[0], action)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(event.globalPos())


def _go_to(reader: "Reader", place: QPoint) -> None:
    reader.setFocus()
    clicked = reader.cursorForPosition(place)
    selected = reader.textCursor()
    if not selected.selectionStart() <= clicked.position() <= selected.selectionEnd() or not selected.hasSelection():
        reader.setTextCursor(clicked)


def plain_data(data: QMimeData) -> QMimeData:
    """What was selected, as text and HTML without the marks of the layout."""
    plain = QMimeData()
    plain.setText(without_layout_marks(data.text()))
    plain.setHtml(without_layout_marks(data.html()))
    return plain
