import pytest

from ketaref.core.location import Kind, Location
from ketaref.core.score import score
from ketaref.ui.score_alert import ScoreAlert, shortened


@pytest.fixture
def alert(qtbot):
    alert = ScoreAlert()
    qtbot.addWidget(alert)
    return alert


def test_alert_shows_what_to_do_with_its_source(alert, mood, mood_sources):
    alert.show_result(score(mood, {4: 2}), mood_sources)
    assert not alert.isHidden()
    assert alert.text.accessibleName() == "Item 4 is answered 2. Ask about suicide on the same day."
    assert "ketaref://source/label2024" in alert.text.text()


def test_alert_goes_with_its_answer(alert, mood, mood_sources):
    alert.show_result(score(mood, {4: 2}), mood_sources)
    alert.show_result(score(mood, {4: 0}), mood_sources)
    assert alert.isHidden()
    assert alert.text.text() == ""


def test_source_is_followed(alert, mood, mood_sources, qtbot):
    alert.show_result(score(mood, {4: 2}), mood_sources)
    with qtbot.waitSignal(alert.location_requested) as asked:
        alert.text.linkActivated.emit("ketaref://source/label2024")
    assert asked.args == [Location(Kind.SOURCE, "label2024")]
    with qtbot.assertNotEmitted(alert.location_requested):
        alert.text.linkActivated.emit("https://example.org")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Item 9 is answered 1. Do it now. Further words.", "Item 9 is answered 1. Do it now."),
        (
            "Item 9 is answered 1. Above “Not” now. “Not” is not all.",
            "Item 9 is answered 1. Above “Not” now.",
        ),
        ("Item 9 is answered 1. About 0.5% e.g. of all.", "Item 9 is answered 1. About 0.5% e.g. of all."),
        ("", ""),
    ],
)
def test_two_sentences_are_shown(text, short):
    assert shortened(text) == short
