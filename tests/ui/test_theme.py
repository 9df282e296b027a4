from itertools import product

import pytest

from ketaref.ui.theme import THEMES, contrast

TEXT_ROLES = ("text", "muted", "accent", "absolute", "relative", "caution", "neutral")
GROUNDS = ("window", "surface")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("role", "ground"), [*product(TEXT_ROLES, GROUNDS)])
def test_text_reaches_double_a_contrast_on_every_ground(theme, role, ground):
    assert contrast(getattr(theme, role), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("role", "ground"),
    [("text", "raised"), ("text", "selection"), ("muted", "selection"), ("text", "mark"), ("on_accent", "accent")],
)
def test_text_reaches_double_a_contrast_on_marks_and_buttons(theme, role, ground):
    assert contrast(getattr(theme, role), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_focus_ring_stands_out_from_what_it_surrounds(theme):
    assert contrast(theme.accent, theme.window) >= 3
    assert contrast(theme.accent, theme.surface) >= 3


def test_black_on_white_has_the_greatest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
