"""Interactions: each medicine entered against ketamine or esketamine, or the whole list to browse."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.interaction import Interaction, MedicineFindings, NotAssessed
from ketaref.core.interaction_check import MedicineIndex
from ketaref.core.interaction_html import NOT_ASSESSED, not_assessed_html, severity_text
from ketaref.core.location import Kind, Location
from ketaref.core.record_html import record_html
from ketaref.core.record_text import sources_of
from ketaref.core.synonyms import Synonyms
from ketaref.export.interaction_sheet import interaction_sheet
from ketaref.export.record_sheet import record_sheet
from ketaref.export.sheet import Sheet, Stamp
from ketaref.store.content import ContentStore
from ketaref.store.spelling import nearest_names
from ketaref.ui.catalogue_page import LEAST_LINES, TextDetail, record_page_layout
from ketaref.ui.choice_box import ChoiceBox
from ketaref.ui.enlarge_button import EnlargeButton
from ketaref.ui.labels import Note
from ketaref.ui.last_word import LastWord
from ketaref.ui.medicine_list import MedicineList
from ketaref.ui.medicine_suggestions import MedicineSuggestions
from ketaref.ui.page import Page
from ketaref.ui.pane_pair import PanePair
from ketaref.ui.record_table import Column, RecordTable
from ketaref.ui.theme import Theme

NOTE = (
    "Severity is this reference's own grade; effect, evidence and action stand apart, and the label's words under the "
    "record. Only interactions with ketamine or esketamine are covered, none between the other medicines. A medicine "
    "that is not listed was not assessed, which does not mean that there is no interaction."
)
WIDE_CHARACTERS = 220
"""From this width in average characters on, six columns leave room for the record beside them."""


@dataclass(frozen=True)
class Pair:
    """A row: a medicine as entered (empty while browsing) and one record on it, or None where there is none.

    `recorded_with` holds the agents with which the medicine is recorded, where it is not with the chosen one.
    """

    medicine: str
    interaction: Interaction | None
    recorded_with: tuple[Agent, ...] = ()


class InteractionsPage(Page):
    """Add medicines, read what is recorded on each; without any, all records."""

    def __init__(self, store: ContentStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._shown: Pair | None = None
        self._interactions = store.interactions()
        self._index = MedicineIndex(self._interactions, Synonyms(store.synonyms()))
        self._known_names = self._index.names()
        self.medicines = MedicineList(lambda: self._known_names)
        self.suggestions = MedicineSuggestions()
        self.agent_box = ChoiceBox("Agent")
        self.agent_box.addItem("With all agents", None)
        for agent in SCREENED_AGENTS:
            self.agent_box.addItem(f"With {agent.label}", agent)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.table = RecordTable(_COLUMNS, "Interactions")
        self.detail = TextDetail(self._pair_html, "interactions", theme)
        self._lay_out()
        self._last_word = LastWord(self)
        self.medicines.changed.connect(self._answer)
        self.suggestions.chosen.connect(self._correct)
        self.agent_box.currentIndexChanged.connect(self._answer)
        self.table.record_selected.connect(self._show_chosen)
        self.table.record_activated.connect(lambda _pair: self.detail.setFocus())
        self.detail.location_requested.connect(self.location_requested)
        self._show_pairs()

    # Page

    def open(self, location: Location) -> None:
        if not location.id:
            self.enlarge.setChecked(False)
            return
        target = self._store.resolve(location).location
        if not self._choose(target.id):
            self.agent_box.setCurrentIndex(0)
        if not self._choose(target.id):  # What was entered stays; the record is read beside it.
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
            self._show_chosen(Pair("", self._store.interaction(target.id)))

    def title(self) -> str:
        return self._shown.interaction.interacting if self._shown and self._shown.interaction else "Interactions"

    def set_theme(self, theme: Theme) -> None:
        self.detail.set_theme(theme)

    def sheet(self, stamp: Stamp) -> Sheet | None:
        """What was found for the medicines that were entered; without any, the chosen record."""
        entered, agent = self.medicines.medicines(), self.agent_box.currentData()
        if entered:
            found = [self._index.find(medicine, agent) for medicine in entered]
            records = (item for each in found if isinstance(each, MedicineFindings) for item in each.interactions)
            cited = dict.fromkeys(source_id for item in records for source_id in sources_of(item))
            return interaction_sheet(found, agent, self._store.sources_named(tuple(cited)), stamp, note=NOTE)
        record = self._shown.interaction if self._shown else None
        if record is None:
            return None
        sources = self._store.sources_named(sources_of(record))
        return record_sheet(Kind.INTERACTION, record, sources, stamp, note=NOTE)

    def focus_content(self) -> None:
        if self.enlarge.isChecked():
            self.detail.setFocus()
            return
        (self.table if self.table.current_record() else self.medicines.field).setFocus()

    def forget(self) -> bool:
        """Take the medicines away for good. Returns whether there were any."""
        held = bool(self.medicines.medicines() or self.medicines.field.text())
        self.medicines.empty_field()
        if held:
            self.medicines.clear()
        return held

    # Building

    def _lay_out(self) -> None:
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.summary, 1)
        told.addWidget(self.agent_box)
        entry = QWidget()
        above = QVBoxLayout(entry)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(8)
        above.addWidget(Note(NOTE))
        above.addWidget(self.medicines)
        above.addWidget(self.suggestions)
        above.addLayout(told)
        panes = PanePair(self.table, self.detail, 55, WIDE_CHARACTERS, above=entry, least_lines=LEAST_LINES)
        self.enlarge = EnlargeButton(self, self.detail, self.table, (entry,))
        self.setLayout(record_page_layout("Interactions", (self.enlarge,), panes))

    # Reacting

    def _answer(self) -> None:
        self._show_pairs()
        self._last_word.say(self._spoken())

    def _spoken(self) -> str:
        """The summary with the gravest of what is recorded."""
        recorded = (pair.interaction for pair in self.table.rows.records if pair.interaction)
        gravest = next(recorded, None)  # they stand gravest first
        named = f" Gravest: {gravest.interacting}, {gravest.severity.label}." if gravest else ""
        return f"{self.summary.text()}{named}"

    def _show_pairs(self) -> None:
        agent = self.agent_box.currentData()
        entered = self.medicines.medicines()
        pairs = self._pairs_of(entered, agent) if entered else self._all_pairs(agent)
        self.table.leave_out(() if entered else (_MEDICINE_COLUMN,))
        self.table.rows.replace(pairs)
        self.summary.setText(_summary(pairs) if entered else f"All {len(pairs)} recorded interactions, gravest first.")
        self.suggestions.suggest({medicine: self._names_near(medicine, pairs) for medicine in entered})
        self.suggestions.follow(self.medicines.remove_all_button)
        if entered:
            self.table.selectRow(0)
        else:
            self._show_chosen(None)

    def _pairs_of(self, medicines: tuple[str, ...], agent: Agent | None) -> list[Pair]:
        pairs = []
        for medicine in medicines:
            found = self._index.find(medicine, agent)
            if isinstance(found, NotAssessed):
                pairs.append(Pair(medicine, None, found.recorded_with))
            else:
                pairs += [Pair(medicine, interaction) for interaction in found.interactions]
                pairs += [Pair(word, None) for word in found.unrecognised]
        return sorted(pairs, key=_gravity)

    def _names_near(self, medicine: str, pairs: list[Pair]) -> list[str]:
        """Known names near to a medicine that nothing at all is recorded on."""
        unknown = any(
            pair.medicine == medicine and pair.interaction is None and not pair.recorded_with for pair in pairs
        )
        return nearest_names(medicine, self._known_names) if unknown else []

    def _correct(self, medicine: str, name: str) -> None:
        self.medicines.replace(medicine, name)
        self._last_word.say(f"{name} in place of {medicine}. {self._spoken()}")
        self.focus_content()

    def _all_pairs(self, agent: Agent | None) -> list[Pair]:
        chosen = [item for item in self._interactions if agent is None or agent in item.agents]
        return sorted((Pair("", item) for item in chosen), key=_gravity)

    def _choose(self, interaction_id: str) -> bool:
        return self.table.select_where(
            lambda pair: pair.interaction is not None and pair.interaction.id == interaction_id
        )

    def _show_chosen(self, pair: Pair | None) -> None:
        self._shown = pair
        self.detail.show_record(pair)
        self.enlarge.offer(there=pair is not None)
        self.context_changed.emit()

    def _pair_html(self, pair: Pair) -> str:
        if pair.interaction is None:
            return not_assessed_html(NotAssessed(pair.medicine, pair.recorded_with))
        sources = {source.id: source for source in self._store.sources_named(sources_of(pair.interaction))}
        return record_html(pair.interaction, sources)


def _gravity(pair: Pair) -> tuple[float, str]:
    """Not assessed stands below the gravest, which many of it would push out of sight, and above all else."""
    return (pair.interaction.severity.rank, pair.interaction.interacting) if pair.interaction else (0.5, pair.medicine)


def _summary(pairs: list[Pair]) -> str:
    unknown = [pair.medicine for pair in pairs if pair.interaction is None]
    recorded = len(pairs) - len(unknown)
    text = f"{recorded} recorded interaction{'' if recorded == 1 else 's'}."
    return f"? {NOT_ASSESSED}: {', '.join(unknown)}. {text}" if unknown else text


def _severity(pair: Pair) -> str:
    return severity_text(pair.interaction.severity if pair.interaction else None)


_MEDICINE_COLUMN = 0
_COLUMNS = (
    Column[Pair]("Medicine", lambda pair: pair.medicine, 3),
    Column[Pair]("Recorded as", lambda pair: pair.interaction.interacting if pair.interaction else "—", 4),
    Column[Pair]("Severity", _severity, 3, lambda pair: _gravity(pair)[0]),
    Column[Pair]("Effect", lambda pair: pair.interaction.effect.text if pair.interaction else "not known from here", 6),
    Column[Pair](
        "Action",
        lambda pair: pair.interaction.action.text if pair.interaction else "read the labels, or ask a pharmacist",
        6,
    ),
    Column[Pair]("Evidence", lambda pair: pair.interaction.basis.label if pair.interaction else "none here", 2),
)
