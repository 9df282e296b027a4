import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument, QTextFormat

from ketaref.ui.document_style import fill, prepared
from ketaref.ui.find_bar import LONGEST, MOST_MATCHES, FindBar, find_all
from ketaref.ui.reader import Reader
from ketaref.ui.theme import DARK, LIGHT

TEXT = "<p>Ketamine 0.5 mg/kg.</p>" + "<p>Filler text here.</p>" * 80 + "<p>KETAMINE again, (ketamine).</p>"


@pytest.fixture
def reader(qtbot):
    reader = Reader(LIGHT)
    qtbot.addWidget(reader)
    reader.resize(500, 400)
    reader.show_html(TEXT)
    reader.show()
    return reader


@pytest.fixture
def bar(reader, qtbot):
    bar = FindBar(reader)
    qtbot.addWidget(bar)
    return bar


def outlined(reader):
    return [
        mark.cursor.selectedText()
        for mark in reader.extraSelections()
        if mark.format.hasProperty(QTextFormat.Property.OutlinePen)
    ]


def test_bar_is_hidden_until_it_is_asked_for(bar):
    assert bar.isHidden()
    bar.begin()
    assert not bar.isHidden()


def test_every_match_is_marked_and_counted(bar, reader):
    bar.begin()
    bar.field.setText("ketamine")
    assert bar.count.text() == "1 of 3"
    assert len(reader.extraSelections()) == 3
    assert outlined(reader) == ["Ketamine"]


def test_steps_go_around_in_both_directions(bar):
    bar.begin()
    bar.field.setText("ketamine")
    seen = []
    for _ in range(3):
        bar.step(forward=True)
        seen.append(bar.count.text())
    bar.step(forward=False)
    assert [*seen, bar.count.text()] == ["2 of 3", "3 of 3", "1 of 3", "3 of 3"]


def test_enter_and_shift_enter_step(bar, qtbot):
    bar.begin()
    bar.field.setText("ketamine")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 3"
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "1 of 3"


def test_current_match_comes_into_view(bar, reader):
    bar.begin()
    bar.field.setText("again")
    (mark,) = reader.extraSelections()
    assert reader.viewport().rect().contains(reader.cursorRect(mark.cursor))


def test_count_begins_where_one_reads(bar, reader):
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum())
    bar.begin()
    bar.field.setText("ketamine")
    assert bar.count.text() == "2 of 3"


def test_nothing_found_is_said(bar, reader):
    bar.begin()
    bar.field.setText("absent")
    assert bar.count.text() == "Not on this page"
    assert reader.extraSelections() == []
    bar.step(forward=True)
    assert bar.count.text() == "Not on this page"


def test_empty_field_says_nothing(bar):
    bar.begin()
    bar.field.setText("   ")
    bar.field.setText("")
    assert bar.count.text() == ""


def test_escape_hides_the_bar_and_keeps_the_place(bar, reader, qtbot):
    bar.begin()
    bar.field.setText("again")
    place = reader.verticalScrollBar().value()
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert reader.extraSelections() == []
    assert reader.verticalScrollBar().value() == place > 0


def test_selected_words_are_looked_for(bar, reader):
    cursor = reader.document().find("Filler text")
    reader.setTextCursor(cursor)
    bar.begin()
    assert bar.field.text() == "Filler text"
    assert bar.count.text().endswith("of 80")


def test_another_text_is_searched_anew(bar, reader):
    bar.begin()
    bar.field.setText("ketamine")
    reader.show_html("<p>ketamine</p>")
    bar.refresh()
    assert bar.count.text() == "1 of 1"


def test_steps_go_on_when_the_text_was_laid_out_anew(bar, reader):
    bar.begin()
    bar.field.setText("ketamine")
    reader.set_theme(DARK)
    bar.step(forward=True)
    assert bar.count.text() == "2 of 3"
    assert outlined(reader) == ["KETAMINE"]
    assert {mark.cursor.document() for mark in reader.extraSelections()} == {reader.document()}


def test_first_step_opens_the_bar(bar):
    bar.step(forward=True)
    assert not bar.isHidden()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0.5 mg/kg", 1),
        ("MG/KG", 1),
        ("(ketamine)", 1),
        (".*", 0),
        ("[", 0),
        ("\\", 0),
        ("mg  /kg", 0),
        ("\x00", 0),
        ("🙂", 0),
    ],
)
def test_what_is_typed_is_taken_by_the_letter(qapp, text, count):
    document = QTextDocument()
    fill(document, prepared(TEXT), LIGHT, qapp.font())
    assert len(find_all(document, text)) == count


def test_address_is_found_across_the_places_where_it_may_break(qapp):
    document = QTextDocument()
    fill(document, prepared("<p>https://www.example.org/doi/full/10.1176/appi</p>"), LIGHT, qapp.font())
    assert len(find_all(document, "example.org/doi/full")) == 1


def test_longest_text_and_most_matches_are_bounded(bar, qapp):
    bar.field.setText("x" * 10_000)
    assert len(bar.field.text()) == LONGEST
    document = QTextDocument("a " * (MOST_MATCHES + 500))
    assert len(find_all(document, "a")) == MOST_MATCHES
