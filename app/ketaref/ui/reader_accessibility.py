"""The reader as assistive tools see it: a document of headings, paragraphs, lists, tables and links.

Qt presents a text browser as one label, without headings, links and cells. Here every part of the text is an accessible
interface of its own. Qt frees an interface once it was registered and then taken off its list, so the Python side
keeps each one until exactly then.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QWindow,
)
from shiboken6 import Shiboken

from ketaref.core.errors import InputError
from ketaref.core.location import KIND_NAMES, Location
from ketaref.ui.reader import Reader
from ketaref.ui.reader_abilities import CellPlace, HeadingLevel, LinkActions
from ketaref.ui.reader_places import part_rect, position_at
from ketaref.ui.reader_structure import Part, PartRole, document_parts, parts_inside

_ROLES = {
    PartRole.HEADING: QAccessible.Role.Heading,
    PartRole.PARAGRAPH: QAccessible.Role.Paragraph,
    PartRole.LIST: QAccessible.Role.List,
    PartRole.LIST_ITEM: QAccessible.Role.ListItem,
    PartRole.GROUP: QAccessible.Role.Section,
    PartRole.TABLE: QAccessible.Role.Table,
    PartRole.ROW: QAccessible.Role.Row,
    PartRole.COLUMN_HEADER: QAccessible.Role.ColumnHeader,
    PartRole.CELL: QAccessible.Role.Cell,
    PartRole.LINK: QAccessible.Role.Link,
    PartRole.TEXT: QAccessible.Role.StaticText,
}
# None in place of a missing interface ends the process; a null pointer is what Qt asks for.
_NO_INTERFACE = Shiboken.VoidPtr(0)


def structure_of(reader: Reader) -> "Structure":
    """The structure that a reader keeps for its tools, made when it has none yet."""
    if reader.structure is None:
        reader.structure = Structure(reader)
    return reader.structure


def document_interface(reader: Reader) -> QAccessibleInterface:
    """The interface of a reader as a whole."""
    return _DocumentInterface(reader)


class Structure:
    """The interfaces of one reader's parts, made when an assistive tool first asks for them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = ref(reader)
        self._top: list[PartInterface] | None = None
        self._made: list[PartInterface] = []
        reader.destroyed.connect(partial(_release, self._made))

    @property
    def reader(self) -> Reader | None:
        """The reader, unless it is gone."""
        reader = self._reader()
        return reader if reader is not None and Shiboken.isValid(reader) else None

    def root(self) -> QAccessibleInterface | None:
        """The document."""
        return QAccessible.queryAccessibleInterface(self.reader) if self.reader else None

    def top(self) -> "list[PartInterface]":
        """The parts that stand directly in the document."""
        if self._top is None:
            reader = self.reader
            self._top = self.make(document_parts(reader.document()), None) if reader else []
        return self._top

    def make(self, parts: tuple[Part, ...], parent: "PartInterface | None") -> "list[PartInterface]":
        """Interfaces for parts, known to Qt until `forget`."""
        made = [PartInterface(self, part, parent) for part in parts]
        self._made += made
        return made

    def at(self, position: int, role: PartRole) -> "PartInterface | None":
        """The part with a role that begins at a position."""
        return _found(self.top(), position, role)

    def forget(self) -> None:
        """The text is about to change: take every interface back, and tell tools that hold on to one."""
        if self._top and QAccessible.isActive():
            for part in self._top:
                QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.ObjectDestroyed))
        self._top = None
        _release(self._made)

    def tell_loaded(self) -> None:
        """Tell tools that another text stands here."""
        if self.reader is None:
            return
        for part in self.top():
            QAccessible.updateAccessibility(QAccessibleEvent(part, QAccessible.Event.ObjectCreated))
        QAccessible.updateAccessibility(QAccessibleEvent(self.reader, QAccessible.Event.DocumentLoadComplete))

    def tell_focused_link(self) -> None:
        """Tell tools that the keyboard came to a link."""
        link = self.focused_link()
        if link:
            QAccessible.updateAccessibility(QAccessibleEvent(link, QAccessible.Event.Focus))

    def focused_link(self) -> "PartInterface | None":
        """The link that has the keyboard."""
        link = self.reader.focused_link() if self.reader else None
        return self.at(link.start, PartRole.LINK) if link else None


class _DocumentInterface(QAccessibleObject):
    """A reader: its children are the parts of its text. PySide keeps it for good, so it must not keep the reader."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._structure = ref(structure_of(reader))

    def _parts(self) -> "list[PartInterface]":
        structure = self._structure()
        return structure.top() if structure else []

    def _widget(self) -> Reader | None:
        structure = self._structure()
        return structure.reader if structure else None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Document

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        reader = self._widget()
        if reader is None:
            state.invalid = True
            return state
        state.focusable = True
        state.focused = reader.hasFocus() and not reader.focused_link()
        state.readOnly = True
        state.multiLine = True
        state.selectableText = True
        state.invisible = not reader.isVisible()
        return state

    def text(self, t: QAccessible.Text) -> str:
        reader = self._widget()
        if reader is None:
            return ""
        if t == QAccessible.Text.Name:
            return reader.accessibleName()
        return reader.accessibleDescription() if t == QAccessible.Text.Description else ""

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        reader = self._widget()
        above = reader.parentWidget() if reader else None
        return QAccessible.queryAccessibleInterface(above) if above else None

    def childCount(self) -> int:
        return len(self._parts())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        parts = self._parts()
        return parts[index] if 0 <= index < len(parts) else None

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        return _index(self._parts(), arg__1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return _at_point(self._widget(), self._parts(), x, y)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        structure = self._structure()
        return structure.focused_link() if structure else None

    def window(self) -> QWindow | None:  # type: ignore[override]
        reader = self._widget()
        return reader.window().windowHandle() if reader else None

    def rect(self) -> QRect:
        reader = self._widget()
        return QRect(reader.mapToGlobal(QPoint(0, 0)), reader.size()) if reader else QRect()


class PartInterface(QAccessibleInterface):
    """One part of the text."""

    def __init__(self, structure: Structure, part: Part, parent: "PartInterface | None") -> None:
        super().__init__()
        self._structure = structure
        self.part = part
        self._above = parent
        self._below: list[PartInterface] | None = None
        self._more: dict[QAccessible.InterfaceType, Any] = {}
        self._taken_back = False
        self.id = QAccessible.registerAccessibleInterface(self)

    def below(self) -> "list[PartInterface]":
        """The parts inside this one."""
        if self._below is None:
            reader = self._structure.reader if self.isValid() else None
            inside = parts_inside(reader.document(), self.part) if reader else ()
            self._below = self._structure.make(inside, self)
        return self._below

    def take_back(self) -> None:
        """Have Qt free this interface."""
        self._taken_back = True
        QAccessible.deleteAccessibleInterface(self.id)

    def isValid(self) -> bool:
        return not self._taken_back and self._structure.reader is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def role(self) -> QAccessible.Role:
        return _ROLES[self.part.role]

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        reader = self._structure.reader
        if reader is None:
            state.invalid = True
            return state
        state.readOnly = True
        state.invisible = not reader.isVisible()
        state.offscreen = not part_rect(reader, self.part).intersects(reader.viewport().rect())
        if self.part.role is PartRole.LINK:
            state.linked = True
            state.focusable = True
            focused = reader.focused_link()
            state.focused = focused is not None and focused.start == self.part.start
        return state

    def text(self, t: QAccessible.Text) -> str:
        if t == QAccessible.Text.Name:
            return self.part.name
        if t == QAccessible.Text.Description and self.part.role is PartRole.LINK:
            return _kind_name(self.part.href)
        return ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """The text is read only."""

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self._above or self._structure.root()

    def childCount(self) -> int:
        return len(self.below())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return self.below()[index] if 0 <= index < len(self.below()) else None

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        return _index(self.below(), arg__1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return _at_point(self._structure.reader, self.below(), x, y)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        reader = self._structure.reader
        return reader.window().windowHandle() if reader else None

    def rect(self) -> QRect:
        reader = self._structure.reader
        if reader is None:
            return QRect()
        inner = part_rect(reader, self.part)
        return QRect(reader.viewport().mapToGlobal(inner.topLeft()), inner.size())

    def interface_cast(self, arg__1: QAccessible.InterfaceType) -> Any:
        if arg__1 not in self._more:
            self._more[arg__1] = self._extra(arg__1)
        return self._more[arg__1] or _NO_INTERFACE

    def table(self) -> "PartInterface":
        """The table that this cell stands in."""
        above = self._above
        while above and above.part.role is not PartRole.TABLE:
            above = above._above  # noqa: SLF001 (of the same class)
        assert above  # cells are made by tables only
        return above

    def column_heads(self) -> list[QAccessibleInterface]:
        """The head of this cell's column, unless it is one itself."""
        head = self.table().below()[0].below()[self.part.column]
        return [head] if self.part.row and head.part.role is PartRole.COLUMN_HEADER else []

    def row_heads(self) -> list[QAccessibleInterface]:
        """The first cell of this cell's row, unless it is that."""
        is_cell = self.part.role is PartRole.CELL and self.part.column > 0
        return [self.table().below()[self.part.row].below()[0]] if is_cell else []

    def follow(self) -> None:
        """Follow the link, soon."""
        self._soon(lambda reader: reader.follow(self.part.href))

    def take_focus(self) -> None:
        """Put the keyboard on the link, soon."""
        self._soon(lambda reader: reader.focus_link(self.part))

    def _soon(self, act: Callable[[Reader], None]) -> None:
        """Not before the tool's call has returned: another page takes this very interface back."""
        reader = self._structure.reader
        if reader:
            QTimer.singleShot(0, reader, lambda: act(reader) if self.isValid() else None)

    def _extra(self, kind: QAccessible.InterfaceType) -> Any:
        kinds = QAccessible.InterfaceType
        if kind == kinds.ActionInterface and self.part.role is PartRole.LINK:
            return LinkActions(self)
        if kind == kinds.AttributesInterface and self.part.level:
            return HeadingLevel(self.part.level)
        if kind == kinds.TableCellInterface and self.part.role in (PartRole.CELL, PartRole.COLUMN_HEADER):
            return CellPlace(self)
        return None


def _release(made: list[PartInterface]) -> None:
    """Take interfaces off Qt's list, which frees them; only then may Python let go."""
    for part in made:
        part.take_back()
    made.clear()


def _found(parts: list[PartInterface], position: int, role: PartRole) -> PartInterface | None:
    for interface in parts:
        part = interface.part
        if part.role is role and part.start == position:
            return interface
        if part.start <= position < max(part.end, part.start + 1):
            inner = _found(interface.below(), position, role)
            if inner:
                return inner
    return None


def _index(parts: list[PartInterface], sought: QAccessibleInterface) -> int:
    return next((place for place, part in enumerate(parts) if part is sought), -1)


def _at_point(reader: Reader | None, parts: list[PartInterface], x: int, y: int) -> PartInterface | None:
    there = [part for part in parts if part.rect().contains(x, y)]
    if reader and len(there) > 1:  # runs of text over several lines: their rectangles overlap, their letters do not
        letter = position_at(reader, reader.viewport().mapFromGlobal(QPoint(x, y)))
        there.sort(key=lambda interface: not interface.part.start <= letter < interface.part.end)
    return there[0] if there else None


def _kind_name(href: str) -> str:
    try:
        return KIND_NAMES[Location.parse(href).kind]
    except InputError:
        return ""
