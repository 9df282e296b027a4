"""A run beyond yes and no: numbers, medicines, what a source speaks of alone, dependent items, and the end of a run."""

import pytest
from by_keys import press
from PySide6.QtCore import Qt

from ketaref.core.agent import Agent
from ketaref.core.checklist import Answer
from ketaref.core.contraindication import Indication
from ketaref.core.location import Kind, Location
from ketaref.core.wording import banned_words
from ketaref.ui import checklist_screen
from ketaref.ui.checklist_items import item_row

PRESSURE = "ci_bp_day"


def row(run, item_id):
    return item_row(run.items.rows.index_of(item_id))


def findings(run):
    return run.result.text.toPlainText()


def test_a_number_typed_in_the_list_goes_into_the_field_of_the_item(page, run, qtbot):
    run.select(PRESSURE)
    press(qtbot, page, "185", Qt.Key.Key_Return)
    assert dict(run.history.run.readings) == {"systolic": 185.0}
    assert run.readings.fields["diastolic"].field.hasFocus()
    press(qtbot, page, "95", Qt.Key.Key_Return)
    assert dict(run.history.run.readings) == {"systolic": 185.0, "diastolic": 95.0}
    assert run.items.hasFocus()


def test_a_limit_that_is_reached_makes_the_item_present_and_shows_who_says_so(page, run, qtbot):
    run.select(PRESSURE)
    press(qtbot, page, "185")
    assert row(run, PRESSURE).counted is Answer.YES
    assert row(run, PRESSURE).answer is None
    assert "PRESENT BY NUMBER" in row(run, PRESSURE).told
    assert "● reached: systolic blood pressure at rest > 180 mmHg" in run.readings.limits.text()
    assert "Swiss ketamine label" in findings(run)
    assert "Measured: 1" in findings(run)
    assert not banned_words(findings(run))


def test_a_number_that_reaches_nothing_answers_nothing(page, run, qtbot):
    run.select(PRESSURE)
    press(qtbot, page, "120", Qt.Key.Key_Return, "80", Qt.Key.Key_Return)
    assert row(run, PRESSURE).counted is None
    assert "no limit reached of" in row(run, PRESSURE).told
    assert "answers no item" in findings(run)


@pytest.mark.parametrize("typed", ["18,5", "999", "120/80", "a"])
def test_what_is_no_number_computes_nothing(page, run, qtbot, typed):
    run.select(PRESSURE)
    run.readings.fields["systolic"].field.setFocus()
    press(qtbot, page, "185")
    run.readings.fields["systolic"].field.selectAll()
    press(qtbot, page, typed, Qt.Key.Key_Return)
    assert "systolic" not in run.history.run.readings
    assert run.readings.fields["systolic"].message.isVisible()
    assert "Measured" not in findings(run)
    assert row(run, PRESSURE).counted is None


def test_an_answer_against_the_number_is_told(page, run, qtbot):
    run.select(PRESSURE)
    press(qtbot, page, "185", Qt.Key.Key_Escape)
    run.answer(PRESSURE, Answer.NO)
    assert row(run, PRESSURE).counted is Answer.YES
    assert "ANSWERED AS ABSENT" in row(run, PRESSURE).told
    assert "the reading and the answer do not fit" in findings(run)


def test_one_number_is_one_change(page, run, qtbot):
    run.select(PRESSURE)
    press(qtbot, page, "185", Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert len(run.history.before) == 1
    run.undo()
    assert not run.history.run.readings
    assert run.readings.fields["systolic"].field.text() == ""
    run.redo()
    assert run.readings.fields["systolic"].field.text() == "185"


def test_a_number_counts_for_every_item_that_it_concerns(page, run, qtbot):
    run.select(PRESSURE)
    press(qtbot, page, "85", Qt.Key.Key_Return)
    assert row(run, "ci_catecholamine_depletion").counted is Answer.YES
    run.select("ci_catecholamine_depletion")
    assert run.readings.fields["systolic"].field.text() == "85"


def test_fields_show_only_for_items_that_take_a_number(page, run):
    run.select("ci_avm")
    assert not run.readings.isVisible()
    run.select("ci_spo2_low")
    assert [name for name, field in run.readings.fields.items() if field.isVisible()] == ["spo2"]


def test_medicines_bring_their_interactions_and_what_is_not_assessed(page, run, qtbot):
    run.medicines.add("phenelzine")
    run.medicines.add("xyzzymab")
    assert "Not assessed here: 1" in findings(run)
    assert "xyzzymab" in findings(run)
    assert "Monoamine oxidase inhibitors" in findings(run)
    run.undo()
    assert run.medicines.medicines() == ("phenelzine",)


def test_no_medicine_entered_is_not_told_as_none_taken(run):
    assert "Not entered is not the same as none taken." in findings(run)


def test_monitoring_follows_from_what_was_found(page, run, store):
    run.answer("ci_cystitis", Answer.YES)
    text = findings(run)
    assert "Monitoring that follows" in text
    steps = store.contraindication("ci_cystitis").monitoring
    assert any(store.monitoring_step(step).item.text in text for step in steps)


def test_an_item_that_depends_on_another_is_asked_when_needed(page, run):
    child = next(item for item in run.checklist.items if item.asked_if)
    shown = lambda: {item_row(index).item.id for index in run.items.shown_items()}  # noqa: E731
    assert child.id not in shown()
    assert run.select(child.id)  # as a link of the findings does
    assert run.items.current_item().item.id == child.asked_if
    assert run.bar.filters[0].text() == f"All {len(shown())}"
    assert "asked once" in findings(run)
    run.answer(child.asked_if, Answer.UNKNOWN)
    assert child.id in shown()
    assert run.bar.filters[0].text() == f"All {len(run.checklist.items)}"
    run.answer(child.asked_if, Answer.NO)
    assert child.id not in shown()
    assert "Not asked: 1" in findings(run)


def test_an_indication_leaves_out_what_speaks_of_another_and_shows_it_apart(page, run, qtbot):
    before = {item.id: item.strictest(Agent.IV_KETAMINE).level for item in run.checklist.items}
    run.answer("ci_avm", Answer.YES)
    box = run.treatment.indication
    box.setCurrentIndex(box.findData(Indication.DEPRESSION))
    box.activated.emit(box.currentIndex())
    assert run.checklist.treatment.indication is Indication.DEPRESSION
    assert dict(run.history.answers) == {"ci_avm": Answer.YES}
    assert run.checklist.left_out
    left_out = next(iter(run.checklist.left_out))
    run.select(left_out)
    assert "Said of another indication or setting" in run._reasons(left_out)
    assert {item.id for item in run.checklist.items} == set(before)


def test_everything_entered_is_gone_for_good_when_the_page_forgets(page, run, qtbot):
    run.answer("ci_avm", Answer.YES)
    run.select(PRESSURE)
    press(qtbot, page, "185")
    run.medicines.add("lithium")
    run.medicines.field.setText("half typed")
    assert page.forget()
    assert run.history.run.is_empty
    run.undo()
    run.redo()
    assert run.history.run.is_empty
    assert run.readings.fields["systolic"].field.text() == ""
    assert run.medicines.medicines() == ()
    assert run.medicines.field.text() == ""
    assert not page.forget()


def test_what_is_half_typed_is_forgotten_too(page, run):
    run.readings.fields["systolic"].field.setText("1")
    assert page.forget()
    assert run.readings.fields["systolic"].field.text() == ""


def test_no_key_brings_back_what_was_forgotten(page, run, qtbot):
    run.medicines.field.setFocus()
    press(qtbot, page, "SMITH", Qt.Key.Key_Return, "JONES")
    run.readings.fields["systolic"].field.setFocus()
    press(qtbot, page, "190")
    page.forget()
    for field in (run.medicines.field, run.readings.fields["systolic"].field):
        for _ in range(5):
            field.undo()
        assert field.text() == ""


def test_an_answer_is_not_carried_to_an_agent_with_another_limit(page, run, qtbot):
    run.answer(PRESSURE, Answer.NO)
    run.answer("ci_avm", Answer.NO)
    page.open(Location(Kind.CHECKLIST, Agent.INTRANASAL_ESKETAMINE))
    page.change.change.click()
    assert page.agent is Agent.INTRANASAL_ESKETAMINE
    assert dict(run.history.answers) == {"ci_avm": Answer.NO}
    assert "1 answer was taken back" in run.reminder.text()


def test_a_number_that_reaches_a_trials_limit_alone_is_not_told_as_a_labels_word(page, run, qtbot):
    page.open(Location(Kind.CHECKLIST, Agent.INTRANASAL_ESKETAMINE))
    run.measure("weeks_since_infarction", 20.0)
    (finding,) = [each for each in run.report().result.present if each.item.id == "ci_recent_mi"]
    assert finding.standing.value == "trial_exclusion"
    text = findings(run)
    assert text.index("Trial exclusions, not label rules") < text.index("Recent cardiovascular event")
    assert "Still to be answered: whether the condition itself is present" in text


def test_a_misspelt_medicine_is_told_and_another_name_is_offered(page, run, qtbot):
    run.medicines.add("midazolm")
    assert "1 not assessed here" in run.result.heading.accessibleName()
    assert run.suggestions.isVisible()
    run.suggestions.chosen.emit("midazolm", "midazolam")
    assert run.history.run.medicines == ("midazolam",)
    assert not run.suggestions.isVisible()


def test_a_medicine_is_told_at_the_item_that_asks_for_it(page, run):
    run.medicines.add("phenelzine")
    assert "Entered as a medicine: phenelzine" in row(run, "ci_maoi").told
    assert row(run, "ci_maoi").counted is None


def test_an_item_answered_as_absent_though_its_medicine_is_entered_is_told(page, run):
    run.medicines.add("phenelzine")
    assert "Check both" not in findings(run)
    run.answer("ci_maoi", Answer.NO)
    assert row(run, "ci_maoi").told.endswith("Entered as a medicine: phenelzine. ANSWERED AS ABSENT: check both")
    condition = run.checklist.item("ci_maoi").condition
    assert f"Check both: {condition} is answered as absent. Entered as a medicine: phenelzine." in findings(run)
    assert row(run, "ci_maoi").contradicted
    run.answer("ci_maoi", Answer.UNKNOWN)
    assert "ANSWERED AS ABSENT" not in row(run, "ci_maoi").told
    assert not row(run, "ci_maoi").contradicted
    assert "Check both" not in findings(run)


def test_two_pressures_the_wrong_way_round_are_told_and_not_counted(page, run, qtbot):
    run.select(PRESSURE)
    press(qtbot, page, "95", Qt.Key.Key_Return, "172")
    assert run.readings.fields["diastolic"].message.text() == (
        "Not below the systolic blood pressure at rest: were the two swapped?"
    )
    assert dict(run.history.run.readings) == {"systolic": 95.0}


def test_what_is_typed_and_does_not_count_is_told_on_paper(page, run, qtbot, stamp):
    run.select(PRESSURE)
    press(qtbot, page, "18")
    assert "Not counted: systolic blood pressure at rest." in page.sheet(stamp).body
    press(qtbot, page, "5")
    assert "Not counted" not in page.sheet(stamp).body


def test_what_a_number_did_is_announced(page, run, qtbot, monkeypatch):
    heard = []
    monkeypatch.setattr(checklist_screen, "announce", lambda _source, text: heard.append(text))
    run.select(PRESSURE)
    press(qtbot, page, "185", Qt.Key.Key_Return)
    assert heard[-1].startswith("Present by number: ")
    assert "Raised blood pressure on the day of treatment" in heard[-1]
    run.readings.fields["systolic"].field.setFocus()
    run.readings.fields["systolic"].field.selectAll()
    press(qtbot, page, "5000", Qt.Key.Key_Escape)
    assert any(text.startswith("No longer present: ") for text in heard)


def test_a_mistake_stays_in_its_field_when_another_item_is_looked_at(page, run, qtbot):
    run.select(PRESSURE)
    press(qtbot, page, "5000", Qt.Key.Key_Escape)
    run.select("ci_avm")
    run.select(PRESSURE)
    assert run.readings.fields["systolic"].field.text() == "5000"
    assert run.readings.fields["systolic"].message.isVisible()


def test_an_empty_filter_leaves_no_field_to_type_in(page, run, qtbot):
    run.select(PRESSURE)
    assert run.readings.isVisible()
    run.bar.filters[3].click()
    assert not run.readings.isVisible()
    run.items.setFocus()
    press(qtbot, page, "3")
    assert not run.history.run.readings


def test_medicines_are_announced_by_name(page, run, monkeypatch):
    heard = []
    monkeypatch.setattr(checklist_screen, "announce", lambda _source, text: heard.append(text))
    run.medicines.add("phenelzine")
    assert heard[-1] == "Added: phenelzine. Major, Monoamine oxidase inhibitors. 1 entered."
    run.medicines.add("zzqx")
    assert heard[-1] == "Added: zzqx. Not assessed here. 2 entered."
    run.medicines.clear()
    assert heard[-1] == "Taken away: phenelzine. Taken away: zzqx. 0 entered."


def test_tab_reaches_what_stands_above_the_items(page, run, qtbot):
    page.window().setFocus()
    reached = set()
    for _ in range(80):
        qtbot.keyClick(page.window().focusWidget() or page, Qt.Key.Key_Tab)
        reached.add(page.window().focusWidget())
    assert {
        run.treatment.indication,
        run.change,
        run.bar.remove if run.bar.remove.isEnabled() else run.bar.next,
    } <= reached
    assert run.items in reached


@pytest.mark.parametrize("width", [740, 1000, 1400])
@pytest.mark.parametrize("percent", [100, 200])
def test_every_number_field_lies_within_its_column_at_every_text_size(page, run, qtbot, percent, width):
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    page.setFont(font)
    page.resize(width, 900)
    for item_id in (PRESSURE, "ci_recent_mi", "ci_fed"):
        run.select(item_id)
        qtbot.waitUntil(run.readings.isVisible)
        for field in run.readings.fields.values():
            if field.isVisible():
                assert field.geometry().right() <= run.readings.width()
                assert field.label.height() >= field.label.heightForWidth(field.label.width())
                assert run.readings.width() <= page.width()


def test_going_through_the_list_counts_nothing_anew(page, run, qtbot, monkeypatch):
    run.medicines.add("midazolm")
    counted, searched = [], []
    monkeypatch.setattr(checklist_screen, "report", lambda *given: counted.append(given))
    monkeypatch.setattr(checklist_screen, "nearest_names", lambda *given: searched.append(given))
    run.items.setFocus()
    press(qtbot, page, *[Qt.Key.Key_Down] * 8)
    assert (counted, searched) == ([], [])


def test_an_answer_looks_for_no_medicine_anew(page, run, monkeypatch):
    run.medicines.add("midazolm")
    searched = []
    monkeypatch.setattr(checklist_screen, "nearest_names", lambda *given: searched.append(given))
    run.answer("ci_avm", Answer.YES)
    assert searched == []
    assert run.suggestions.isVisible()
