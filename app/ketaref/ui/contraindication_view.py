"""One contraindication for reference: every position on it for every agent, and the way into the checklist."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.checklist_html import action_html, difference_text, item_location, level_text
from ketaref.core.contraindication import Contraindication, Position
from ketaref.core.location import Kind, Location
from ketaref.core.record_html import checked_badge, sources_html
from ketaref.core.record_text import sources_of
from ketaref.store.content import ContentStore
from ketaref.ui.flow_layout import FlowLayout
from ketaref.ui.growing import GrowingReader, GrowingTable
from ketaref.ui.labels import Heading
from ketaref.ui.record_table import Column
from ketaref.ui.theme import Theme


class ContraindicationView(QWidget):
    """Shows one item at a time.

    Signals:
        location_requested: a source or the checklist is wanted; carries the Location.
    """

    location_requested = Signal(object)

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.item: Contraindication | None = None
        self.heading = Heading()
        self.question = QLabel()
        self.levels = QLabel()
        for label in (self.question, self.levels):
            label.setWordWrap(True)
        self.table = GrowingTable(_columns(store), "Positions on this contraindication")
        self.table.record_activated.connect(self._open_source)
        self.text = GrowingReader(theme, "About this contraindication")
        self.sources = GrowingReader(theme, "Sources")
        for reader in (self.text, self.sources):
            reader.setFrameShape(QFrame.Shape.NoFrame)
            reader.location_requested.connect(self.location_requested)
        self._ways = FlowLayout(8)
        self.buttons = [self._way_in(agent) for agent in SCREENED_AGENTS]
        self._lay_out()

    def show_item(self, item: Contraindication) -> None:
        """Show another item."""
        self.item = item
        self.heading.say(item.condition)
        self.question.setText(f"{item.group}. Ask: {item.question}")
        self.levels.setText(_levels_text(item))
        self.table.show_records(_in_order(item))
        self.text.show_html(_reasons_html(item))
        named = {source.id: source for source in self._store.sources_named(sources_of(item))}
        self.sources.show_html(sources_html(item, named))
        for agent, button in zip(SCREENED_AGENTS, self.buttons, strict=True):
            button.setVisible(item.strictest(agent) is not None)
        self.area.verticalScrollBar().setValue(0)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self.text.set_theme(theme)
        self.sources.set_theme(theme)

    def _lay_out(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.question)
        layout.addWidget(self.levels)
        layout.addLayout(self._ways)
        for widget in (self.text, Heading("Every position", "large"), self.table, self.sources):
            layout.addWidget(widget)
        layout.addStretch()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Contraindication")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        self.setFocusProxy(self.area)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def _way_in(self, agent: Agent) -> QPushButton:
        button = QPushButton(f"Checklist: {agent.label}")
        button.clicked.connect(lambda: self._enter(agent))
        self._ways.addWidget(button)
        return button

    def _enter(self, agent: Agent) -> None:
        if self.item:
            self.location_requested.emit(item_location(agent, self.item))

    def _open_source(self, position: Position) -> None:
        self.location_requested.emit(self._store.resolve(_source_location(position)).location)


def _reasons_html(item: Contraindication) -> str:
    parts = (
        ("Why it matters", escape(item.rationale) + checked_badge(item.checked)),
        ("Action", action_html(item)),
        ("Threshold", escape(item.threshold)),
        ("Note", escape(item.note)),
    )
    return "".join(f"<p><b>{label}.</b> {html}</p>" for label, html in parts if html)


def _source_location(position: Position) -> Location:
    return Location(Kind.SOURCE, position.source)


def _in_order(item: Contraindication) -> Sequence[Position]:
    """By agent as they are offered, each agent's strictest first."""
    agents = dict.fromkeys((*SCREENED_AGENTS, *(position.agent for position in item.positions)))
    return [position for agent in agents for position in item.positions_for(agent)]


def _levels_text(item: Contraindication) -> str:
    """The level that counts for each agent, and where sources differ."""
    lines = []
    for agent in SCREENED_AGENTS:
        position = item.strictest(agent)
        if position is None:
            lines.append(f"<b>{agent.label}:</b> not named by the sources read")
            continue
        differs = difference_text(item, agent)
        level = f"{level_text(position.level)}, {position.standing.label.lower()}"
        lines.append(f"<b>{agent.label}:</b> {level}{f'. {differs}' if differs else ''}")
    return "<br>".join(lines)


def _columns(store: ContentStore) -> tuple[Column[Position], ...]:
    return (
        Column("Agent", lambda position: position.agent.label, 3),
        Column("Level", lambda position: level_text(position.level), 2),
        Column("Standing", lambda position: position.standing.label, 3),
        Column("Source", lambda position: f"{store.source(position.source).short}, {position.checked.label}", 5),
        Column("Detail", lambda position: position.detail or "–", 6),
    )
