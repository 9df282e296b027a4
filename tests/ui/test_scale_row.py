from itertools import combinations

import pytest

from ketaref.ui.scale_items import ROW_ROLE
from ketaref.ui.scale_view import ScaleView
from ketaref.ui.theme import LIGHT, THEMES, contrast


@pytest.fixture(params=["pcl5", "pcptsd5", "phq9", "aldrete", "padss"])
def view(request, store, qtbot):
    view = ScaleView(LIGHT)
    qtbot.addWidget(view)
    view.show_form(store.instrument(request.param), {})
    return view


def layouts(view, width):
    indexes = [view.model().index(place, 0) for place in range(view.model().rowCount())]
    return [(row := index.data(ROW_ROLE), view.itemDelegate()._layout(row, width)) for index in indexes]


@pytest.mark.parametrize(
    ("width", "percent"), [(320, 100), (490, 100), (900, 100), (1400, 100), (620, 200), (1600, 200)]
)
def test_parts_of_a_row_never_overlap_and_stay_inside(view, width, percent):
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    view.setFont(font)
    for row, layout in layouts(view, width):
        places = [layout.score, layout.text, *(place for _, place in layout.options)]
        places += [layout.remark] if row.remark else []
        for one, other in combinations(places, 2):
            assert not one.intersects(other), row.number
        assert max(place.bottom() for place in places) < layout.height
        assert max(place.right() for place in places) < width


def test_answers_of_a_form_all_stand_beside_or_all_below(view):
    for width in (320, 700, 1400, 2000):
        beside = {layout.options[0][1].top() < layout.text.bottom() for _, layout in layouts(view, width)}
        assert len(beside) == 1


def test_row_offers_every_answer_in_the_order_of_the_form(view):
    for row, layout in layouts(view, 900):
        assert tuple(option for option, _ in layout.options) == row.options


def test_long_text_has_all_the_height_it_needs(view):
    for row, layout in layouts(view, 420):
        wrapped = view.fontMetrics().boundingRect(layout.text.adjusted(0, 0, 0, 9999), 0x1000, row.text)
        assert layout.text.height() >= wrapped.height()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_open_and_answered_are_equally_readable(theme):
    assert contrast(theme.relative, theme.surface) >= 4.5
    assert contrast(theme.neutral, theme.surface) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


def test_rows_are_drawn_in_every_state(view, store, qtbot):
    view.resize(700, 500)
    view.show()
    qtbot.waitExposed(view)
    for theme in THEMES:
        view.set_theme(theme)
        assert not view.grab().isNull()
