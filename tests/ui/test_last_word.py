import pytest
from PySide6.QtWidgets import QWidget

from ketaref.ui import last_word
from ketaref.ui.last_word import LastWord


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def heard(monkeypatch):
    heard = []
    monkeypatch.setattr(last_word, "announce", lambda _source, text: heard.append(text))
    return heard


def test_only_the_last_of_quick_changes_is_announced_and_not_at_once(page, heard, qtbot):
    word = LastWord(page)
    for text in ("20 shown", "8 shown", "3 shown"):
        word.say(text)
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["3 shown"])
    qtbot.wait(last_word.PAUSE_MS + 100)
    assert heard == ["3 shown"]


def test_page_that_has_gone_says_nothing(page, heard, qtbot):
    LastWord(page).say("3 shown")
    page.hide()
    qtbot.wait(last_word.PAUSE_MS + 100)
    assert heard == []
