"""What is claimed, and what becomes of it."""

import pytest

from ketaref.core.claim import Appraisal
from ketaref.core.location import Kind, Location
from ketaref.ui.pages.claims import ClaimsPage
from ketaref.ui.theme import LIGHT


@pytest.fixture
def page(store, qtbot):
    page = ClaimsPage(store, LIGHT)
    qtbot.addWidget(page)
    return page


def test_all_claims_of_the_article_are_there(page):
    assert [claim.id for claim in page.table.rows.records] == [f"c{number:03}" for number in range(1, 122)]


@pytest.mark.parametrize("appraisal", Appraisal)
def test_each_appraisal_is_a_filter(page, appraisal):
    box = page.choice_box("Appraisal")
    box.setCurrentIndex(1 + tuple(Appraisal).index(appraisal))
    assert page.table.shown_count() == sum(c.appraisal is appraisal for c in page.table.rows.records)


def test_detail_tells_appraisal_evidence_practice_and_leads_to_the_page(page, qtbot):
    claim = page.table.rows.records[3]
    page.open(Location(Kind.CLAIM, claim.id))
    text = page.detail.reader.toPlainText()
    for part in (claim.appraisal.meaning, claim.evidence[:40], "For practice", "Sources"):
        assert part in text
    with qtbot.waitSignal(page.location_requested) as asked:
        page.detail.reader.follow(f"ketaref://topic/{claim.topic}")
    assert asked.args == [Location(Kind.TOPIC, claim.topic)]


def test_appraisal_is_told_by_word_and_shape_never_by_colour(page):
    shown = {page.table.rows.columns[1].text(claim) for claim in page.table.rows.records}
    assert len({text[0] for text in shown}) == len(shown)
    assert {text[2:] for text in shown} <= {appraisal.label for appraisal in Appraisal}
