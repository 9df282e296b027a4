"""Studies, with null results as visible as others."""

import pytest

from ketaref.core.trial import Direction
from ketaref.ui.pages.trials import TrialsPage
from ketaref.ui.theme import LIGHT

MAIN_RESULT = 2
"""The place of the column: before those that go where the text is large."""


@pytest.fixture
def page(store, qtbot):
    page = TrialsPage(store, LIGHT)
    qtbot.addWidget(page)
    return page


def test_newest_stand_first_within_a_condition_and_unpublished_last(page):
    ptsd = [trial.year for trial in page.table.rows.records if trial.condition == "PTSD"]
    published = [year for year in ptsd if year]
    assert published == sorted(published, reverse=True)
    assert ptsd[: len(published)] == published


def test_null_result_is_told_in_the_list(page):
    trial = next(trial for trial in page.table.rows.records if trial.name == "Abdallah 2022")
    assert page.table.rows.columns[MAIN_RESULT].text(trial).startswith("＝ No significant difference: PCL-5")


def test_result_that_is_not_the_primary_one_says_so(page):
    main = page.table.rows.columns[MAIN_RESULT]
    for trial in page.table.rows.records:
        assert main.text(trial).endswith("(not named as primary)") is not bool(trial.primary_outcomes)


def test_each_direction_has_words_and_a_shape_of_its_own(page):
    shown = {page.table.rows.columns[MAIN_RESULT].text(trial)[0] for trial in page.table.rows.records}
    used = {(trial.primary_outcomes or trial.outcomes)[0].direction for trial in page.table.rows.records}
    assert len(shown) == len(used)
    assert used <= set(Direction)
