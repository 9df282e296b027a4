"""Where sources disagree: cells by keys, statements beside them, and the reference view of one item."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ketaref.core.agent import SCREENED_AGENTS, Agent
from ketaref.core.disagreement import Authority, Conflict
from ketaref.core.errors import NotInContentError
from ketaref.core.location import Kind, Location
from ketaref.core.wording import banned_words
from ketaref.ui import disagreement_table, last_word
from ketaref.ui.pages.contraindications import ContraindicationsPage
from ketaref.ui.theme import DARK, LIGHT

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(store, qtbot):
    page = ContraindicationsPage(store, LIGHT)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.open(Location(Kind.CONTRAINDICATION))
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.focus_content()
    return page


@pytest.fixture
def screen(page):
    return page.disagreement


@pytest.fixture
def said(monkeypatch):
    """What was announced."""
    said = []
    for module in (disagreement_table, last_word):
        monkeypatch.setattr(module, "announce", lambda _source, text: said.append(text))
    return said


def press(qtbot, page, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(page.window().focusWidget(), key, modifier)


def here(screen):
    row, authority = screen.table.current_cell()
    return row.item.id, authority


def go(screen, item_id, authority):
    assert screen.table.select(item_id, authority)
    screen.table.setFocus()


# Cells by keys


def test_keyboard_begins_at_the_first_cell_that_says_something(screen):
    row, authority = screen.table.current_cell()
    assert row is screen.matrix.rows[0]
    assert authority is row.cells[0].authority
    assert screen.table.hasFocus()


def test_arrows_go_from_cell_to_cell_and_over_the_headings_of_groups(page, screen, qtbot):
    ids = [row.item.id for row in screen.matrix.rows]
    columns = screen.matrix.authorities
    go(screen, ids[0], columns[0])
    press(qtbot, page, Qt.Key.Key_Right)
    assert here(screen) == (ids[0], columns[1])
    visited = [ids[0]]
    for _ in ids[1:]:
        press(qtbot, page, Qt.Key.Key_Down)
        visited.append(here(screen)[0])
    assert visited == ids
    press(qtbot, page, Qt.Key.Key_Down)
    assert here(screen)[0] == ids[-1]
    press(qtbot, page, Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert here(screen) == (ids[-2], columns[0])
    press(qtbot, page, Qt.Key.Key_Left)
    assert here(screen) == (ids[-2], columns[0])


def test_home_and_end_go_along_the_row_and_with_control_through_the_table(page, screen, qtbot):
    ids = [row.item.id for row in screen.matrix.rows]
    columns = screen.matrix.authorities
    go(screen, ids[3], columns[2])
    press(qtbot, page, Qt.Key.Key_End)
    assert here(screen) == (ids[3], columns[-1])
    press(qtbot, page, Qt.Key.Key_Home)
    assert here(screen) == (ids[3], columns[0])
    press(qtbot, page, Qt.Key.Key_End, modifier=CONTROL)
    assert here(screen) == (ids[-1], columns[-1])
    press(qtbot, page, Qt.Key.Key_Home, modifier=CONTROL)
    assert here(screen) == (ids[0], columns[0])


def test_control_with_arrows_goes_to_the_next_cell_that_says_something(page, screen, qtbot):
    row = next(row for row in screen.matrix.rows if len(row.cells) > 2 and screen.matrix.silent_on(row))
    go(screen, row.item.id, row.cells[0].authority)
    for cell in row.cells[1:]:
        press(qtbot, page, Qt.Key.Key_Right, modifier=CONTROL)
        assert here(screen) == (row.item.id, cell.authority)
    press(qtbot, page, Qt.Key.Key_Right, modifier=CONTROL)
    assert here(screen) == (row.item.id, row.cells[-1].authority)
    press(qtbot, page, Qt.Key.Key_Left, modifier=CONTROL)
    assert here(screen) == (row.item.id, row.cells[-2].authority)
    speaking = [row.item.id for row in screen.matrix.rows if row.cell(Authority.UK_LABEL)]
    go(screen, speaking[0], Authority.UK_LABEL)
    press(qtbot, page, Qt.Key.Key_Down, modifier=CONTROL)
    assert here(screen) == (speaking[1], Authority.UK_LABEL)
    press(qtbot, page, Qt.Key.Key_Up, modifier=CONTROL)
    assert here(screen) == (speaking[0], Authority.UK_LABEL)


def test_a_page_down_stays_in_the_column_and_comes_to_the_end(page, screen, qtbot):
    column = screen.matrix.authorities[1]
    go(screen, screen.matrix.rows[0].item.id, column)
    for _ in screen.matrix.rows:
        press(qtbot, page, Qt.Key.Key_PageDown)
        assert here(screen)[1] is column
    assert here(screen)[0] == screen.matrix.rows[-1].item.id
    press(qtbot, page, Qt.Key.Key_PageUp)
    assert here(screen)[0] != screen.matrix.rows[-1].item.id


def test_every_cell_one_comes_to_is_in_view_beside_its_condition(page, screen, qtbot):
    press(qtbot, page, Qt.Key.Key_Home, modifier=CONTROL)
    table = screen.table
    for key in (*[Qt.Key.Key_Right] * (len(screen.matrix.authorities) - 1), *[Qt.Key.Key_Down] * 12):
        press(qtbot, page, key)
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
        left = table.conditions.mapTo(table, table.conditions.rect().topLeft()).x()
        assert 0 <= left < 4
        assert table.conditions.width() < table.width() / 2


def test_enter_reads_the_statements_and_f7_gives_them_the_page(page, screen, qtbot):
    press(qtbot, page, Qt.Key.Key_Return)
    assert screen.detail.reader.hasFocus()
    press(qtbot, page, Qt.Key.Key_F7)
    assert not screen.table.isVisible()
    press(qtbot, page, Qt.Key.Key_F7)
    assert screen.table.hasFocus()


def test_click_on_a_cell_shows_its_statements_and_on_a_condition_its_first(page, screen, qtbot):
    row = screen.matrix.rows[1]
    table = screen.table
    place = table.rows.place_of(row.item.id, row.cells[1].authority)
    table.scrollTo(place)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(place).center())
    assert here(screen) == (row.item.id, row.cells[1].authority)
    assert row.item.condition in screen.detail.reader.toPlainText()
    header = table.conditions
    at = header.viewport().rect().topLeft()
    at.setY(header.sectionViewportPosition(place.row()) + 5)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert here(screen) == (row.item.id, row.cells[0].authority)


# Statements


def test_statements_hold_every_position_of_the_row_and_lead_to_sources_record_and_checklist(page, screen, qtbot, store):
    go(screen, "ci_arrhythmia", Authority.TRIAL_EXCLUSION)
    reader = screen.detail.reader
    text = " ".join(reader.toPlainText().replace("\u2060", "").split())
    for position in store.contraindication("ci_arrhythmia").positions_for(Agent.IV_KETAMINE):
        assert store.source(position.source).short in text
        assert position.checked.label in text
    for link in (
        Location(Kind.SOURCE, "wjem_sddk2020"),
        Location(Kind.CONTRAINDICATION, "ci_arrhythmia"),
        Location(Kind.CHECKLIST, Agent.IV_KETAMINE, "ci_arrhythmia"),
    ):
        assert str(link) in reader.toHtml()
        with qtbot.waitSignal(page.location_requested) as asked:
            reader.follow(str(link))
        assert asked.args == [link]


def test_empty_cell_says_that_it_is_no_agreement(screen):
    go(screen, "ci_arrhythmia", Authority.UK_LABEL)
    assert "That is not agreement." in screen.detail.reader.toPlainText()


# Filters


def test_only_where_sources_differ_shows_those_rows_and_their_number(screen):
    whole = screen.whole
    screen.difference_box.setCurrentIndex(1)
    assert screen.matrix.rows == whole.differing
    assert screen.count.text() == f"{len(whole.differing)} of {len(whole.rows)} shown"


def test_what_filters_leave_out_is_told_for_paper(screen):
    assert screen.left_out == ""
    screen.group_box.setCurrentText("Eye")
    screen.text_field.setText("glaucoma")
    assert screen.left_out == "1 of 64 conditions: Eye, with “glaucoma”"


@pytest.mark.parametrize("conflict", Conflict)
def test_each_kind_of_difference_has_its_filter(screen, conflict):
    place = 2 + tuple(Conflict).index(conflict)
    number = screen.whole.count(conflict)
    assert screen.difference_box.itemText(place) == f"{conflict.label} ({number})"
    screen.difference_box.setCurrentIndex(place)
    assert len(screen.matrix.rows) == number > 0
    assert all(conflict in row.conflicts for row in screen.matrix.rows)


def test_cell_stays_current_while_it_is_not_filtered_out(screen):
    go(screen, "ci_arrhythmia", Authority.PROTOCOL)
    screen.difference_box.setCurrentIndex(1)
    screen.group_box.setCurrentText("Cardiovascular")
    assert here(screen) == ("ci_arrhythmia", Authority.PROTOCOL)
    screen.group_box.setCurrentText("Eye")
    assert screen.table.current_cell() is None
    assert not screen.enlarge.isEnabled()


def test_text_that_fits_nothing_offers_to_clear_the_filters(page, screen, qtbot):
    screen.text_field.setFocus()
    qtbot.keyClicks(screen.text_field, "zzz")
    assert not screen.table.isVisible()
    page.focus_content()
    press(qtbot, page, Qt.Key.Key_Space)
    assert screen.table.hasFocus()
    assert screen.matrix == screen.whole


def test_escape_clears_the_filters_and_keeps_the_agent(page, screen, qtbot):
    screen.agent_box.setCurrentIndex(1)
    screen.group_box.setCurrentIndex(2)
    page.focus_content()
    press(qtbot, page, Qt.Key.Key_Escape)
    assert screen.agent is SCREENED_AGENTS[1]
    assert screen.matrix == screen.whole


@pytest.mark.parametrize("place", range(len(SCREENED_AGENTS)))
def test_each_agent_has_its_own_columns_and_rows(screen, store, place):
    screen.agent_box.setCurrentIndex(place)
    agent = SCREENED_AGENTS[place]
    named = [item.id for item in store.contraindications() if item.strictest(agent)]
    assert sorted(row.item.id for row in screen.matrix.rows) == sorted(named)
    assert screen.table.rows.columnCount() == len(screen.matrix.authorities)
    for authority in screen.matrix.silent:
        assert authority.label in screen.summary.text()


# What assistive tools hear


def test_cell_is_spoken_with_condition_column_level_and_who_differs(screen):
    table = screen.table
    place = table.rows.place_of("ci_arrhythmia", Authority.US_LABEL)
    spoken = place.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Significant or uncontrolled arrhythmia, US label: caution, 1 source; differs from ")
    assert "Hospital protocol (absolute)" in spoken
    assert "EU product information" not in spoken  # it says the same


def test_shown_cell_has_shape_and_word_and_the_sign_of_a_difference(screen):
    text = screen.table.rows.place_of("ci_arrhythmia", Authority.PROTOCOL).data()
    assert text == "■\N{NO-BREAK SPACE}Absolute\N{NO-BREAK SPACE}(2) ≠"
    assert screen.table.rows.place_of("ci_arrhythmia", Authority.UK_LABEL).data() == "–"


def test_cell_is_heard_when_the_keyboard_comes_to_the_table(page, screen, qtbot, said):
    screen.text_field.setFocus()
    said.clear()
    screen.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert said[-1:] == [screen.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)]


def test_filter_tells_how_many_it_leaves(screen, qtbot, said):
    screen.difference_box.setCurrentIndex(1)
    qtbot.waitUntil(lambda: said[-1:] == [f"{screen.count.text()}, IV ketamine."])


def test_headers_are_named_for_assistive_tools(screen):
    rows = screen.table.rows
    role = Qt.ItemDataRole.AccessibleTextRole
    heads = [rows.headerData(column, Qt.Orientation.Horizontal, role) for column in range(rows.columnCount())]
    assert heads == [authority.label for authority in screen.matrix.authorities]
    place = rows.place_of("ci_arrhythmia", Authority.US_LABEL)
    told = rows.headerData(place.row(), Qt.Orientation.Vertical, role)
    assert told.startswith("Significant or uncontrolled arrhythmia. Label against guidance or protocol.")


def test_whatever_takes_the_keyboard_has_a_name(page, screen):
    for widget in (screen.agent_box, screen.difference_box, screen.group_box, screen.text_field, screen.table):
        assert widget.accessibleName()
    assert screen.detail.reader.accessibleName()
    for button in page.findChildren(QPushButton):
        assert button.accessibleName() or button.text()


@pytest.mark.parametrize("place", range(len(SCREENED_AGENTS)))
def test_no_word_on_screen_judges_a_patient(page, screen, place):
    screen.agent_box.setCurrentIndex(place)
    texts = [label.text() for label in page.findChildren(QLabel)]
    for row in screen.matrix.rows:
        go(screen, row.item.id, row.cells[0].authority)
        texts.append(screen.detail.reader.toPlainText())
    assert [word for text in texts for word in banned_words(text)] == []


def test_at_twice_the_text_conditions_and_a_whole_cell_are_in_view(page, screen, qtbot):
    table = screen.table
    small = table.columnWidth(0)
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    page.setFont(font)
    page.resize(770, 650)
    qtbot.waitUntil(lambda: table.columnWidth(0) > 1.5 * small)
    assert table.conditions.width() <= 0.37 * table.width()
    for column in range(table.rows.columnCount()):
        assert table.columnWidth(column) <= table.viewport().width()


# The page


def test_other_colours_keep_the_cell(page, screen):
    before = here(screen)
    page.set_theme(DARK)
    assert here(screen) == before


def test_contraindication_is_shown_for_reference_under_its_own_title(page, screen, store):
    assert page.title().startswith("Where sources disagree: ")  # of the chosen cell
    item = store.contraindications()[0]
    page.open(Location(Kind.CONTRAINDICATION, item.id))
    assert page.title() == item.condition
    assert page.reference.isVisible()
    page.open(Location(Kind.CONTRAINDICATION))
    assert screen.isVisible()


def test_unknown_contraindication_is_refused_and_what_was_shown_stays(page, screen):
    with pytest.raises(NotInContentError):
        page.open(Location(Kind.CONTRAINDICATION, "ci_nothing"))
    assert screen.isVisible()


def test_reference_leads_into_the_checklist_at_its_item(page, qtbot):
    page.open(Location(Kind.CONTRAINDICATION, "ci_arrhythmia"))
    with qtbot.waitSignal(page.location_requested) as asked:
        page.reference.buttons[0].click()
    assert asked.args == [Location(Kind.CHECKLIST, Agent.IV_KETAMINE, "ci_arrhythmia")]


def test_sources_are_those_of_the_item_for_reference(page, store):
    item = store.contraindications()[0]
    assert page.source_ids() == ()
    page.open(Location(Kind.CONTRAINDICATION, item.id))
    assert set(item.sources) <= set(page.source_ids())
