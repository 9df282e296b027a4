import pytest
from PySide6.QtCore import Qt

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.location import Kind, Location
from ketaref.ui.contraindication_view import ContraindicationView
from ketaref.ui.theme import LIGHT


@pytest.fixture
def view(store, qtbot):
    view = ContraindicationView(store, LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    return view


def test_every_position_of_every_agent_is_in_the_table(view, store):
    for item in store.contraindications():
        view.show_item(item)
        assert sorted(map(str, view.table.rows.records)) == sorted(map(str, item.positions))


def test_reasons_action_threshold_and_note_are_all_told(view, store):
    for item in store.contraindications():
        view.show_item(item)
        text = view.text.toPlainText()
        for said in (item.rationale, item.action, item.threshold, item.note):
            assert " ".join(said.split()) in " ".join(text.replace("\u2060", "").split())
        assert ("practice point" in text) >= item.action_is_practice_point


def test_level_of_each_agent_is_told_and_silence_too(view, store):
    item = next(item for item in store.contraindications() if not item.strictest(Agent.IV_KETAMINE))
    view.show_item(item)
    assert "IV ketamine:</b> not named by the sources read" in view.levels.text()
    for agent in SCREENED_AGENTS:
        position = item.strictest(agent)
        if position:
            assert f"{position.level.label}, {position.standing.label.lower()}" in view.levels.text()


def test_only_checklists_that_have_the_item_are_offered(view, store):
    item = next(item for item in store.contraindications() if not item.strictest(Agent.IV_KETAMINE))
    view.show_item(item)
    offered = [agent for agent, button in zip(SCREENED_AGENTS, view.buttons, strict=True) if button.isVisible()]
    assert offered == [agent for agent in SCREENED_AGENTS if item.strictest(agent)]


def test_activating_a_position_asks_for_its_source(view, store, qtbot):
    view.show_item(store.contraindications()[0])
    view.table.selectRow(0)
    position = view.table.current_record()
    with qtbot.waitSignal(view.location_requested) as asked:
        view.table.record_activated.emit(position)
    assert asked.args == [Location(Kind.SOURCE, position.source)]


def test_cells_are_named_with_their_headers_for_assistive_tools(view, store):
    view.show_item(store.contraindications()[0])
    cells = [view.table.filter.index(0, place) for place in range(5)]
    names = [cell.data(Qt.ItemDataRole.AccessibleTextRole).partition(":")[0] for cell in cells]
    assert names == ["Agent", "Level", "Standing", "Source", "Detail"]
