"""What single parts of a text offer to assistive tools beside their name: actions, a level, a place in a table."""

from typing import Any, Protocol
from weakref import ref

from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QAccessibleTableCellInterface,
)

from ketaref.ui.reader_structure import Part


class Link(Protocol):
    """The interface of a link."""

    def follow(self) -> None: ...
    def take_focus(self) -> None: ...


class Cell(Protocol):
    """The interface of a cell."""

    part: Part

    def table(self) -> QAccessibleInterface: ...
    def column_heads(self) -> list[QAccessibleInterface]: ...
    def row_heads(self) -> list[QAccessibleInterface]: ...


class LinkActions(QAccessibleActionInterface):
    """What can be done with a link."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._link = ref(link)

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.setFocusAction()]

    def doAction(self, actionName: str) -> None:  # noqa: N803 (Qt's spelling)
        link = self._link()
        if link and actionName == QAccessibleActionInterface.pressAction():
            link.follow()
        elif link and actionName == QAccessibleActionInterface.setFocusAction():
            link.take_focus()

    def keyBindingsForAction(self, actionName: str) -> list[str]:  # noqa: ARG002, N803
        return []


class HeadingLevel(QAccessibleAttributesInterface):
    """How deep a heading is."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> Any:
        return self._level if key == QAccessible.Attribute.Level else None


class CellPlace(QAccessibleTableCellInterface):
    """Where a cell stands, and the heads of its column and row."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self._cell = ref(cell)

    def _of(self) -> Cell:
        cell = self._cell()
        assert cell  # it holds this object
        return cell

    def table(self) -> QAccessibleInterface:
        return self._of().table()

    def rowIndex(self) -> int:
        return self._of().part.row

    def columnIndex(self) -> int:
        return self._of().part.column

    def rowExtent(self) -> int:
        return 1

    def columnExtent(self) -> int:
        return 1

    def isSelected(self) -> bool:
        return False

    def columnHeaderCells(self) -> list[QAccessibleInterface]:
        return self._of().column_heads()

    def rowHeaderCells(self) -> list[QAccessibleInterface]:
        return self._of().row_heads()
