"""The side-effect screen: a rate is never shown without what it was measured in."""

import pytest
from PySide6.QtCore import Qt

from ketaref.core.agent import Agent
from ketaref.core.location import Kind, Location
from ketaref.ui.pages.adverse_effects import AdverseEffectsPage
from ketaref.ui.record_table import BREAKS, CELL_PADDING
from ketaref.ui.theme import LIGHT


@pytest.fixture
def page(store, qtbot):
    page = AdverseEffectsPage(store, LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def rate_column(page, effect_id):
    page.open(Location(Kind.ADVERSE_EFFECT, effect_id))
    return page.table.currentIndex().siblingAtColumn(2).data()


def test_rate_in_the_table_has_comparator_agent_and_dose(page):
    text = rate_column(page, "ae_dissociation")
    assert "(142/346) against 9% (21/222)" in text
    assert "Intranasal esketamine, 56 or 84 mg twice weekly" in text


def test_non_medical_use_is_no_rate_of_treatment(page, store):
    for effect in store.adverse_effects():
        if effect.agents == (Agent.NON_MEDICAL_KETAMINE,):
            assert rate_column(page, effect.id) == "No percentage in treatment; see the record"


def test_detail_lists_every_rate_with_its_source(page, store):
    for effect in store.adverse_effects():
        page.open(Location(Kind.ADVERSE_EFFECT, effect.id))
        table = page.detail.table
        assert sorted(map(str, table.rows.records)) == sorted(map(str, effect.rates))
        for row, rate in enumerate(table.rows.records):
            assert store.source(rate.source).short in table.filter.index(row, 4).data()


def test_detail_says_what_to_do_and_how_that_was_checked(page):
    page.open(Location(Kind.ADVERSE_EFFECT, "ae_dissociation"))
    text = page.detail.text.toPlainText()
    for label in ("Onset", "Duration", "Prevention", "Management", "When to stop"):
        assert label in text
    assert "Sources" in page.detail.sources.toPlainText()
    assert "[practice point]" in text


def test_rate_of_another_agent_is_never_shown_for_the_chosen_one(page):
    page.choice_box("Agent").setCurrentText(Agent.IV_KETAMINE.label)
    for row in range(page.table.shown_count()):
        assert Agent.INTRANASAL_ESKETAMINE.label not in page.table.filter.index(row, 2).data()
    assert "does not mean that it does not occur" in page.note.text()


def test_frequency_names_its_agent_and_the_agents_without_a_figure(page):
    page.open(Location(Kind.ADVERSE_EFFECT, "ae_dissociation"))
    text = " ".join(page.detail.text.toPlainText().split())
    assert "27% (number of people not given), Intranasal esketamine" in text
    assert "No percentage found for IV ketamine" in text


def test_link_to_a_source_is_asked_for(page, qtbot):
    page.open(Location(Kind.ADVERSE_EFFECT, "ae_dissociation"))
    with qtbot.waitSignal(page.location_requested) as told:
        page.detail.text.location_requested.emit(Location(Kind.SOURCE, "daly2019"))
    assert told.args == [Location(Kind.SOURCE, "daly2019")]


def test_keys_scroll_a_long_record_from_its_beginning_to_its_end(page, qtbot):
    page.activateWindow()
    page.open(Location(Kind.ADVERSE_EFFECT, "ae_dissociation"))
    bar = page.detail.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 3 * page.detail.area.height())
    page.detail.text.setFocus()
    for _ in range(40):
        qtbot.keyClick(page.detail.text, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()


@pytest.mark.parametrize("scale", [1, 2])
def test_every_name_is_shown_whole(page, qtbot, scale):
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    page.setFont(font)
    qtbot.wait(1)
    page.table.resizeRowsToContents()
    metrics = page.table.fontMetrics()
    room = page.table.columnWidth(0) - 2 * CELL_PADDING
    for row in range(page.table.shown_count()):
        name = page.table.filter.index(row, 0).data().partition("\n")[0]
        assert max(map(metrics.horizontalAdvance, BREAKS.split(name))) <= room
        wraps = Qt.TextFlag.TextWordWrap.value
        assert metrics.boundingRect(0, 0, room, 0, wraps, name).height() <= page.table.rowHeight(row)


def test_row_of_the_rates_that_the_keyboard_is_on_is_in_view(page, qtbot):
    page.activateWindow()
    page.open(Location(Kind.ADVERSE_EFFECT, "ae_dissociation"))
    page.resize(1000, 400)
    table, view = page.detail.table, page.detail.area.viewport()
    qtbot.waitUntil(lambda: table.height() > view.height())

    def row_top():
        return table.viewport().mapTo(view, table.visualRect(table.currentIndex()).topLeft()).y()

    table.setFocus()
    for _ in range(table.shown_count()):
        qtbot.keyClick(table, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: 0 <= row_top() < view.height())
    assert table.currentIndex().row() == table.shown_count() - 1
