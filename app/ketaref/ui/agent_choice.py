"""The first question of the checklist: for which agent. And what happens to answers when that changes."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ketaref.core.agent import Agent
from ketaref.core.checklist import Checklist
from ketaref.core.contraindication import Standing
from ketaref.ui.flow_layout import FlowLayout
from ketaref.ui.labels import Heading, Note

_MARGINS = (24, 16, 24, 16)
_WIDEST = 720


class AgentChoice(QWidget):
    """One large button for each agent; its number, or arrows and Enter.

    Signals:
        agent_chosen: carries the Agent.
    """

    agent_chosen = Signal(object)

    def __init__(self, checklists: Sequence[Checklist], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*_MARGINS)
        layout.setSpacing(12)
        layout.addWidget(Heading("Contraindication checklist"))
        layout.addWidget(Note("Choose the agent first: label, evidence and levels differ by medicine and by route."))
        self.buttons: list[AgentButton] = []
        for number, checklist in enumerate(checklists, start=1):
            layout.addWidget(self._agent_button(number, checklist))
        keys = f"Keys: 1 to {len(checklists)}, or arrows and Enter."
        layout.addWidget(Note(f"{keys} No answer is stored: a run is gone when the program closes."))
        layout.addStretch()
        self.setFocusProxy(self.buttons[0])

    def show_current(self, agent: Agent | None) -> None:
        """Put the keyboard on the agent of the run, if there is one."""
        agents = [button.agent for button in self.buttons]
        self.setFocusProxy(self.buttons[agents.index(agent) if agent else 0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if 0 <= place < len(self.buttons):
            self.buttons[place].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._focused().click()
        elif event.key() in steps:
            here = self.buttons.index(self._focused())
            self.buttons[(here + steps[Qt.Key(event.key())]) % len(self.buttons)].setFocus()
        else:
            super().keyPressEvent(event)

    def _focused(self) -> "AgentButton":
        return next((button for button in self.buttons if button.hasFocus()), self.buttons[0])

    def _agent_button(self, number: int, checklist: Checklist) -> "AgentButton":
        button = AgentButton(number, checklist)
        button.clicked.connect(lambda: self.agent_chosen.emit(checklist.agent))
        self.buttons.append(button)
        return button


class AgentButton(QPushButton):
    """An agent with the key that chooses it, and what its checklist rests on."""

    def __init__(self, number: int, checklist: Checklist) -> None:
        super().__init__()
        self.agent = checklist.agent
        about = standing_text(checklist)
        self.setAccessibleName(checklist.agent.label)
        self.setAccessibleDescription(f"{about}. Key {number}")
        self.setMaximumWidth(_WIDEST)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Heading(checklist.agent.label, "large"))
        texts.addWidget(Note(about))
        self._content = layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(20)
        layout.addWidget(Heading(str(number), "large"))
        layout.addLayout(texts, 1)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._content.minimumSize()


class AgentChange(QWidget):
    """Asks before another agent takes over a run that has answers.

    Signals:
        confirmed: change, and keep what both checklists ask.
        declined: stay with the agent of the run.
    """

    confirmed = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Heading()
        self.explanation = QLabel()
        self.explanation.setWordWrap(True)
        self.change = QPushButton()
        self.stay = QPushButton()
        self.change.clicked.connect(self.confirmed)
        self.stay.clicked.connect(self.declined)
        buttons = FlowLayout(8)
        buttons.addWidget(self.stay)
        buttons.addWidget(self.change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*_MARGINS)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.explanation)
        layout.addLayout(buttons)
        layout.addStretch()
        self.setFocusProxy(self.stay)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.change if self.change.hasFocus() else self.stay).click()
        elif event.key() == Qt.Key.Key_Escape:
            self.stay.click()
        else:
            super().keyPressEvent(event)

    def ask(self, current: Agent, wanted: Agent, kept: int, dropped: int) -> None:
        """Ask whether `wanted` may take over; `kept` answers stay, `dropped` belong to items it does not have."""
        self.heading.say(f"Change from {name_in_sentence(current)} to {name_in_sentence(wanted)}?")
        name = name_in_sentence(wanted)
        lost = (
            f" {_answers(dropped)} to items that {name} does not have, or has other limits for, will be gone."
            if dropped
            else ""
        )
        self.explanation.setText(
            f"{_answers(kept)} to items that both checklists ask alike will be kept, and so will numbers and "
            f"medicines.{lost} Levels and sources are then "
            f"those of {name}. Undo does not reach back over this change."
        )
        self.change.setText(f"Change to {name}")
        self.stay.setText(f"Stay with {name_in_sentence(current)}")


def standing_text(checklist: Checklist) -> str:
    """How many items there are, and how many rest on a product label."""
    items = checklist.items
    labelled = sum(
        position.standing is Standing.LABEL for item in items if (position := item.strictest(checklist.agent))
    )
    told = f"{labelled} on a product label" if labelled else "none on a product label"
    return f"{len(items)} items, {told}"


def name_in_sentence(agent: Agent) -> str:
    """The agent's name within a sentence: only abbreviations keep their capitals."""
    return agent.label if agent.label[1].isupper() else agent.label[0].lower() + agent.label[1:]


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"
