"""For what and where the agent is given: what a source says of another use alone does not count then."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ketaref.core.agent import Agent
from ketaref.core.checklist import Treatment
from ketaref.core.contraindication import Contraindication, Indication, Setting
from ketaref.ui.choice_box import ChoiceBox


class TreatmentBoxes(QWidget):
    """Hidden where the agent's sources make no difference between indications or settings.

    Signals:
        chosen: carries the Treatment.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.indication = ChoiceBox("Indication")
        self.setting = ChoiceBox("Setting")
        self._agent: Agent | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for box in (self.indication, self.setting):
            row.addWidget(box)
            box.activated.connect(self._tell)

    def offer(self, treatment: Treatment, items: Iterable[Contraindication]) -> None:
        """Offer what the positions for the agent tell apart, with the treatment's own chosen."""
        positions = [position for item in items for position in item.positions_for(treatment.agent)]
        named = {each for position in positions for each in position.indications}
        places = {each for position in positions for each in position.settings}
        self._agent = treatment.agent
        self.indication.clear()
        self.indication.addItem("Any indication", None)
        for indication in Indication if named else ():
            self.indication.addItem(indication.label, indication)
        self.setting.clear()
        self.setting.addItem("Any setting", None)
        for setting in Setting if places else ():
            self.setting.addItem(setting.label, setting)
        for box, value in ((self.indication, treatment.indication), (self.setting, treatment.setting)):
            box.setCurrentIndex(max(0, box.findData(value)))
            box.setVisible(box.count() > 1)

    def _tell(self) -> None:
        assert self._agent
        indication, setting = self.indication.currentData(), self.setting.currentData()  # Qt keeps them as plain text
        self.chosen.emit(
            Treatment(
                self._agent, Indication(indication) if indication else None, Setting(setting) if setting else None
            )
        )
