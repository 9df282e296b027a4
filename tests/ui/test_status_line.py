from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ketaref.core.age import overdue_in_words
from ketaref.store.content import ContentInfo
from ketaref.ui.status_line import _LEFT_AND_MIDDLE, INFORMS, PURPOSE, StatusLine, content_age

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


def shown(line):
    return [label.shown() for label in line.findChildren(QLabel)]


@pytest.fixture
def large(qtbot):
    """Makes the line of a window at twice the text size, on a day."""

    def make(today, width):
        line = StatusLine(INFO, today)
        qtbot.addWidget(line)
        font = line.font()
        font.setPointSizeF(2 * font.pointSizeF())
        line.setFont(font)
        line.resize(width, line.sizeHint().height())
        line.show()
        return line

    return make


def test_that_it_does_not_decide_stays_when_the_rest_has_no_room(large):
    line = large(date(2026, 11, 26), 0)
    age = content_age(INFO, date(2026, 11, 26))
    both = sum(map(line.fontMetrics().horizontalAdvance, (INFORMS, age)))
    line.resize(both + 100, line.height())
    assert shown(line) == [INFORMS, age]
    line.resize(both + 2000, line.height())
    assert shown(line) == [PURPOSE, age]


@pytest.mark.parametrize(("today", "warned"), [(date(2026, 12, 1), []), (date(2027, 6, 1), ["! Past its review date"])])
def test_what_matters_most_is_whole_in_the_smallest_window(large, today, warned):
    line = large(today, 0)
    line.resize(line.minimumSizeHint().width(), line.height())
    assert shown(line) == [INFORMS, *warned, "Content 2026.11.0"]


def test_alignment_is_the_one_that_qt_calls_so():
    assert (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value == _LEFT_AND_MIDDLE
