from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from ketaref.core.age import overdue_in_words
from ketaref.store.content import ContentInfo
from ketaref.ui.status_line import StatusLine, content_age

INFO = ContentInfo("2026.11.0", date(2026, 11, 25), date(2027, 5, 25), 1, ())


def test_version_date_and_age_are_told():
    assert content_age(INFO, date(2027, 1, 5)) == "Content 2026.11.0, reviewed 25 Nov 2026 (1 month ago)"


@pytest.mark.parametrize(("today", "warned"), [(date(2027, 5, 25), False), (date(2027, 5, 26), True)])
def test_warning_begins_the_day_after_the_review_date(qtbot, today, warned):
    assert bool(overdue_in_words(INFO.review_due, today)) is warned
    line = StatusLine(INFO, today)
    qtbot.addWidget(line)
    texts = " ".join(label.text() for label in line.findChildren(QLabel))
    assert ("Past its review date (25 May 2027)" in texts) is warned


def test_line_needs_less_room_than_a_small_window_at_twice_the_text_size(qtbot):
    line = StatusLine(INFO, date(2027, 6, 1))
    qtbot.addWidget(line)
    font = line.font()
    font.setPointSizeF(2 * font.pointSizeF())
    line.setFont(font)
    assert line.minimumSizeHint().width() <= 1024
