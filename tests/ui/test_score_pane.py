import pytest

from ketaref.core.location import Kind, Location
from ketaref.core.score import score
from ketaref.ui.score_pane import ScorePane
from ketaref.ui.theme import DARK, LIGHT

FULL = {1: 3, 2: 3, 3: 2, 4: 0}


@pytest.fixture
def pane(mood, mood_sources, qtbot):
    pane = ScorePane(LIGHT)
    qtbot.addWidget(pane)
    pane.resize(600, 300)
    pane.show_scale(mood, mood_sources)
    pane.show_result(score(mood, {}), mood_sources)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def text_of(reader):
    return " ".join(reader.toPlainText().split())


def test_sums_stand_first_and_the_scale_last(pane, mood, mood_sources):
    pane.show_result(score(mood, FULL), mood_sources)
    assert text_of(pane.text).startswith("Total 8 (of 0 to 12), marked")
    assert "3 + 3" in text_of(pane.text)
    assert "Credit Writer W. No permission needed." in text_of(pane.about)


def test_another_answer_leaves_the_place_that_one_reads(pane, mood, mood_sources):
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    pane.show_result(score(mood, {1: 1}), mood_sources)
    assert bar.value() == place


def test_total_is_offered_for_the_change(pane, mood, mood_sources):
    assert not pane.change.take.isEnabled()
    pane.show_result(score(mood, FULL), mood_sources)
    assert pane.change.take.isEnabled()


@pytest.mark.parametrize("part", ["text", "about"])
def test_links_are_followed(pane, qtbot, part):
    with qtbot.waitSignal(pane.location_requested) as asked:
        getattr(pane, part).follow("ketaref://source/feder2014")
    assert asked.args == [Location(Kind.SOURCE, "feder2014")]


def test_every_reader_has_a_name_and_takes_another_theme(pane):
    assert {pane.text.accessibleName(), pane.about.accessibleName()} == {"Score", "About the scale"}
    pane.set_theme(DARK)
    assert text_of(pane.text)
