from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from ketaref.core.hit import MARK_END, MARK_START, Hit
from ketaref.core.location import Kind, Location
from ketaref.ui.hit_list import HitList, HitModel, marked_runs, spoken
from ketaref.ui.theme import LIGHT


def hit(name="ci_bp", kind=Kind.CONTRAINDICATION, snippet=""):
    return Hit(kind, name, f"Title of {name}", "Section", snippet, Location(kind, name))


@pytest.fixture
def hit_list(qtbot):
    view = HitList(LIGHT)
    qtbot.addWidget(view)
    view.resize(800, 300)
    view.show_hits(tuple(hit(f"h{number}") for number in range(20)))
    return view


def test_marks_become_runs():
    snippet = f"raised {MARK_START}blood{MARK_END} {MARK_START}pressure{MARK_END}, severe"
    assert [*marked_runs(snippet)] == [
        ("raised ", False),
        ("blood", True),
        (" ", False),
        ("pressure", True),
        (", severe", False),
    ]


@given(st.text(alphabet=[MARK_START, MARK_END, "a", "b", " "]))
def test_no_text_is_lost_and_no_mark_is_shown(snippet):
    shown = "".join(text for text, _ in marked_runs(snippet))
    assert shown == snippet.replace(MARK_START, "").replace(MARK_END, "")


def test_row_is_spoken_as_one_sentence_without_marks():
    said = spoken(hit(snippet=f"{MARK_START}Blood{MARK_END} pressure"), 1, 7)
    assert said == "Contraindication: Title of ci_bp. Section. Blood pressure. 2 of 7"


def test_reason_is_spoken_without_an_arrow():
    said = spoken(replace(hit(), matched=("HTN → hypertension",)), 0, 1)
    assert said == "Contraindication: Title of ci_bp. Section. Matched: HTN, read as hypertension. 1 of 1"


def test_reason_is_drawn_at_the_end_of_the_second_line(hit_list):
    snippet = "text " * 100
    long, short = hit("a", snippet=snippet), replace(hit("b", snippet=snippet), matched=("HTN → hypertension",))
    hit_list.show_hits((long, short, replace(short, matched=())))
    image = hit_list.grab().toImage()
    ratio = image.devicePixelRatio()

    def second_line(row):
        area = hit_list.visualRect(hit_list.model().index(row))
        middle = area.adjusted(area.width() // 2, area.height() // 2, -4, -4).translated(hit_list.viewport().pos())
        return image.copy(*(round(side * ratio) for side in middle.getRect()))

    assert second_line(1) != second_line(2)


def test_model_replaces_its_rows_in_one_reset(qtbot):
    model = HitModel()
    with qtbot.waitSignal(model.modelReset):
        model.replace((hit("a"), hit("b")))
    assert model.rowCount() == 2
    index = model.index(1)
    assert index.data() == "Title of b"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Contraindication: Title of b")


def test_first_hit_is_chosen_when_hits_come(hit_list):
    assert hit_list.currentIndex().row() == 0


def test_stepping_stops_at_both_ends(hit_list):
    assert hit_list.step(-1).id == "h0"
    assert hit_list.step(1).id == "h1"
    assert hit_list.step(100).id == "h19"


def test_stepping_in_an_empty_list_finds_nothing(hit_list):
    hit_list.show_hits(())
    assert hit_list.step(1) is None


def test_enter_and_click_open_the_hit(hit_list, qtbot):
    hit_list.step(2)
    with qtbot.waitSignal(hit_list.hit_opened) as opened:
        qtbot.keyClick(hit_list, Qt.Key.Key_Return)
    assert opened.args[0].id == "h2"
    hit_list.show()
    middle = hit_list.visualRect(hit_list.model().index(1)).center()
    with qtbot.waitSignal(hit_list.hit_opened) as opened:
        qtbot.mouseClick(hit_list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened.args[0].id == "h1"


def test_what_matched_is_drawn_on_the_mark_colour(hit_list):
    hit_list.show_hits((hit("other"), hit("marked", snippet=f"some {MARK_START}blood{MARK_END} text")))
    image = hit_list.grab().toImage()
    ratio = image.devicePixelRatio()
    area = hit_list.visualRect(hit_list.model().index(1))
    colours = {
        image.pixelColor(round(x * ratio), round(y * ratio)).name()
        for x in range(area.left(), area.right())
        for y in range(area.top() + 2, area.bottom() + 2)
        if x < image.width() / ratio and y < image.height() / ratio
    }
    assert LIGHT.mark in colours


def test_rows_grow_with_the_text(hit_list):
    before = hit_list.sizeHintForRow(0)
    font = hit_list.font()
    font.setPointSizeF(2 * font.pointSizeF())
    hit_list.setFont(font)
    assert hit_list.sizeHintForRow(0) > 1.5 * before
