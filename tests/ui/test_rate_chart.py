"""The chart of rates: its scale, its words, and that every figure is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketaref.core.adverse_effect import Count, Rate
from ketaref.core.agent import Agent
from ketaref.core.source import Checked
from ketaref.ui.rate_chart import RateChart
from ketaref.ui.theme import DARK, LIGHT


def rate(percent, comparator=None, **fields):
    spray = Agent.INTRANASAL_ESKETAMINE
    return Rate(spray, "84 mg, 4 weeks", "s", Checked.PAGE, percent, comparator_percent=comparator, **fields)


@pytest.fixture
def chart(qtbot):
    chart = RateChart(LIGHT)
    qtbot.addWidget(chart)
    return chart


@given(st.lists(st.tuples(st.floats(0, 100), st.none() | st.floats(0, 100)), min_size=1, max_size=5))
def test_scale_holds_every_bar(qapp, pairs):
    chart = RateChart(LIGHT)
    chart.show_rates(tuple(rate(*pair) for pair in pairs), "rates")
    highest = max(value for pair in pairs for value in pair if value is not None)
    assert chart.scale_end() >= highest
    chart.deleteLater()


def test_words_say_what_the_bars_show(chart):
    chart.show_rates((rate(41.0, 9.0),), "rates of dissociation")
    assert chart.accessibleName() == "Chart of rates of dissociation"
    words = "41 per cent against 9 per cent, Intranasal esketamine, 84 mg, 4 weeks"
    assert chart.accessibleDescription() == words


def test_rate_without_percentage_is_not_drawn(chart):
    chart.show_rates((rate(None, denominator="1 case"),), "rates")
    assert chart.isHidden()


def test_figures_are_drawn_in_both_themes(chart):
    chart.show_rates((rate(41.0, 9.0, count=Count(142, 346)), rate(0.3)), "rates")
    chart.resize(chart.sizeHint())
    light = chart.grab().toImage()
    chart.set_theme(DARK)
    assert chart.grab().toImage() != light


def test_more_rates_need_more_room(chart):
    chart.show_rates((rate(41.0),), "rates")
    small = chart.sizeHint().height()
    chart.show_rates((rate(41.0), rate(3.0)), "rates")
    assert chart.sizeHint().height() > small
