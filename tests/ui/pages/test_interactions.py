"""The interactions screen: each medicine is answered, and the unknown loudest."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.location import Kind, Location
from ketaref.ui import last_word
from ketaref.ui.pages.interactions import NOT_ASSESSED, InteractionsPage
from ketaref.ui.theme import LIGHT


@pytest.fixture
def page(store, qtbot):
    page = InteractionsPage(store, LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return page


def pairs(page):
    return [page.table.filter.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(page.table.shown_count())]


def enter(qtbot, page, *medicines):
    for medicine in medicines:
        qtbot.keyClicks(page.medicines.field, medicine)
        qtbot.keyClick(page.medicines.field, Qt.Key.Key_Return)


def test_all_interactions_are_listed_gravest_first(page, store):
    ranks = [pair.interaction.severity.rank for pair in pairs(page)]
    assert len(ranks) == len(store.interactions())
    assert ranks == sorted(ranks)


def test_several_medicines_are_each_answered(page, qtbot):
    enter(qtbot, page, "clonazepam", "lithium")
    assert {pair.medicine for pair in pairs(page)} == {"clonazepam", "lithium"}
    assert all(pair.interaction for pair in pairs(page))


def test_unknown_medicine_stands_below_the_gravest_only_and_says_so(page, qtbot):
    enter(qtbot, page, "lithium", "clonazepam", "foobarol")
    assert [pair.medicine for pair in pairs(page)][:3] == ["clonazepam", "foobarol", "lithium"]
    assert page.table.select_where(lambda pair: pair.interaction is None)
    assert f"{NOT_ASSESSED}: foobarol" in page.summary.text()
    text = page.detail.reader.toPlainText()
    assert "does not mean that there is no interaction" in " ".join(text.split())
    assert "pharmacist" in text


def test_no_medicine_ever_gives_an_empty_answer(page):
    for medicine in ("x", "'; DROP TABLE", "a" * 500, "NEAR(ket*"):
        page.medicines.clear()
        page.medicines.add(medicine)
        assert [pair.interaction for pair in pairs(page)] == [None]


def test_agent_narrows_the_list(page, store):
    for position, agent in enumerate(SCREENED_AGENTS, start=1):
        page.agent_box.setCurrentIndex(position)
        assert len(pairs(page)) == sum(agent in item.agents for item in store.interactions())


def test_address_opens_the_record_whatever_was_entered(page, qtbot):
    enter(qtbot, page, "lithium")
    page.open(Location(Kind.INTERACTION, "ddi_opioids"))
    assert page.title() == "Opioids"
    assert page.detail.reader.toPlainText().startswith("Opioids")
    assert page.medicines.medicines() == ("lithium",)


def test_address_of_a_listed_record_chooses_its_row(page):
    page.open(Location(Kind.INTERACTION, "ddi_opioids"))
    assert page.table.current_record().interaction.id == "ddi_opioids"


def test_two_medicines_typed_as_one_are_both_answered(page, qtbot):
    enter(qtbot, page, "warfarin diazepam")
    assert any((pair.medicine, pair.interaction) == ("warfarin", None) for pair in pairs(page))
    assert any(pair.interaction and pair.interaction.id == "ddi_benzodiazepines" for pair in pairs(page))


def test_medicine_recorded_with_other_agents_only_says_so(page, qtbot):
    page.agent_box.setCurrentIndex(1 + SCREENED_AGENTS.index(Agent.ORAL_KETAMINE))
    enter(qtbot, page, "atracurium")
    text = " ".join(page.detail.reader.toPlainText().split())
    assert "Records name it with IV ketamine, IM ketamine" in text
    assert "does not mean that there is no interaction" in text


def test_effect_evidence_and_action_stand_apart(page):
    page.open(Location(Kind.INTERACTION, "ddi_opioids"))
    text = page.detail.reader.toPlainText()
    for label in ("Severity", "Evidence", "Effect", "Mechanism", "Action", "Sources"):
        assert label in text
    assert "editorial grade" in text


def test_removing_the_last_medicine_shows_the_whole_list(page, qtbot, store):
    enter(qtbot, page, "lithium")
    qtbot.keyClick(page.medicines.list, Qt.Key.Key_Delete)
    assert len(pairs(page)) == len(store.interactions())


def offered(page):
    return {button.text(): button for button in page.suggestions.findChildren(QPushButton) if button.isVisibleTo(page)}


def test_misspelt_medicine_stays_not_assessed_until_a_name_is_chosen(page, qtbot):
    enter(qtbot, page, "lithium", "clonazepan")
    assert f"{NOT_ASSESSED}: clonazepan" in page.summary.text()
    button = offered(page)["clonazepam"]
    assert button.accessibleName() == "clonazepam, in place of clonazepan"
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert page.medicines.medicines() == ("lithium", "clonazepam")
    assert NOT_ASSESSED not in page.summary.text()
    assert not offered(page)
    assert page.suggestions.isHidden()


def test_name_that_is_near_nothing_gets_no_suggestion(page, qtbot):
    enter(qtbot, page, "xyzzyqumab", "lithium")
    assert page.suggestions.isHidden()


def test_medicine_recorded_with_another_agent_gets_no_suggestion(page, qtbot):
    recorded = [item for item in page._interactions if Agent.IV_KETAMINE not in item.agents]
    page.agent_box.setCurrentIndex(page.agent_box.findData(Agent.IV_KETAMINE))
    enter(qtbot, page, *(item.examples[0] for item in recorded[:1] if item.examples))
    assert page.suggestions.isHidden()


def test_correction_that_is_there_already_only_removes_the_misspelling(page, qtbot):
    enter(qtbot, page, "clonazepam", "clonazepan")
    offered(page)["clonazepam"].click()
    assert page.medicines.medicines() == ("clonazepam",)


@pytest.mark.parametrize(
    ("medicine", "record"),
    [
        ("quetiapine", "ddi_antipsychotics"),
        ("Seroquel", "ddi_antipsychotics"),
        ("aripiprazole", "ddi_antipsychotics"),
        ("Abilify", "ddi_antipsychotics"),
        ("neuroleptic", "ddi_antipsychotics"),
        ("neuroleptics", "ddi_antipsychotics"),
        ("prazosin", "ddi_antihypertensives"),
    ],
)
def test_medicine_whose_class_a_label_names_is_assessed_by_it(page, qtbot, medicine, record):
    enter(qtbot, page, medicine)
    assert [pair.interaction.id for pair in pairs(page)] == [record]


@pytest.mark.parametrize("medicine", ["mirtazapine", "trazodone"])
def test_medicine_that_no_source_names_stays_not_assessed(page, qtbot, medicine):
    enter(qtbot, page, medicine)
    assert [(pair.medicine, pair.interaction) for pair in pairs(page)] == [(medicine, None)]


def test_tab_comes_to_the_suggestions_between_medicines_and_agent(page, qtbot):
    page.activateWindow()
    enter(qtbot, page, "clonazepan", "sertralin")
    qtbot.waitUntil(lambda: len(offered(page)) == 2)
    page.medicines.remove_all_button.setFocus()
    stops = []
    while page.agent_box not in stops and len(stops) < 5:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    named = offered(page)
    assert stops == [named["clonazepam"], named["sertraline"], page.agent_box]


def test_screen_readers_hear_the_count_and_the_gravest_of_the_last_medicines(page, qtbot, monkeypatch):
    heard = []
    monkeypatch.setattr(last_word, "announce", lambda _source, text: heard.append(text))
    enter(qtbot, page, "lithium", "morphine", "foobarol")
    qtbot.waitUntil(lambda: bool(heard))
    (told,) = heard
    assert told == f"{page.summary.text()} Gravest: Opioids, Major."
    assert f"{NOT_ASSESSED}: foobarol" in told
