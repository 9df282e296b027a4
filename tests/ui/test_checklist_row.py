from itertools import combinations

import pytest
from PySide6.QtWidgets import QStyleOptionViewItem

from ketaref.core.agent import SCREENED_AGENTS
from ketaref.core.checklist import Answer, build_checklist
from ketaref.core.contraindication import Standing
from ketaref.ui.checklist_items import ROW_ROLE
from ketaref.ui.checklist_row import _STANDING_LINES
from ketaref.ui.checklist_view import ChecklistView
from ketaref.ui.theme import LIGHT, THEMES, contrast


@pytest.fixture(params=SCREENED_AGENTS)
def view(request, store, qtbot):
    view = ChecklistView(str, LIGHT)
    qtbot.addWidget(view)
    view.show_checklist(build_checklist(request.param, store.contraindications()), store.quantities())
    return view


def layouts(view, width):
    delegate = view.itemDelegate()
    return [(row := index.data(ROW_ROLE), delegate._layout(row, width)) for index in view.shown_items()]


@pytest.mark.parametrize(
    ("width", "percent"), [(420, 100), (640, 100), (900, 100), (1400, 100), (760, 200), (1600, 200), (1900, 200)]
)
def test_parts_of_a_row_never_overlap_and_stay_inside(view, width, percent):
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    view.setFont(font)
    for row, layout in layouts(view, width):
        places = [layout.marker, layout.standing, layout.condition, layout.question, layout.disclosure]
        places += [place for _, place in layout.answers] + ([layout.difference] if row.told else [])
        for one, other in combinations(places, 2):
            assert not one.intersects(other), row.item.id
        assert max(place.bottom() for place in places) < layout.height
        assert max(place.right() for place in places) < width


def test_long_text_has_all_the_height_it_needs(view):
    for row, layout in layouts(view, 500):
        wrapped = view.fontMetrics().boundingRect(layout.question.adjusted(0, 0, 0, 9999), 0x1000, row.item.question)
        assert layout.question.height() >= wrapped.height()


def test_row_offers_every_answer(view):
    for _, layout in layouts(view, 900):
        assert [answer for answer, _ in layout.answers] == list(Answer)


def test_size_of_a_row_follows_its_width(view):
    index = view.shown_items()[1]
    heights = []
    for width in (1400, 400):
        view.resize(width, 600)
        view.show()
        heights.append(view.itemDelegate().sizeHint(QStyleOptionViewItem(), index).height())
    assert heights[1] > heights[0]


def test_label_trial_and_judgement_have_edges_of_their_own():
    lines = [_STANDING_LINES[s] for s in (Standing.LABEL, Standing.TRIAL_EXCLUSION, Standing.CLINICAL_JUDGEMENT)]
    assert len(set(lines)) == 3
    assert set(_STANDING_LINES) == set(Standing)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_of_a_row_can_be_read_on_its_ground(theme):
    for ground in (theme.surface, theme.selection):
        for text in (theme.text, theme.muted, theme.absolute, theme.relative, theme.caution, theme.accent):
            assert contrast(text, ground) >= 4.5
    assert contrast(theme.surface, theme.neutral) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.muted, theme.raised) >= 4.5
