"""The scales: all are listed, those with a form are filled in by keys, and nothing stays when it is cleared."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind, Location
from ketaref.core.wording import banned_words
from ketaref.ui.pages.scales import ScalesPage
from ketaref.ui.theme import DARK, LIGHT

KEY = Qt.Key


def place(scale=""):
    return Location(Kind.INSTRUMENT, scale)


@pytest.fixture
def page(store, qtbot):
    page = ScalesPage(store, LIGHT)
    qtbot.addWidget(page)
    page.resize(1100, 800)
    page.open(place())
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return page


@pytest.fixture
def fill(page, qtbot):
    """Opens a form and types answers into it."""

    def type_answers(scale, answers):
        page.open(place(scale))
        page.focus_content()
        qtbot.keyClicks(page.form.items, answers)
        return page.form

    return type_answers


def text_of(reader):
    return " ".join(reader.toPlainText().split())


def rows(page):
    return page.listed.table.rows.records


def test_every_scale_of_the_content_is_listed_with_its_licence(page, store):
    assert [scale.id for scale in rows(page)] == [scale.id for scale in store.instruments()]
    model = page.listed.table.rows
    for row, scale in enumerate(rows(page)):
        assert model.text(row, 0) == scale.abbreviation
        assert model.text(row, 1) == ("● Form here" if scale.form else "○ Described")
        assert scale.licence in [model.text(row, place) for place in range(len(model.columns))]
    assert page.title() == "Scales"


def test_filter_leaves_the_scales_with_a_form(page):
    page.listed.choice_box("Form").setCurrentText("With a form here")
    assert page.listed.table.shown_count() == sum(scale.form is not None for scale in rows(page)) == 6


def test_every_scale_can_be_opened(page):
    for scale in rows(page):
        page.open(place(scale.id))
        if scale.form:
            assert page.form.isVisible()
            assert page.title() == scale.title
        else:
            assert page.listed.isVisible()
            assert scale.licence.split()[-1] in text_of(page.listed.detail.reader)
            assert page.title() == scale.title


def test_scale_that_is_not_there_is_told(page):
    with pytest.raises(NotInContentError):
        page.open(place("gone"))


def test_enter_in_the_list_opens_a_form_and_reads_a_description(page, qtbot):
    page.focus_content()
    with qtbot.waitSignal(page.location_requested) as asked:
        qtbot.keyClick(page.listed.table, KEY.Key_Return)
    assert asked.args == [place("pcl5")]
    page.listed.table.select_where(lambda scale: scale.id == "caps5")
    with qtbot.assertNotEmitted(page.location_requested):
        qtbot.keyClick(page.listed.table, KEY.Key_Return)
    assert page.listed.isAncestorOf(QApplication.focusWidget())


def test_description_of_a_scale_with_a_form_leads_to_it(page, qtbot):
    page.listed.table.select_where(lambda scale: scale.id == "phq9")
    assert "Fill in the form and add it up" in text_of(page.listed.detail.reader)
    with qtbot.waitSignal(page.location_requested) as asked:
        page.listed.detail.reader.follow("ketaref://instrument/phq9")
    assert asked.args == [place("phq9")]


def test_button_leads_back_to_the_list(page, fill, qtbot):
    fill("gad7", "")
    with qtbot.waitSignal(page.location_requested) as asked:
        page.form.back.click()
    assert asked.args == [place()]


def test_pcl5_is_filled_in_by_keys_and_can_be_added_up_again(fill):
    form = fill("pcl5", "21031212201031220120")
    text = text_of(form.result.text)
    for line in (
        "Total 26 (of 0 to 80)",
        "2 + 1 + 0 + 3 + 1 7",
        "2 + 1 3",
        "2 + 2 + 0 + 1 + 0 + 3 + 1 9",
        "2 + 2 + 0 + 1 + 2 + 0 7",
        "7 + 3 + 9 + 7 26",
        "Counting rule: reached",
    ):
        assert line in text
    assert "It is not a diagnosis" in text


def test_pcl5_with_one_open_item_shows_no_total(fill, qtbot):
    form = fill("pcl5", "21")
    qtbot.keyClick(form.items, KEY.Key_Down)
    qtbot.keyClicks(form.items, "31212201031220120")
    assert form.progress.accessibleName() == "19 of 20 items answered; total not shown. Open: item 3"
    qtbot.keyClick(form.items, KEY.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(form.items, "0")
    assert form.progress.accessibleName().startswith("Total 26")


@pytest.mark.parametrize("answers", ["1", "2", "3"])
def test_item_9_of_the_phq9_is_told_before_anything_else_is_answered(fill, qtbot, answers):
    form = fill("phq9", "")
    for _ in range(8):
        qtbot.keyClick(form.items, KEY.Key_Down)
    qtbot.keyClicks(form.items, answers)
    assert form.alert.isVisible()
    assert "suicide" in form.alert.text.accessibleName()
    assert "ketaref://source/" in form.alert.text.text()
    assert form.progress.accessibleName().startswith("1 of 9 items answered; total not shown")


def test_item_9_is_told_at_the_lowest_total_too(fill):
    form = fill("phq9", "000000001")
    assert form.progress.accessibleName() == "Total 1 (of 0 to 27), minimal"
    assert form.alert.isVisible()


def test_difficulty_is_asked_after_the_phq9_and_never_added(fill):
    form = fill("phq9", "0000000003")
    assert form.progress.accessibleName().startswith("Total 0")
    assert form.answers[10] == 3


def test_pc_ptsd_5_without_a_traumatic_event_is_0(fill, qtbot):
    form = fill("pcptsd5", "")
    qtbot.keyClick(form.items, KEY.Key_N)
    assert form.progress.accessibleName() == "Total 0 (of 0 to 5)"
    qtbot.keyClick(form.items, KEY.Key_Y)
    assert form.progress.accessibleName().startswith("0 of 5 items answered; total not shown")
    for key in (KEY.Key_Y, KEY.Key_Y, KEY.Key_Y, KEY.Key_Y, KEY.Key_N):
        qtbot.keyClick(form.items, key)
    assert form.progress.accessibleName() == "Total 4 (of 0 to 5)"


@pytest.mark.parametrize("scale", ["aldrete", "padss"])
def test_recovery_scores_are_in_own_words_and_compare_no_totals(fill, scale):
    form = fill(scale, "22222")
    assert form.progress.accessibleName() == "Total 10 (of 0 to 10)"
    assert "own words" in form.instruction.text()
    assert form.result.change.isHidden()


def test_credit_and_limits_stand_with_every_form(page, fill):
    for scale in rows(page):
        if scale.form:
            about = text_of(fill(scale.id, "").result.about)
            assert " ".join(scale.form.credit.split()) in about.replace("\N{ZERO WIDTH SPACE}", "")
            assert "Limits" in about


def test_change_of_5_on_the_pcl5_is_not_called_real(fill):
    form = fill("pcl5", "")
    form.result.change.before.field.setText("40")
    form.result.change.after.field.setText("35")
    text = text_of(form.result.change.text)
    assert "40 − 35 = 5 points: a fall, 12.5%" in text
    assert "probably not a real one" in text
    assert text.count("not reached") >= 4


def test_no_word_on_the_screens_judges_anybody(page, fill):
    for scale in rows(page):
        if scale.form:
            form = fill(scale.id, "")
            for reader in (form.result.text, form.result.about):
                assert not banned_words(reader.toPlainText())


def test_clear_leaves_nothing_on_any_scale(page, fill):
    assert not page.form.has_entries()
    fill("pcl5", "21")
    fill("phq9", "3").result.change.before.field.setText("canary")
    assert page.form.has_entries()
    page.forget()
    assert not page.form.has_entries()
    assert page.form.answers == {}
    page.open(place("pcl5"))
    assert page.form.answers == {}


def test_page_can_be_cleared_before_a_form_was_opened(page):
    page.forget()
    assert not page.form.has_entries()


def test_keyboard_is_where_one_works(page, fill):
    page.focus_content()
    assert page.listed.isAncestorOf(QApplication.focusWidget())
    form = fill("gad7", "")
    assert QApplication.focusWidget() is form.items


def test_theme_reaches_list_and_form(page, fill):
    form = fill("gad7", "1111111")
    page.set_theme(DARK)
    assert form.items.itemDelegate().theme is DARK
    assert form.progress.accessibleName() == "Total 7 (of 0 to 21), mild"


def test_tab_leads_through_the_form_and_the_result(fill, qtbot):
    form = fill("gad7", "111111")
    wanted = {
        form.items,
        form.result.text,
        form.result.change.before.field,
        form.result.change.after.field,
        form.result.about,
        form.back,
        form.clear_button,
    }
    seen = set()
    for _ in range(200):  # each source is a stop
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert wanted <= seen
